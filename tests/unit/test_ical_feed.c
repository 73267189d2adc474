/* ical: a calendar for phones, read back by libical: days without a zone, instants with theirs, titles that would break a line, folds that cut no letter. */
#include "arena_case.h"

#include "base/array.h"
#include "base/day.h"
#include "ical/ical_feed.h"

#include <libical/ical.h>
#include <string.h>

static const struct ical_event events[] = {
    {.uid = "a@b", .title = "Hạn: Đánh giá, đề xuất; “Đợt 1”\r\nATTENDEE:x\\n\001.", .description = "dòng 1\r\ndòng\002 2", .url = "https://x.vn/duty?id=1", .from = 20000, .until = 20003,
     .changed = 1730000000, .sequence = 2, .alarm_minute = 480, .alarm_days = 3},
    {.uid = "c@b", .title = "Chốt số liệu", .at = 1739181600, .changed = 1730000000, .alarm_days = ICAL_NO_ALARM},
};

static void test_read_back(void **state)
{
    (void)state;
    icalcomponent *calendar = icalcomponent_new_from_string(ical_feed_write(arena, "Thi đua, \\BCĐ", "-//t//t//VI", events, LEN(events)));
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    icalcomponent *first = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    assert_string_equal(icalcomponent_get_summary(first), "Hạn: Đánh giá, đề xuất; “Đợt 1”  ATTENDEE:x\\n .");
    assert_string_equal(icalcomponent_get_description(first), "dòng 1\ndòng  2");
    assert_int_equal(icalcomponent_count_properties(first, ICAL_ATTENDEE_PROPERTY), 0);
    assert_true(icalcomponent_get_dtstart(first).is_date);
    assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtstart(first)), "20241004");
    assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtend(first)), "20241007");
    assert_int_equal(icalcomponent_get_sequence(first), 2);
    icalcomponent *alarm = icalcomponent_get_first_component(first, ICAL_VALARM_COMPONENT);
    const struct icaltriggertype trigger = icalproperty_get_trigger(icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY));
    assert_int_equal(icaldurationtype_as_int(trigger.duration), -3 * 86400 + 8 * 3600);
    icalcomponent *second = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
    assert_null(icalcomponent_get_first_component(second, ICAL_VALARM_COMPONENT));
    assert_int_equal(icaltime_as_timet_with_zone(icalcomponent_get_dtstart(second), icaltime_get_timezone(icalcomponent_get_dtstart(second))), 1739181600);
    icalcomponent_free(calendar);
}

static void test_folded_by_octets_between_letters(void **state)
{
    (void)state;
    char title[2 * 200 + 1] = "";
    for (size_t i = 0; i < 100; i++)
        strcat(title, i % 7 ? "ệ" : "ơ"); /* three octets, two */
    const struct ical_event one = {.uid = "u", .title = title, .from = 1, .until = 2, .alarm_days = ICAL_NO_ALARM};
    const char *text = ical_feed_write(arena, "n", "p", &one, 1);
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        assert_true(strcspn(line, "\r") <= 75);
        assert_true((line[*line == ' '] & 0xC0) != 0x80); /* no line begins within a letter */
    }
    icalcomponent *calendar = icalcomponent_new_from_string(text);
    assert_string_equal(icalcomponent_get_summary(icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT)), title);
    icalcomponent_free(calendar);
}

static void test_the_same_bytes(void **state)
{
    (void)state;
    assert_string_equal(ical_feed_write(arena, "n", "p", events, LEN(events)), ical_feed_write(arena, "n", "p", events, LEN(events)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(test_read_back), WITH_ARENA(test_folded_by_octets_between_letters), WITH_ARENA(test_the_same_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
