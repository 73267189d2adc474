/*
 * The scan of a declared measure, summed here, in C, to the ward where each record counts; and what every way of
 * measuring shares: the pieces of a rule as messages name them, what is bound to them, how a figure is read.
 */
#ifndef EVALUATE_MEASURE_SCAN_H
#define EVALUATE_MEASURE_SCAN_H

#include "evaluate/work.h"

struct err;
struct record_type;
struct span;

/* The scan of a declared measure, added to the figures. */
bool measure_scan(const struct work *work, struct figure *figures, struct err *err);

/* The view of a type that the work's part is of, as in SQL; and " AND column IN …" for its subjects, or nothing. */
char *measure_source(const struct work *work, const struct record_type *type);
char *measure_among(const struct work *work, const char *column);

/* The pieces as messages name them. */
struct rule_piece measure_piece(const struct work *work, const char *name, const char *text);
/* Binds :from :until :last :period :contest_from. */
void measure_bind(const struct work *work, struct rule_rows *rows, const struct span *span);
/* An integer of a row's column, whichever; NULL leaves *ret_number as it is. `name` is for messages. */
bool measure_read_integer(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number, struct err *err);
/* From 0 to INT32_MAX, as figures are. */
bool measure_in_range(const char *name, int64_t number, struct err *err);
/* An integer from 0 to INT32_MAX of a row's column; NULL is 0. */
bool measure_read_number(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number,
                         struct err *err);
/* Puts file, line and piece before the error. Always false. */
bool measure_fail_at(const struct rule_piece *piece, struct err *err);

#endif
