/*
 * The four levels of units, highest first. Their ids are the program's and stand in units.csv, in records.ini and in
 * rules; what people call a level (quận or xã, phường or thôn) is the contest's: contest.ini, [levels]. An id is parsed
 * where it comes in, and everything behind that knows the enum. Knows no unit.
 */
#ifndef RECORD_LEVEL_H
#define RECORD_LEVEL_H

struct value;

/* District: the unit that results roll up to. Ward: the units that are judged. Team: below them, imported. Member: of results alone. */
enum level { LEVEL_NONE, LEVEL_CITY, LEVEL_DISTRICT, LEVEL_WARD, LEVEL_TEAM, LEVEL_MEMBER };
enum { LEVEL_COUNT = LEVEL_TEAM }; /* of units */
#define LEVEL_MEMBER_ID "member"

extern const char *const level_ids[LEVEL_COUNT]; /* city, district, ward, team: of the levels from LEVEL_CITY on */

/* NULL for LEVEL_NONE. */
const char *level_id(enum level level);
/* Of units; LEVEL_NONE when the text is no such level's id, or NULL. */
enum level level_parse(const char *id);
/* Of a row {level: id, …}, which may be a member's; LEVEL_NONE when it says none. */
enum level level_of(const struct value *row);

/* A level in running words: phường, ward. */
struct level_words {
    const char *vi, *en;
};

#endif
