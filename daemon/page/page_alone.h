/* The pages that stand alone, without the frame that only who may read sees: the log-in, and the sentence why there is no page. page.h fills
 * them for the door. */
#ifndef PAGE_PAGE_ALONE_H
#define PAGE_PAGE_ALONE_H

#include <stdbool.h>

struct buffer;
struct err;
struct template;

struct page_login {
    const char *other;     /* the address in the other language */
    const char *next;      /* where to go when it is done */
    const char *name;      /* as typed; NULL = nothing yet */
    const struct err *err; /* why not; NULL: nothing was tried */
    bool left;             /* somebody logged out just now */
};

struct page_alone {
    const struct template *refusal, *login;
};

/* other: the same page in the other language, where nothing is loaded yet; NULL: what was asked could not be done. */
void page_alone_refuse(const struct page_alone *alone, bool english, const char *other, const struct err *err, struct buffer *out);
void page_alone_login(const struct page_alone *alone, bool english, const struct page_login *login, struct buffer *out);

#endif
