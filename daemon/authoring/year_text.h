/* A text file that is written anew, line by line, with the years of its days moved; and what is to be looked at in it. Internal to next_year. */
#ifndef AUTHORING_YEAR_TEXT_H
#define AUTHORING_YEAR_TEXT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct package;
struct problems;

struct year_move {
    struct arena *arena;
    const struct package *old;
    int years;         /* by which days move */
    int first, last;   /* the old contest's */
    int32_t from;      /* the new contest's first day */
    struct problems *look;
};

struct year_text {
    const struct year_move *move;
    const char *path, *at; /* at: what is left of the old text */
    struct buffer out;
    int line; /* of the new text, so far */
};

int32_t year_day(const struct year_move *move, int32_t day);       /* 29 February becomes the 28th */
int32_t year_last_day(const struct year_move *move, int32_t day);  /* of an end: the end of February stays one */
/* How many letters of a week's id stand here: 8 (2025-W37) or none. */
size_t year_week_here(const char *begin, const char *at);
/* Every day in the text moved, 2024-11-05 or 05/11/2024; months: and every 2024-11, 2024-W45 too. */
char *year_days(const struct year_move *move, const char *text, bool months);
bool year_mentions(const struct year_move *move, const char *text); /* a year of the old contest */

/* The next line, without its end; NULL at the end of the text. */
const char *year_next(struct year_text *text);
bool year_is_comment(const char *line); /* of INI, Lua or SQL */
/* The value of "key = value" when the line has this key; NULL when it has not. */
const char *year_value(const char *line, const char *key);
/* "[name 2024-11-01]", "[name unit 2024-11-01]" with the name "name unit": false for any other line. */
bool year_header(struct arena *arena, const char *line, const char **ret_name, int32_t *ret_day);

void year_put(struct year_text *text, const char *line);
/* Of the line that was put last. */
void year_look(struct year_text *text, const char *vi, const char *en);
/* Puts it as it is; one that speaks of the old years is to be looked at. */
void year_copy(struct year_text *text, const char *line);

#endif
