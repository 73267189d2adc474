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
static void compare_cell(struct comparison *comparison, const char *where, const struct value *stored,
                         const struct value *computed)
{
    static const char *const keys[] = {"num",   "den",  "value",  "target",   "verdict",
                                       "short", "says", "grade", "grade_title", "needed", "reachable"};
    enum { FROM_THE_START = 9 };
    for (size_t i = 0; i < LEN(keys); i++) {
        const struct value *item = value_get(stored, keys[i]);
        if ((i < FROM_THE_START || item) && !same(item, value_get(computed, keys[i])))
            replay_compare_note(comparison, where, keys[i], item, value_get(computed, keys[i]));
    }
    comparison->compared += !comparison->difference;
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
            replay_compare_note(comparison, where, "verdict", value_get(ours, "verdict"),
                                value_get(again, "verdict"));
        else
            compare_cell(comparison, where, ours, again);
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
            replay_compare_note(comparison, place(comparison, name, subject), name, ours, again);
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

void replay_compare_rows(struct comparison *comparison, const struct package *package,
                         const struct value *stored, const struct merged *merged, enum replay_rows which)
{
    size_t at = 0, len = value_len(stored);
    for (size_t i = 0; i < merged->len && !comparison->difference; i++) {
        const struct merged_row *row = &merged->rows[i];
        if ((which == REPLAY_WARDS && row->level != LEVEL_WARD) || (which == REPLAY_OF_SEAL && row->level == LEVEL_MEMBER))
            continue;
        if (at == len)
            replay_compare_note(comparison, place(comparison, NULL, row->subject), "subject", NULL,
                                value_text(comparison->arena, row->subject));
        else
            compare_row(comparison, package, value_at(stored, at++), row);
    }
    if (at < len)
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
        for (size_t i = 0; i < LEN(keys); i++)
            if (!same(value_get(ours, keys[i]), value_get(again, keys[i])))
                replay_compare_note(comparison, place(comparison, criterion, NULL), keys[i],
                                    value_get(ours, keys[i]), value_get(again, keys[i]));
    }
}
