/*
 * close: what a seal waits for (close/seal_wait.h): the pure judgement as a table, 1,000 random outages of 1 to 90 days
 * over the due moment, and outages over any due moment of a contest on a real store.
 */
#include "contest_tests.h"

#include "agenda/agenda.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "close/seal_wait.h"
#include "contest/outage.h"
#include "contest/seal.h"
#include "store/change.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#define DUE "2025-02-10T17:00" /* a Monday */

static void test_judgement(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        bool returns, missing, error;
        struct {
            const char *from, *until;
        } outages[2];
        const char *now;
        unsigned why;
        const char *until;
    } cases[] = {
        {"all is in", true, false, false, {{0}}, DUE, 0, "2025-02-13T17:00"},
        {"a return is missing", true, true, false, {{0}}, DUE, SEAL_WAIT_RETURNS, "2025-02-13T17:00"},
        {"the last minute of it", true, true, false, {{0}}, "2025-02-13T16:59", SEAL_WAIT_RETURNS, "2025-02-13T17:00"},
        {"it is over", true, true, false, {{0}}, "2025-02-13T17:00", 0, "2025-02-13T17:00"},
        {"a rule fails", true, false, true, {{0}}, "2025-03-13T17:00", SEAL_WAIT_ERROR, "2025-02-13T17:00"},
        {"both", true, true, true, {{0}}, DUE, SEAL_WAIT_RETURNS | SEAL_WAIT_ERROR, "2025-02-13T17:00"},
        {"away over the instant, all was in", true, false, false, {{"2025-02-01T08:00", "2025-02-20T09:00"}},
         "2025-02-20T09:00", 0, "2025-02-25T17:00"},
        {"away over the instant", true, true, false, {{"2024-12-13T08:00", "2025-02-20T09:00"}}, "2025-02-20T09:00",
         SEAL_WAIT_RETURNS, "2025-02-25T17:00"},
        {"away over the instant, and the contest has no returns", false, false, false,
         {{"2025-02-10T12:00", "2025-02-10T20:00"}}, "2025-02-10T20:00", SEAL_WAIT_OUTAGE, "2025-02-13T17:00"},
        {"that is over too", false, false, false, {{"2025-02-10T12:00", "2025-02-10T20:00"}}, "2025-02-13T17:00", 0,
         "2025-02-13T17:00"},
        {"no returns, and nothing happened", false, false, false, {{0}}, DUE, 0, "2025-02-13T17:00"},
        {"a night without the daemon changes nothing", true, true, false, {{"2025-02-11T17:00", "2025-02-12T08:00"}},
         "2025-02-12T08:00", SEAL_WAIT_RETURNS, "2025-02-13T17:00"},
        {"nor does a weekend", true, true, false, {{"2025-02-14T18:00", "2025-02-17T07:00"}}, "2025-02-13T17:00", 0,
         "2025-02-13T17:00"},
        {"a working day does", true, true, false, {{"2025-02-12T07:00", "2025-02-12T18:00"}}, "2025-02-12T18:00",
         SEAL_WAIT_RETURNS, "2025-02-17T17:00"},
        {"and another one", true, true, false,
         {{"2025-02-12T07:00", "2025-02-12T18:00"}, {"2025-02-13T07:00", "2025-02-17T09:00"}}, "2025-02-17T09:00",
         SEAL_WAIT_RETURNS, "2025-02-20T17:00"},
        {"what was before it does not count", true, true, false, {{"2024-12-01T08:00", "2025-02-05T09:00"}}, DUE,
         SEAL_WAIT_RETURNS, "2025-02-13T17:00"},
    };
    struct package package;
    contest_package(arena, &package);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct outage outages[2];
        struct outage_list list = {outages, 0};
        for (size_t o = 0; o < 2 && cases[i].outages[o].from; o++)
            outages[list.len++] = (struct outage){at(cases[i].outages[o].from), at(cases[i].outages[o].until)};
        struct seal_wait_facts facts = {at(DUE), cases[i].returns, cases[i].missing, cases[i].error, false, 0};
        struct seal_wait wait = seal_wait_judge(&package, &facts, &list, at(cases[i].now));
        if (wait.why != cases[i].why || wait.until != at(cases[i].until))
            fail_msg("%s: why %u until %s", cases[i].what, wait.why, instant_text(arena, wait.until));
    }
    /* its instant was moved to a day that was past: wards have their time from the final run on */
    const struct seal_wait_facts moved = {at(DUE), true, true, false, false, at("2025-02-20T09:00")};
    struct seal_wait wait = seal_wait_judge(&package, &moved, &(const struct outage_list){0}, at("2025-02-20T09:00"));
    assert_int_equal(wait.why, SEAL_WAIT_RETURNS);
    assert_int_equal(wait.until, at("2025-02-25T17:00"));
}

