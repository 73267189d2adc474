/*
 * Vietnamese order, by ICU (CLDR vi): letters a ă â b c d đ e ê …, then tones (ngang huyền hỏi ngã sắc nặng), then case; numbers in a
 * text by their value: Khu 2 before Khu 10. For ordering alone: what is equal, or found, is text_fold.h's to say. Keys are
 * another library's next year: who stores them writes collation_version beside them and makes them anew when that is another one.
 */
#ifndef BASE_COLLATION_H
#define BASE_COLLATION_H

struct arena;

/* A key that orders by strcmp, or as bytes by memcmp; it has no meaning as text. */
char *collation_key(struct arena *arena, const char *text);
/* Of a person's name: by given name (the last word), then family name, then middle ones. */
char *collation_name_key(struct arena *arena, const char *name);
/* Of ICU and its order: "ICU 72.1, 153.120.42". */
char *collation_version(struct arena *arena);

#endif
