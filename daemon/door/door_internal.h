/* What the files of the door share: the daemon's parts, all owned by loop.c and touched on the loop's thread
 * only, unless it says otherwise. */
#ifndef DOOR_DOOR_INTERNAL_H
#define DOOR_DOOR_INTERNAL_H

#include "base/clock.h"
#include "command/command.h"
#include "door/door.h"
#include "door/settings.h"
#include "door/state.h"

#include <stdatomic.h>

struct arena;
struct byte_cache;
struct entrance;
struct login;
struct event_base;
struct work_queue;
struct mailbox;
struct directory;
struct due_timer;
struct health;
struct live_timer;
struct message_timer;
struct package_shelf;
struct pages;
struct tls;
struct value;

enum { DOOR_QUEUES = COMMAND_ON_WRITER + 1, DOOR_ENTRANCES = 2 };

#define FIRST_PAGE "today" /* the command of everybody's first page */

struct door {
    const struct door_options *options; /* never changes */
    struct settings settings;
    struct tls *tls;        /* by which TCP is spoken; NULL = in the clear */
    struct state state;
    struct clock clock; /* any thread may read it */
    struct event_base *base;
    struct mailbox *mailbox;           /* any thread may send */
    struct fork_server *fork_server;        /* of workers; NULL = they are started one by one. Any thread may ask it */
    struct pages *pages;            /* never changes; any thread may write them */
    struct work_queue *queues[DOOR_QUEUES]; /* by enum command_place; any thread may post */
    struct byte_cache *previews; /* papers that were drawn; any thread may ask it */
    struct byte_cache *kept_pages; /* that browsers keep too, by their tags; any thread may ask it */
    struct byte_cache *kept_answers; /* of workers (worker/kept_answer.h); any thread may ask it */
    struct login *login;            /* passwords and sessions; any thread may ask it */
    struct work_queue *message_queue; /* where messages are sent, with a connection that reads; any thread may post */
    struct package_shelf *shelf; /* of all queues */
    struct work_queue *login_queue; /* what waits for accounts.db or a password's hash; any thread may post */
    struct directory *directory;    /* of people, as the last change left them; NULL until the database is open */
    int64_t people_known;           /* the number of that change, from 1 on */
    _Atomic int64_t people_changes; /* how many there were; any thread may read it */
    struct entrance *entrances[DOOR_ENTRANCES];
    struct due_timer *due_timer;
    struct live_timer *live_timer;
    struct message_timer *message_timer;
    struct health *health; /* NULL until all is open */
    int64_t next_job;    /* a request's number, from 1 on */
    size_t open;         /* requests not answered yet */
    _Atomic bool ending; /* no new work is begun */
};

/* What a person reads in the log. */
const char *door_say(const struct door *door, const struct err *err);
/* Ends the loop once the answers that were just given have reached their sockets. */
void door_leave_soon(struct door *door);
/* One request less is open; an ending daemon may go when it was the last. */
void door_answered(struct door *door);

/* What the door knows of itself (page.h). certificate: call.h's. From any thread, as the two below. */
struct value *door_value(const struct door *door, struct arena *arena, const struct value *certificate);
/* For call.h: owner is the door. */
struct value *door_jobs(void *owner, struct arena *arena);
bool door_cancel_job(void *owner, int64_t id);

#endif
