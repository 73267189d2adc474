/*
 * A form of a page asks for a command: POST /do/<words with slashes>. Its fields are the command's parameters, its files the command's
 * files; beside them `token` (the session's form token) and `next` (the page to go to, of our own). Done: on to that page with
 * said=<words>; refused: that page again, with what was typed and what is wrong; tried only (dry-run): that page again, with what was typed
 * and what would come of it. `give_up` is of the button that stands while it is worked on. Pure; http_request.h performs it.
 */
#ifndef DOOR_HTTP_ACT_H
#define DOOR_HTTP_ACT_H

#include "base/file.h"
#include "door/http_reply.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct command;
struct command_call;
struct err;
struct http_form;
struct http_head;
struct value;

struct http_act {
    const char *token;             /* as the form says it; "" = none */
    struct http_next next;
    const struct value *arguments; /* a map: a text, or a list of texts where a field stands more than once */
    struct file_list files;        /* their bytes are the body's */
    bool given_up;                 /* it was sent before and took too long: its page is wanted again, with what was typed, nothing else */
};

/* The body of a form of either kind. False: it is malformed. */
bool http_act_read_form(struct arena *arena, const struct http_head *head, const char *body, size_t len, struct http_form *ret_form,
                        struct err *err);
/* command: whose secrets (FORM_SECRET) go with the files, never among what a page shows again; NULL: none. */
bool http_act_read(struct arena *arena, const struct http_head *head, const struct command *command, const char *body, size_t len,
                   struct http_act *ret_act, struct err *err);
/* Where the browser goes when it was done. */
const char *http_act_done(struct arena *arena, const struct http_act *act, const struct command *command, const struct value *answer);
/* What the page says when it was refused: {vi, en, problems, command, arguments, of_field: the one problem says it all, of a field}. */
struct value *http_act_refusal(const struct command_call *call, const struct http_act *act, const struct command *command, const struct err *err);

/* What the page says when nothing was to be written: {answer, problems, command, arguments}. */
struct value *http_act_trial(struct arena *arena, const struct http_act *act, const struct command *command, const struct value *answer);

#endif
