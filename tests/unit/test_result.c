/*
 * run: what is stored of runs, read back (stored_run), and what follows from it, on a real store with a set clock.
 * The workers are this program, answering what a file says (contest_case.h).
 */
#include "contest_tests.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/merge.h"
#include "run/replay.h"
#include "run/replay_compare.h"
#include "run/result.h"
#include "run/roster.h"
#include "run/shortfall_text.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/record_table.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static void script(const char *sql)
{
    struct err err = {0};
    if (!store_script(contest.store, sql, &err))
        fail_msg("%s", err.en);
}

/* ---- stored_run ---- */

static void test_runs_are_read_with_their_receipts(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(value_is_null(stored_run_latest(contest.store, arena, "2024-11", "final", &err)));
    assert_true(value_is_null(stored_run_head(contest.store, arena, "2024-11", &err)));
    contest_advance(&contest, "2024-12-01T08:00");
    assert_string_equal(value_get_text(stored_run_head(contest.store, arena, "2024-11", &err), "stage", ""), "provisional");
    contest_advance(&contest, "2024-12-06T17:00");
    const struct value *head = stored_run_head(contest.store, arena, "2024-11", &err);
    assert_string_equal(value_get_text(head, "stage", ""), "final");
    const struct value *run = stored_run_latest(contest.store, arena, "2024-11", "final", &err);
    assert_int_equal(value_get_int(run, "id", 0), value_get_int(head, "id", 0));
    assert_true(value_equal(head, stored_run_head_before(contest.store, arena, "2024-11", value_get_int(run, "at", 0), &err)));
    assert_string_equal(value_get_text(value_get(value_get(run, "receipt"), "1.1"), "rule", ""), "rule-1.1");
    int64_t id = value_get_int(run, "id", 0);
    assert_true(value_equal(run, stored_run_get(contest.store, arena, id, &err)));
    assert_true(value_equal(run, stored_run_before(contest.store, arena, "2024-11", value_get_int(run, "at", 0), &err)));
    assert_true(value_is_null(stored_run_before(contest.store, arena, "2024-11", value_get_int(run, "at", 0) - 1, &err)));
    assert_true(value_is_null(stored_run_get(contest.store, arena, id + 1, &err)));
    assert_int_equal(value_len(stored_run_newest(contest.store, arena, &err)), 2);
    assert_int_equal(value_type(value_get(value_at(stored_run_newest(contest.store, arena, &err), 0), "receipt")), VALUE_MAP);
}

static void test_subjects_are_read_with_their_cells(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t run = value_get_int(stored_run_latest(contest.store, arena, "2024-11", "final", &err), "id", 0);
    const struct value *rows = stored_run_rows(contest.store, arena, run, false, &err);
    assert_int_equal(value_len(rows), 4);
    const struct value *row = stored_run_row(contest.store, arena, run, "cat-bi", &err);
    assert_true(value_equal(row, value_at(rows, 0)));
    assert_string_equal(value_get_text(value_get(value_get(row, "cells"), "1.1"), "verdict", ""), "missed");
    assert_true(value_is_null(stored_run_row(contest.store, arena, run, "nobody", &err)));
    assert_true(value_is_null(stored_run_row(contest.store, arena, run + 1, "cat-bi", &err)));
    script("INSERT INTO result (run, subject, level, cells) SELECT run, 'to-1', 'team', cells FROM result WHERE subject = 'cat-bi'");
    assert_int_equal(value_len(stored_run_rows(contest.store, arena, run, false, &err)), 5);
    assert_int_equal(value_len(stored_run_rows(contest.store, arena, run, true, &err)), 4);
}

