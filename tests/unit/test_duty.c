/* duty: all duties of the plan by occasion (contest.md §8), by a table written by hand: on which day each opens, by which working day it is due, who has it then; who
 * follows whom on 01/03/2025 and 01/07/2025. */
#include "unit.h"
#include "package_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "duty/duty_alarm.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "package/duty.h"

#include <string.h>

#define EACH(of) of " phường Đông Hải 1; " of " phường Đông Hải 2; " of " phường Đằng Lâm; " of " phường Thành Tô; " of " phường Đằng Hải; " of " phường Nam Hải; " of " phường Cát Bi; " of " phường Tràng Cát"
#define BOTH(of) of " phường Hải An; " of " phường Đông Hải"
#define CAQ "Công an quận Hải An"
#define CATP "Công an thành phố Hải Phòng (Phòng Tham mưu)"
#define CAP BOTH("Công an")
#define TTVH "Trung tâm Văn hóa - Thông tin và Thể thao quận Hải An"
#define VHXH BOTH("Phòng Văn hóa - Xã hội")
#define TCKH "Phòng Tài chính - Kế hoạch quận Hải An"
#define KTHT BOTH("Phòng Kinh tế, Hạ tầng và Đô thị")
#define NV "Phòng Nội vụ quận Hải An"
#define BCD BOTH("Ban Chỉ đạo 799")
#define WARDS EACH("Ủy ban nhân dân")
#define NEW_WARDS BOTH("Ủy ban nhân dân")

/* In the order in which they open. Holidays: 01/01, Tết 25/01–02/02, 07/04, 30/04–02/05 and 01–02/09; 26/04 is worked. */
static const struct {
    const char *duty, *key, *opens, *due, *who;
} expected[] = {
    {"T02", "phase-1-start", "2024-11-01", "2024-11-01", CAQ},
    {"T06", "phase-1-start", "2024-11-01", "2024-11-15", CAQ},
    {"T08", "phase-1-start", "2024-11-01", "2024-11-18", WARDS},
    {"T10", "contest", "2024-11-01", "2025-08-19", WARDS},
    {"T13", "phase-1-start", "2024-11-01", "2024-11-15", TTVH},
    {"T15", "phase-1-start", "2024-11-01", "2024-11-01", TCKH},
    {"T17", "contest", "2024-11-01", "2025-08-19", WARDS},
    {"T19", "contest", "2024-11-01", "2025-08-19", WARDS},
    {"T01", "2024-11-09", "2024-11-09", "2024-11-15", CAQ},
    {"T03", "2024-11-09", "2024-11-09", "2024-12-09", CAQ},
    {"T14", "2024-11", "2024-11-10", "2024-12-02", TTVH},
    {"T07", "2024-11", "2024-11-30", "2024-12-10", CAQ},
    {"T18", "2024-12-31", "2024-12-01", "2024-12-31", CAQ},
    {"T14", "2024-12", "2024-12-11", "2024-12-31", TTVH},
    {"T04", "2025-01-29", "2024-12-15", "2024-12-30", CAQ},
    {"T07", "2024-12", "2024-12-31", "2025-01-10", CAQ},
    {"T18b", "phase-1", "2025-01-04", "2025-01-24", CAQ},
    {"T14", "2025-01", "2025-01-14", "2025-02-03", TTVH},
    {"T15", "phase-2-start", "2025-01-20", "2025-02-04", TCKH},
    {"T02", "phase-2-start", "2025-01-25", "2025-02-04", CAQ},
    {"T05", "phase-1", "2025-02-03", "2025-02-17", CAQ},
    {"T07", "2025-01", "2025-02-03", "2025-02-12", CAQ},
    {"T07", "phase-1", "2025-02-03", "2025-02-12", CAQ},
    {"T09", "phase-1", "2025-02-03", "2025-02-10", WARDS},
    {"T11", "phase-1", "2025-02-03", "2025-02-12", WARDS},
    {"T12", "phase-1", "2025-02-03", "2025-02-26", NV},
    {"T13", "phase-1", "2025-02-03", "2025-02-17", TTVH},
    {"T16", "phase-1", "2025-02-03", "2025-03-19", TCKH},
    {"T06", "phase-2-start", "2025-02-04", "2025-02-18", CAQ},
    {"T08", "phase-2-start", "2025-02-04", "2025-02-19", WARDS},
    {"T13", "phase-2-start", "2025-02-04", "2025-02-18", TTVH},
    {"T14", "2025-02", "2025-02-08", "2025-02-28", TTVH},
    {"T07", "2025-02", "2025-02-28", "2025-03-11", CAQ},
    {"T18", "2025-03-31", "2025-03-01", "2025-03-31", CATP},
    {"T14", "2025-03", "2025-03-11", "2025-03-31", TTVH},
    {"T04", "2025-04-30", "2025-03-16", "2025-03-31", CATP},
    {"T07", "2025-03", "2025-03-31", "2025-04-10", CATP},
    {"T14", "2025-04", "2025-04-10", "2025-05-05", TTVH},
    {"T07", "2025-04", "2025-04-30", "2025-05-13", CATP},
    {"T04", "2025-06-15", "2025-05-01", "2025-05-16", CATP},
    {"T14", "2025-05", "2025-05-11", "2025-06-02", TTVH},
    {"T07", "2025-05", "2025-05-31", "2025-06-10", CATP},
    {"T18", "2025-06-30", "2025-05-31", "2025-06-30", CATP},
    {"T14", "2025-06", "2025-06-10", "2025-06-30", TTVH},
    {"T07", "2025-06", "2025-06-30", "2025-07-09", CATP},
    {"T14", "2025-07", "2025-07-11", "2025-07-31", VHXH},
    {"T18b", "phase-2", "2025-07-20", "2025-08-12", CAP},
    {"T14", "2025-08", "2025-07-30", "2025-08-19", VHXH},
    {"T07", "2025-07", "2025-07-31", "2025-08-11", CAP},
    {"T05", "phase-2", "2025-08-19", "2025-09-04", CAP},
    {"T07", "2025-08", "2025-08-19", "2025-08-28", CAP},
    {"T07", "phase-2", "2025-08-19", "2025-08-28", CAP},
    {"T09", "phase-2", "2025-08-19", "2025-08-26", NEW_WARDS},
    {"T11", "phase-2", "2025-08-19", "2025-08-28", NEW_WARDS},
    {"T12", "phase-2", "2025-08-19", "2025-09-15", VHXH},
    {"T13", "phase-2", "2025-08-19", "2025-09-04", VHXH},
    {"T16", "phase-2", "2025-08-19", "2025-10-06", KTHT},
    {"T21", "contest", "2025-08-19", "2025-09-18", BCD},
};

