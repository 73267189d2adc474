/* A criterion that judges each member (docs/decisions/0105): whose rows there are, where they belong, what they count; held against days counted one by one here. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The target is one patrol, the ward's 100 %. */
static const char rule[] =
    "return criterion {\n"
    "  title = 'Tuần tra', subject = 'member', reports = { 'patrol' }, target = '7.1.deeds', counts = 'thành viên',\n"
    "  measure = { each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date' },\n"
    "  judge = at_least, share_judge = share_at_least, share_target = '7.1.ward_share',\n"
    "  member_says = '{{ num | so2 }} lượt (mức giao {{ target }})', says = '{{ num | so2 }}/{{ den | so2 }} người = {{ value }}',\n"
    "  examples = {\n"
    "    { row = { num = 1, den = 1 }, target = '1', verdict = 'met' }, { row = { num = 0, den = 1 }, target = '1', verdict = 'missed' },\n"
    "    { level = 'ward', row = { num = 1, den = 2 }, target = '100 %', verdict = 'missed' },\n"
    "  },\n"
    "}\n";

static const struct value *answer_by(const char *source, const char *period)
{
    const struct value *answer = perform(data_job("evaluate", "7.1", source, period, "provisional"));
    must(answer != NULL);
    return answer;
}

static const struct value *answer_of(const char *period, const char *stage)
{
    const struct value *answer = perform(data_job("evaluate", "7.1", rule, period, stage));
    must(answer != NULL);
    return answer;
}

static void put_lives(const char *rows)
{
    put("member", "member_id, team, full_name, valid_from, valid_until", rows);
}

static void test_who_stands_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *period, *member, *home; /* home NULL: there is no row */
        int64_t num;
        const char *verdict;
    } cases[] = {
        {"2024-11", "stands", "cat-bi", 2, "met"},
        {"2024-11", "none", "cat-bi", 0, "missed"},
        {"2024-11", "moved", "nam-hai", 2, "met"}, /* with what he did before */
        {"2024-11", "excused", "cat-bi", 1, "not_applicable"}, /* 9 days of 15 */
        {"2024-12", "excused", "cat-bi", 0, "missed"},
        {"2024-11", "left", "cat-bi", 1, "met"}, /* 15 days, and then no more */
        {"2024-12", "left", NULL, 0, NULL},
        {"2024-11", "late", "cat-bi", 0, "not_applicable"},
        {"2024-11", "later", NULL, 0, NULL},
        {"2025-06", "stands", "cat-bi", 0, "missed"},
        {"2025-07", "stands", "phuong-hai-an", 0, "missed"}, /* the ward was merged */
        {"phase-1", "excused", "cat-bi", 1, "met"},
        {"phase-1", "moved", "nam-hai", 2, "met"},
        {"contest", "left", "phuong-hai-an", 1, "met"},
        {"contest", "moved", "phuong-dong-hai", 2, "met"},
    };
    put_teams();
    put_lives("('stands', 't1', 'A', @2024-07-01, NULL), ('none', 't1', 'B', @2024-07-01, NULL), ('moved', 't1', 'C', @2024-07-01, @2024-11-20), "
              "('moved', 't2', 'C', @2024-11-21, NULL), ('excused', 't1', 'D', @2024-07-01, NULL), ('left', 't1', 'E', @2024-07-01, @2024-11-15), "
              "('late', 't1', 'F', @2024-11-20, NULL), ('later', 't1', 'G', @2025-03-01, NULL), ('nowhere', 'no-team', 'H', @2024-07-01, NULL)");
    put("absence", "member_id, valid_from, valid_until, reason", "('excused', @2024-11-10, @2024-11-30, 'leave')");
    put("patrol", "patrol_id, member_id, on_date",
        "('1', 'stands', @2024-11-02), ('2', 'stands', @2024-11-30), ('3', 'moved', @2024-11-02), ('4', 'moved', @2024-11-25), ('5', 'excused', @2024-11-03), "
        "('6', 'left', @2024-11-03), ('7', 'nowhere', @2024-11-03), ('8', 'nobody', @2024-11-03)");
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *answer = answer_of(cases[i].period, "provisional"), *result = find(answer, cases[i].member);
        assert_null(find(answer, "nowhere"));
        assert_null(find(answer, "nobody"));
        if (!cases[i].home) {
            assert_null(result);
            continue;
        }
        expect_in(answer, cases[i].member, cases[i].num, NONE, cases[i].verdict);
        expect_text(result, "level", "member");
        expect_text(result, "home", cases[i].home);
    }
    /* 4 of 6 in cat-bi count; the one of nam-hai came over */
    const struct value *answer = answer_of("2024-11", "provisional");
    expect_in(answer, "cat-bi", 2, 3, "missed");
    expect_in(answer, "nam-hai", 1, 1, "met");
    expect_in(answer, "dang-hai", 0, 0, "not_applicable");
    expect_in(answer, "quan-hai-an", 3, 4, "missed");
    expect_text(find(answer, "stands"), "says", "02 lượt (mức giao ít nhất 01)");
    expect_text(find(answer, "late"), "says", "chưa đủ ngày hoạt động trong kỳ nên không tính");
    assert_null(value_get(find(answer, "cat-bi"), "home"));
    /* a return that lacks is the ward's, and so its members' */
    put_returns("('nam-hai', '2024-11', 'patrol')");
    answer = answer_of("2024-11", "final");
    expect_in(answer, "stands", 2, NONE, "not_reported");
    expect_in(answer, "moved", 2, NONE, "met");
}

