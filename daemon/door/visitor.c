#include "door/visitor.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "door/door_internal.h"
#include "door/mailbox.h"
#include "person/directory.h"

#include <stdlib.h>
#include <unistd.h>

static int32_t today(const struct door *door)
{
    return instant_day(clock_now(&door->clock));
}

struct caller visitor_by_socket(const struct door *door, struct arena *arena, uid_t uid)
{
    struct caller caller;
    if (directory_unix(door->directory, arena, uid, today(door), &caller))
        return caller;
    const char *actor = arena_printf(arena, "uid:%lu", (unsigned long)uid);
    return uid == 0 || uid == geteuid() ? caller_of_role(arena, actor, ROLE_ADMINISTRATOR, today(door)) : caller_public(actor, today(door));
}

struct caller visitor_by_tcp(const struct door *door, struct arena *arena)
{
    return caller_of_role(arena, "http", ROLE_AUDITOR, today(door));
}

struct people_letter {
    struct mailbox_letter letter; /* first */
    struct door *door;
    struct directory *directory;
};

static void deliver_people(struct mailbox_letter *letter)
{
    struct people_letter *people = (struct people_letter *)letter;
    directory_destroy(people->door->directory);
    people->door->directory = people->directory;
    free(people);
}

void visitor_people(struct door *door, struct directory *directory)
{
    struct people_letter *people = calloc(1, sizeof *people);
    if (!people)
        die("out of memory");
    *people = (struct people_letter){.letter.deliver = deliver_people, .door = door, .directory = directory};
    mailbox_send(door->mailbox, &people->letter);
}