static char *names(const struct duty_holders *holders)
{
    struct buffer text = {0};
    for (size_t i = 0; i < holders->len; i++)
        buffer_printf(&text, "%s%s", i ? "; " : "", holders->items[i].name);
    return buffer_take(&text, arena);
}

static int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

static void test_every_duty_of_the_plan(void **state)
{
    (void)state;
    const struct period_list periods = period_list(package, arena);
    const struct duty_plan plan = duty_plan_make(arena, package, &periods);
    for (size_t i = 0; i < plan.len && i < LEN(expected); i++) {
        const struct duty_occurrence *occurrence = &plan.items[i];
        struct duty_holders holders;
        assert_true(duty_holders_of(arena, package, occurrence->duty, occurrence->opens_on, &holders, NULL));
        assert_string_equal(occurrence->duty->id, expected[i].duty);
        assert_string_equal(occurrence->key, expected[i].key);
        assert_string_equal(day_text(arena, occurrence->opens_on), expected[i].opens);
        assert_string_equal(day_text(arena, occurrence->due_on), expected[i].due);
        assert_string_equal(names(&holders), expected[i].who);
        assert_true(working_day_is(package, occurrence->due_on));
    }
    assert_int_equal(plan.len, LEN(expected));
}

/* T01 to T21 are there, each once; T20 is caused by records alone. */
static void test_no_duty_is_missing(void **state)
{
    (void)state;
    for (int i = 1; i <= 21; i++)
        assert_non_null(duty_find(package, arena_printf(arena, "T%02d", i)));
    assert_int_equal(package->duty_count, 22); /* and T18b */
    const struct duty *obstacle = duty_find(package, "T20");
    const struct duty_occurrence caused = duty_plan_record(arena, package, obstacle, "cat-bi/1", day("2025-02-22"));
    assert_int_equal(obstacle->triggers, DUTY_ON_RECORD);
    assert_int_equal(caused.opens_on, day("2025-02-22"));
    assert_int_equal(caused.due_on, day("2025-03-03")); /* 01/03 is a Saturday */
    for (size_t i = 0; i < LEN(expected); i++)
        assert_string_not_equal(expected[i].duty, "T20");
}

/* What a record causes is due seven days later, on a working day; whoever acts on its day has it: before and after the days on which bodies change, over Tết and the days off of April and May. */
static void test_what_records_cause(void **state)
{
    (void)state;
    static const struct {
        const char *day, *due, *who;
    } cases[] = {
        {"2024-11-20", "2024-11-27", CAQ}, {"2024-12-25", "2025-01-02", CAQ}, {"2025-01-20", "2025-02-03", CAQ},  {"2025-02-22", "2025-03-03", CAQ},  {"2025-02-28", "2025-03-07", CAQ},
        {"2025-03-01", "2025-03-10", CATP}, {"2025-04-19", "2025-04-26", CATP}, {"2025-04-24", "2025-05-05", CATP}, {"2025-06-30", "2025-07-07", CATP}, {"2025-07-01", "2025-07-08", CAP},
        {"2025-08-19", "2025-08-26", CAP},
    };
    const struct duty *obstacle = duty_find(package, "T20");
    for (size_t i = 0; i < LEN(cases); i++) {
        struct duty_holders holders;
        const struct duty_occurrence caused = duty_plan_record(arena, package, obstacle, "cat-bi/1", day(cases[i].day));
        assert_string_equal(day_text(arena, caused.due_on), cases[i].due);
        assert_true(duty_holders_of(arena, package, obstacle, day(cases[i].day), &holders, NULL));
        assert_string_equal(names(&holders), cases[i].who);
    }
}

