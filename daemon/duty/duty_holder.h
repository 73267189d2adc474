/*
 * Who has a duty on a day: the body that acts then, each ward for itself where it is one for each, and in whose place it acts (contest.md §2, §8). A pure
 * function of the package.
 */
#ifndef DUTY_DUTY_HOLDER_H
#define DUTY_DUTY_HOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct duty;
struct err;
struct package;

struct duty_holder {
    const char *body; /* a section of bodies.ini */
    const char *unit; /* the ward whose body it is; NULL: it is one for all */
    const char *name; /* as it is called on that day */
};

struct duty_holders {
    struct duty_holder *items;
    size_t len; /* 0: nobody acts for the body on that day, and none is named to follow it */
};

/* Those who have it when it opens on that day. False with err: a body's name cannot be filled. */
bool duty_holders_of(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, struct duty_holders *ret_holders, struct err *err);
/* The first of them alone, of thousands of bodies of one kind. */
bool duty_holders_first(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, struct duty_holders *ret_holders, struct err *err);
/* Those who have on that day what a holder had before: the same one while it stands, else who follows it. */
bool duty_holders_after(struct arena *arena, const struct package *package, const struct duty_holder *holder, int32_t day, struct duty_holders *ret_holders, struct err *err);
/* The body of that name for itself, of one ward where it is one for each (unit then, not NULL). NULL with err, which says what there is. */
bool duty_holder_named(struct arena *arena, const struct package *package, const char *body, const char *unit, int32_t day, struct duty_holder *ret_holder, struct err *err);
/* Whose place the holder has taken since the contest began: "Công an quận Hải An"; NULL: it has had the duty from the beginning, or would have. */
const char *duty_holder_succeeds(struct arena *arena, const struct package *package, const struct duty *duty, const char *unit, const char *name);
/* The days on which bodies that have duties end or begin anew, or wards do: ascending, each once, behind the contest's first day. */
int32_t *duty_holder_changes(struct arena *arena, const struct package *package, size_t *ret_count);

#endif
