/*
 * The levels of units, as a chain of two to five, highest first. What the program decides by is a level's role: which one
 * is judged, which sums up, which are teams, which stand above, between, below. Its id and what people call it (quận or
 * xã, phường or lớp) are the package's: contest.ini, [levels]; a package that declares no chain has the program's four.
 * A role's id is what results, receipts and answers say; a chain's id is what people write. Knows no unit.
 */
#ifndef RECORD_LEVEL_H
#define RECORD_LEVEL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

/* In the order of a chain. City: above what sums up. District: the unit that results roll up to. Between: it and the judged. Ward: the
 * units that are judged. Below: units of the package in a judged one. Team: the lowest, imported. Member: of results alone, no level of a chain. */
enum level { LEVEL_NONE, LEVEL_CITY, LEVEL_DISTRICT, LEVEL_BETWEEN, LEVEL_WARD, LEVEL_BELOW, LEVEL_TEAM, LEVEL_MEMBER };
enum { LEVEL_COUNT = LEVEL_TEAM, LEVEL_STEPS_MOST = 5 }; /* of units */
#define LEVEL_MEMBER_ID "member"

/* The role's id: city, district, between, ward, below, team. NULL for LEVEL_NONE. */
const char *level_id(enum level level);
/* Of units; LEVEL_NONE when the text is no such role's id, or NULL. */
enum level level_parse(const char *id);
/* Of a row {level: role's id, …}, which may be a member's; LEVEL_NONE when it says none. */
enum level level_of(const struct value *row);

/* A level in running words: phường, ward. */
struct level_words {
    const char *vi, *en;
};

struct level_step {
    const char *id;
    enum level level;
    struct level_words words;
};

struct level_chain {
    struct level_step steps[LEVEL_STEPS_MOST]; /* highest first */
    size_t len;
    bool own; /* the ids are the package's; else they are city, district, ward, team */
    bool bad; /* its declaration was refused: what does not fit it may still be right */
};

extern const struct level_chain level_chain_usual; /* without words (package/level_file.c) */

/* The step of that id; NULL when the text is no level's id, or NULL. */
const struct level_step *level_chain_find(const struct level_chain *chain, const char *id);
enum level level_chain_parse(const struct level_chain *chain, const char *id); /* its role; LEVEL_NONE: none */
/* From 1, in the chain; 0: the id is none of its. */
int level_chain_place(const struct level_chain *chain, const char *id);
/* The step at a place; place 0: the first of the role. NULL: the chain has none. */
const struct level_step *level_chain_step(const struct level_chain *chain, enum level level, int place);
/* The id of the first step of the role; "", which is nobody's, when the chain has none. */
const char *level_chain_id(const struct level_chain *chain, enum level level);
/* "school, class": the ids of those above teams, or of all. */
const char *level_chain_list(struct arena *arena, const struct level_chain *chain, bool teams);

/* [{id, level}…] for a job, without the words; of no list the other makes the program's own. */
struct value *level_chain_to_value(const struct level_chain *chain, struct arena *arena);
void level_chain_from_value(struct arena *arena, const struct value *list, struct level_chain *ret_chain);

#endif
