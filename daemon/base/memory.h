/*
 * Memory that runs out. What was given none calls memory_out, which does not return. Inside an attempt (a request, a job, an
 * event of the loop; memory_try) all that the attempt holds is released, newest first, and the attempt has failed: whoever
 * made it says so to those who wait. Outside of one the program ends, as workers and thiduactl do.
 * An attempt holds the arenas and buffers that were made in it, and what else says so: a statement, a lock, a process. What
 * outlives it, or goes to another thread, is let go of first (arena_let_go, buffer_let_go). No attempt may be left across frames
 * of a foreign library: a function that one calls back makes an attempt of its own.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* True: work returned. False: memory ran out in it. What it still holds then goes to the attempt around it. */
bool memory_try(void (*work)(void *context), void *context);
void memory_out(void) __attribute__((noreturn));
/* What it says of a program that it ends: these words, and how many KiB malloc has given out. */
#define MEMORY_OUT "out of memory, KiB in use: "

/* The length that vsnprintf says, which may take memory itself (numbered arguments); a format that cannot be printed ends the program. */
size_t memory_printed(int len, const char *format);

/* How the C library keeps what was freed; before there are threads. */
void memory_settle(void);
/* Gives back to the kernel what is free and was kept: when a thread has nothing to do for a while. The thread's own is given back whole, of what
 * others have all but the last piece. */
void memory_rest(void);
/* Bytes that this process and what it starts have together: the machine's, or the control group's. Reads files. */
size_t memory_given(void);
enum { MEMORY_LITTLE = 512 }; /* MiB */
bool memory_is_little(void);  /* less than those are given */

/* What an attempt of this thread holds: the first member of a greater struct, or beside it. A release must not touch what is
 * held by itself, such as a buffer. */
struct memory_held {
    struct memory_held *next, **at; /* at: the pointer to this; NULL = not held */
    void (*release)(struct memory_held *held);
};

void memory_hold(struct memory_held *held, void (*release)(struct memory_held *held)); /* outside of an attempt: nothing */
void memory_let_go(struct memory_held *held);                                          /* harmless when it is not held */
void memory_moved(struct memory_held *held);                                           /* it lies elsewhere now */

#endif