static void test_one_cell_is_read_alone(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t run = value_get_int(stored_run_head_latest(contest.store, arena, "2024-11", "final", &err), "id", 0);
    const struct value *row = stored_run_row(contest.store, arena, run, "cat-bi", &err);
    const struct value *one = stored_run_cell(contest.store, arena, run, "cat-bi", "1.1", &err);
    assert_true(value_equal(value_get(one, "cell"), value_get(value_get(row, "cells"), "1.1")));
    assert_string_equal(value_get_text(one, "level", ""), "ward");
    static const char *const unknown[] = {"9.9", "", "$", "1.1\"", "$.\"1.1\"", "'"};
    for (size_t i = 0; i < LEN(unknown); i++)
        assert_true(value_is_null(value_get(stored_run_cell(contest.store, arena, run, "cat-bi", unknown[i], &err), "cell")));
    assert_true(value_is_null(stored_run_cell(contest.store, arena, run, "nobody", "1.1", &err)));
}

/* A row goes only where the base has that subject's own in the same words; another's that reads alike is none of it. */
static void test_a_row_goes_where_its_base_has_the_same(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-12-01T08:00");
    contest_advance(&contest, "2024-12-06T17:00");
    script("DELETE FROM result;"
           "INSERT INTO result (run, subject, level, cells, conclusion, place) SELECT id, 'same', 'ward', '{}', '{}', 1 FROM run;"
           "INSERT INTO result (run, subject, level, cells, conclusion, place) SELECT min(id), 'other', 'ward', '{\"1.1\": 1}', '{}', 1 FROM run;"
           "INSERT INTO result (run, subject, level, cells, conclusion, place) SELECT max(id), 'other', 'ward', '{}', '{}', 1 FROM run;"
           "INSERT INTO result (run, subject, level, cells, conclusion, place) SELECT id, 'placed', 'ward', '{\"1.1\": 2}', '{}', id FROM run;");
    int64_t base = strtoll(ask("SELECT min(id) FROM run"), NULL, 10), run = strtoll(ask("SELECT max(id) FROM run"), NULL, 10);
    struct change change;
    assert_true(change_begin(&change, contest.store, 1, "uid:0", "socket", "pack run", NULL, NULL));
    assert_true(store_do(contest.store, NULL, QUERY_RESULT_DROP_SAME, "ii", run, base));
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_equal(ask("SELECT group_concat(subject) FROM (SELECT subject FROM result WHERE run = (SELECT max(id) FROM run) ORDER BY subject)"), "other,placed");
    assert_string_equal(ask("SELECT count(*) FROM result WHERE run = (SELECT min(id) FROM run)"), "3");
}

/* What a board does not show it does not read: teams, of which a month has very many, and receipts. Shown by what would be met
 * there, for time tells nothing. */
static void test_a_board_reads_what_it_shows(void **state)
{
    struct err err = {0};
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    script("PRAGMA ignore_check_constraints = ON; UPDATE run SET receipt = 'gone';"
           "INSERT INTO result (run, subject, level, cells) SELECT run, 'to-1', 'team', '{' FROM result WHERE subject = 'cat-bi'");
    const struct value *board = result_board(contest.store, arena, &contest.package, &contest.periods, "2024-11", "final", &err);
    if (!board)
        fail_msg("%s", err.en);
    assert_int_equal(value_len(value_get(board, "rows")), 4);
    assert_int_equal(value_len(value_get(board, "criteria")), 2);
    int64_t run = value_get_int(board, "run", 0);
    assert_null(stored_run_rows(contest.store, arena, run, false, &err)); /* it would have been met */
    err_clear(&err);
}

/* Indexes that the program makes for itself are no reason to make the tables of records anew at the next start. */
static void test_own_indexes_leave_tables_as_they_are(void **state)
{
    struct err err = {0};
    bool up = false;
    (void)state;
    assert_true(record_tables_are_up(contest.store, &contest.package.types, arena, &up, &err));
    assert_true(up);
    assert_string_not_equal(ask("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'measure_pending_*'"), "0");
}

