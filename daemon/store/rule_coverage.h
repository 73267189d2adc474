/*
 * For an editor's coverage: SQL of a rule may call reached(mark, value), which gives the value unchanged and tells
 * whether it is true. Only on a connection that is watched; in figures that count no rule sees it.
 */
#ifndef STORE_RULE_COVERAGE_H
#define STORE_RULE_COVERAGE_H

#include "store/rule_sql.h"

/* From now on. note is called while a statement runs, with the mark that the statement gives. */
bool rule_reader_watch(struct rule_reader *reader, rule_reader_note *note, void *whom, struct err *err);

#endif
