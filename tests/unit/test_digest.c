/* message: the figures of a week's digest, and how its words are made of them, with what waits for whoever reads it. */
#include "contest_tests.h"

#include "alert/alert.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "message/digest_figures.h"
#include "message/message_text.h"
#include "store/change.h"

enum { ALERTS = 14, SHOWN = 12 };

/* Days left with today among them; alerts of units whose period is not over, at most twelve and the number of the others. */
static void test_figures_of_a_week(void **state)
{
    struct change change;
    (void)state;
    clock_init_set(contest.turn.clock, at("2024-11-04T08:00"));
    assert_true(change_begin(&change, contest.store, clock_now(contest.turn.clock), "uid:0", "socket", "test", NULL, NULL));
    for (int i = 0; i < ALERTS; i++)
        assert_true(alert_set(&change, arena, "early_warning", arena_printf(arena, "%d", i), "cat-bi", "2024-11", arena_printf(arena, "câu %d", i), NULL));
    assert_true(alert_set(&change, arena, "early_warning", "1.1", "cat-bi", "2024-10", "đã qua", NULL));
    assert_true(alert_set(&change, arena, "drill", NULL, "quan", "2024-11", "của máy", NULL));
    assert_true(change_commit(&change, NULL, NULL));
    const struct value *figures = digest_figures(&contest.turn, NULL), *days = value_get(figures, "days"), *soon = value_get(figures, "soon");
    assert_string_equal(json_text(arena, days), "[{\"title\":\"tháng 11/2024\",\"left\":27},{\"title\":\"Đợt 1\",\"left\":92}]");
    assert_int_equal(value_len(soon), SHOWN);
    assert_int_equal(value_get_int(figures, "soon_more", 0), ALERTS - SHOWN);
    for (size_t i = 0; i < value_len(soon); i++) {
        assert_int_equal(strncmp(value_get_text(value_at(soon, i), "vi", ""), "câu ", strlen("câu ")), 0);
        assert_non_null(strstr(value_get_text(value_at(soon, i), "en", ""), "may be missed"));
    }
    assert_true(value_is_null(value_get(figures, "title"))); /* nothing was counted yet */
    assert_non_null(value_get(figures, "picture"));
    assert_true(value_is_null(value_get(figures, "picture")));
    assert_int_equal(value_len(value_get(figures, "ahead")), 0);

    clock_init_set(contest.turn.clock, at("2024-11-30T23:00"));
    assert_string_equal(json_text(arena, value_get(digest_figures(&contest.turn, NULL), "days")), "[{\"title\":\"tháng 11/2024\",\"left\":1},{\"title\":\"Đợt 1\",\"left\":66}]");
    clock_init_set(contest.turn.clock, at("2024-12-01T00:00"));
    assert_int_equal(value_len(value_get(digest_figures(&contest.turn, NULL), "soon")), 0);
}

#define FIGURES(picture, ahead)                                                                                                                                    \
    "{\"as_of\": \"04/11\", \"title\": null, \"days\": [{\"title\": \"tháng 11\", \"left\": 9}], \"soon\": [{\"vi\": \"câu\", \"en\": \"soon it is\"}], \"soon_more\": 2" picture ahead "}"

static struct message_about read_digest(const char *figures)
{
    struct message_about about;
    struct err err = {0};
    const struct message_kind *kind = message_kind_find("digest.weekly");
    ask(arena_printf(arena, "INSERT OR REPLACE INTO weekly_digest (day, at, figures) VALUES ('2024-11-04', 1, '%s') RETURNING day", figures));
    if (!message_about_read(&contest.turn, kind, json(arena, "{\"kind\": \"digest.weekly\", \"object\": \"2024-11-04\", \"at\": 1}"), &about, &err))
        fail_msg("%s", err.en);
    return about;
}

static void test_words_of_a_week(void **state)
{
    const char *subject, *text;
    const struct message_kind *kind = message_kind_find("digest.weekly");
    (void)state;
    struct message_about about = read_digest(FIGURES(", \"picture\": {\"en\": {\"title\": \"x\"}}", ""));
    assert_string_equal(about.page, "/");
    assert_string_equal(value_get_text(value_get(about.picture, "en"), "title", ""), "x");
    assert_null(value_get(about.data, "picture")); /* no word is made of it */
    assert_string_equal(value_get_text(about.data, "as_of", ""), "04/11");
    assert_int_equal(value_len(value_get(about.data, "ahead")), 0);
    assert_non_null(value_get(about.data, "ahead"));
    message_words(&contest.turn, kind, &about, true, "https://x.vn/", &subject, &text);
    assert_string_equal(subject, "[BCĐ 799 Hải An] How things stand, as of 04/11");
    assert_non_null(strstr(text, "tháng 11: 9 days left."));
    assert_non_null(strstr(text, "There are no figures yet."));
    assert_non_null(strstr(text, "ABOUT TO BE MISSED\n- soon it is\n- and 2 more\n"));
    assert_non_null(strstr(text, "https://x.vn/"));
    assert_null(strstr(text, "WAITS FOR YOU"));
    about.waits = json(arena, "[\"a paper\"]");
    message_words(&contest.turn, kind, &about, true, NULL, &subject, &text);
    assert_non_null(strstr(text, "WAITS FOR YOU\n- a paper\n"));

    about = read_digest(FIGURES(", \"picture\": null", ", \"ahead\": [{\"title\": \"tháng 12\", \"rows\": [], \"more\": 3}]"));
    assert_null(about.picture);
    message_words(&contest.turn, kind, &about, true, NULL, &subject, &text);
    assert_non_null(strstr(text, "THE OUTLOOK: tháng 12 (an estimate)\n- and 3 more units"));
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        STORED(test_figures_of_a_week),
        STORED(test_words_of_a_week),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
