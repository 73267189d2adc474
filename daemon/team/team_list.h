/*
 * Lists the teams that stood on a day, as the records said at a data version: whom papers about teams are about (package/document_kind.h, each). Asked of the
 * views that rules see, in a worker: a team that is imported after a seal is not in its papers, and asking again gives the same.
 */
#ifndef TEAM_TEAM_LIST_H
#define TEAM_TEAM_LIST_H

#include <stdint.h>

struct err;
struct turn;
struct value;

/* [{id, name, ward: where its figures count on that day}…] by id; those that count nowhere are left out. An empty list when the package has no such paper. NULL with err. */
const struct value *team_list(const struct turn *turn, int32_t day, int64_t sequence, struct err *err);
/* What the teams' months were, of the runs that the seal's content names (month_runs), which the log and replay hold: [{id, run, sequence, cells: {team: its cells}}…].
 * Empty where the seal has no months, or the package has no such paper. NULL with err. */
const struct value *team_list_months(const struct turn *turn, const struct value *seal, struct err *err);

#endif
