/* amendment/period_change.c: which days of a contest may change when, and where and how it is said which may not: a table of changes of contest.ini. */
#include "package_files.h"

#include "amendment/period_change.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"

#include <stdlib.h>
#include <string.h>

#define PHASE_3 "title = Đợt 3\nslogan = Thi đua\nfrom = "
#define END_OF_PHASE_2 "from = 2025-02-04\nuntil = 2025-08-19"
#define END "district = quan-hai-an\nfrom = 2024-11-01\nuntil = 2025-08-19"
#define ENDS(day) {END, "district = quan-hai-an\nfrom = 2024-11-01\nuntil = " day}, {END_OF_PHASE_2, "from = 2025-02-04\nuntil = " day}
#define SPLITS(last, first) {END_OF_PHASE_2, "from = 2025-02-04\nuntil = " last "\n\n[phase-3]\n" PHASE_3 first "\nuntil = 2025-08-19"}
#define BOUNDARY(last, first) {"until = 2025-02-03", "until = " last}, {"from = 2025-02-04", "from = " first}

static const struct change_case {
    const char *what;
    struct {
        const char *find, *put;
    } edits[4];
    const char *today;
    const char *sealed, *closed; /* JSON lists */
    const char *refused;         /* "line [section] key: " and a part of the sentence, a line each; "": allowed */
} cases[] = {
    {"nothing", {{"percent = 80", "percent = 70"}}, "2025-03-10", "[\"phase-1\"]", "[\"2025-02\"]", ""},
    {"the contest is prolonged", {ENDS("2025-09-30")}, "2025-06-10", "[\"phase-1\"]", "[\"2024-11\", \"2025-05\"]", ""},
    {"… and shortened to a month that is over and not final", {ENDS("2025-05-31")}, "2025-06-03", "[\"phase-1\"]", "[\"2025-04\"]", ""},
    {"… into days that have their final figures", {ENDS("2025-05-20")}, "2025-06-10", "[\"phase-1\"]", "[\"2025-04\", \"2025-05\"]",
     "32 [phase-2] until: tháng 5/2025 (01/05/2025 – 31/05/2025) đã tính chính thức nên giữ nguyên các ngày; chỉ đổi các ngày từ 2025-06-01 trở đi"},
    {"… when its own final figures are there", {ENDS("2025-09-30")}, "2025-08-27", "[\"phase-1\"]", "[\"2025-08\", \"phase-2\", \"contest\"]",
     "32 [phase-2] until: Đợt 2 (04/02/2025 – 19/08/2025) đã tính chính thức\n"
     "15 [contest] until: cả phong trào (01/11/2024 – 19/08/2025) đã tính chính thức nên giữ nguyên các ngày; thi đua tiếp thì lập một phong trào mới"},
    {"… when it is sealed", {ENDS("2025-09-30")}, "2025-09-10", "[\"phase-1\", \"phase-2\", \"contest\"]", "[\"contest\"]",
     "15 [contest] until: cả phong trào đã chốt nên không ngày nào đổi được"},
    {"the first day, before it", {{"from = 2024-11-01\nuntil = 2025-08-19", "from = 2024-11-15\nuntil = 2025-08-19"},
                                  {"from = 2024-11-01\nuntil = 2025-02-03", "from = 2024-11-15\nuntil = 2025-02-03"}}, "2024-10-31", "[]", "[]", ""},
    {"… to a day that is past", {{"from = 2024-11-01\nuntil = 2025-08-19", "from = 2024-10-01\nuntil = 2025-08-19"},
                                 {"from = 2024-11-01\nuntil = 2025-02-03", "from = 2024-10-01\nuntil = 2025-02-03"}}, "2024-10-31", "[]", "[]",
     "14 [contest] from: ngày đầu mới đã qua; ghi một ngày từ 2024-10-31 trở đi"},
    {"… when it has begun", {{"from = 2024-11-01\nuntil = 2025-08-19", "from = 2024-11-15\nuntil = 2025-08-19"},
                             {"from = 2024-11-01\nuntil = 2025-02-03", "from = 2024-11-15\nuntil = 2025-02-03"}}, "2024-11-01", "[]", "[]",
     "14 [contest] from: phong trào đã bắt đầu ngày 01/11/2024 nên ngày đầu giữ nguyên; ghi lại 2024-11-01"},
    {"a phase in progress ends later, the next begins later", {BOUNDARY("2025-02-16", "2025-02-17")}, "2025-01-15", "[]", "[\"2024-11\", \"2024-12\"]", ""},
    {"… although the next has begun", {BOUNDARY("2025-02-16", "2025-02-17")}, "2025-02-07", "[]", "[\"2024-11\", \"2024-12\"]", ""},
    {"… when its last month is final", {BOUNDARY("2025-02-16", "2025-02-17")}, "2025-02-11", "[]", "[\"2024-12\", \"2025-01\"]",
     "22 [phase-1] until: tháng 01/2025 (01/01/2025 – 03/02/2025) đã tính chính thức nên giữ nguyên các ngày; chỉ đổi các ngày từ 2025-02-04 trở đi"},
    {"… into a month of the next one that is final", {BOUNDARY("2025-02-16", "2025-02-17")}, "2025-03-11", "[]", "[\"2024-12\", \"2025-02\"]",
     "31 [phase-2] from: tháng 02/2025 (04/02/2025 – 28/02/2025) đã tính chính thức nên giữ nguyên các ngày; chỉ đổi các ngày từ 2025-03-01 trở đi"},
    {"… across its seal", {BOUNDARY("2025-02-16", "2025-02-17")}, "2025-02-11", "[\"phase-1\"]", "[\"2025-01\", \"phase-1\"]",
     "22 [phase-1] until: Đợt 1 đã chốt nên ngày cuối giữ nguyên; ghi lại 2025-02-03 và chỉ đổi các đợt sau"},
    {"a phase that has not begun is split", {SPLITS("2025-05-31", "2025-06-01")}, "2025-01-15", "[]", "[\"2024-12\"]", ""},
    {"a phase in progress ends at a day to come, another follows", {SPLITS("2025-05-31", "2025-06-01")}, "2025-03-10", "[\"phase-1\"]", "[\"2025-02\"]", ""},
    {"… at a day that is past", {SPLITS("2025-05-31", "2025-06-01")}, "2025-06-04", "[\"phase-1\"]", "[\"2025-02\"]",
     "37 [phase-3] from: đợt mới lấy cả những ngày đã qua của đợt khác; cho bắt đầu từ 2025-06-05 trở đi"},
    {"… with months that are final", {SPLITS("2025-05-31", "2025-06-01")}, "2025-08-04", "[\"phase-1\"]", "[\"2025-02\", \"2025-06\"]",
     "32 [phase-2] until: tháng 6/2025 (01/06/2025 – 30/06/2025) đã tính chính thức nên giữ nguyên các ngày; chỉ đổi các ngày từ 2025-07-01 trở đi\n"
     "37 [phase-3] from: đợt mới lấy cả những ngày đã qua"},
    {"a phase behind the last, from the day after", {{END, "district = quan-hai-an\nfrom = 2024-11-01\nuntil = 2025-12-31"},
                                                     {END_OF_PHASE_2, END_OF_PHASE_2 "\n\n[phase-3]\n" PHASE_3 "2025-08-20\nuntil = 2025-12-31"}},
     "2025-08-22", "[\"phase-1\"]", "[\"2025-07\"]", ""},
    {"a phase that has not begun is left out", {{"[phase-2]", "[phase-zwei]"}}, "2025-01-15", "[]", "[]", ""},
    {"… one that has", {{"[phase-2]", "[phase-zwei]"}}, "2025-03-10", "[\"phase-1\"]", "[\"2025-02\"]",
     "0 [phase-2]: Đợt 2 đã bắt đầu ngày 04/02/2025 nên không bỏ và không đổi mã được\n"
     "31 [phase-zwei] from: đợt mới lấy cả những ngày đã qua"},
    {"… one that is sealed", {{"[phase-1]", "[phase-eins]"}}, "2025-03-10", "[\"phase-1\"]", "[]",
     "0 [phase-1]: Đợt 1 đã chốt nên không bỏ và không đổi mã được; giữ mục này với from = 2024-11-01, until = 2025-02-03\n"
     "21 [phase-eins] from: đợt mới lấy cả"},
    {"months are cut otherwise before anything is final", {{"month_mode = calendar", "month_mode = d15_d14"}}, "2024-11-10", "[]", "[]", ""},
    {"… afterwards", {{"month_mode = calendar", "month_mode = d15_d14"}}, "2024-12-10", "[]", "[\"2024-11\"]",
     "42 [schedule] month_mode: tháng 11/2024 (01/11/2024 – 30/11/2024) đã tính chính thức nên giữ nguyên các ngày; giữ nguyên month_mode"},
    {"… of a sealed phase", {{"stub_month_min_days = 10", "stub_month_min_days = 2"}}, "2025-03-10", "[\"phase-1\"]", "[]",
     "42 [schedule] month_mode: tháng 01/2025 của Đợt 1 đã chốt sẽ đổi ngày; giữ nguyên month_mode và stub_month_min_days"},
    {"weeks are asked for while it runs", {{"month_mode = calendar", "month_mode = calendar\nweek_from = 2025-03-10\nquarter_from = 2025-02-04"}}, "2025-03-10",
     "[\"phase-1\"]", "[\"2025-02\"]", ""},
    {"… in a phase that is sealed", {{"month_mode = calendar", "month_mode = calendar\nweek_from = 2025-01-20"}}, "2025-03-10", "[\"phase-1\"]", "[\"2025-02\"]",
     "43 [schedule] week_from: Đợt 1 đã chốt mà sẽ có thêm kỳ (tuần 20/01–26/01/2025); ghi week_from từ 2025-02-04 trở đi"},
};

