/*
 * Finds units by what people call them: the name of that day with or without its level's word ("phường Cát Bi", "P. Cát Bi"), the
 * official code of that day, the id in other letters; a team of a known ward by its number ("Tổ 1", "tổ 01"). Codes and names are used again, so it is asked for the days that a row is
 * about. The units of a package and, when it was told of them, teams. Decides nothing: who asks refuses what several units share.
 */
#ifndef IMPORT_UNIT_NAME_H
#define IMPORT_UNIT_NAME_H

#include "base/text_index.h"
#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;

/* What a unit is called for some days. */
struct unit_called {
    const char *id, *name, *parent; /* parent NULL = none */
    enum level level;
    int32_t from, until; /* half-open */
    struct unit_called *next; /* with the same name */
};

struct unit_names {
    struct arena *arena;
    const struct package *package;
    struct {
        const char *plain, *initials; /* "phuong", "p" */
    } words[LEVEL_STEPS_MOST]; /* in the order of the contest's chain */
    struct text_index called; /* in three ways of writing (unit_name.c) */
};

/* Which of them may be meant. */
struct unit_wanted {
    enum level level;    /* LEVEL_NONE = any */
    const char *within;  /* of a team: the ward of the row; NULL = any */
    int32_t from, until; /* days that the row is about */
};

/* Knows the units of the package. */
void unit_names_init(struct unit_names *names, struct arena *arena, const struct package *package);
void unit_names_add(struct unit_names *names, const struct unit_called *called);

/* How many units a text names; of these the first two. On the days that are wanted, else on any day. */
size_t unit_name_find(const struct unit_names *names, const char *text, const struct unit_wanted *wanted,
                      const struct unit_called *ret_found[2]);
/* Whether the unit of that id was ever called so. */
bool unit_name_is(const struct unit_names *names, const char *id, const char *text);

#endif
