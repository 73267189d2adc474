/* How a page is looked at: who looks, what they may do on it and what they did just now, as its template sees it. */
#ifndef PAGE_PAGE_VISIT_H
#define PAGE_PAGE_VISIT_H

#include "command/call.h"

#include <stdbool.h>

struct caller;
struct value;

/* How a page is looked at. */
struct page_visit {
    bool english;
    const char *query;         /* the address's own, for the other language's link; NULL = none */
    const struct value *door;  /* the door's figures, NULL when the page shows none: {queues: [{name, queued, performed, busy (seconds, as text)}…]} */
    bool nobody;               /* who looks is not known, and sees what is public */
    const char *form_token;    /* what every form of the page carries; NULL: nobody is logged in, so it has no forms */
    const struct value *met;     /* what a form of the page met, with its problems, command, arguments as typed: refused {vi, en}, or only
                                  * tried {answer}; NULL = nothing */
};

/* Sets caller, form_token, said, receipt. */
void page_visit_add(struct value *data, const struct page_visit *visit, const struct command_call *call);
/* Whether the command of these words may be asked for, so that a page offers nothing else; asked again when it is (permission.h). */
bool page_visit_may(const char *words, const struct caller *caller);
/* The call by which the frame's commands are performed: it shows nobody's records, so who holds no role, or owes something first, sees it around the
 * own account. */
struct command_call page_visit_around(const struct command_call *call);

#endif