enum { DAY_HOURS = 9 };

/* How many office hours lie in [from, until) with the daemon there: whole ones, each looked at by itself. */
static int office_hours(const struct package *package, const struct outage_list *outages, int64_t from, int64_t until)
{
    int count = 0;
    for (int32_t day = instant_day(from); day_instant(day, 0) < until; day++) {
        for (int hour = 8; hour < 17; hour++) {
            int64_t begins = day_instant(day, hour * 60), ends = begins + 3600;
            bool there = working_day_is(package, day) && begins >= from && ends <= until;
            for (size_t i = 0; i < outages->len; i++)
                there = there && (outages->items[i].until <= begins || outages->items[i].from >= ends);
            count += there;
        }
    }
    return count;
}

/* The daemon looks every minute (here: every hour) while it is there; the first look that finds nothing to wait for. */
static int64_t sealed_at(const struct package *package, const struct outage_list *all, bool (*missing)(int64_t, const void *),
                         const void *of)
{
    struct outage past[8];
    for (int64_t now = at(DUE);; now += 3600) {
        struct outage_list known = {past, 0};
        bool away = false;
        for (size_t i = 0; i < all->len; i++) {
            away |= now >= all->items[i].from && now < all->items[i].until;
            if (all->items[i].until <= now)
                past[known.len++] = all->items[i];
        }
        struct seal_wait_facts facts = {at(DUE), true, missing(now, of), false, false, 0};
        if (!away && !seal_wait_judge(package, &facts, &known, now).why)
            return now;
    }
}

static bool for_ever(int64_t now, const void *of)
{
    (void)now;
    (void)of;
    return true;
}

static bool until_then(int64_t now, const void *then)
{
    return now < *(const int64_t *)then;
}

/* One or two outages of 1 to 90 days, one of them over the due moment. */
static void random_outages(struct outage *outages, struct outage_list *list)
{
    int64_t length = (1 + random() % 90) * (int64_t)DAY_SECONDS + random() % DAY_SECONDS;
    int64_t from = at(DUE) - random() % length;
    *list = (struct outage_list){outages, 1};
    outages[0] = (struct outage){from, from + length};
    if (random() % 2 == 0) {
        from = outages[0].until + random() % (3 * (int64_t)DAY_SECONDS);
        outages[list->len++] = (struct outage){from, from + (1 + random() % 90) * (int64_t)DAY_SECONDS};
    }
}

/* The wards answer within less than two working days of office hours with the daemon there, or never. */
static void test_never_without_a_chance(void **state)
{
    (void)state;
    struct package package;
    contest_package(arena, &package);
    srandom(799);
    for (int i = 0; i < 1000; i++) {
        struct outage outages[2];
        struct outage_list list;
        random_outages(outages, &list);
        int64_t made = sealed_at(&package, &list, for_ever, NULL);
        if (office_hours(&package, &list, at(DUE), made) < 2 * DAY_HOURS)
            fail_msg("sealed at %s, after %d office hours with the daemon", instant_text(arena, made),
                     office_hours(&package, &list, at(DUE), made));
        int64_t then = at(DUE); /* what the wards could send by then is waited for */
        while (office_hours(&package, &list, at(DUE), then) < 2 * DAY_HOURS - 2)
            then += 3600;
        made = sealed_at(&package, &list, until_then, &then);
        if (made < then)
            fail_msg("sealed at %s, the wards would have answered by %s", instant_text(arena, made),
                     instant_text(arena, then));
    }
}

/* ---- with the engine ---- */

#define alerts_open(subject) ask("SELECT count(*) FROM alert WHERE kind = 'seal' AND resolved_at IS NULL AND subject = '" subject "'")

