/* What one rule may use up, and the words it may use. */
#ifndef SCRIPT_SCRIPT_LIMITS_H
#define SCRIPT_SCRIPT_LIMITS_H

#include <stddef.h>
#include <stdint.h>

struct script_limits {
    size_t memory;   /* bytes of the state, all in all */
    int64_t work;    /* units: about one instruction, or 64 bytes asked for, or one element moved */
    int deadline_ms; /* wall clock since script_create */
};

/* 16 MiB, 200 million units, 8 s. */
struct script_limits script_limits_default(void);

/* Names that a rule may use beside the language's own. */
struct script_words {
    const char *declare;      /* a function that marks the table which the file returns: "criterion" */
    const char *const *names; /* constants, each equal to its own name: "share_at_least" */
    size_t len;
};

enum { SCRIPT_SOURCE_MAX = 256 * 1024, SCRIPT_ANSWER_MAX = 64 };

#endif
