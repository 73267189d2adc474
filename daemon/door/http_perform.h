/*
 * A request on its queue: a command or a page performed, its answer written, what it read of private data noted before that is
 * told. What becomes of the answer on the loop is http_request.h's.
 */
#ifndef DOOR_HTTP_PERFORM_H
#define DOOR_HTTP_PERFORM_H

#include "attachment/attachment_limits.h"
#include "base/buffer.h"
#include "command/call.h"
#include "command/command.h"
#include "command/private_reading.h"
#include "command/retention.h"
#include "door/http_answer.h"
#include "door/mailbox.h"
#include "door/visitor.h"
#include "door/work_queue.h"
#include "message/message_settings.h"
#include "worker/worker_settings.h"

struct http_act;
struct http_connection;
struct page;

/* What is asked for, in the request's arena. */
struct http_request_question {
    const struct command *command; /* this, or */
    const struct page *page;       /* this */
    bool english;                  /* the page's language */
    bool nobody;                   /* the page is one that anybody may see */
    const char *query;             /* the address's own, NULL when there is none */
    bool feed;                     /* the command's file, as a calendar at its secret address */
    const char *none_match;        /* the tags of what the browser has kept of the page; NULL: nothing */
    const struct value *arguments;
    const struct http_act *act;    /* a form asks for the command; NULL: a program does */
    const char *form_token;        /* of the session; NULL without one */
};

struct request {
    struct work_queue_job job; /* first: a job is its request */
    struct mailbox_letter answered;
    struct door *door;
    struct http_connection *connection; /* the loop's alone */
    bool started;                  /* the loop's alone: a first line was sent */
    struct event *slow;            /* the same: of a form that may be cancelled, when its page begins without its answer */
    struct buffer steps;           /* the same: what was said before that */
    struct http_request_question question;
    struct command_call call;
    struct caller caller;  /* the call's */
    struct visitor_wait wait; /* since it came */
    struct worker_settings worker; /* as they were when it came */
    struct attachment_limits attachments; /* the same */
    struct retention retention;           /* the same */
    struct message_settings messages;     /* the same */
    struct readings readings;
    void (*perform)(struct work_queue_job *job, const struct work_queue_hand *hand); /* what read that */
    struct visitor_people people;
    int status;
    struct http_answer content;
    struct buffer answer;
    bool starved, changed; /* memory ran out, and something was done before that */
    struct value *met; /* by a form that was refused, or only tried: its page is written again, on the page's queue; NULL = it was done */
};

extern const struct http_answer http_perform_lines; /* an answer in pieces, a line each */

/* For the job. */
void http_perform(struct work_queue_job *job, const struct work_queue_hand *hand);
void http_perform_starve(struct work_queue_job *job, bool changed);
void http_perform_unopened(struct work_queue_job *job, struct err *err);
/* The page of a form that was refused or tried, as a page of its own. */
void http_perform_again(struct work_queue_job *job, const struct work_queue_hand *hand);
void http_perform_post_again(struct request *request);

enum command_place http_perform_place(const struct request *request);
bool http_perform_may_be_cancelled(const struct request *request);
/* {key: value}, and the line's end. */
void http_perform_write_line(struct buffer *buffer, struct arena *arena, const char *key, const struct value *value);

#endif
