/*
 * The notices (e): one for each ward with a missed target in a sealed phase, drafted with the seal
 * (contest.md §7). Made before the seal's change begins, stored inside it.
 */
#ifndef ENGINE_NOTICE_H
#define ENGINE_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

struct change;
struct draft;
struct err;
struct period;
struct turn;
struct value;

struct notice_list {
    struct draft *drafts;
    size_t len;
};

/* A notice that lacks something is among them, refused. seal: as seal_latest gives it. */
struct notice_list notice_make(struct turn *turn, const struct period *phase, const struct value *seal);
/* Stores them; a refused one opens an administrator's alert. */
bool notice_store(struct turn *turn, struct change *change, const struct period *phase,
                  const struct notice_list *notices, struct err *err);

#endif