/* JSON with a changed byte is no JSON, or another one: what cannot be read is said with its run, never left out. */
static void test_what_cannot_be_read_is_said(void **state)
{
    struct err err = {0};
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t run = value_get_int(stored_run_latest(contest.store, arena, "2024-11", "final", &err), "id", 0);
    script("PRAGMA ignore_check_constraints = ON; UPDATE result SET cells = '{\"1.1\": ' WHERE subject = 'nam-hai';"
           "UPDATE run SET receipt = 'gone'");
    const char *named = arena_printf(arena, "run %lld", (long long)run);
    assert_null(stored_run_rows(contest.store, arena, run, false, &err));
    assert_non_null(strstr(err.en, named));
    assert_null(stored_run_row(contest.store, arena, run, "nam-hai", &err));
    assert_non_null(strstr(err.en, named));
    assert_non_null(stored_run_row(contest.store, arena, run, "cat-bi", &err));
    assert_null(stored_run_latest(contest.store, arena, "2024-11", "final", &err));
    assert_non_null(strstr(err.en, named));
    assert_null(stored_run_newest(contest.store, arena, &err));
    assert_non_null(strstr(err.en, "receipt"));
    err_clear(&err);
}

/* ---- figure ---- */

/* What figure_set says of cat-bi's 1.1 in the newest run of a period and stage. */
static const struct value *figure(const char *period, const char *stage)
{
    struct err err = {0};
    struct result_id id = {period, "1.1", "cat-bi", stage, 0};
    const struct value *result = result_get(contest.store, arena, &contest.periods, &id, &err);
    if (!result)
        fail_msg("%s", err.en);
    return result;
}

static void assert_stands(const struct value *figure, const char *standing, const char *sealed, bool differs)
{
    assert_string_equal(value_get_text(figure, "standing", ""), standing);
    assert_string_equal(value_get_text(value_get(figure, "sealed"), "verdict", "none"), sealed);
    assert_int_equal(value_get_bool(figure, "differs", !differs), differs);
    assert_int_equal(value_len(value_get(figure, "why")) > 0, differs);
}

static void late(const char *day, const char *verdict)
{
    contest_answers(&contest, arena_printf(arena, "{\"1.1\": {\"cat-bi\": \"%s\"}}", verdict));
    contest_record(&contest, "SELECT 1", day, arena_printf(arena, "%.8s%02d", day, atoi(day + 8) + 1));
    script("UPDATE audit SET detail = '{\"records\": {\"tip\": \"x\"}}' WHERE action = 'import'");
}

static void test_how_a_figure_stands(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-12-01T08:00");
    assert_stands(figure("2024-11", "provisional"), "provisional", "none", false);
    contest_advance(&contest, "2024-12-06T17:00");
    assert_stands(figure("2024-11", "final"), "final", "none", false);
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    assert_stands(figure("2024-11", "final"), "sealed", "met", false);
    assert_stands(figure("2024-11", "provisional"), "provisional", "none", false);
    assert_stands(figure("phase-1", "final"), "sealed", "met", false);
    late("2024-12-10", "missed");
    assert_stands(figure("2024-11", "final"), "sealed", "met", false);
    assert_stands(figure("2024-12", "final"), "adjusted", "met", true);
    assert_stands(figure("phase-1", "final"), "adjusted", "met", true);
    late("2024-12-11", "met"); /* and back again: the seal says the same as the newest run */
    assert_stands(figure("2024-12", "final"), "adjusted", "met", false);
}

static void test_why_it_differs(void **state)
{
    (void)state;
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    late("2024-12-10", "met"); /* changes nothing */
    late("2024-12-11", "missed");
    const char *sequence = ask("SELECT max(sequence) FROM audit WHERE action = 'import'");
    const struct value *late_one = figure("phase-1", "final"), *why = value_get(late_one, "why");
    assert_int_equal(value_len(why), 1);
    assert_string_equal(value_get_text(value_at(why, 0), "cause", ""), "late");
    assert_string_equal(arena_printf(arena, "%lld", (long long)value_get_int(value_at(why, 0), "sequence", 0)), sequence);
    assert_string_equal(value_get_text(late_one, "why_text", ""),
                        arena_printf(arena, "số liệu ghi ngày 10/02/2025 (phiên bản dữ liệu %s)", sequence));
    assert_string_equal(value_get_text(value_get(late_one, "sealed"), "seal", ""), "phase-1-1");
    script("UPDATE run SET package = (SELECT hash FROM package LIMIT 1)");
    script("INSERT INTO package SELECT 'bbbb', sequence, loaded_at FROM package; UPDATE run SET package = 'bbbb'"
           " WHERE id = (SELECT max(id) FROM run)");
    assert_string_equal(value_get_text(value_at(value_get(figure("phase-1", "final"), "why"), 0), "cause", ""), "rule");
}

