/* The pages that stand alone, without the frame that only who may read sees: the log-in, the sentence why there is no page, what is shown once, what is
 * worked on. page.h fills
 * them for the door. */
#ifndef PAGE_PAGE_ALONE_H
#define PAGE_PAGE_ALONE_H

#include <stdbool.h>

struct buffer;
struct command;
struct err;
struct template;
struct value;

struct page_login {
    const char *other;     /* the address in the other language */
    const char *next;      /* where to go when it is done */
    const char *name;      /* as typed; NULL = nothing yet */
    const struct err *err; /* why not; NULL: nothing was tried */
    bool left;             /* somebody logged out just now */
};

/* The answer of a command that is shown once (command.h), by the row's columns; of a second factor's key also the picture of it, and the
 * form for its first code. */
struct page_once {
    const struct command *command;
    const struct value *answer;
    const char *next;       /* the page to go on to */
    const char *form_token; /* of the session */
};

/* A form whose answer takes long: what was asked, which a button gives up. That sends the form again, so that what was typed stays. */
struct page_working {
    const struct command *command;
    const struct value *fields; /* as they were sent: a text, or a list of texts */
    const char *next, *form_token;
};

struct page_alone {
    const struct template *refusal, *login, *once, *working;
};

/* other: the same page in the other language, where nothing is loaded yet; NULL: what was asked could not be done. */
void page_alone_refuse(const struct page_alone *alone, bool english, const char *other, const struct err *err, struct buffer *out);
void page_alone_once(const struct page_alone *alone, bool english, const struct page_once *once, struct buffer *out);
/* A page in pieces: the beginning, a line a step of the work, the end; behind it what follows the <body> of the page that is the answer. Once that has come the
 * style sheet hides the pieces before it, so a browser needs no script. */
void page_alone_working(const struct page_alone *alone, bool english, const struct page_working *working, struct buffer *out);
void page_alone_step(const struct page_alone *alone, const char *line, struct buffer *out);
void page_alone_worked(const struct page_alone *alone, const struct buffer *page, struct buffer *out);
void page_alone_login(const struct page_alone *alone, bool english, const struct page_login *login, struct buffer *out);

#endif