static const char *replaced(const char *text, const char *find, const char *put)
{
    const char *at = strstr(text, find);
    if (!at)
        fail_msg("no “%s”", find);
    return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, put, at + strlen(find));
}

static const struct package *candidate_of(const struct change_case *this)
{
    struct file_list files = base_files();
    struct file *file = file_of(&files, "contest.ini");
    const char *text = arena_strndup(arena, file->bytes, file->len);
    for (size_t i = 0; i < LEN(this->edits) && this->edits[i].find; i++)
        text = replaced(text, this->edits[i].find, this->edits[i].put);
    *file = (struct file){"contest.ini", text, strlen(text)};
    const struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++) /* targets begin with the contest's first day, whatever it becomes */
        if (strcmp(problems.items[i].file, "contest.ini") == 0)
            fail_msg("%s: %s", this->what, problems.items[i].vi);
    return package;
}

static const struct value *ids(const char *text)
{
    struct err err = {0};
    const struct value *list = json_parse(arena, text, strlen(text), &err);
    assert_non_null(list);
    return list;
}

static void check(const struct change_case *this, const struct problems *said)
{
    const char *expected = this->refused;
    for (size_t i = 0; i < said->len; i++) {
        const struct problem *problem = &said->items[i];
        const char *end = strchr(expected, '\n');
        const char *part = end ? arena_strndup(arena, expected, (size_t)(end - expected)) : expected;
        const char *line = arena_printf(arena, "%d %s: %s", problem->line, problem->column, problem->vi);
        if (!*part || strncmp(line, part, strlen(part)) != 0)
            fail_msg("%s:\n%s\nexpected\n%s", this->what, line, part);
        assert_string_equal(problem->file, "contest.ini");
        assert_true(strlen(problem->en) > 20);
        expected = end ? end + 1 : "";
    }
    if (*expected)
        fail_msg("%s: not refused: %s", this->what, expected);
}

