/*
 * Vietnamese as it was written before Unicode, decoded: CP1258, TCVN3 (ABC fonts: TCVN 5712:1993, VN3), VNI (Windows fonts). Also
 * UTF-8 that was read as Windows-1252 and saved as UTF-8 again. Only decodes; which of them a text is, is spoilt_text.h's to find
 * and a person's to confirm.
 */
#ifndef SHEET_LEGACY_TEXT_H
#define SHEET_LEGACY_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum legacy_text { LEGACY_CP1258, LEGACY_TCVN3, LEGACY_VNI, LEGACY_TWICE, LEGACY_TEXTS };

/* As a person names it: "TCVN3 (ABC)". */
const char *legacy_text_title(enum legacy_text legacy);
/* As the import's --encoding names it: cp1258, tcvn3, vni, twice. False for another word. */
const char *legacy_text_word(enum legacy_text legacy);
bool legacy_text_parse(const char *word, enum legacy_text *ret_legacy);

/* Bytes of one of the first three as UTF-8, each byte as Windows-1252 reads it: what a program shows that does not know better. */
char *legacy_text_of_bytes(struct arena *arena, const char *bytes, size_t len);
/* Such a text in Unicode (NFC), not trimmed; NULL when it cannot be one (LEGACY_TWICE alone). */
char *legacy_text_decode(struct arena *arena, enum legacy_text legacy, const char *text);

#endif
