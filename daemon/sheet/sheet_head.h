/*
 * Finds the head line among the first lines of a table: people put titles above it. The lines are looked at in turn; the first
 * that says something is the head unless it holds no known name while one of the next holds two.
 */
#ifndef SHEET_SHEET_HEAD_H
#define SHEET_SHEET_HEAD_H

#include "sheet/sheet_reader.h"

/* What a column is called, as names are compared: without marks, in small letters, without a star or a remark in parentheses
 * behind it ("Kênh tiếp nhận (*)"). */
char *sheet_head_word(struct arena *arena, const char *column);

/* What sums are written with. */
#define SHEET_HEAD_FIGURES "0123456789.,%"
/* Whether a cell begins a row of sums: "Tổng cộng", "Cộng", with figures behind it or not. */
bool sheet_head_is_total(struct arena *arena, const char *text);

enum { SHEET_HEAD_LINES = 20 }; /* so far down it is looked for */

struct sheet_head {
    int first; /* line that says something; 0: none yet */
    int line;  /* of the head; 0: not found yet */
    size_t names; /* known ones in it */
    int upper_line; /* a head of two lines: the upper one, which has names of groups and those of the columns that have no group; 0: one line */
    int before;           /* the line that was looked at last … */
    const char **upper;   /* … and its cells, in the reading's arena; of a head of two lines those of the upper one */
    size_t upper_count;
};

/* True when it is found, or not to be found any more. */
bool sheet_head_look(struct sheet_head *head, const struct sheet_reading *reading, int line, const char *const *cells,
                     size_t count);
/* After the last line looked at: when none was found, the head is the first line that says something. */
void sheet_head_settle(struct sheet_head *head);
/* Says which lines were passed over. */
void sheet_head_say(const struct sheet_head *head, const struct sheet_reading *reading);

/* Checks the columns' names and gives them to the sink: none empty between others, none twice. `cells` are those of head->line. *ret_columns:
 * how many there are. False when they are too many. */
bool sheet_head_give(const struct sheet_head *head, const struct sheet_reading *reading, const char *const *cells, size_t filled,
                     size_t *ret_columns);

#endif
