/*
 * Which command, page or file a request asks for, and whether this person may ask for it this way: by method, path, door,
 * proof and role. Pure: knows no libevent, so every cell of the table can be tried.
 */
#ifndef DOOR_ROUTE_H
#define DOOR_ROUTE_H

#include "command/command.h"
#include "door/visitor.h"
#include "page/page_file.h"

struct arena;
struct err;
struct page;
struct value;

struct route_request {
    bool get, post;   /* the method; neither = another one */
    const char *path; /* raw, up to the "?" */
    const char *moved; /* where the address leads on to (page_moved.h); NULL: nowhere */
    bool tcp;         /* came by TCP: to this machine's names only; changes only by a form of a session or a program's token */
    bool board;       /* who is not known may see the board */
    const char *host; /* that the browser asked for, NULL when there is none */
    const char *names, *certified; /* beside localhost's: of the settings, of the certificate (http_client_is_named) */
    enum visitor_proof proof;
    const struct caller *caller;
};

enum route_kind { ROUTE_OWN, ROUTE_COMMAND, ROUTE_ACT, ROUTE_PAGE, ROUTE_FILE, ROUTE_LOGIN, ROUTE_LOGOUT, ROUTE_FEED };

struct route {
    enum route_kind kind;
    struct value *(*own)(struct arena *arena); /* ROUTE_OWN: the door's own answer */
    const struct command *command;             /* ROUTE_COMMAND, ROUTE_ACT: by a program, by a form; ROUTE_FEED */
    const struct page *page;
    bool as_reader;          /* of a page: anybody may see it, as one who reads all would */
    bool english;            /* of a page, of the log-in */
    struct page_file file;   /* ROUTE_FILE: what pages refer to */
};

/* Whether a person's browser asks for the address: a refusal is a page then. */
bool route_is_for_browsers(const char *path);
/* There is no such address: 404. */
int route_refuse_unknown(struct err *err);
/* 200 and the route, or an HTTP status of refusal with err; 303: it is a page that is elsewhere, or who asks must log in first, or see to their account. The route's kind, and
 * the language of a page, are known in any case but 404. */
int route_find(const struct route_request *request, struct route *ret_route, struct err *err);

#endif