/* Days before the due day, on a working day, at eight; overdue on the working day behind it. */
static void test_when_people_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *duty, *due, *remind, *late; /* NULL: never */
    } cases[] = {
        {"T08", "2024-11-18", "2024-11-13", "2024-11-19"}, {"T02", "2024-11-01", "2024-10-29", "2024-11-04"}, {"T13", "2025-02-17", "2025-02-14", "2025-02-18"},
        {"T18", "2024-12-31", "2024-12-24", "2025-01-02"}, {"T14", "2025-02-03", "2025-01-24", "2025-02-04"}, {"T14", "2025-05-05", "2025-04-29", "2025-05-06"},
        {"T17", "2025-08-19", NULL, NULL},                 {"T19", "2025-08-19", NULL, NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct duty *duty = duty_find(package, cases[i].duty);
        assert_int_equal(duty_alarm_remind_at(package, duty, day(cases[i].due)), cases[i].remind ? day_instant(day(cases[i].remind), 8 * 60) : INT64_MAX);
        assert_int_equal(duty_alarm_late_at(package, duty, day(cases[i].due)), cases[i].late ? day_instant(day(cases[i].late), 8 * 60) : INT64_MAX);
    }
}

/* Who has from a day on what another had before. */
static void test_successors(void **state)
{
    (void)state;
    static const struct {
        struct duty_holder before;
        const char *day, *after;
    } cases[] = {
        {{"thuong_truc_799", NULL, CAQ}, "2025-02-28", CAQ},
        {{"thuong_truc_799", NULL, CAQ}, "2025-03-01", CATP},
        {{"thuong_truc_799", NULL, CATP}, "2025-06-30", CATP},
        {{"thuong_truc_799", NULL, CATP}, "2025-07-01", CAP},
        {{"trung_tam_van_hoa", NULL, TTVH}, "2025-06-30", TTVH},
        {{"trung_tam_van_hoa", NULL, TTVH}, "2025-07-01", VHXH},
        {{"tai_chinh", NULL, TCKH}, "2025-07-01", KTHT},
        {{"noi_vu", NULL, NV}, "2025-07-01", VHXH},
        {{"truong_ban_799", NULL, "Ban Chỉ đạo 799 quận"}, "2025-07-01", BCD},
        {{"ubnd_phuong", "cat-bi", "Ủy ban nhân dân phường Cát Bi"}, "2025-06-30", "Ủy ban nhân dân phường Cát Bi"},
        {{"ubnd_phuong", "cat-bi", "Ủy ban nhân dân phường Cát Bi"}, "2025-07-01", "Ủy ban nhân dân phường Hải An"},
        {{"ubnd_phuong", "dong-hai-1", "Ủy ban nhân dân phường Đông Hải 1"}, "2025-07-01", "Ủy ban nhân dân phường Đông Hải"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct duty_holders after;
        assert_true(duty_holders_after(arena, package, &cases[i].before, day(cases[i].day), &after, NULL));
        assert_string_equal(names(&after), cases[i].after);
    }
}

/* What stands on the page as “đơn vị kế nhiệm”. */
static void test_whose_place_it_took(void **state)
{
    (void)state;
    static const struct {
        const char *duty, *unit, *name, *succeeds;
    } cases[] = {
        {"T05", NULL, CAQ, NULL},
        {"T05", NULL, CATP, CAQ},
        {"T05", "phuong-hai-an", "Công an phường Hải An", CAQ},
        {"T12", "phuong-dong-hai", "Phòng Văn hóa - Xã hội phường Đông Hải", NV},
        {"T11", "cat-bi", "Ủy ban nhân dân phường Cát Bi", NULL},
        {"T11", "phuong-dong-hai", "Ủy ban nhân dân phường Đông Hải", "Đông Hải 1, Đông Hải 2, Nam Hải"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *succeeds = duty_holder_succeeds(arena, package, duty_find(package, cases[i].duty), cases[i].unit, cases[i].name);
        if (cases[i].succeeds)
            assert_string_equal(succeeds, cases[i].succeeds);
        else
            assert_null(succeeds);
    }
}

static void test_the_days_on_which_bodies_change(void **state)
{
    (void)state;
    size_t count;
    const int32_t *days = duty_holder_changes(arena, package, &count);
    assert_int_equal(count, 2);
    assert_string_equal(day_text(arena, days[0]), "2025-03-01");
    assert_string_equal(day_text(arena, days[1]), "2025-07-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_duty_of_the_plan), cmocka_unit_test(test_no_duty_is_missing), cmocka_unit_test(test_successors),
        cmocka_unit_test(test_what_records_cause),   cmocka_unit_test(test_when_people_are_told),
        cmocka_unit_test(test_whose_place_it_took),    cmocka_unit_test(test_the_days_on_which_bodies_change),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
