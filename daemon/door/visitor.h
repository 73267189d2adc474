/*
 * Who comes to the door, as a caller (person/caller.h), and how they proved it: the user behind the unix socket, mapped to an account (root
 * and the daemon's own user administer, for the files are theirs anyway); by TCP the session of a cookie or the token of a program.
 * On the loop's thread.
 */
#ifndef DOOR_VISITOR_H
#define DOOR_VISITOR_H

#include "door/mailbox.h"
#include "person/caller.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;
struct directory;
struct door;
struct err;
struct http_client;
struct http_head;
struct store;

#define VISITOR_COOKIE "thidua_session"

enum visitor_proof {
    VISITOR_KERNEL,  /* the peer of the unix socket */
    VISITOR_SESSION, /* a person's browser */
    VISITOR_TOKEN,   /* a program */
    VISITOR_FEED,    /* a phone that has the secret address of a person's calendar: for that address alone */
    VISITOR_NONE,
};

struct visitor {
    enum visitor_proof proof;
    struct caller caller;
    const char *token;   /* of the session, as the browser sends it; NULL without one */
    int64_t session;     /* its id; 0 without one */
    int64_t feed;        /* by which secret, with VISITOR_FEED */
    const char *address; /* for people and for counting: 127.0.0.1, 2001:db8:0:1::/64; "socket" */
    const char *host;    /* that a browser asked for; NULL: none said, or by the socket */
    bool secure;         /* the browser came by https */
};

/* Everything lives in the arena. head NULL: nothing was read of a request yet. */
struct visitor visitor_by_tcp(struct door *door, struct arena *arena, const struct http_client *client, const struct http_head *head);
/* By the secret in the path of a calendar's address, and by nothing else. */
struct visitor visitor_by_feed(const struct door *door, struct arena *arena, const struct http_client *client, const char *path);
struct visitor visitor_by_socket(const struct door *door, struct arena *arena, uid_t uid);
/* Whoever may see a page that is for anybody sees it as a reader of the whole contest would. */
struct caller visitor_as_reader(const struct door *door, struct arena *arena);

/* For a command that changed people (command_call.people): from any thread. Takes the directory over, and no memory: the change is done. The
 * letter, one a change, lives until the answer that is sent behind it. */
struct visitor_people {
    struct mailbox_letter letter; /* first */
    struct door *door;
    struct directory *directory;
    int64_t change;
};
void visitor_people(struct visitor_people *people, struct door *door, struct directory *directory);

/* What is known of a caller when what they ask begins to wait. */
struct visitor_wait {
    int64_t people;         /* door.people_known */
    int64_t session;        /* by which they came; 0: none */
    unsigned second_factor; /* the roles that need one, by the settings of then */
};

/* What a caller may do by now, for what waited in a queue meanwhile: a session that ended, a role that was taken back or whose last day is over, an
 * account that was disabled act no more. From any thread. False with err: nothing is to be done, and the caller is nobody who is known. */
bool visitor_again(const struct door *door, struct store *store, struct arena *arena, const struct visitor_wait *wait, struct caller *caller,
                   struct err *err);

#endif
