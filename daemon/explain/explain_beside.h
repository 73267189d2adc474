/* What stands beside a result where it is explained: the figure of the period before and of the district, why it was missed as people wrote it,
 * the papers that came of it. */
#ifndef EXPLAIN_EXPLAIN_BESIDE_H
#define EXPLAIN_EXPLAIN_BESIDE_H

#include <stdbool.h>

struct command_call;
struct err;
struct package;
struct period;
struct period_list;
struct result_id;
struct value;

struct explain_then {
    const struct package *package; /* of the result's run */
    const struct period_list *periods;
    const struct period *period;
    const struct result_id *id;
};

/*
 * Sets of the result:
 *   before, district  {period, title, stage, num, den, value, target, verdict …} or null; no district beside itself or a team;
 *                     neither of an older run: they are the newest there are
 *   difference        why it is not what was sealed (difference.h); null where it is
 *   causes            [{id, cause, remedy, written_by, written_at…}…], the newest first: the first holds
 *   causes_of_months  [{period, title, cause, remedy…}…] of a longer period's months, those that hold
 *   asks_cause        whether it is one that a person explains; may_explain: whoever asks may
 *   papers            [{id, title, state, made_at…}…] that say something of it, those that stand and that whoever asks may see
 */
bool explain_add_beside(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err);

#endif
