#include "base/account.h"

#include "base/arena.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#define UID "uid:"

const char *account_name(struct arena *arena, const char *actor)
{
    char buffer[1024];
    struct passwd person, *found = NULL;
    if (!actor || strncmp(actor, UID, strlen(UID)) != 0)
        return actor;
    uid_t uid = (uid_t)strtoul(actor + strlen(UID), NULL, 10);
    if (getpwuid_r(uid, &person, buffer, sizeof buffer, &found) != 0 || !found)
        return actor;
    return arena_strdup(arena, person.pw_name);
}
