/* message: when a message may go, by a route's quiet hours and the contest's days off; when wards are reminded of their returns. */
#include "unit.h"
#include "package_case.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "message/digest_ahead.h"
#include "message/digest_picture.h"
#include "message/message_body.h"
#include "message/message_text.h"
#include "message/quiet_hours.h"
#include "message/return_reminder.h"
#include "message/weekly_digest.h"
#include "package/message_route.h"

#include <inttypes.h>
#include <string.h>

static int64_t instant(const char *text)
{
    int64_t parsed;
    assert_true(instant_parse(text, &parsed));
    return parsed;
}

/* 2025-01-08 is a Wednesday; Tết is 25/01 to 02/02/2025. */
static void test_quiet_hours_and_days(void **state)
{
    (void)state;
    static const struct {
        int from, until; /* minutes */
        bool working;
        const char *at, *goes;
    } cases[] = {
        {0, 0, false, "2025-01-08T23:59", "2025-01-08T23:59"},
        {18 * 60, 7 * 60, false, "2025-01-08T17:59", "2025-01-08T17:59"},
        {18 * 60, 7 * 60, false, "2025-01-08T18:00", "2025-01-09T07:00"},
        {18 * 60, 7 * 60, false, "2025-01-09T06:59:59", "2025-01-09T07:00"},
        {18 * 60, 7 * 60, false, "2025-01-09T07:00", "2025-01-09T07:00"},
        {12 * 60, 13 * 60, false, "2025-01-08T12:30", "2025-01-08T13:00"},
        {12 * 60, 13 * 60, false, "2025-01-08T13:00", "2025-01-08T13:00"},
        {18 * 60, 7 * 60, true, "2025-01-10T18:30", "2025-01-13T07:00"}, /* a Friday evening */
        {18 * 60, 7 * 60, true, "2025-01-11T10:00", "2025-01-13T07:00"},
        {18 * 60, 7 * 60, true, "2025-01-13T05:00", "2025-01-13T07:00"},
        {18 * 60, 7 * 60, true, "2025-01-24T20:00", "2025-02-03T07:00"}, /* over Tết */
        {0, 0, true, "2025-01-11T10:00", "2025-01-13T00:00"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct message_route route = {.quiet_from = cases[i].from, .quiet_until = cases[i].until, .working_days = cases[i].working};
        assert_string_equal(instant_text(arena, quiet_hours_end(package, &route, instant(cases[i].at))), instant_text(arena, instant(cases[i].goes)));
    }
}

static void test_what_comes_together_goes_together(void **state)
{
    (void)state;
    assert_int_equal(quiet_hours_gather(119, 60), 120);
    assert_int_equal(quiet_hours_gather(120, 60), 120);
    assert_int_equal(quiet_hours_gather(121, 0), 121);
}

/* Two working days before the fifth after the month, but never before it is over. */
static void test_reminders(void **state)
{
    (void)state;
    static const struct {
        const char *period, *at;
    } cases[] = {{"2024-11", "2024-12-03T08:00"}, {"2024-12", "2025-01-02T08:00"}, {"2025-01", "2025-02-06T08:00"}};
    struct period_list periods = period_list(package, arena);
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(instant_text(arena, return_reminder_at(package, period_find(&periods, cases[i].period))), instant_text(arena, instant(cases[i].at)));
}

/* thuong_truc_799 is the district's police, then the city's, then each ward's (rules/hai-an-2024/bodies.ini). */
static void test_bodies_by_day(void **state)
{
    (void)state;
    static const struct {
        const char *section, *unit, *day, *who;
    } cases[] = {
        {"thuong_truc_799", "cat-bi", "2025-02-28", "body:thuong_truc_799"},
        {"thuong_truc_799", "cat-bi", "2025-03-01", "body:thuong_truc_799"},
        {"thuong_truc_799", "cat-bi", "2025-07-01", "body:cong_an_phuong/phuong-hai-an"},
        {"thuong_truc_799", "quan-hai-an", "2025-07-01", "body:cong_an_phuong/phuong-hai-an body:cong_an_phuong/phuong-dong-hai"},
        {"ubnd_phuong", "cat-bi", "2024-12-01", "body:ubnd_phuong/cat-bi"},
        {"ubnd_phuong", NULL, "2025-08-01", "body:ubnd_phuong/phuong-hai-an body:ubnd_phuong/phuong-dong-hai"},
        {"cong_an_quan", NULL, "2025-03-01", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        int32_t day;
        const char *who = "";
        assert_true(day_parse(cases[i].day, &day));
        const struct value *list = message_body_list(arena, package, cases[i].section, cases[i].unit, day);
        for (size_t j = 0; j < value_len(list); j++)
            who = arena_printf(arena, "%s%s%s", who, j ? " " : "", value_as_text(value_at(list, j)));
        assert_string_equal(who, cases[i].who);
    }
}

/* The first working day of each week: Tết takes 25/01 to 02/02/2025, 01/01 is a holiday; the last one before the decision of 28/08/2025. */
static void test_weekly_digests(void **state)
{
    (void)state;
    static const struct {
        size_t place;
        const char *at;
    } cases[] = {{0, "2024-11-04T08:00"}, {11, "2025-01-20T08:00"}, {12, "2025-02-03T08:00"}, {21, "2025-04-08T08:00"}};
    struct period_list periods = period_list(package, arena);
    const struct due_kind *kinds[] = {&weekly_digest_due, NULL};
    const struct due_list list = due_list(kinds, package, &periods, arena);
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(instant_text(arena, list.items[cases[i].place].at), instant_text(arena, instant(cases[i].at)));
    assert_string_equal(instant_text(arena, list.items[list.len - 1].at), instant_text(arena, instant("2025-08-25T08:00")));
    for (size_t i = 1; i < list.len; i++)
        assert_true(list.items[i].at > list.items[i - 1].at);
}

static const char *ids_of(const struct value *cells)
{
    const char *text = "";
    for (size_t i = 0; i < value_len(cells); i++)
        text = arena_printf(arena, "%s%s%s:%s:%s:%s:%s", text, *text ? " " : "", value_get_text(value_at(cells, i), "id", ""), json_text(arena, value_get(value_at(cells, i), "needed")), value_get_text(value_at(cells, i), "needed_en", "-"),
                            value_get_text(value_at(cells, i), "pace", "-"), value_get_text(value_at(cells, i), "pace_en", "-"));
    return text;
}

/* Who cannot meet a target comes first; a pace is said where it would miss; a unit of which nothing asks for a look has no line. */
static void test_what_a_weekly_digest_says_is_ahead(void **state)
{
    static const char rows[] =
        "{\"period\": \"m\", \"subject\": \"a\", \"criterion\": \"1\", \"outlook\": \"can\", \"needed\": 7, \"pace\": {\"value\": \"66,6%\", \"verdict\": \"missed\"}},"
        "{\"period\": \"m\", \"subject\": \"a\", \"criterion\": \"2\", \"outlook\": \"can\", \"needed\": 12, \"decimals\": 1, \"pace\": {\"value\": \"100%\", \"verdict\": \"met\"}},"
        "{\"period\": \"m\", \"subject\": \"a\", \"criterion\": \"3\", \"outlook\": \"met\", \"needed\": null, \"pace\": {\"value\": \"12\", \"verdict\": \"missed\"}},"
        "{\"period\": \"m\", \"subject\": \"b\", \"criterion\": \"1\", \"outlook\": \"met\", \"needed\": null, \"pace\": {\"value\": \"90%\", \"verdict\": \"met\"}},"
        "{\"period\": \"m\", \"subject\": \"b\", \"criterion\": \"2\", \"outlook\": \"met\", \"needed\": null, \"pace\": null},"
        "{\"period\": \"m\", \"subject\": \"c\", \"criterion\": \"1\", \"outlook\": \"cannot\", \"needed\": null, \"pace\": {\"value\": \"01\", \"verdict\": \"missed\"}},"
        "{\"period\": \"p\", \"subject\": \"c\", \"criterion\": \"1\", \"outlook\": \"nothing\", \"needed\": null, \"pace\": {\"value\": \"0%\", \"verdict\": \"missed\"}},"
        "{\"period\": \"m\", \"subject\": \"d\", \"criterion\": \"1\", \"outlook\": \"cannot\", \"needed\": null, \"pace\": null}";
    const char *units = "", *more = "";
    (void)state;
    for (size_t i = 0; i < 4; i++) /* d is above the wards */
        units = arena_printf(arena, "%s{\"period\": \"m\", \"subject\": \"%c\", \"name\": \"%c\", \"level\": \"%s\"},", units, (char)('a' + i), (char)('A' + i), i == 3 ? "district" : "ward");
    for (size_t i = 0; i < DIGEST_AHEAD_UNITS; i++) {
        units = arena_printf(arena, "%s{\"period\": \"m\", \"subject\": \"u%zu\", \"name\": \"U%zu\", \"level\": \"ward\"},", units, i, i);
        more = arena_printf(arena, "%s,{\"period\": \"m\", \"subject\": \"u%zu\", \"criterion\": \"1\", \"outlook\": \"can\", \"needed\": 1, \"pace\": null}", more, i);
    }
    const char *text = arena_printf(arena, "{\"periods\": [{\"period\": \"m\", \"title\": \"tháng\"}, {\"period\": \"p\", \"title\": \"đợt\"}], \"rows\": [%s%s],"
                                           " \"units\": [%s{\"period\": \"p\", \"subject\": \"c\", \"name\": \"C\", \"level\": \"ward\"}]}", rows, more, units);
    const struct value *live = json_parse(arena, text, strlen(text), NULL);
    assert_non_null(live);
    const struct value *ahead = digest_ahead(arena, live), *month = value_at(ahead, 0), *lines = value_get(month, "rows");
    assert_int_equal(value_len(ahead), 1); /* of the phase there is nothing to say */
    assert_string_equal(value_get_text(month, "title", ""), "tháng");
    assert_int_equal(value_len(lines), DIGEST_AHEAD_UNITS);
    assert_int_equal(value_get_int(month, "more", 0), 2); /* c, a and the twenty */
    assert_string_equal(value_get_text(value_at(lines, 0), "name", ""), "C");
    assert_string_equal(ids_of(value_get(value_at(lines, 0), "cannot")), "1:null:-:-:-");
    assert_string_equal(value_get_text(value_at(lines, 1), "name", ""), "A");
    assert_string_equal(ids_of(value_get(value_at(lines, 1), "needs")), "1:7:7:66,6%:66.6% 2:\"1,2\":1.2:-:-");
    assert_string_equal(ids_of(value_get(value_at(lines, 1), "risk")), "3:null:-:12:12");
    assert_string_equal(ids_of(value_get(value_at(lines, 1), "cannot")), "");
    assert_string_equal(value_get_text(value_at(lines, 2), "name", ""), "U0");
}

/* Every row and every criterion of the figures is drawn, each cell by its verdict; what has no value says so. */
static void test_what_a_board_s_picture_shows(void **state)
{
    static const char figures[] =
        "{\"title\": \"tháng 11\", \"standing\": \"live\", \"as_of\": \"04/11\", \"criteria\": [\"1\", \"2\"], \"open\": {\"title\": \"tháng 12\"}, \"rows\": ["
        "{\"name\": \"A\", \"met\": 1, \"arose\": 2, \"place\": 1, \"open\": {\"met\": 3, \"arose\": 4}, \"cells\": ["
        "{\"value\": \"80%\", \"value_en\": \"80 %\", \"verdict\": \"met\"}, {\"value\": \"7\", \"value_en\": \"7\", \"verdict\": \"missed\"}]},"
        "{\"name\": \"B\", \"met\": 0, \"arose\": 1, \"place\": 0, \"open\": null, \"cells\": ["
        "{\"verdict\": \"not_reported\"}, {\"verdict\": \"not_applicable\"}]},"
        "{\"name\": \"C\", \"met\": 0, \"arose\": 1, \"cells\": [{\"value\": \"x\", \"verdict\": \"error\"}]}]}";
    const struct value *read = json_parse(arena, figures, strlen(figures), NULL);
    (void)state;
    assert_non_null(read);
    const struct value *english = digest_picture(arena, package, read, true), *vietnamese = digest_picture(arena, package, read, false);
    assert_string_equal(value_get_text(english, "picture", ""), "board");
    assert_string_equal(value_get_text(english, "title", ""), "tháng 11");
    assert_string_equal(value_get_text(english, "below", ""), "so far, as of 04/11");
    assert_string_equal(json_text(arena, value_get(english, "columns")), "[\"1\",\"2\",\"Met\",\"Place\",\"This month\"]");
    assert_string_equal(json_text(arena, value_get(english, "rows")),
                        "[{\"name\":\"A\",\"cells\":[{\"text\":\"80 %\",\"look\":\"good\"},{\"text\":\"7\",\"look\":\"bad\"},{\"text\":\"1/2\",\"look\":\"sum\"},{\"text\":\"1\",\"look\":\"sum\"},{\"text\":\"3/4\",\"look\":\"sum\"}]},"
                        "{\"name\":\"B\",\"cells\":[{\"text\":\"?\",\"look\":\"unknown\"},{\"text\":\"–\",\"look\":\"none\"},{\"text\":\"0/1\",\"look\":\"sum\"},{\"text\":\"–\",\"look\":\"sum\"},{\"text\":\"–\",\"look\":\"sum\"}]},"
                        "{\"name\":\"C\",\"cells\":[{\"text\":\"–\",\"look\":\"bad\"},{\"text\":\"0/1\",\"look\":\"sum\"},{\"text\":\"–\",\"look\":\"sum\"},{\"text\":\"–\",\"look\":\"sum\"}]}]");
    assert_int_equal(value_len(value_get(vietnamese, "columns")), 5);
    assert_string_equal(value_get_text(value_at(value_get(value_at(value_get(vietnamese, "rows"), 0), "cells"), 0), "text", ""), "80%");
    for (size_t i = 0; i < 5; i++) /* words of the contest, none left empty */
        assert_true(strlen(value_as_text(value_at(value_get(vietnamese, "columns"), i))) > 0);
}

/* As many whole letters as there is room for, the sign that more was there and the link included. */
static void test_a_text_that_is_too_long_is_cut_between_letters(void **state)
{
    static const struct {
        const char *text, *link, *fits;
        size_t letters;
    } cases[] = {
        {"ba phường", NULL, "ba phường", 0},
        {"ba phường", NULL, "ba phường", 9},
        {"ba phường", NULL, "ba phườ…", 8},
        {"ba phường", NULL, "ba phư…", 7},
        {"ba phường", NULL, "…", 1},
        {"ba phường tổng kết", "http://x", "ba phườ…\nhttp://x", 17},
        {"ba phường", "http://x", "…\nhttp://x", 5}, /* the link is never cut */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(message_fit(arena, cases[i].text, cases[i].letters, cases[i].link), cases[i].fits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quiet_hours_and_days),
        cmocka_unit_test(test_what_comes_together_goes_together),
        cmocka_unit_test(test_reminders),
        cmocka_unit_test(test_bodies_by_day),
        cmocka_unit_test(test_weekly_digests),
        cmocka_unit_test(test_what_a_weekly_digest_says_is_ahead),
        cmocka_unit_test(test_what_a_board_s_picture_shows),
        cmocka_unit_test(test_a_text_that_is_too_long_is_cut_between_letters),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
