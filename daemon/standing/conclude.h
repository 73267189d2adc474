/*
 * How a unit stands by its targets, by the contest's own rule (conclusion.lua): one pure function makes of a unit's verdicts a class that
 * the rule declares and "met so many of so many", one sentence says it. Runs in the worker, under all the limits of a rule; it reads no
 * records.
 *
 *   return conclusion {
 *     title    = "…",
 *     classes  = { { id = "good", title = "tốt" }, { id = "fair", title = "khá" } },   -- the best first
 *     params   = { "class.good" },                                                    -- of targets.ini; may be left out
 *     conclude = function(unit) return { class = "good", met = unit.met, arose = unit.arose } end,
 *     says     = "{{ met }}/{{ arose }} chỉ tiêu: {{ title }}",
 *     examples = { { unit = { met = 9, missed = 2 }, class = "fair", met = 9, arose = 11 } },
 *   }
 *
 * unit: {period: month|phase|contest, all, arose (all − not_applicable − in_progress), and how many are met, missed, not_applicable,
 * not_reported, in_progress, judged, error, criteria: {"1.1": {verdict, num, den, grade}}, params}. Whole numbers that the function returns beside
 * class, met and arose go into the sentence and are kept. In an example `criteria` names those whose figures matter, the counts beside it
 * are of the others.
 */
#ifndef STANDING_CONCLUDE_H
#define STANDING_CONCLUDE_H

struct err;
struct value;
struct work;

/* A job of the kind "conclude" (evaluate.h). */
struct value *conclude_units(struct work *work, struct err *err);

#endif
