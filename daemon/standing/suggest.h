/*
 * Who deserves a nomination, by the contest's own rule (suggest.lua): one SELECT gives a row of figures for each team and person, one
 * pure function makes of a row the integers by which candidates are ordered, one sentence says the figures. Nothing is decided here:
 * the meeting decides. Runs in the worker, under all the limits of a rule.
 *
 *   return suggestion {
 *     title   = "…",
 *     tie     = "…",                          -- what holds between those who are equal, in words
 *     uses    = { "1", "2" },                 -- criteria whose figures `rank` sees as figures.criteria["1"]; may be left out
 *     figures = [[SELECT … AS kind, … AS subject, … AS ward, … AS name, … AS kept_out, figures …]],
 *     rank    = function(figures) return { 3, 0, 12 } end,   -- compared from the first on; the larger goes first
 *     says    = "{{ patrols | so2 }} lượt tuần tra",
 *     examples = { { first = { kind = "…", patrols = 4 }, second = { … }, tied = false } },
 *   }
 *
 * figures.criteria: {"1": {verdict, num, den, grade}} of the candidate's ward, figures.own: the same of the candidate, where a criterion judges members (or it is the
 * ward itself); by the job's `used`. An example gives them so.
 * kind is collective or individual; kept_out (may be left out) is why a candidate may not be nominated, NULL when he may.
 */
#ifndef STANDING_SUGGEST_H
#define STANDING_SUGGEST_H

struct err;
struct value;
struct work;

/* A job of the kind "suggest" (evaluate.h). */
struct value *suggest(struct work *work, struct err *err);

#endif
