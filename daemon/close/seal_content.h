/*
 * What a seal is made of (contest/seal.h): the newest final run of a period with everything that it rests on, as it is now. A phase is sealed by it
 * (seal_phase.h), a month is frozen by it for its report (period_paper.h).
 */
#ifndef CLOSE_SEAL_CONTENT_H
#define CLOSE_SEAL_CONTENT_H

#include <stdbool.h>

struct err;
struct period;
struct turn;
struct value;

/* {format, engine, …} of the period, without sealed_at; NULL with err, also when it has no final run. */
struct value *seal_content(struct turn *turn, const struct period *period, struct err *err);
/* The same content with these rows as its results: [{subject, level, cells, conclusion, place}…] of a final run that is not stored yet. */
void seal_content_foresee(struct turn *turn, const struct period *period, const struct value *rows, struct value *content);
/* The period's next seal with this content, as seal_latest will give it; sealed now. */
struct value *seal_with(struct turn *turn, const struct period *period, struct value *content, struct err *err);
bool seal_put(struct turn *turn, const struct value *seal, struct err *err);

#endif
