#include "run/replay_compare.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/fault.h"
#include "base/value.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/unit_rule.h"

#include <inttypes.h>
#include <string.h>

void replay_compare_note(struct comparison *comparison, const char *where, const char *key,
                         const struct value *stored, const struct value *computed)
{
    if (comparison->difference)
        return;
    struct value *difference = value_map(comparison->arena);
    value_set_text(difference, "where", where);
    value_set_text(difference, "key", key);
    value_set(difference, "stored", stored ? stored : value_null(comparison->arena));
    value_set(difference, "computed", computed ? computed : value_null(comparison->arena));
    comparison->difference = difference;
}

static bool is_one_of(const struct value *list, const char *text)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_as_text(value_at(list, i)), text) == 0)
            return true;
    return false;
}

static bool rests(const struct value *entry, const struct value *types, const struct value *resting)
{
    const struct value *reads = value_get(entry, "reads"), *uses = value_get(entry, "uses");
    bool found = !reads;
    for (size_t i = 0; i < value_len(reads) && !found; i++)
        found = is_one_of(types, value_as_text(value_at(reads, i)));
    for (size_t i = 0; i < value_len(uses) && !found; i++)
        found = value_get(resting, value_key(uses, i)) != NULL;
    return found || is_one_of(types, "unit");
}

const struct value *replay_compare_resting(struct arena *arena, const struct package *package, const struct value *receipt, const struct value *types)
{
    const struct criterion_source *rules[UNIT_RULES];
    struct value *resting = value_map(arena);
    bool more = value_len(types) > 0;
    while (more) {
        more = false;
        for (size_t i = 0; i < package->criterion_count; i++) {
            const char *criterion = package->criteria[i].id;
            if (value_get(resting, criterion) || !rests(value_get(receipt, criterion), types, resting))
                continue;
            value_set_bool(resting, criterion, true);
            more = true;
        }
    }
    for (size_t i = 0, count = value_len(resting) ? unit_rules(package, rules) : 0; i < count; i++)
        value_set_bool(resting, rules[i]->id, true); /* they speak of all of them */
    return resting;
}

/* Notes it where it belongs: with what rests on erased records, or with the others. */
static void note_of(struct comparison *comparison, bool resting, const char *where, const char *key, const struct value *stored, const struct value *computed)
{
    struct comparison apart = {.arena = comparison->arena, .difference = comparison->resting_difference};
    replay_compare_note(resting ? &apart : comparison, where, key, stored, computed);
    comparison->resting_difference = apart.difference;
}

static bool is_resting(const struct comparison *comparison, const char *criterion)
{
    return value_get(comparison->resting, criterion) != NULL;
}

/* "phase-1/1.1/cat-bi/final", "phase-1/cat-bi/final" of a whole row; "@12" behind it for what the run 12
 * stored. */
static const char *place(const struct comparison *comparison, const char *criterion, const char *subject)
{
    const char *run = comparison->run ? arena_printf(comparison->arena, "@%" PRId64, comparison->run) : "";
    const char *parts[] = {criterion, subject};
    const char *path = comparison->period;
    for (size_t i = 0; i < LEN(parts); i++)
        if (parts[i])
            path = arena_printf(comparison->arena, "%s/%s", path, parts[i]);
    return arena_printf(comparison->arena, "%s/%s%s", path, comparison->stage, run);
}

static bool same(const struct value *stored, const struct value *computed)
{
    return (value_is_null(stored) && value_is_null(computed)) || value_equal(stored, computed);
}

/* needed and reachable came later than the first runs: a cell without them was whole in its time. */
static void compare_cell(struct comparison *comparison, bool resting, const char *where, const struct value *stored,
                         const struct value *computed)
{
    static const char *const keys[] = {"num",   "den",  "value",  "target",   "verdict",
                                       "short", "says", "grade", "grade_title", "needed", "reachable"};
    enum { FROM_THE_START = 9 };
    for (size_t i = 0; i < LEN(keys); i++) {
        const struct value *item = value_get(stored, keys[i]);
        if ((i < FROM_THE_START || item) && !same(item, value_get(computed, keys[i])))
            note_of(comparison, resting, where, keys[i], item, value_get(computed, keys[i]));
    }
    comparison->compared += resting ? !comparison->resting_difference : !comparison->difference;
}

static void compare_cells(struct comparison *comparison, const struct package *package, const char *subject,
                          const struct value *stored, const struct value *computed)
{
    for (size_t c = 0; c < package->criterion_count; c++) {
        const char *criterion = package->criteria[c].id;
        const struct value *ours = value_get(stored, criterion), *again = value_get(computed, criterion);
        const char *stopped = value_get_text(comparison->stopped, criterion, NULL);
        bool failed = strcmp(value_get_text(ours, "verdict", "error"), "error") == 0;
        const char *where = place(comparison, criterion, subject);
        if ((!ours && !again) || (stopped && (failed || strcmp(stopped, REPLAY_COMPARE_NOT_STARTED) != 0)))
            continue;
        if (!ours || !again)
            note_of(comparison, is_resting(comparison, criterion), where, "verdict", value_get(ours, "verdict"),
                    value_get(again, "verdict"));
        else
            compare_cell(comparison, is_resting(comparison, criterion), where, ours, again);
    }
}

