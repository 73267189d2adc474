/* Rows that were counted in a database elsewhere, in the place of a scan (beyond.h). */
#ifndef EVALUATE_BEYOND_ROWS_H
#define EVALUATE_BEYOND_ROWS_H

struct rule_rows;
struct span;
struct work;

/* The scan's rows as they were given, in the place of `rows`, which it finishes; `rows` where none were given. */
struct rule_rows *beyond_rows(const struct work *work, const struct span *span, struct rule_rows *rows);

#endif