static void test_what_may_change(void **state)
{
    for (size_t i = 0; i < LEN(cases); i++) {
        files_setup(state);
        struct problems said;
        problems_init(&said, arena);
        const struct package *base = read_base();
        const struct period_facts facts = {day(cases[i].today), ids(cases[i].sealed), ids(cases[i].closed)};
        period_change_compare(base, candidate_of(&cases[i]), &facts, &said);
        check(&cases[i], &said);
        files_teardown(state);
    }
}

/* ---- by chance: what is allowed, and nothing else, keeps what is closed ---- */

/* The contest with weeks and quarters, of all its days or of some. */
static const struct package *with_weeks(const struct package *base)
{
    struct package *made = arena_alloc(arena, sizeof *made);
    *made = *base;
    made->schedule.week_from = base->from + (int32_t)(random() % 2 * 40);
    made->schedule.quarter_from = base->from;
    return made;
}

/* The same contest with other phases: one to three, ids of a few, days that are often those of now; its weeks now and then from another day on, or none. */
static const struct package *any_candidate(const struct package *base)
{
    static const char *const ids[] = {"phase-1", "phase-2", "phase-3", "phase-4"};
    struct package *made = arena_alloc(arena, sizeof *made);
    *made = *base;
    made->phases = arena_alloc(arena, 5 * sizeof *made->phases);
    made->from = random() % 8 ? base->from : base->from + (int32_t)(random() % 20) - 10;
    made->phase_count = 1 + (size_t)(random() % 3);
    if (random() % 8 == 0)
        made->schedule.week_from = random() % 2 ? 0 : base->from + (int32_t)(random() % 100);
    int32_t day = made->from;
    size_t id = random() % 6 == 0;
    for (size_t i = 0; i < made->phase_count; i++, id += 1 + (random() % 6 == 0)) {
        int32_t until = i < base->phase_count && random() % 2 ? base->phases[i].until : day + 1 + (int32_t)(random() % 200);
        until = until > day ? until : day + 1;
        made->phases[i] = (struct phase){.id = ids[id > 3 ? 3 : id], .title = "Đợt", .slogan = "", .from = day, .until = until};
        day = until;
    }
    made->until = day;
    made->closing_count = made->phase_count + 1;
    made->phases[made->phase_count] = (struct phase){.id = PERIOD_WHOLE, .title = "cả", .slogan = "", .from = made->from, .until = made->until};
    return made;
}