static void test_the_rows_behind(void **state)
{
    (void)state;
    put_teams();
    put_lives("('a', 't1', 'A', @2024-07-01, @2024-11-10), ('a', 't2', 'A', @2024-11-11, NULL), ('b', 't2', 'B', @2024-07-01, NULL)");
    put("patrol", "patrol_id, member_id, on_date", "('1', 'a', @2024-11-02), ('2', 'a', @2024-11-30), ('3', 'a', @2024-12-01)");
    static const struct {
        const char *subject;
        int rows, num;
    } cases[] = {{"a", 2, 2}, {"b", 1, 0}, {"nam-hai", 3, 2}, {"cat-bi", 0, 0}, {"quan-hai-an", 3, 2}};
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *job = data_job("explain", "7.1", rule, "2024-11", "provisional");
        value_set_text(job, "subject", cases[i].subject);
        value_set_int(job, "limit", 100);
        const struct value *answer = perform(job);
        must(answer != NULL);
        const struct value *rows = value_get(value_get(answer, "evidence"), "rows");
        int64_t num = 0;
        for (size_t r = 0; r < value_len(rows); r++)
            num += value_as_int(value_at(value_at(rows, r), value_len(value_at(rows, r)) - 2));
        assert_int_equal(value_len(rows), cases[i].rows);
        assert_int_equal(num, cases[i].num);
    }
}

/* A person's row would be the unit's. */
static void test_an_id_of_a_unit(void **state)
{
    (void)state;
    static const char *const ids[] = {"cat-bi", "t2", "quan-hai-an"};
    put_teams();
    for (size_t i = 0; i < LEN(ids); i++) {
        sql("DELETE FROM record_member");
        put_lives(arena_printf(arena, "('%s', 't1', 'A', @2024-07-01, NULL)", ids[i]));
        assert_null(perform(data_job("evaluate", "7.1", rule, "2024-11", "provisional")));
        assert_non_null(strstr(err.en, "has the id of a unit"));
        assert_non_null(strstr(err.en, ids[i]));
        err_clear(&err);
    }
}

/* What a check of the source must say, in English or as the place. */
static void expect_said(const char *source, const char *says)
{
    const struct value *answer = perform(job_value("check", "7.1", source));
    must(answer != NULL);
    const struct value *problems = value_get(answer, "problems");
    bool said = false;
    for (size_t p = 0; p < value_len(problems); p++)
        said = said || strstr(value_get_text(value_at(problems, p), "en", ""), says) || strstr(value_get_text(value_at(problems, p), "column", ""), says);
    if (!said)
        fail_msg("not said: %s", says);
}

static const struct value *expect_clean(const char *source)
{
    const struct value *answer = perform(job_value("check", "7.1", source));
    must(answer != NULL);
    if (value_len(value_get(answer, "problems")))
        fail_msg("%s", value_get_text(value_at(value_get(answer, "problems"), 0), "en", "?"));
    return value_get(answer, "facts");
}

