/* By which a browser asks whether a page that it has kept still holds. Internal to the room; page.h says it of a page. */
#ifndef PAGE_PAGE_TAG_H
#define PAGE_PAGE_TAG_H

#include <stdbool.h>

struct command_call;

/* Whether the page of this address is one that browsers may keep. */
bool page_tag_is_kept(const char *path);
/* What it stands for, beside who looks. */
struct page_tag {
    const char *life;        /* of the daemon */
    const char *path, *query; /* query NULL: none */
    bool english, nobody;    /* nobody: who looks is not known */
    const char *version;     /* of the answers */
};
const char *page_tag_text(const struct page_tag *tag, const struct command_call *call);

#endif
