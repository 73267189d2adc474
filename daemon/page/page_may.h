/*
 * What whoever looks may do on a page, so that nothing else is offered: for the unit that the page is about, and for each thing of a list that may
 * be another unit's. Whether it is done is asked again when it is (command/permission.h). Internal to the room.
 */
#ifndef PAGE_PAGE_MAY_H
#define PAGE_PAGE_MAY_H

#include <stdbool.h>

struct command_call;
struct err;
struct value;

/* Sets `opens_all`, `opens` {unit: true}: whose pages may be opened of those that a board shows; and `may`, {enter, confirm …: bool}, once the parts of the page are there, and the same in the records of a list, the groups that wait, exceptions. False
 * with err when the store failed. */
bool page_may_add(struct value *data, const struct command_call *call, struct err *err);

#endif
