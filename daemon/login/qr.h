/* A text as a QR code (libqrencode), for a phone to read from a screen: rows of light and dark. Pure. */
#ifndef LOGIN_QR_H
#define LOGIN_QR_H

struct arena;
struct err;
struct value;

/* ["1110…", …]: a row each, 1 is dark, without the light edge of four that a reader wants. NULL with err: there is no memory, or the text is longer
 * than a code holds. */
struct value *qr_rows(struct arena *arena, const char *text, struct err *err);
/* The same, of a text in UTF-8 and as small as can be, for a corner of a paper: it stands 7 % of damage, not 15. */
struct value *qr_rows_small(struct arena *arena, const char *text, struct err *err);

#endif
