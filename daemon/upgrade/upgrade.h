/*
 * Before a build of the program takes a folder that another build had: the database is copied as it stands, the copy is brought up to date, and every
 * seal is computed again from it. The folder itself is touched only when all of them came out as they were sealed; so after a refusal the program of
 * before goes on with it as if nothing had been. A build that was through with a folder starts at once.
 */
#ifndef UPGRADE_UPGRADE_H
#define UPGRADE_UPGRADE_H

#include "upgrade/waiting_room.h"

#include <stdbool.h>

struct err;
struct worker_settings;

struct upgrade {
    const char *folder; /* whose lock the caller has */
    const struct worker_settings *worker;
    void (*said)(void *whom, const char *vi, const char *en); /* how far it is */
    void *whom;
    int doors[WAITING_ROOM_DOORS];    /* where people come meanwhile, and are told (waiting_room.h) */
    bool silent[WAITING_ROOM_DOORS];
};

/* False with err: a seal came out otherwise, there was no room for the copy …; the folder is as it was. */
bool upgrade_check(const struct upgrade *upgrade, struct err *err);

#endif
