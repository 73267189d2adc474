/*
 * Tells an editor's coverage which conditions in a rule's SQL were reached: on a watched connection SQL may call
 * reached(mark, value), which returns the value unchanged and reports whether it is true. Runs that count never watch.
 */
#ifndef STORE_RULE_COVERAGE_H
#define STORE_RULE_COVERAGE_H

#include "store/rule_sql.h"

/* From now on. note is called while a statement runs, with the mark that the statement gives. */
bool rule_reader_watch(struct rule_reader *reader, rule_reader_note *note, void *whom, struct err *err);

#endif
