/*
 * The pages people look at, in Vietnamese and English, each a row of a table — address, commands whose
 * answers it shows, template. Their forms ask for commands by way of the door (/do/…). What a page says is what the commands answer (its JSON twins); here it is only put
 * into words and shapes. No tag stands in C, no script in a page; one file of script (table.js) helps in
 * tables, nothing needs it. Knows no HTTP and no threads.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "page/page_address.h"
#include "page/page_alone.h"
#include "page/page_visit.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct command_call;
struct err;
struct pages;
struct value;

/* Any thread may use it: a page's template is compiled when the page is first asked for. */
struct pages *pages_create(void);
void pages_destroy(struct pages *pages);

/* Performs the page's commands with the call's arguments and writes the page. Every page also takes `said` (the words of the command that
 * was done just now, joined by "-") and `receipt`. False with err when a command refuses or an argument is nobody's. */
bool page_write(const struct pages *pages, const struct page *page, const struct page_visit *visit, struct command_call *call,
                struct buffer *out, struct err *err);
/* The page that says why there is none. */
void page_write_refusal(const struct pages *pages, bool english, const struct err *err, struct buffer *out);

/* What a form brought that is shown once. */
void page_write_once(const struct pages *pages, bool english, const struct page_once *once, struct buffer *out);
/* The pieces of a page whose answer takes long (page_alone.h): the beginning, a step of the work, the end with the answer's own page behind it. */
void page_write_working(const struct pages *pages, bool english, const struct page_working *working, struct buffer *out);
void page_write_step(const struct pages *pages, const char *line, struct buffer *out);
void page_write_worked(const struct pages *pages, const struct buffer *page, struct buffer *out);
void page_write_login(const struct pages *pages, bool english, const struct page_login *login, struct buffer *out);

/* By which a kept page is asked for again (ETag, with its quotes): another one as soon as anything is otherwise that the page is made of, who looks
 * and this life of the daemon (another program may make other pages of the same answers) included. version: what the answers are made of (command_version). NULL for other pages. */
const char *page_tag(const struct pages *pages, const struct page *page, const struct page_visit *visit, const struct command_call *call,
                     const char *version);

#endif
