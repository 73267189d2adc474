/* The table of pages: which commands' answers each shows by which template, in which of the five places of the head it stands. Others ask of it by
 * page_address.h. */
#ifndef PAGE_PAGE_TABLE_H
#define PAGE_PAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

enum { PAGE_PARTS_MAX = 6 };

/* A command whose answer the page shows, under a name of its own. */
struct page_part {
    const char *name;
    const char *command; /* its words */
    struct value *(*ready)(struct arena *arena, const struct value *answer); /* NULL: as it is */
    const char *needs; /* an argument without which there is no answer; NULL: none */
    bool may_lack; /* before anything was run there is no answer; the page says so */
};

/* Of the head, in its order. */
enum page_in {
    PAGE_IN_NONE, /* reached otherwise: the own account */
    PAGE_IN_TODAY,
    PAGE_IN_BOARD,
    PAGE_IN_WHY,
    PAGE_IN_FIGURES,
    PAGE_IN_PAPERS,
    PAGE_IN_SEARCH,
    PAGE_PLACES,
};

/* Who may see a page beside those with an account. */
enum page_audience {
    PAGE_FOR_PEOPLE,
    PAGE_FOR_PUBLIC, /* anybody, where the settings say so */
    PAGE_FOR_ANYBODY,   /* as one who reads all would see it */
    PAGE_FOR_EACH,      /* anybody, as who they are */
};

struct page {
    const char *path, *template;
    const char *title; /* a word of the .po files */
    const char *link;  /* where the head points; NULL: not in it */
    enum page_in in;
    bool plain;        /* text without a frame; title and link are NULL */
    struct page_part parts[PAGE_PARTS_MAX + 1];
    enum page_audience audience;
};

extern const struct page page_table[];
extern const size_t page_table_len;

#endif
