/*
 * A package that somebody sends: read in a locked-down worker first (worker/worker_kind.h, WORKER_TEMPLATE), and here only when that ended well
 * within its time and memory.
 */
#ifndef PARSE_PARSE_PACKAGE_H
#define PARSE_PARSE_PACKAGE_H

struct arena;
struct err;
struct file_list;
struct package;
struct problems;
struct worker_settings;

/* As package_read; NULL with err when its files ended the worker, none could be had, or the call was cancelled. Blocks. */
struct package *parse_package(const struct worker_settings *settings, const struct file_list *files, struct arena *arena,
                              struct problems *problems, struct err *err);

#endif
