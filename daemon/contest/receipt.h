/*
 * The receipt of a change: a short code that a person can write down, by which what was sent is found again and proved. It is the change's
 * number and the beginning of its hash in the audit chain, which nobody can make up: 57-3K9QX2. Pure.
 */
#ifndef CONTEST_RECEIPT_H
#define CONTEST_RECEIPT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

/* hash: the audit row's, 64 hexadecimal digits. */
const char *receipt_code(struct arena *arena, int64_t sequence, const char *hash);
/* The number that a code names; what is read for another sign by mistake (O, I, L) and small letters are taken. */
bool receipt_read(const char *code, int64_t *ret_sequence, struct err *err);
/* Whether the code is that of the change with this hash. */
bool receipt_is(const char *code, int64_t sequence, const char *hash);

#endif
