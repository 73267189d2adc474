/*
 * The columns of a paper cut into pages: what holds together stays together (a heading and what follows, the first and last two lines of a
 * paragraph, a row that must not be split), heads of tables come again on each page.
 */
#ifndef RENDER_RENDER_PAGE_H
#define RENDER_RENDER_PAGE_H

#include "render/render_flow.h"

#include <stdbool.h>
#include <stddef.h>

enum { RENDER_SHEETS_MOST = 400 };

struct render_placed {
    const struct render_strip *strip;
    double y; /* from the upper edge of the sheet to its top, the space before it behind */
    struct render_placed *next;
};

struct render_sheet {
    const struct render_section *section;
    long number;
    enum render_page_kind kind;
    struct render_placed *first, **last;
    struct render_sheet *next;
};

/* At most RENDER_SHEETS_MOST; what is beyond is said (render_lack.h). *ret_count: how many. */
struct render_sheet *render_pages(struct render_setter *setter, size_t *ret_count);
/* The blocks in the head (foot) of that page; NULL: none. */
const struct render_block *render_page_head(const struct render_sheet *sheet);
const struct render_block *render_page_foot(const struct render_sheet *sheet);
double render_page_width(const struct render_section *section); /* between the margins */

#endif
