/*
 * The tests of a package's rules, as tables that a person reads in a spreadsheet: tests/<criterion>/<case>/ holds what
 * the wards would send (tip.csv, unit.csv …) and expected.csv, what must come out; tests/conclusion/<case>/ the same, and how units stand by all
 * criteria. Reading only.
 */
#ifndef TESTING_RULE_CASE_H
#define TESTING_RULE_CASE_H

#include "import/import.h"
#include "run/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;
struct period;
struct period_list;
struct problems;

/* A row of expected.csv; an empty cell asks nothing. */
struct rule_expected {
    int line;
    const struct period *period;
    enum run_stage stage; /* an empty cell: final */
    const char *subject, *verdict, *num, *den, *value; /* of a criterion */
    const char *class, *met, *arose, *place;           /* of a unit; place: "2", shared "2=", none "-" */
};

struct rule_case {
    const char *criterion, *folder; /* 1.1, tests/1.1/ranh-gioi */
    bool of_units;                  /* criterion is CONCLUSION_RULE */
    const char *expected;           /* tests/1.1/ranh-gioi/expected.csv */
    const struct package *package;  /* with the values of its targets.csv, when it has one */
    struct import_file *files;
    size_t file_count;
    struct rule_expected *rows;
    size_t row_count;
};

struct rule_case_list {
    struct rule_case *items;
    size_t len;
};

/* The cases of one criterion (NULL: of all), in the order of their folders. All that is wrong goes to problems. */
struct rule_case_list rule_case_read(struct arena *arena, const struct package *package,
                                     const struct period_list *periods, const char *criterion,
                                     struct problems *problems);

/* targets.csv (name, value, from): a package in which these values hold instead of those of targets.ini. */
struct file;
const struct package *rule_case_targets(struct arena *arena, const struct package *package, const struct file *file,
                                        struct problems *problems);

#endif