static void test_it_waits_and_says_so(void **state)
{
    (void)state;
    contest_returns(&contest, "cat-bi");
    contest_returns(&contest, "nam-hai");
    contest_advance(&contest, DUE);
    assert_string_equal(ask("SELECT count(*) FROM seal"), "0");
    assert_string_equal(ask("SELECT period || stage FROM run ORDER BY id DESC LIMIT 1"), "phase-1final");
    assert_string_equal(alerts_open("quan"), "1");
    assert_string_equal(alerts_open("dang-hai"), "1");
    assert_string_equal(alerts_open("cat-bi"), "0");
    assert_string_equal(ask("SELECT text FROM alert WHERE kind = 'seal' AND subject = 'dang-hai'"),
                        "Phường Đằng Hải, Đợt 1: chưa chốt số liệu vì còn thiếu báo cáo tháng 11/2024, tháng 12/2024, tháng "
                        "01/2025; đề nghị gửi trước 17:00 ngày 13/02/2025.");
    /* told once; the decision's day passes, and nothing is drafted without the seal */
    contest_advance(&contest, "2025-02-13T16:59");
    assert_string_equal(ask("SELECT count(*) FROM audit WHERE action = 'seal wait'"), "1");
    assert_string_equal(ask("SELECT count(*) FROM draft"), "0");
    contest_advance(&contest, "2025-02-13T17:00");
    assert_string_equal(ask("SELECT id || ' ' || (sealed_at - 1739440800) FROM seal"), "phase-1-1 0");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'seal' AND resolved_at IS NULL"), "0");
    assert_string_equal(ask("SELECT due_at FROM performed WHERE kind = 'seal'"), "1739181600"); /* still that of the plan */
}

static void test_the_returns_end_it(void **state)
{
    struct err err = {0};
    bool performed;
    int64_t next;
    (void)state;
    contest_advance(&contest, "2025-02-11T09:00");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "0");
    contest_returns(&contest, NULL);
    while (agenda_perform_next(&contest.turn, &performed, &next, &err) && performed) {
    }
    assert_string_equal(ask("SELECT sealed_at - 1739239200 FROM seal"), "0"); /* 09:00 */
}

/* A rule that fails is waited for beyond the waiting time; mended, the phase is run again and sealed. */
static void test_an_error_is_never_sealed_over(void **state)
{
    (void)state;
    contest_returns(&contest, NULL);
    contest_answers(&contest, "{\"broken\": [\"2.1\"]}");
    contest_advance(&contest, "2025-05-12T08:00");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "0");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'seal' AND subject = 'quan'"), "chỉ tiêu 2.1 bị lỗi"));
    assert_null(strstr(ask("SELECT text FROM alert WHERE kind = 'seal' AND subject = 'quan'"), "chậm nhất"));
}

static const char *minute_text(int64_t instant)
{
    return arena_strndup(arena, instant_text(arena, instant), strlen("2025-02-10T17:00"));
}

static void advance_to(int64_t instant)
{
    contest_advance(&contest, minute_text(instant));
}

/* The machine was off over any due moment of phase 1, for 1 to 90 days. */
static void test_outages_with_the_engine(void **state)
{
    (void)state;
    int rounds = getenv("SEAL_WAIT_ROUNDS") ? atoi(getenv("SEAL_WAIT_ROUNDS")) : 6;
    srandom(1024);
    for (int i = 0; i < rounds; i++) {
        int64_t length = (1 + random() % 90) * (int64_t)DAY_SECONDS;
        int64_t back = at("2024-11-30T23:30") + random() % (100 * (int64_t)DAY_SECONDS);
        int64_t gone = back - length > at("2024-11-01T08:00") ? back - length : at("2024-11-01T08:00");
        advance_to(gone);
        contest_away(&contest, minute_text(back));
        int64_t over = back > at(DUE) ? back : at(DUE);
        advance_to(over);
        struct outage outages[1] = {{gone, back}};
        struct outage_list list = {outages, 1};
        while (strcmp(ask("SELECT count(*) FROM seal"), "0") == 0)
            advance_to(over += 6 * 3600);
        int64_t made = strtoll(ask("SELECT sealed_at FROM seal"), NULL, 10);
        int64_t from = at(DUE) > back ? at(DUE) : gone < at(DUE) ? back : at(DUE);
        if (office_hours(&contest.package, &list, from, made) < 3 * DAY_HOURS - 1)
            fail_msg("away from %s to %s: sealed at %s", instant_text(arena, gone), instant_text(arena, back),
                     instant_text(arena, made));
        stored_teardown(NULL);
        stored_setup(NULL);
    }
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PURE(test_judgement),
        PURE(test_never_without_a_chance),
        STORED(test_it_waits_and_says_so),
        STORED(test_the_returns_end_it),
        STORED(test_an_error_is_never_sealed_over),
        STORED(test_outages_with_the_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