static bool is_kept(const struct period *was, const struct period *is)
{
    return is && was->from == is->from && was->until == is->until && (was->kind == PERIOD_CONTEST || strcmp(was->phase->id, is->phase->id) == 0);
}

/* Closed: what ended so many days before; sealed: phases that ended before those. */
static bool is_allowed(const struct package *base, const struct package *candidate, int32_t today, struct value *sealed, struct value *closed)
{
    const struct period_list before = period_list(base, arena), after = period_list(candidate, arena);
    bool kept = base->from == candidate->from || (base->from > today && candidate->from >= today);
    for (size_t i = 0; i < before.len; i++) {
        const struct period *was = &before.items[i], *is = period_find(&after, was->id);
        bool phase_sealed = was->phase && was->phase->until + 9 <= today;
        if (was->until + 5 <= today)
            value_append(closed, value_text(arena, was->id));
        if (was->kind != PERIOD_MONTH && phase_sealed)
            value_append(sealed, value_text(arena, was->id));
        if ((was->until + 5 <= today || phase_sealed) && !is_kept(was, is))
            kept = false;
        if (was->kind == PERIOD_PHASE && was->from <= today && !is)
            kept = false;
    }
    for (size_t i = 0; i < candidate->phase_count; i++) {
        const struct phase *phase = &candidate->phases[i];
        if (!period_find(&before, phase->id) && phase->from <= today && phase->from < base->until)
            kept = false;
    }
    for (size_t i = 0; i < after.len; i++) { /* a sealed phase has no more weeks than it had */
        const struct period *is = &after.items[i], *phase = is->kind < PERIOD_PHASE ? period_find(&before, is->phase->id) : NULL;
        if (phase && phase->until + 9 <= today && !period_find(&before, is->id))
            kept = false;
    }
    return kept;
}

static void test_by_chance(void **state)
{
    int allowed = 0, refused = 0;
    const struct package *base = NULL;
    srandom(1);
    for (int round = 0; round < 1500; round++) {
        if (round % 100 == 0) {
            if (round)
                files_teardown(state);
            files_setup(state);
            problems_init(&problems, arena);
            base = round % 200 ? with_weeks(read_base()) : read_base();
        }
        struct problems said;
        problems_init(&said, arena);
        const struct package *candidate = any_candidate(base);
        struct value *sealed = value_list(arena), *closed = value_list(arena);
        int32_t today = base->from - 5 + (int32_t)(random() % 300);
        bool expected = is_allowed(base, candidate, today, sealed, closed);
        const struct period_facts facts = {today, sealed, closed};
        period_change_compare(base, candidate, &facts, &said);
        if (expected != (said.errors == 0))
            fail_msg("round %d on %s: %s", round, day_text(arena, today), said.errors ? said.items[0].en : "allowed");
        allowed += expected;
        refused += !expected;
    }
    files_teardown(state);
    assert_true(allowed > 100 && refused > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_may_change), cmocka_unit_test(test_by_chance)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
