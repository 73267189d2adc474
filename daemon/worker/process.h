/* A process that was just forked: its descriptors, its signals, its program. */
#ifndef WORKER_PROCESS_H
#define WORKER_PROCESS_H

#include <stdbool.h>

enum { PROCESS_START_FAILED = 127 };

/*
 * For a process that was just forked, with async-signal-safe calls only. First the descriptors: the socket as WORKER_FD, its
 * standard error, the file that it was handed (-1: none) as WORKER_FILE, nothing else of its parent's. Then perhaps a program, with nothing in its environment but, when it is to
 * be linked at once rather than call by call, the word that says so.
 */
bool process_settle(int socket, int complaints, int file);
void process_exec(const char *program, const char *word, bool link_now) __attribute__((noreturn));

#endif
