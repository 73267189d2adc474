/* Two sides of a comparison held against each other; what cannot be is a finding (sql_lint.h). Internal to record/sql_*. */
#ifndef RECORD_SQL_COMPARE_H
#define RECORD_SQL_COMPARE_H

struct arena;
struct sql_domain;
struct sql_findings;
struct sql_words;

enum sql_comparison {
    SQL_EQUAL, /* =, <>, IN, CASE x WHEN */
    SQL_IS,    /* IS: NULL is a value there */
    SQL_ORDER, /* <, >=, BETWEEN */
};

void sql_compare(struct arena *arena, const struct sql_domain *left, const struct sql_domain *right,
                 enum sql_comparison how, struct sql_findings *findings);
/* A word that is none of the known, with the nearest of them, or all. `whose`: “channel”, targets.ini. */
void sql_compare_unknown(struct arena *arena, const char *whose, const struct sql_domain *literal,
                         const struct sql_words *known, struct sql_findings *findings);

#endif
