/*
 * Which one of several things a person's text means: its word, its title, another wording that is declared, or a part of its
 * title that no other one has. For choices, record types, phases. A part that leaves out what turns the sense (không, chưa,
 * đang) is no match.
 */
#ifndef RECORD_CHOICE_MATCH_H
#define RECORD_CHOICE_MATCH_H

#include "base/text_index.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The wordings of lists as texts are compared with them, made once for many texts. Empty when zeroed but for the arena. */
struct choice_memory {
    struct arena *arena;
    struct text_index written[2]; /* folded, plain; by the wording, which lives as long */
};

struct choice_list {
    const char *const *words;
    const char *const *titles;        /* NULL = the words themselves */
    const char *const *const *others; /* other wordings of each, NULL-terminated; NULL = there are none */
    size_t count;
    struct choice_memory *memory; /* NULL: none */
};

enum choice_found {
    CHOICE_NONE,
    CHOICE_LITERAL, /* the word itself, or the title but for its case */
    CHOICE_MEANT,   /* understood otherwise */
    CHOICE_SEVERAL, /* what two or more have */
};

/* *ret_place: of the one; of several the first, *ret_other the second. */
enum choice_found choice_match(struct arena *arena, const struct choice_list *list, const char *text, size_t *ret_place,
                               size_t *ret_other);

#endif
