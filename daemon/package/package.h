/*
 * A contest package, read: everything of one contest that is data. Knows nothing of the store; the same
 * reader serves a folder, an upload and the snapshot in the database. Criteria are carried as text: they
 * run only in a worker (evaluate/). Lives in one arena, never changes after reading.
 */
#ifndef PACKAGE_PACKAGE_H
#define PACKAGE_PACKAGE_H

#include "base/file.h"
#include "base/param.h"
#include "package/contest.h"
#include "package/criterion_source.h"
#include "package/document_kind.h"
#include "package/duty.h"
#include "package/unit.h"
#include "record/level.h"
#include "record/record_type.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct ini;
struct problems;
struct value;

enum { PACKAGE_MAX = 32 * 1024 * 1024 }; /* bytes of a package, all files */

struct package {
    struct arena *arena;
    const char *hash; /* sha256 over the sorted list of "sha256  path" lines: the snapshot's name */
    struct file_list files;

    const char *id, *title, *theme, *short_name; /* short_name heads chat texts: "BCĐ 799 Hải An" */
    const char *basis;    /* what it follows from: the plan and the law, one sentence */
    const char *district; /* the unit that results roll up to */
    int32_t from, until;  /* the whole contest, half-open */
    struct level_chain chain;                   /* its levels, highest first */
    struct level_words levels[LEVEL_COUNT + 1]; /* what those of each role are called, the highest of them */
    struct phase *phases;
    size_t phase_count;
    size_t closing_count; /* phases, and behind them the whole contest when it is closed as they are (contest.ini [whole]) */
    struct schedule_rule schedule;
    int conclusion_percent, quota; /* n·100 ≥ conclusion_percent·m: hoàn thành (80); nominations a ward and phase (1) */

    struct record_types types;
    struct units units; /* all above the teams, and their successions; teams are records */
    int32_t *holidays;  /* days off on a weekday, ascending */
    size_t holiday_count;
    int32_t *workdays; /* make-up days on a weekend, ascending */
    size_t workday_count;

    struct param_list targets; /* targets.ini */
    struct param_list rates;   /* rates.ini: base_salary, coefficients by form, round_up_to */
    /* Dated sections (see dated.h): from and until are days as texts, until the last day or null. */
    struct value *bodies; /* bodies.ini: {id: [{from, until, head_1, head_2, place, signatory, …}]} */
    struct value *legal;  /* legal.ini: {id: [{from, until, text}]} dated legal bases */
    struct message_route *routes; size_t route_count; /* routes.ini: who is told what (message_route.h) */
    const struct ini *alerts; /* alerts.ini (alert_setting.h); NULL: it has none */
    struct value *texts;  /* texts.ini: {section.key: template text} of alerts, verdict words … */
    /* certificates.ini: [{id, title, kinds, width, height, fields: [{name, text, left, top, width, size, least, lines, align, bold, italic}…]}…] (render/render_form.h has the units) */
    const struct value *certificates;
    struct document_kind *documents;
    size_t document_count;
    struct duty *duties; size_t duty_count; int duty_minute; /* duties.ini, in its order; of the day, when they open */
    struct criterion_source *criteria; /* the first version of each, ordered by number: 1.1, 1.2, 2.1 … */
    size_t criterion_count;
    /* suggest.lua: who deserves a nomination; conclusion.lua: a unit's class; ranking.lua: its place. NULL: no such rule, then the house's */
    const struct criterion_source *suggestion, *conclusion, *ranking;
    const char **lost; size_t lost_count; /* paths of files that could not be read (soundness.h) */
    struct doubt *doubts; /* what was refused in files that could be read (soundness.h) */
    size_t doubt_count;
};

/* Reads all files; every problem of every file is added to problems. Always returns a package as far as
 * it could be read; it is good when problems->errors did not grow. */
struct package *package_read(struct arena *arena, const struct file_list *files, struct problems *problems);
bool package_read_folder(struct arena *arena, const char *folder, struct problems *problems,
                         struct package **ret_package, struct err *err);

/* The package as its rules hold on a day: itself, unless a rule has several versions; then a copy whose criteria are, one each, and
 * whose other rules are the versions of that day. Everything else, its hash too, stays the package's. */
const struct package *package_on(const struct package *package, int32_t day, struct arena *arena);
/* The entry of a dated list ([{from: "…", until: "…"}]) that holds on a day; NULL when none does. */
const struct value *package_dated(const struct value *entries, int32_t day);
/* The kind of document of that name, and what it is called; of one that is not there, or without a package, NULL and the name. */
const struct document_kind *package_document(const struct package *package, const char *kind);
const char *package_document_title(const struct package *package, const char *kind);
/* Whether a kind is about each team. */
bool package_papers_of_teams(const struct package *package);
/* The first version of the criterion of that number, one of `criteria`; NULL for an unknown one. */
const struct criterion_source *package_criterion(const struct package *package, const char *id);
/* A phase, or the whole contest when it is closed as they are; NULL for an unknown id. */
const struct phase *package_phase(const struct package *package, const char *id);
/* The whole contest as one that is closed; NULL when it is not. */
const struct phase *package_whole(const struct package *package);

#endif
