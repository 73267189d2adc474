/* The pages that stand alone, without the frame that only who may read sees: the log-in, the sentence why there is no page, what is shown once. page.h fills
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

struct page_alone {
    const struct template *refusal, *login, *once;
};

/* other: the same page in the other language, where nothing is loaded yet; NULL: what was asked could not be done. */
void page_alone_refuse(const struct page_alone *alone, bool english, const char *other, const struct err *err, struct buffer *out);
void page_alone_once(const struct page_alone *alone, bool english, const struct page_once *once, struct buffer *out);
void page_alone_login(const struct page_alone *alone, bool english, const struct page_login *login, struct buffer *out);

#endif
