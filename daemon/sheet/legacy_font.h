/*
 * Fonts of the years before Unicode: letters under them are stored as other letters, which only the font shows as Vietnamese.
 * Tells the encoding by the font's name. Decodes nothing.
 */
#ifndef SHEET_LEGACY_FONT_H
#define SHEET_LEGACY_FONT_H

enum legacy_font { FONT_OF_UNICODE, FONT_OF_TCVN3, FONT_OF_VNI, FONT_ENCODINGS };

/* .VnTime → TCVN3 (ABC); VNI-Times → VNI. */
enum legacy_font legacy_font_of(const char *font);
const char *legacy_font_name(enum legacy_font font); /* "TCVN3 (ABC)" */

#endif
