/*
 * How a criterion becomes figures and verdicts: in a worker process, reading only. The rooms of the contest (run/ and above) do not see this
 * room: a job (a value) comes in, an answer (a value) goes back. Days in jobs are texts "2024-11-01".
 *
 * Every job:
 *   {kind, contest: {id, from, until, district, types, targets, words, units, months, phases},
 *    criterion: {id, path, source, table? (of an INI file, instead of Lua), evaluator?: {name, parameters}},
 *    database: "/path/thidua.db" (absent for check), sequence: 123}
 *     from/until half-open · types: record_types_to_value · targets: param_to_value · words: param_words_to_value ·
 *     units: units_to_value (city, district, wards; the worker adds the teams it reads from the view `unit`) ·
 *     months, phases, criteria: [id…]
 *
 * kind "check": compiles the rule, checks its fields and names, prepares its SQL against the declared tables
 *   (an empty database in memory), runs its examples. Answer:
 *   {facts: {title, subject, reports: […], counts, target, early, window, periods: [kind…], …} or null when it is not usable,
 *    problems: problems_to_value}
 * kind "evaluate": {…, period: {id, kind, from, until, months: [{id, from, until}…]}, stage}
 *   Answer: {results: [{subject, level: ward|team|district, num, den, value, target, verdict, short, needed,
 *            reachable, says}…],
 *            params: [{name, value, from, reference}…]  (what was read: the receipt),
 *            reads: [record type…], how: "full" | "difference", rows (by difference: that came or went)}
 *   Of a rule that uses the figures of others (measure_used.h): {…, used: {ward: {criterion: {verdict, num, den}}}}, here and where rows are
 *   explained. Without them the answer has no results but uses: [criterion…], whose figures it asks for.
 *   May carry {…, previous: {sequence, types: [record type…], figures: {ward: {num, den}}, params}}: an earlier run of the same
 *   rule, over the same period, since which no unit changed and whose statements read those record types alone (incremental.h).
 *   May carry {…, beyond: true or rows}: counted in a database elsewhere (beyond.h); {…, wards: true}: without the results of teams and members.
 *   num, den: integers or null (den null for counts and for teams); both null under error. value, target:
 *   texts for people ("76,9%", "từ 80%"). short: what is missing of a missed target, as an integer, else
 *   null. needed: how many further ones a missed or open target still takes, null when it takes none or none would
 *   do; reachable: "yes", "no", or null when nothing is missing or only the rule knows (outlook.h). says: one
 *   Vietnamese sentence. Teams only for a team criterion and a month.
 * kind "batch": {contest, criteria: [criterion…], database, sequence, period, stage}, of rules that are data alone (grammar/closed_rule.h), without evaluators: measured one
 *   after the other with what is opened and read once. Answer: {answers: [as of "evaluate", or null: measure it again alone]}. Many results go ahead of these two
 *   answers, in parts {of: the place in the batch, or 0, results: […]} (answer.c).
 * kind "explain": {…, period, stage, subject, limit, next}: as evaluate, for one subject, and the rows behind it:
 *   {result: {…}, params, of_next: {least, of} or null: so many of the next so many would do, of a share of events,
 *    evidence: {columns: [{name, title}…], rows: [[…]…], total: n}}; kind "explanations": {…, subjects: [id…], lacking?, …}: of each so, counted once: {explanations: [… or null: no result]}; lacking: explain.h
 * kind "addends": {…, period, stage, subject?, limit}: as evaluate, and the rows that add up to each figure of the subject, or of every ward:
 *   {results, params, reads, of: the record type of a declared measure or null, addends: addend_all}
 *
 * kind "try": {…, criterion, try: {body, row: {num, den}, target, params: {name: text}, at_end}}, no database: a file
 *   is checked like "check" and, with a row, judged; body true: the source is only the body of a judge. Answer:
 *   {result: {…} or null, problems}
 * kind "sql": {…, criterion: {source: one SELECT}, period, stage, subject, limit}: the rows as they come; without
 *   a database on empty tables, which tells whether it can be had at all.
 *   {columns: [name…], rows: [[…]…], more: true when there were more than `limit`, params}
 * kind "sweep": {…, period, stage, sweep: {param, values: [text…], figures: {ward: {num, den}}}}: figures that were counted, judged again as if the
 *   parameter had each of the values (judge_again.h). Answer: {counted: true when the parameter decides what is counted, same: false
 *   when teams counted anew do not give those figures: in both cases there are no values, values: [{met, missed, other}…]: how many wards}
 * kind "lint": {…, period, stage}: what the rule does not say although it runs. Answer: {rows: records of the counted type in the period (of a statement: of all
 *   types that it reads), matched: those that `where` lets through, null without one, of: the counted type or null, examples: tell | same | apart (rule_lint.h), judged}
 * kind "forecast": {…, period, stage, forecast: {gone: days of the period that have begun, cells: [{subject, num, den, past: [{num, den, days}…]: its earlier months}…]}}:
 *   where the figures of wards lead (forecast.h). Answer: {cells: [{subject, pace: {value, verdict}, low, high: the same or null, months: how many those two are of}…]}
 * kind "suggest": {…, criterion: {source: suggest.lua}, period, stage}: who deserves a nomination (suggest.h). Without a database it is checked instead,
 *   with its examples, as if the whole contest were the period. Answer:
 *   {title, tie, candidates: [{kind, subject, ward, name, place, tied, keys: [integer…], says, kept_out}…] or null when it has problems, params, problems}
 * kind "conclude": {…, criterion: {source: conclusion.lua}, period, stage, units: [{subject, cells: {criterion: {verdict, num, den}}}…]}, no database: how
 *   each unit stands by its targets (conclude.h). Without units the rule is checked instead, with its examples. Answer:
 *   {title, units: [{subject, class, title, rank, met, arose, figures: {name: integer}, says}…] or null when it was checked, params, problems}
 * kind "rank": {…, criterion: {source: ranking.lua}, period, stage, units: [{subject, cells, conclusion}…]}, no database: in which place each unit stands
 *   (rank.h). Without units the rule is checked instead. Answer: {title, units: [{subject, place (null: none), tied}…] or null when it was checked, params, problems}
 * kind "plugin": what a plugin says of itself (plugin_job.h).
 * Figures of an evaluator are noted in the answer as outside: {evaluator, version, digest, replayable, …} (plugin/evaluator.h).
 * A check of a rule with uses also answers uses_line: where the field stands.
 * A check with measure: true also answers measure: {of, date, where, num, den, sql, evidence, share_judge} as the rule declares it, and beyond (beyond.h).
 * A job with noted: true (worker/kept_answer.h) also answers noted: [name…], the parameters that were looked at; of a batch each of its answers does. Nobody
 * reads a parameter but by param_find and param_own.
 * A job with coverage: true (check, evaluate) also answers coverage: what of the rule was reached (coverage.h).
 * A rule that fails is err (the worker's answer says kind rule and the sentence, with file and line).
 */
#ifndef EVALUATE_EVALUATE_H
#define EVALUATE_EVALUATE_H

#include "criterion/job.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct confinement;
struct err;
struct value;
struct work;

/* A kind of job about no criterion, performed by a room above this one (standing/). */
struct evaluate_other {
    enum job_kind kind;
    bool reads; /* records, of the job's period; false: nothing is looked at, no unit and no table */
    struct value *(*perform)(struct work *work, struct err *err);
};
struct evaluate_others {
    const struct evaluate_other *items;
    size_t len;
};

/* Runs one job of the kinds above within these walls; others NULL: only those about a criterion. */
struct value *evaluate_guarded(struct arena *arena, const struct value *job, const struct confinement *guard, const struct evaluate_others *others,
                               struct err *err);

#endif
