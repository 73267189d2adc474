/*
 * The words of a declared measure beside of, date, where, num, den and window: one table of them. A word of the record says what
 * one record adds to num (measure_add.h), so that the measure stays a scan; a word of the set says what is counted instead of
 * each record once (measure_set.h). A measure has at most one of each kind, and any two go together.
 */
#ifndef CRITERION_MEASURE_WORD_H
#define CRITERION_MEASURE_WORD_H

#include "record/level.h"

#include <stdbool.h>

struct measure;
struct rule_reading;
struct value;

enum measure_word_id { MEASURE_WITHIN, MEASURE_POINTS, MEASURE_LATEST, MEASURE_EACH, MEASURE_DISTINCT, MEASURE_WORDS };
enum { MEASURE_WORD_BESIDE = 5, MEASURE_KEYS = 6 };

struct measure_word {
    const char *name;                        /* of the field that brings it */
    bool of_record;                          /* … or of the set */
    const char *beside[MEASURE_WORD_BESIDE]; /* fields that stand only with it */
    const char *instead;                     /* the field of every measure in whose place it stands; NULL: none */
};

extern const char *const measure_keys[MEASURE_KEYS]; /* the fields that every declared measure may have */
extern const struct measure_word measure_words[MEASURE_WORDS]; /* measure_word_table.c: of no other file of the room */
/* NULL: there is no such word. */
const struct measure_word *measure_word_find(const char *name);
/* The word that brings a field of the measure, or that it stands beside; NULL: every measure may have it, or none has. */
const struct measure_word *measure_word_of_field(const char *field);

/* Refuses fields of the map that no measure has, and those whose word is not there. */
void measure_word_known(const struct rule_reading *reading, const struct value *map);
/* Reads the words beside of, date, where, num and den, which were read. Problems are added; the measure then is of nothing. */
void measure_word_read(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);

#endif