/* Every view is made of the same: the list, the board with its conclusion, the months. */
static void test_views_say_the_same(void **state)
{
    struct err err = {0};
    (void)state;
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    late("2024-12-10", "missed");
    const struct value *one = figure("2024-12", "final");
    const struct value *board = result_board(contest.store, arena, &contest.package, &contest.periods, "2024-12", "final", &err);
    const struct value *row = value_at(value_get(board, "rows"), 0), *cell = value_get(value_get(row, "cells"), "1.1");
    const struct value *trend = result_trend(contest.store, arena, &contest.package, &contest.periods, "cat-bi", &err);
    const struct value *point = value_at(value_get(value_at(value_get(trend, "criteria"), 0), "points"), 1);
    static const char *const keys[] = {"value", "verdict", "standing", "sealed", "differs", "why", "why_text", "why_text_en"};
    for (size_t i = 0; i < LEN(keys); i++) {
        assert_true(value_equal(value_get(one, keys[i]), value_get(cell, keys[i])));
        assert_true(value_equal(value_get(one, keys[i]), value_get(point, keys[i])));
    }
    assert_string_equal(value_get_text(board, "standing", ""), "adjusted");
    assert_string_equal(value_get_text(value_get(board, "seal"), "id", ""), "phase-1-1");
    assert_int_equal(value_get_int(board, "differing", 0), 1);
    const struct value *conclusion = value_get(row, "conclusion");
    assert_int_equal(value_get_int(conclusion, "met", 0), 1);
    assert_int_equal(value_get_int(value_get(conclusion, "sealed"), "met", 0), 2);
    assert_int_equal(value_len(figure_since(contest.store, arena, period_find(&contest.periods, "2024-12"), "phase-1-1", &err)), 1);
    assert_int_equal(value_len(figure_since(contest.store, arena, period_find(&contest.periods, "2024-11"), "phase-1-1", &err)), 0);
}

/* A period's board has the units that stand on its last day. */
static void test_an_ended_unit_has_no_row(void **state)
{
    struct err err = {0};
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    struct unit_fact *facts = contest.package.units.facts;
    const struct value *board = result_board(contest.store, arena, &contest.package, &contest.periods, "2024-11", "final", &err);
    assert_int_equal(value_len(value_get(board, "rows")), 4);
    for (size_t i = 0; i < contest.package.units.fact_count; i++)
        if (strcmp(facts[i].id, "quan") == 0)
            facts[i].until = on("2024-11-30");
    board = result_board(contest.store, arena, &contest.package, &contest.periods, "2024-11", "final", &err);
    assert_int_equal(value_len(value_get(board, "rows")), 3);
}

/* ---- shortfall_text ---- */

