/*
 * The kinds of alerts: one row each (alert_kind.c). A kind's sentence stands in contest/wording.c under the keys of its row; who
 * decides that one should be open calls alert_apply or alert_set with its name. Pure data, base only, because thiduactl links it.
 */
#ifndef ALERT_ALERT_KIND_H
#define ALERT_ALERT_KIND_H

#include <stdbool.h>
#include <stddef.h>

/* Whom it is for. What is for a unit is gathered by unit and period into one short text; administrators' stand apart. */
enum alert_audience { ALERT_FOR_UNIT, ALERT_FOR_ADMINISTRATORS };

/* What ends it: a later result of its criterion (the page links that result), the records or papers that were missing, those or an
 * administrator's word that nothing is to be done (alert_close: nothing opens it again by itself), or what a person decides elsewhere. */
enum alert_end { ALERT_ENDS_BY_RESULT, ALERT_ENDS_BY_RECORDS, ALERT_ENDS_BY_RECORDS_OR_WORD, ALERT_ENDS_BY_PERSON };

#define ALERT_FINAL "alert.final" /* contest/message_kind.c: what a unit is told when its alerts become final; object: the unit */

enum { ALERT_TEXTS_MAX = 5 };

struct alert_kind {
    const char *name; /* in SQL and JSON */
    const char *vi, *en;
    enum alert_audience audience;
    enum alert_end end;
    const char *texts[ALERT_TEXTS_MAX + 1]; /* keys of contest/wording.c; ends with NULL */
    const char *sentence_en; /* a template of alert/alert_english.c: unit (at its beginning or nowhere), period, criterion, figure, district
                              * (whether it is the unit) */
};

extern const struct alert_kind alert_kinds[];
extern const size_t alert_kind_count;

/* NULL when there is none: an older version may have had it. */
const struct alert_kind *alert_kind_find(const char *name);
/* Whether it is for a unit; one of no known kind is not. */
bool alert_kind_is_for_unit(const char *name);
/* Whether the seal of its phase makes it final: a unit's, and only a result ends it. */
bool alert_kind_is_sealed(const struct alert_kind *kind);
const char *alert_kind_title(const char *name, bool english); /* NULL when there is none of that name */

#endif
