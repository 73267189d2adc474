/* The files that pages refer to. On a page each is called by its bytes (/style.0a1b….css, asset.awk): whoever has one of that name has the right
 * one for good. */
#ifndef PAGE_PAGE_FILE_H
#define PAGE_PAGE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct page_file {
    const char *type, *bytes; /* Content-Type */
    size_t len;
    bool kept; /* it was asked for by its bytes */
};

/* Also by its plain name (/style.css), for people and programs. False when there is none. */
bool page_file(const char *path, struct page_file *ret_file);

#endif
