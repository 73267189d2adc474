/* amendment: rows of units.csv as records, in a store: what is in the way of a change of units, before and after a seal; what is written of it. */
#include "contest_tests.h"

#include "amendment/unit_change.h"
#include "amendment/unit_record.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "package/package.h"
#include "store/change.h"

#include <string.h>

/* The package with another list of units: facts are added, replaced by id and first day, or (until of 0) left out. */
static const struct package *with_units(const struct unit_fact *changes, size_t count, const struct succession *successions, size_t succession_count)
{
    struct package *package = arena_alloc(contest.arena, sizeof *package);
    const struct units *old = &contest.package.units;
    struct units units = {.facts = arena_alloc(contest.arena, (old->fact_count + count) * sizeof *units.facts), .successions = (struct succession *)successions,
                          .succession_count = succession_count};
    *package = contest.package;
    for (size_t i = 0; i < old->fact_count + count; i++) {
        const struct unit_fact *fact = i < old->fact_count ? &old->facts[i] : &changes[i - old->fact_count];
        bool again = false;
        for (size_t k = 0; i < old->fact_count && k < count; k++)
            again |= strcmp(changes[k].id, fact->id) == 0 && changes[k].from == fact->from;
        if (!again && fact->until)
            units.facts[units.fact_count++] = *fact;
    }
    package->units = units;
    return package;
}

static struct unit_fact ward(const char *id, const char *name, const char *from, const char *until)
{
    return (struct unit_fact){.id = id, .level = LEVEL_WARD, .parent = "quan", .name = name, .from = on(from), .until = *until ? on(until) : DAY_NEVER, .line = 9};
}

/* What is said of a candidate now: its first sentence in English, "" for none. */
static const char *said_of(const struct package *candidate)
{
    struct err err = {0};
    struct problems problems;
    problems_init(&problems, contest.arena);
    if (!unit_change_check(contest.store, &contest.package, candidate, &problems, &err))
        fail_msg("%s", err.en);
    return problems.errors ? arena_printf(contest.arena, "%s:%d: %s", problems.items[0].file, problems.items[0].line, problems.items[0].en) : "";
}

static void expect(const struct package *candidate, const char *says)
{
    const char *said = said_of(candidate);
    if (*says ? !strstr(said, says) : *said)
        fail_msg("“%s” and not “%s”", said, says);
}

/* Cát Bi is followed by a new ward from a day on. */
static const struct package *renewed(const char *day)
{
    struct unit_fact facts[] = {ward("cat-bi", "Cát Bi", "2020-01-01", day), ward("moi", "Mới", day, "")};
    struct succession *one = arena_alloc(contest.arena, sizeof *one);
    *one = (struct succession){.from = "cat-bi", .to = "moi", .on = on(day), .kind = "merge", .main = true, .line = 2};
    return with_units(facts, LEN(facts), one, 1);
}

static void change_behind(const char *sql)
{
    contest_record(&contest, sql, NULL, NULL);
}