static void test_what_the_rule_must_say(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"member_says = '{{ num | so2 }} lượt (mức giao {{ target }})'", "team_says = 'x'", "member_says"},
        {"share_target = '7.1.ward_share',", "", "share_target"},
        {"judge = at_least,", "judge = share_at_least,", "a team or member has a count"},
        {"each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol'", "each = 'team', of = 'good_deed'", "counts each member"},
        {"measure = { each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date' }", "measure = { of = 'tip', date = 'received_on' }", "each = \"member\""},
        {"date = 'on_date' }", "date = 'on_date', has = 2 }", "each team or member is held against the target"},
        {"subject = 'member'", "subject = 'members'", "members"},
        {"judge = at_least,", "judge = at_least, team_grades = { { id = 'good', title = 'khá', target = '1.2.minutes' } },", "is only for the subject team"},
        {"judge = at_least,", "judge = at_least, member_grades = { { id = 'good', title = 'khá', target = '1.1.share' } },", "must be an integer"},
        {"judge = at_least,", "judge = at_least, member_grades = { { id = 'good', title = 'khá', target = '4.1.most' } },", "at least as strict"},
        {"judge = at_least,", "judge = at_least, grades = { { id = 'good', title = 'khá', target = '1.2.minutes' } },", "a share is written with %"},
        {"target = '1', verdict = 'met' }", "target = '1', verdict = 'met', grade = 'good' }", "examples"},
    };
    expect_text(expect_clean(rule), "subject", "member");
    for (size_t i = 0; i < LEN(cases); i++)
        expect_said(replaced_in(rule, cases[i].from, cases[i].to), cases[i].says);
}

/* ---- grades of persons ---- */

/* Good from fifteen, excellent from twenty; the ward's share has grades of its own. */
static const char *graded(void)
{
    const char *with = replaced_in(rule, "judge = at_least,", "judge = at_least, member_grades = { { id = 'good', title = 'khá', target = '1.2.minutes' }, "
                                                               "{ id = 'excellent', title = 'tốt', target = '1.2.minutes_night' } },\n");
    with = replaced_in(with, "(mức giao {{ target }})'", "{% if grade %}: {{ grade }}{% endif %}'");
    return replaced_in(with, "target = '1', verdict = 'met' }", "target = '1', verdict = 'met', grade = '' }, { row = { num = 15, den = 1 }, target = '1', verdict = 'met', grade = 'good' }, "
                                                                "{ row = { num = 20, den = 1 }, target = '1', verdict = 'met', grade = 'excellent' }");
}

static void test_grades(void **state)
{
    (void)state;
    static const struct {
        const char *member;
        int patrols;
        const char *grade, *says;
    } cases[] = {{"none", 0, NULL, "00 lượt "}, {"one", 1, NULL, "01 lượt "}, {"some", 14, NULL, "14 lượt "}, {"good", 15, "good", "15 lượt : khá"},
                 {"many", 19, "good", "19 lượt : khá"}, {"most", 20, "excellent", "20 lượt : tốt"}, {"late", 20, NULL, NULL}};
    const char *source = graded();
    const struct value *facts = expect_clean(source);
    assert_int_equal(value_len(value_get(facts, "below_grades")), 2);
    assert_null(value_get(facts, "grades"));
    expect_said(replaced_in(source, "grade = 'good' }", "grade = 'excellent' }"), "gives the grade “good”, not “excellent”");
    put_teams();
    for (size_t i = 0; i < LEN(cases); i++) {
        put_lives(arena_printf(arena, "('%s', 't1', 'A', @2024-%s, NULL)", cases[i].member, cases[i].says ? "07-01" : "11-25"));
        for (int n = 0; n < cases[i].patrols; n++)
            put("patrol", "patrol_id, member_id, on_date", arena_printf(arena, "('%d', '%s', @2024-11-30)", n, cases[i].member));
    }
    const struct value *answer = answer_by(source, "2024-11");
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *result = find(answer, cases[i].member);
        if (cases[i].grade)
            expect_text(result, "grade", cases[i].grade);
        else
            assert_null(value_get(result, "grade"));
        if (cases[i].says)
            expect_text(result, "says", cases[i].says);
    }
    expect_text(find(answer, "most"), "grade_title", "tốt");
    expect_in(answer, "cat-bi", 5, 6, "missed");
    assert_null(value_get(find(answer, "cat-bi"), "grade"));
    /* of a rule of teams the same, month by month */
    const char *teams = replaced_in(source, "subject = 'member'", "subject = 'team'");
    teams = replaced_in(teams, "each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date'", "each = 'team', of = 'good_deed', date = 'on_date'");
    teams = replaced_in(replaced_in(replaced_in(teams, "member_grades", "team_grades"), "member_says", "team_says"), "reports = { 'patrol' }", "reports = {}");
    expect_clean(teams);
    for (int n = 0; n < 16; n++)
        put("good_deed", "deed_id, team, on_date, kind, description", arena_printf(arena, "('%d', 't1', @2024-11-05, 'deed', 'x')", n));
    put("good_deed", "deed_id, team, on_date, kind, description", "('1', 't2', @2024-11-05, 'deed', 'x')");
    answer = answer_by(teams, "2024-11");
    expect_text(find(answer, "t1"), "grade", "good");
    expect_in(answer, "t2", 1, NONE, "met");
    assert_null(value_get(find(answer, "t2"), "grade"));
}

