/*
 * What the figures of a period are held against: the target that holds on its last day, for all or, where it has one, the
 * unit's own (base/param.h). Teams are held against what their ward has. Where another value is tried (work->instead), against that.
 */
#ifndef EVALUATE_STANDARD_H
#define EVALUATE_STANDARD_H

#include "criterion/judge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct value;
struct work;

struct standards {
    const struct work *work;
    enum judge judge;
    bool at_end;
    const struct standard *general;
    const struct standard **of_ward; /* as the territory has them; the general one where a ward has none of its own */
    const struct standard *of_district;
    const struct standard *prepared; /* of a function: whose target its constants hold */
};

bool standards_read(const struct work *work, enum judge judge, const char *target, int32_t day, bool at_end,
                    struct standards *ret_standards, struct err *err);
/* What wards are held against in the job's period; of a criterion of teams their share of them. */
bool standards_of_wards(const struct work *work, struct standards *ret_standards, struct err *err);
/* judge_figure, of one of these. */
bool standards_judge(struct standards *standards, const struct standard *standard, const struct figure *figure,
                     enum verdict *ret_verdict, struct err *err);

/* Grades as they are on a day; a figure that met its target has the highest that it meets. */
struct grade_standards {
    const struct grades *grades;
    struct standard items[GRADES_MOST];
    bool there[GRADES_MOST]; /* false: it has no value on that day */
};
/* given: values by name, an example's (NULL: none). */
bool standard_grades_read(const struct work *work, const struct grades *of, enum judge judge, int32_t day, bool at_end, const struct value *given, struct grade_standards *ret_grades,
                          struct err *err);
bool standard_grade_of(const struct grade_standards *grades, const struct figure *figure, const struct grade **ret_grade, struct err *err); /* NULL: none */

/* What is held against, for people: "từ 80%". */
const char *standard_target_text(const struct work *work, const struct standard *standard, struct err *err);
/* What a rule's function gets as `params`: by name those given (an example's; NULL: none), else the values of that day. NULL with err. */
struct value *standard_params(const struct work *work, const char *const *names, size_t count, const struct value *given, int32_t day, struct err *err);
/* A function judge. `params`: what it gets by name, NULL = the values in force at the period's end. */
bool standard_prepare_function(const struct work *work, struct standard *standard, const struct value *params,
                               struct err *err);

#endif