/* What the package's rules said of the unit as a whole. */
static void compare_unit_rules(struct comparison *comparison, const struct package *package, const char *subject, const struct value *stored,
                               const struct merged_row *computed)
{
    const struct criterion_source *rules[UNIT_RULES];
    size_t count = computed->level == LEVEL_WARD ? unit_rules(package, rules) : 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = rules[i]->id;
        const struct value *ours = value_get(stored, strcmp(name, RANKING_RULE) == 0 ? "place" : name), *again = unit_rule_kept(computed, name);
        if (!value_get(comparison->stopped, name) && !same(ours, again))
            note_of(comparison, is_resting(comparison, name), place(comparison, name, subject), name, ours, again);
    }
}

static void compare_row(struct comparison *comparison, const struct package *package,
                        const struct value *stored, const struct merged_row *computed)
{
    const char *subject = value_get_text(stored, "subject", "");
    if (strcmp(subject, computed->subject) != 0)
        replay_compare_note(comparison, place(comparison, NULL, subject), "subject",
                            value_get(stored, "subject"), value_text(comparison->arena, computed->subject));
    if (level_of(stored) != computed->level)
        replay_compare_note(comparison, place(comparison, NULL, subject), "level", value_get(stored, "level"),
                            value_text(comparison->arena, level_id(computed->level)));
    compare_cells(comparison, package, subject, value_get(stored, "cells"), computed->cells);
    compare_unit_rules(comparison, package, subject, stored, computed);
}

/* Rows of members stand last: where such a one is lacking because members were erased, the rest cannot be held against each other. */
static bool lacks_member(struct comparison *comparison, const struct value *stored, const struct merged_row *computed)
{
    bool member = (stored && level_of(stored) == LEVEL_MEMBER) || (computed && computed->level == LEVEL_MEMBER);
    const char *ours = value_get_text(stored, "subject", ""), *again = computed ? computed->subject : "";
    if (!member || strcmp(ours, again) == 0 || !is_one_of(comparison->types, LEVEL_MEMBER_ID))
        return false;
    note_of(comparison, true, place(comparison, NULL, *ours ? ours : again), "subject", value_text(comparison->arena, ours), value_text(comparison->arena, again));
    return true;
}

void replay_compare_rows(struct comparison *comparison, const struct package *package,
                         const struct value *stored, const struct merged *merged, enum replay_rows which)
{
    size_t at = 0, len = value_len(stored);
    for (size_t i = 0; i < merged->len && !comparison->difference; i++) {
        const struct merged_row *row = &merged->rows[i];
        if ((which == REPLAY_WARDS && row->level != LEVEL_WARD) || (which == REPLAY_OF_SEAL && row->level == LEVEL_MEMBER))
            continue;
        if (lacks_member(comparison, at < len ? value_at(stored, at) : NULL, row))
            return;
        if (at == len)
            replay_compare_note(comparison, place(comparison, NULL, row->subject), "subject", NULL,
                                value_text(comparison->arena, row->subject));
        else
            compare_row(comparison, package, value_at(stored, at++), row);
    }
    if (at < len && !lacks_member(comparison, value_at(stored, at), NULL))
        replay_compare_note(comparison,
                            place(comparison, NULL, value_get_text(value_at(stored, at), "subject", "")),
                            "subject", value_get(value_at(stored, at), "subject"), NULL);
}

/* A rule's own failure comes again; a time or memory limit, a crash or a quarantine belonged to its moment.
 */
static const char *of_the_moment(const struct value *entry)
{
    const char *kind = value_get_text(value_get(entry, "error"), "kind", NULL);
    return kind && !fault_is_lasting(kind) ? kind : NULL;
}

/* History holds the rows that were asked about, not what a program or another plugin makes of them. */
static bool came_from_outside(const struct value *ours, const struct value *again)
{
    const struct value *then = value_get(ours, "outside"), *now = value_get(again, "outside");
    return then && (!value_get_bool(then, "replayable", true) ||
                    !value_equal(value_get(then, "digest"), value_get(now, "digest")));
}

void replay_compare_receipts(struct comparison *comparison, const struct package *package,
                             const struct value *stored, const struct value *computed)
{
    static const char *const keys[] = {"rule", "params", "uses"};
    const struct criterion_source *rules[UNIT_RULES];
    size_t count = package->criterion_count + unit_rules(package, rules);
    for (size_t c = 0; c < count; c++) {
        const char *criterion = c < package->criterion_count ? package->criteria[c].id : rules[c - package->criterion_count]->id;
        const struct value *ours = value_get(stored, criterion), *again = value_get(computed, criterion);
        const char *then = of_the_moment(ours), *now = of_the_moment(again);
        if (then || now) {
            value_set_text(comparison->stopped, criterion, then ? then : now);
            continue;
        }
        if (came_from_outside(ours, again)) {
            value_set_text(comparison->stopped, criterion, REPLAY_COMPARE_OUTSIDE);
            continue;
        }
        if (value_get(again, "error") && !value_get(ours, "error")) /* why everything else of it is another */
            note_of(comparison, is_resting(comparison, criterion), place(comparison, criterion, NULL), "error", NULL, value_get(again, "error"));
        for (size_t i = 0; i < LEN(keys); i++)
            if (!same(value_get(ours, keys[i]), value_get(again, keys[i])))
                note_of(comparison, is_resting(comparison, criterion), place(comparison, criterion, NULL), keys[i],
                        value_get(ours, keys[i]), value_get(again, keys[i]));
    }
}