/* ---- the same, counted day by day ---- */

enum { PEOPLE = 25, LIVES = 2, AWAY = 3, DONE = 6, TEAMS = 4 };
static const char *const teams_of[TEAMS] = {"cat-bi", "nam-hai", "thanh-to", "dong-hai-1"};
static const char *const after_merger[TEAMS] = {"phuong-hai-an", "phuong-dong-hai", "phuong-hai-an", "phuong-dong-hai"};

struct days {
    int32_t from, until; /* both inclusive; from > until: none */
    int team;
};

struct person {
    struct days lives[LIVES], away[AWAY];
    int32_t done[DONE];
};

static uint32_t state_of_chance;

static int chance(int most)
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (int)((state_of_chance >> 8) % (uint32_t)most);
}

static void make(struct person *people, int32_t first)
{
    for (int i = 0; i < PEOPLE; i++) {
        struct person *person = &people[i];
        int32_t day = first - 40 + chance(120);
        for (int l = 0; l < LIVES; l++) {
            person->lives[l] = (struct days){day, day + chance(160), chance(TEAMS)};
            day = person->lives[l].until + 1 + chance(10);
            put_lives(arena_printf(arena, "('p%d', 'team%d', 'Người', %d, %d)", i, person->lives[l].team, person->lives[l].from, person->lives[l].until));
        }
        for (int a = 0; a < AWAY; a++) {
            int32_t from = first + chance(290);
            person->away[a] = (struct days){from, from + chance(30), 0};
            put("absence", "member_id, valid_from, valid_until, reason", arena_printf(arena, "('p%d', %d, %d, 'leave')", i, from + a * 400, person->away[a].until + a * 400));
            person->away[a].from += a * 400; /* far off: rows of one member do not share a first day */
            person->away[a].until += a * 400;
        }
        for (int d = 0; d < DONE; d++) {
            person->done[d] = first - 20 + chance(320);
            put("patrol", "patrol_id, member_id, on_date", arena_printf(arena, "('%d', 'p%d', %d)", d, i, person->done[d]));
        }
    }
}

/* Others than before. */
static const struct person *put_people(unsigned seed)
{
    static struct person people[PEOPLE];
    state_of_chance = seed;
    sql("DELETE FROM record_member; DELETE FROM record_absence; DELETE FROM record_patrol; DELETE FROM record_unit");
    for (int t = 0; t < TEAMS; t++)
        put("unit", "unit_id, level, parent, name, valid_from, valid_until", arena_printf(arena, "('team%d', 'team', '%s', 'Tổ', 19000, NULL)", t, teams_of[t]));
    make(people, package->from);
    return people;
}

static bool within(const struct days *all, int count, int32_t day, int *ret_team)
{
    for (int i = 0; i < count; i++)
        if (all[i].from <= day && day <= all[i].until) {
            *ret_team = all[i].team;
            return true;
        }
    return false;
}

static void check_person(const struct value *answer, const struct days *period, const struct person *person, int number)
{
    int days = 0, team = -1, unused = 0;
    int64_t done = 0;
    const char *name = arena_printf(arena, "p%d", number);
    for (int32_t day = period->from; day <= period->until; day++)
        days += within(person->lives, LIVES, day, &team) && !within(person->away, AWAY, day, &unused);
    for (int d = 0; d < DONE; d++)
        done += person->done[d] >= period->from && person->done[d] <= period->until;
    if (team < 0) {
        assert_null(find(answer, name));
        return;
    }
    bool counts = days >= 15, merged = period->until >= 20270; /* 2025-07-01 */
    expect_in(answer, name, done, NONE, !counts ? "not_applicable" : done ? "met" : "missed");
    expect_text(find(answer, name), "home", (merged ? after_merger : teams_of)[team]);
}

