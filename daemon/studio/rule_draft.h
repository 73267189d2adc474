/* A criterion as it would be with what somebody is filling in: looked at, not checked. Internal to the room. */
#ifndef STUDIO_RULE_DRAFT_H
#define STUDIO_RULE_DRAFT_H

#include <stdbool.h>

struct command_call;
struct err;
struct package;

/* *package with the files that the cells of the call (`change`) describe, *criterion what comes of it; both as they were where there are no cells. */
bool rule_draft(struct command_call *call, const struct package **package, const char **criterion, struct err *err);

#endif
