/* What the newest run of each month says, for questions that go over months. */
#ifndef OUTLOOK_MONTH_ROWS_H
#define OUTLOOK_MONTH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct period;
struct turn;
struct value;

struct month_rows {
    const struct period **months; /* in their order */
    int64_t *runs;                /* the newest run of each */
    const struct value **rows;    /* of that, as stored_run_rows gives them, without teams; NULL: not read */
    size_t len;
};

/* Of the months that ended by that day (DAY_NEVER: of all) and were run. */
bool month_rows_heads(struct turn *turn, int32_t day, struct month_rows *ret_rows, struct err *err);
bool month_rows_read(struct turn *turn, int32_t day, struct month_rows *ret_rows, struct err *err);

#endif
