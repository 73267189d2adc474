/*
 * In which place a unit stands in a period, by the contest's own rule (ranking.lua): one pure function makes of a unit the integers by
 * which units are compared, from the first on, the larger first. Equal ones share a place and the next follows as many places later
 * (1, 2, 2, 4); who wants them parted returns one integer more. Runs in the worker, under all the limits of a rule; it reads no records.
 *
 *   return ranking {
 *     title  = "…",                               -- by what units are ranked, in words
 *     params = { "…" },                           -- of targets.ini; may be left out
 *     rank   = function(unit) return { unit.met, -unit.missed } end,        -- nil: the unit has no place
 *     examples = { { first = { met = 9, missed = 1 }, second = { met = 9, missed = 2 } }, { first = …, second = …, tied = true } },
 *   }
 *
 * unit: {period, class, class_rank (of the class, 1 the best), met, arose, missed, not_applicable, in_progress, incomplete, figures (of
 * conclusion.lua), criteria: {"1.1": {verdict, num, den, grade}}, params}; an example gives those that the function reads.
 */
#ifndef STANDING_RANK_H
#define STANDING_RANK_H

struct err;
struct value;
struct work;

/* A job of the kind "rank" (evaluate.h). */
struct value *rank_units(struct work *work, struct err *err);

#endif