static void test_what_is_in_the_way(void **state)
{
    (void)state;
    const struct package *candidate = renewed("2025-01-10");
    struct unit_fact left_out = ward("nam-hai", "Nam Hải", "2020-01-01", "");
    left_out.until = 0;
    const struct package *without = with_units(&left_out, 1, NULL, 0);
    struct succession named = candidate->units.successions[0];
    expect(candidate, "");
    expect(without, "");
    change_behind("INSERT INTO record_submission (ward, period, record_type, state, source_file, from_seq) VALUES ('nam-hai', '2024-11', 'tip', 'confirmed', 'x', 9)");
    expect(without, "units.csv:0: “nam-hai” has records (1 submission) and cannot be left out; keep its row");
    change_behind("INSERT INTO record_unit (unit_id, level, parent, name, valid_from, state, source_file, from_seq) VALUES "
                  "('t1', 'team', 'cat-bi', 'Tổ 1', 18000, 'confirmed', 'x', 9), ('t2', 'team', 'nam-hai', 'Tổ 2', 18000, 'confirmed', 'x', 9)");
    expect(candidate, "");
    expect(without, "units.csv:0: “nam-hai” has records (1 submission)");
    named.teams = "t1 t2";
    expect(with_units(candidate->units.facts, candidate->units.fact_count, &named, 1), "successions.csv:2: the team “t2” belongs to “nam-hai” on 2025-01-09 and is none of “cat-bi”");
    named.teams = "t1";
    expect(with_units(candidate->units.facts, candidate->units.fact_count, &named, 1), "");
    change_behind("INSERT INTO record_unit (unit_id, level, parent, name, valid_from, state, source_file, from_seq) VALUES ('moi', 'team', 'nam-hai', 'Tổ mới', 18000, 'confirmed', 'x', 9)");
    expect(candidate, "units.csv:9: the id “moi” is that of “Tổ mới” among the records (change 9); choose another id");
    change_behind("UPDATE record_unit SET state = 'withdrawn' WHERE unit_id = 'moi'");
    expect(candidate, "");
    change_behind("UPDATE record_unit SET name = 'Cát Bà' WHERE unit_id = 'cat-bi'");
    expect(candidate, "units.csv:9: the record of the unit “cat-bi/2020-01-01” was changed past the package");
    expect(without, "units.csv:0: “nam-hai” has"); /* what does not change is not asked about */
}

static void test_a_seal_in_between(void **state)
{
    (void)state;
    const struct package *inside = renewed("2025-01-10"), *behind = renewed("2025-02-04");
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T16:59");
    expect(inside, "");
    contest_advance(&contest, "2025-02-10T17:00");
    assert_string_equal(ask("SELECT group_concat(phase) FROM seal WHERE phase LIKE 'phase%'"), "phase-1");
    expect(inside, "units.csv:9: what changes of “cat-bi” lies on sealed days of phase-1 (until 2025-02-03); leave it as it was, or date it 2025-02-04 or later");
    expect(behind, "");
}

static int64_t write(const struct package *base, const struct package *candidate, const char *reason)
{
    struct err err = {0};
    struct change change;
    int64_t count = -1;
    assert_true(change_begin(&change, contest.store, clock_now(&contest.clock), "uid:0", "socket", "rules activate", reason, &err));
    if (!unit_record_write(&change, base, candidate, contest.arena, &count, &err) || !change_commit(&change, NULL, &err))
        fail_msg("%s", err.en);
    return count;
}

#define ROWS "SELECT group_concat(unit_id || ' ' || ifnull(valid_until, '') || ' ' || state || ' ' || ifnull(state_reason, ''), '; ') FROM (SELECT * FROM record_unit WHERE unit_id IN ('cat-bi', 'moi') ORDER BY unit_id)"
#define PAST "SELECT count(*) || ' ' || sum(until_seq > from_seq) FROM history_unit"

static void test_what_is_written(void **state)
{
    (void)state;
    const struct package *base = &contest.package, *candidate = renewed("2025-01-10");
    assert_int_equal(write(base, base, NULL), 0);
    assert_int_equal(write(base, candidate, "nghị quyết"), 2);
    assert_string_equal(ask(ROWS), "cat-bi 20097 confirmed ; moi  confirmed ");
    assert_string_equal(ask(PAST), "1 1");
    assert_int_equal(write(candidate, base, "nhầm"), 2);
    assert_string_equal(ask(ROWS), "cat-bi  confirmed ; moi  withdrawn nhầm");
    assert_int_equal(write(base, candidate, "đúng"), 2);
    assert_string_equal(ask(ROWS), "cat-bi 20097 confirmed ; moi  confirmed ");
    assert_string_equal(ask(PAST), "5 5");
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {STORED(test_what_is_in_the_way), STORED(test_a_seal_in_between), STORED(test_what_is_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
