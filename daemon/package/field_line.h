/*
 * One field of a record type, as a line of records.ini declares it:
 *     name = type [arguments] | title        a name that ends in ? is an optional field
 *
 *     text [letters]         yes_no          unit [level]       period
 *     number [least..most]   date [planned]  member             phase
 *     decimal places [least..most]
 *     choice one, two …      datetime        subject            record_type
 * (planned: may lie after today; a datetime's name ends in _at). Internal to package/.
 */
#ifndef PACKAGE_FIELD_LINE_H
#define PACKAGE_FIELD_LINE_H

#include <stdbool.h>

struct field;
struct ini_key;
struct level_chain;
struct setting;

/* `levels`: those of the contest. False, with a problem, when not even the name is understood. What else is wrong is a problem too, and the
 * field then stands as plain text, so that the rules that name it are not said to be wrong as well. */
bool field_line_read(const struct setting *setting, const struct level_chain *levels, const struct ini_key *key, struct field *ret_field);

#endif