static void test_what_it_takes_is_said_once(void **state)
{
    static const struct {
        const char *result, *vi, *en;
    } cases[] = {
        {"{\"reachable\": \"yes\", \"needed\": 8, \"short\": 2, \"num\": 40, \"den\": 52}",
         "cần thêm 08 tin mới đều đạt yêu cầu, hoặc 02 trong 52 tin đã có được đính chính thành đạt yêu cầu",
         "8 more needed, all of them good, or 2 of the 52 counted so far corrected to good ones"},
        {"{\"reachable\": \"yes\", \"needed\": 1, \"short\": 1, \"num\": 19350, \"den\": 21500}", "cần thêm 01 tin",
         "1 more needed"},
        {"{\"reachable\": \"yes\", \"needed\": 1, \"short\": 1, \"den\": null}", "cần thêm 01 tin", "1 more needed"},
        {"{\"reachable\": \"no\", \"needed\": null, \"short\": 1, \"den\": null}",
         "đã vượt mức giao, không thể đạt trong kỳ này nữa", "over the target: it can no longer be met in this period"},
        {"{\"reachable\": \"yes\", \"needed\": 5, \"short\": 5, \"den\": 5, \"of_next\": {\"least\": 5, \"of\": 5}}",
         "cần thêm 05 tin", "5 more needed"},
        {"{\"reachable\": \"yes\", \"needed\": 1, \"short\": 1, \"den\": 5, \"of_next\": {\"least\": 4, \"of\": 5}}",
         "cần thêm 01 tin; hoặc 04 trong 05 tin tới", "1 more needed; or 4 of the next 5"},
        {"{\"reachable\": null, \"needed\": null}", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *result = json(arena, cases[i].result);
        shortfall_text_add(arena, result, "tin");
        if (!cases[i].vi) {
            assert_true(value_is_null(value_get(result, "lacking")));
            continue;
        }
        assert_string_equal(value_get_text(result, "lacking", ""), cases[i].vi);
        assert_string_equal(value_get_text(result, "lacking_en", ""), cases[i].en);
    }
}

/* ---- replay ---- */

static const char *replayed(const char *id, const char *key)
{
    struct err err = {0};
    const struct value *answer = replay(&contest.turn, id, &err);
    if (!answer)
        fail_msg("%s", err.en);
    const struct value *item = value_get(answer, key);
    return value_type(item) == VALUE_TEXT ? value_as_text(item) : value_get_text(item, "where", "");
}

static void test_replay_needs_something_to_replay(void **state)
{
    struct err err = {0};
    (void)state;
    assert_null(replay(&contest.turn, "phase-1-1", &err));
    assert_non_null(strstr(err.en, "phase-1-1"));
    assert_null(replay(&contest.turn, "2024-11/1.1/cat-bi/final", &err));
    assert_non_null(strstr(err.en, "2024-11/1.1/cat-bi/final"));
    err_clear(&err);
}

/* The small contest's package has no files: its kept copy cannot be read again, and that is what a replay says. */
static void test_replay_says_what_is_lost(void **state)
{
    (void)state;
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    assert_string_equal(replayed("phase-1-1", "replay"), "not_replayable");
    assert_true(*replayed("phase-1-1", "why"));
    assert_string_equal(replayed("2024-11/1.1/cat-bi/final", "replay"), "not_replayable");
}

/* What differs is so, whatever else is lost: a seal whose bytes are not those of its hash. */
static void test_replay_finds_a_changed_seal(void **state)
{
    (void)state;
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    script("UPDATE seal SET content = replace(content, '\"num\":20', '\"num\":21')");
    assert_string_equal(replayed("phase-1-1", "replay"), "different");
    assert_string_equal(replayed("phase-1-1", "difference"), "phase-1-1");
}

/* ---- roster ---- */

static const struct value *roster(const char *subject, const char *day)
{
    struct err err = {0};
    const struct value *answer = roster_of(contest.store, arena, &contest.package, &contest.periods, subject, on(day), &err);
    if (!answer)
        fail_msg("%s", err.en);
    return answer;
}

static void add_team(void)
{
    contest_record(&contest,
                   "INSERT INTO record_unit (unit_id, level, parent, name, valid_from, state, source_file, from_seq)"
                   " VALUES ('cat-bi-1', 'team', 'cat-bi', 'Tổ 1', 20000, 'confirmed', 't', 2),"
                   "        ('nam-hai-1', 'team', 'nam-hai', 'Tổ 1', 20000, 'confirmed', 't', 2);"
                   "INSERT INTO record_member (member_id, team, full_name, role, valid_from, state, source_file, from_seq)"
                   " VALUES ('m1', 'cat-bi-1', 'Trần Văn Bình', 'leader', 20000, 'confirmed', 't', 2),"
                   "        ('m2', 'cat-bi-1', 'Phạm Thị Hoa', 'member', 20000, 'confirmed', 't', 2)",
                   NULL, NULL);
}

static void test_a_ward_has_its_teams(void **state)
{
    (void)state;
    add_team();
    contest_advance(&contest, "2024-12-06T17:00");
    const struct value *ward = roster("cat-bi", "2024-11-30"), *teams = value_get(ward, "teams");
    assert_string_equal(value_get_text(ward, "name", ""), "Cát Bi");
    assert_string_equal(value_get_text(ward, "parent_name", ""), "Hải An");
    assert_int_equal(value_len(teams), 1);
    assert_string_equal(value_get_text(value_at(teams, 0), "id", ""), "cat-bi-1");
    assert_int_equal(value_get_int(value_at(teams, 0), "members", 0), 2);
    assert_int_equal(value_len(value_get(value_at(teams, 0), "months")), 0); /* no criterion speaks of teams */
    assert_int_equal(value_len(value_get(ward, "members")), 0);
}

static void test_a_team_has_its_members(void **state)
{
    (void)state;
    add_team();
    const struct value *team = roster("cat-bi-1", "2024-11-30"), *members = value_get(team, "members");
    assert_string_equal(value_get_text(team, "parent", ""), "cat-bi");
    assert_string_equal(value_get_text(team, "level", ""), "team");
    assert_int_equal(value_len(members), 2);
    assert_string_equal(value_get_text(value_at(members, 0), "name", ""), "Trần Văn Bình");
    assert_true(value_is_null(value_get(value_at(members, 0), "valid_until")));
}

/* A page of February cites no resolution of June. */
static void test_a_succession_is_cited_from_its_day_on(void **state)
{
    static struct succession merged[] = {{.from = "cat-bi", .to = "nam-hai", .reference = "Nghị quyết 1669 ngày 16/6/2025"}};
    (void)state;
    merged[0].on = on("2025-07-01");
    contest.package.units.successions = merged;
    contest.package.units.succession_count = 1;
    const struct value *february = value_at(value_get(roster("cat-bi", "2025-02-28"), "successors"), 0);
    assert_string_equal(value_get_text(february, "id", ""), "nam-hai");
    assert_true(value_is_null(value_get(february, "reference")));
    const struct value *june = value_at(value_get(roster("cat-bi", "2025-06-30"), "successors"), 0);
    assert_string_equal(value_get_text(june, "reference", ""), "Nghị quyết 1669 ngày 16/6/2025");
    const struct value *july = value_at(value_get(roster("nam-hai", "2025-07-31"), "predecessors"), 0);
    assert_string_equal(value_get_text(july, "reference", ""), "Nghị quyết 1669 ngày 16/6/2025");
}

static void test_an_unknown_unit_is_refused_with_the_nearest(void **state)
{
    struct err err = {0};
    (void)state;
    assert_null(roster_of(contest.store, arena, &contest.package, &contest.periods, "cat-by", on("2024-11-30"), &err));
    assert_non_null(strstr(err.en, "cat-bi"));
    err_clear(&err);
}

/* ---- what rests on erased records ---- */

static struct value *rows_of(const char *level, const char *subject)
{
    struct value *rows = value_list(arena), *row = value_map(arena);
    value_set_text(row, "subject", subject);
    value_set_text(row, "level", level);
    value_set(row, "cells", value_map(arena));
    value_append(rows, row);
    return rows;
}

static void test_what_rests_on_erased_records_is_told_apart(void **state)
{
    struct criterion_source criteria[] = {{.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
    const struct package package = {.criteria = criteria, .criterion_count = LEN(criteria)};
    struct value *receipt = value_map(arena), *types = value_list(arena);
    static const char *const reads[] = {"tip", "tip", "member"}; /* a uses b, b uses c; of d no reads are known */
    (void)state;
    for (size_t i = 0; i < LEN(criteria); i++) {
        struct value *entry = value_map(arena), *read = value_list(arena), *uses = value_map(arena);
        if (i < LEN(reads)) {
            value_append(read, value_text(arena, reads[i]));
            value_set(entry, "reads", read);
        }
        if (i < 2) {
            value_set_text(uses, criteria[i + 1].id, "digest");
            value_set(entry, "uses", uses);
        }
        value_set(receipt, criteria[i].id, entry);
    }
    assert_int_equal(value_len(replay_compare_resting(arena, &package, receipt, types)), 0);
    value_append(types, value_text(arena, "patrol"));
    const struct value *resting = replay_compare_resting(arena, &package, receipt, types);
    assert_true(value_len(resting) == 1 && value_get(resting, "d"));
    value_append(types, value_text(arena, "member"));
    assert_int_equal(value_len(replay_compare_resting(arena, &package, receipt, types)), 4);
}

/* Without its parameters, figures and uses everything is another: what is said is why. */
static void test_a_failure_is_the_first_difference(void **state)
{
    struct criterion_source criteria[] = {{.id = "1"}};
    const struct package package = {.criteria = criteria, .criterion_count = LEN(criteria)};
    struct value *stored = value_map(arena), *computed = value_map(arena), *was = value_map(arena), *is = value_map(arena), *error = value_map(arena);
    struct comparison comparison = {.arena = arena, .period = "2024-11", .stage = "final", .stopped = value_map(arena)};
    (void)state;
    value_set_text(was, "rule", "r");
    value_set(was, "params", value_list(arena));
    value_set_text(error, "kind", "rule");
    value_set_text(error, "vi", "quy tắc hỏng");
    value_set_text(is, "rule", "r");
    value_set(is, "error", error);
    value_set(stored, "1", was);
    value_set(computed, "1", is);
    replay_compare_receipts(&comparison, &package, stored, computed);
    assert_string_equal(value_get_text(comparison.difference, "where", ""), "2024-11/1/final");
    assert_string_equal(value_get_text(comparison.difference, "key", ""), "error");
    assert_string_equal(value_get_text(value_get(comparison.difference, "computed"), "vi", ""), "quy tắc hỏng");
    struct comparison both = {.arena = arena, .period = "2024-11", .stage = "final", .stopped = value_map(arena)};
    replay_compare_receipts(&both, &package, computed, computed); /* it failed then, too */
    assert_null(both.difference);
}

static void test_an_erased_member_has_no_row(void **state)
{
    const struct package package = {0};
    struct merged none = {0};
    struct value *types = value_list(arena);
    (void)state;
    struct comparison before = {.arena = arena, .period = "2024-11", .stage = "final", .types = types};
    replay_compare_rows(&before, &package, rows_of(LEVEL_MEMBER_ID, "an"), &none, REPLAY_ALL);
    assert_true(before.difference && !before.resting_difference);
    value_append(types, value_text(arena, LEVEL_MEMBER_ID));
    struct comparison after = {.arena = arena, .period = "2024-11", .stage = "final", .types = types};
    replay_compare_rows(&after, &package, rows_of(LEVEL_MEMBER_ID, "an"), &none, REPLAY_ALL);
    assert_true(!after.difference && after.resting_difference);
    struct comparison ward = {.arena = arena, .period = "2024-11", .stage = "final", .types = types};
    replay_compare_rows(&ward, &package, rows_of("ward", "cat-bi"), &none, REPLAY_ALL);
    assert_true(ward.difference && !ward.resting_difference);
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        STORED(test_runs_are_read_with_their_receipts),
        STORED(test_subjects_are_read_with_their_cells),
        STORED(test_one_cell_is_read_alone),
        STORED(test_a_row_goes_where_its_base_has_the_same),
        STORED(test_a_board_reads_what_it_shows),
        STORED(test_own_indexes_leave_tables_as_they_are),
        STORED(test_what_cannot_be_read_is_said),
        STORED(test_how_a_figure_stands),
        STORED(test_why_it_differs),
        STORED(test_views_say_the_same),
        STORED(test_an_ended_unit_has_no_row),
        PURE(test_what_it_takes_is_said_once),
        STORED(test_replay_needs_something_to_replay),
        STORED(test_replay_says_what_is_lost),
        STORED(test_replay_finds_a_changed_seal),
        PURE(test_what_rests_on_erased_records_is_told_apart),
        PURE(test_a_failure_is_the_first_difference),
        PURE(test_an_erased_member_has_no_row),
        STORED(test_a_ward_has_its_teams),
        STORED(test_a_team_has_its_members),
        STORED(test_a_succession_is_cited_from_its_day_on),
        STORED(test_an_unknown_unit_is_refused_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
