/*
 * A measure that is counted in a database elsewhere (mirror/). A job with beyond: true answers with what is to be asked there, {results: [], params: [],
 * beyond: [{type, sql, shape}…]: one a stretch of days}, unless the measure is none that can be put over (dialect/statement.h); then it is counted here as ever. A
 * job with beyond: [rows…] takes those in the place of its own scans; the verdicts, what is said, what was read are made of them here. Where the rows leave it open
 * what a receipt would name, the records are scanned here after all.
 */
#ifndef EVALUATE_BEYOND_H
#define EVALUATE_BEYOND_H

#include "evaluate/work.h"

struct err;
struct value;

/* Of a job that is to ask; NULL: it is counted here. */
struct value *beyond_ask(const struct work *work);
/* Whether the rows that the job was given can be taken; notes what they read. */
bool beyond_take(struct work *work, struct err *err);
/* Why a criterion is always counted here, or the statements that it asks: {type or null, sql or null, vi, en}. */
struct value *beyond_say(const struct work *work);

#endif
