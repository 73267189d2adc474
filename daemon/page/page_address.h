/* Which page an address is, who may see it, and where its commands are performed: what the door asks before a page is written (page.h). */
#ifndef PAGE_PAGE_ADDRESS_H
#define PAGE_PAGE_ADDRESS_H

#include "command/command.h"
#include "page/page_table.h"

#include <stdbool.h>
#include <stddef.h>

/* "/unit" or, in English, "/en/unit"; NULL when there is no such page. */
const struct page *page_find(const char *path, bool *ret_english);
/* All of them, one by one; NULL after the last. */
const struct page *page_at(size_t index, const char **ret_path);
/* The commands that answer as JSON what the page shows; NULL after the last. */
const struct command *page_twin(const struct page *page, size_t index);
/* Where its commands may be performed: the lane of the slowest. */
enum command_place page_place(const struct page *page);

/* Plain text for machines (/metrics, /healthz), not a page of HTML; the door's own figures go into it. */
bool page_is_plain(const struct page *page);

/* Who may see it beside those with an account. */
enum page_audience page_audience(const struct page *page);
/* What who is not known sees at its address where the settings show them something: itself, the board at the first page; NULL: nothing. */
const struct page *page_public(const struct page *page);

/* Whether browsers may keep a page and ask whether it still holds: it is nobody's own and bears no form token. */
bool page_is_kept(const struct page *page);

#endif
