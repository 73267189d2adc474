#include "base/account.h"

#include "base/arena.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#define UID "uid:"

#define PERSON "person:"

bool account_find(const char *name, uid_t *ret_uid)
{
    char buffer[1024], *end;
    struct passwd person, *found = NULL;
    if (getpwnam_r(name, &person, buffer, sizeof buffer, &found) == 0 && found) {
        *ret_uid = person.pw_uid;
        return true;
    }
    unsigned long uid = strtoul(name, &end, 10);
    if (end == name || *end || *name < '0' || *name > '9' || getpwuid_r((uid_t)uid, &person, buffer, sizeof buffer, &found) != 0 || !found)
        return false;
    *ret_uid = (uid_t)uid;
    return true;
}

const char *account_name(struct arena *arena, const char *actor)
{
    char buffer[1024];
    struct passwd person, *found = NULL;
    if (actor && strncmp(actor, PERSON, strlen(PERSON)) == 0)
        return actor + strlen(PERSON);
    if (!actor || strncmp(actor, UID, strlen(UID)) != 0)
        return actor;
    uid_t uid = (uid_t)strtoul(actor + strlen(UID), NULL, 10);
    if (getpwuid_r(uid, &person, buffer, sizeof buffer, &found) != 0 || !found)
        return actor;
    return arena_strdup(arena, person.pw_name);
}