static void test_random(void **state)
{
    (void)state;
    static const struct {
        const char *period;
        struct days days;
    } asked[] = {{"2024-11", {20028, 20057, 0}}, {"2025-06", {20240, 20269, 0}}, {"2025-07", {20270, 20300, 0}}, {"phase-1", {20028, 20122, 0}}, {"contest", {20028, 0, 0}}};
    int rows = 0;
    for (unsigned seed = 1; seed <= (getenv("THIDUA_LONG") ? 40 : 3); seed++) {
        const struct person *people = put_people(seed);
        for (size_t i = 0; i < LEN(asked); i++) {
            struct days days = asked[i].days;
            const struct value *answer = answer_of(asked[i].period, "provisional");
            days.until = days.until ? days.until : package->until - 1;
            for (int p = 0; p < PEOPLE; p++) {
                check_person(answer, &days, &people[p], p);
                rows += find(answer, arena_printf(arena, "p%d", p)) != NULL;
            }
        }
    }
    assert_true(rows > 200);
}

/* ---- SQL of the rule's own ---- */

/* Who stands on some day of the period, with his patrols, by a statement that knows nothing of `each`. */
static const char own[] =
    "{ sql = [[SELECT m.member_id AS subject, m.team AS place, 1 AS den,\n"
    "     (SELECT count(*) FROM patrol AS p WHERE p.member_id = m.member_id AND p.on_date >= :from AND p.on_date < :until) AS num\n"
    "  FROM member AS m WHERE m.valid_from < :until AND ifnull(m.valid_until, :last) >= :from\n"
    "   AND NOT EXISTS (SELECT 1 FROM member AS n WHERE n.member_id = m.member_id AND n.valid_from > m.valid_from AND n.valid_from < :until)]],\n"
    "  evidence = [[SELECT member_id, on_date, 1 AS num, 1 AS den FROM patrol JOIN home ON home.unit = (SELECT team FROM member WHERE member.member_id = patrol.member_id ORDER BY valid_from DESC LIMIT 1)\n"
    "    WHERE on_date >= :from AND on_date < :until AND (patrol.member_id = :subject OR home.ward = :subject)]] }";
static const char declared[] = "{ each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date' }";

static void test_sql_of_its_own(void **state)
{
    (void)state;
    static const char *const periods[] = {"2024-11", "2025-06", "2025-07", "phase-1", "contest"};
    const char *each = replaced_in(rule, declared, "{ each = 'member', of = 'patrol', date = 'on_date' }"), *source = replaced_in(rule, declared, own);
    expect_clean(source);
    for (unsigned seed = 1; seed <= 3; seed++) {
        put_people(seed);
        for (size_t i = 0; i < LEN(periods); i++) {
            const struct value *ours = value_get(answer_by(source, periods[i]), "results"), *houses = value_get(answer_by(each, periods[i]), "results");
            assert_true(value_len(houses) > 5);
            assert_true(value_equal(ours, houses));
        }
    }
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"m.member_id AS subject", "'nobody' AS subject", "“nobody” is the id of no member"},
        {"m.member_id AS subject", "'cat-bi' AS subject", "“cat-bi” is the id of no member"},
        {"m.team AS place", "'nowhere' AS place", "is “nowhere”, which is no team and no unit"},
        {"m.team AS place", "NULL AS place", "which is no team and no unit"},
        {"m.team AS place", "m.team AS team", "needs the column place"},
        {"1 AS den", "1 AS n", "needs the column den"},
        {"m.valid_from AND n.valid_from < :until", "m.valid_from AND n.valid_from < 0", "two rows"},
        {"(SELECT count(*)", "-(SELECT 1 + count(*)", "num"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_null(perform(data_job("evaluate", "7.1", replaced_in(source, cases[i].from, cases[i].to), "contest", "provisional")));
        if (!strstr(err.en, cases[i].says))
            fail_msg("“%s” says nothing of “%s”", err.en, cases[i].says);
        err_clear(&err);
    }
    struct value *job = data_job("explain", "7.1", source, "contest", "provisional");
    value_set_text(job, "subject", "p1");
    value_set_int(job, "limit", 100);
    const struct value *answer = perform(job);
    must(answer != NULL);
    assert_int_equal(value_len(value_get(value_get(answer, "evidence"), "rows")), value_get_int(value_get(answer, "result"), "num", -1));
    /* a ward itself is a place */
    answer = answer_by(replaced_in(source, "m.team AS place", "'dang-hai' AS place"), "2024-11");
    for (size_t i = 0; i < value_len(value_get(answer, "results")); i++) {
        const struct value *result = value_at(value_get(answer, "results"), i);
        assert_string_equal(value_get_text(result, "home", "dang-hai"), "dang-hai");
    }
    assert_true(value_get_int(find(answer, "dang-hai"), "den", 0) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_stands_and_where, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_the_rows_behind, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_an_id_of_a_unit, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_what_the_rule_must_say, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_grades, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_sql_of_its_own, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_random, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
