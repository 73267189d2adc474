/* message: from causes to the outbox: whom a route tells of what, that each is told once, and that the end is
 * told to whom the beginning was. */
#include "contest_tests.h"

#include "alert/alert.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "message/addressee.h"
#include "message/message_address.h"
#include "message/message_foresee.h"
#include "message/message_group.h"
#include "message/message_plan.h"
#include "message/message_settings.h"
#include "message/outbox.h"
#include "package/message_route.h"
#include "person/directory.h"
#include "person/grant.h"
#include "person/person.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct message_settings settings;
static struct message_route routes[2];
static const char *const alerts[] = {"alert.opened", "alert.resolved"}, *const unit[] = {"unit"},
                         *const others[] = {"report.due", "rule.proposed", "lock.asked", "nomination.due"};

static const char *channels(void)
{
    return arena_printf(arena, "%s/channels.ini", contest.folder);
}

static int plan_setup(void **state)
{
    stored_setup(state);
    settings =
        (struct message_settings){.set_clock = true, .keep_trying = 1000, .late = 10, .link = "https://x.vn"};
    routes[0] = (struct message_route){.name = "ward",
                                       .kinds = alerts,
                                       .kind_count = LEN(alerts),
                                       .to = unit,
                                       .to_count = 1,
                                       .channel = "email",
                                       .english = true};
    routes[1] = (struct message_route){.name = "rest",
                                       .kinds = others,
                                       .kind_count = LEN(others),
                                       .to = unit,
                                       .to_count = 1,
                                       .channel = "sms"};
    contest.turn.messages = &settings;
    contest.package.routes = routes;
    contest.package.route_count = 2;
    FILE *file = fopen(channels(), "w");
    assert_non_null(file);
    fputs("[email]\nplugin = smtp\n[sms]\nplugin = webhook\n", file);
    fclose(file);
    assert_int_equal(chmod(channels(), 0600), 0);
    return 0;
}

static int plan_teardown(void **state)
{
    unlink(channels());
    return stored_teardown(state);
}

#define PLAN(test) cmocka_unit_test_setup_teardown(test, plan_setup, plan_teardown)
#define TOLD                                                                                                 \
    "SELECT group_concat(kind || ' ' || route || ' ' || addressee || ' ' || address || ' ' || channel || "   \
    "language, ', ') FROM (SELECT * FROM outbox ORDER BY id)"

static void settle(void)
{
    struct err err = {0};
    if (!message_plan_settle(&contest.turn, &err))
        fail_msg("%s", err.en);
}

static struct change begun(void)
{
    struct change change;
    assert_true(change_begin(&change, contest.store, clock_now(contest.turn.clock), "uid:0", "socket", "test",
                             NULL, NULL));
    return change;
}

static void reach(const char *who, const char *channel, const char *address)
{
    struct change change = begun();
    assert_true(message_address_set(&change, who, channel, address, 0, DAY_NEVER, NULL));
    assert_true(change_commit(&change, NULL, NULL));
}

/* text NULL: it is over. */
static void alarm_of(const char *ward, const char *text)
{
    struct change change = begun();
    assert_true(alert_set(&change, arena, "return", NULL, ward, "2024-11", text, NULL));
    assert_true(change_commit(&change, NULL, NULL));
}

static void cause(const char *kind, const char *object, const char *note)
{
    struct change change = begun();
    assert_true(message_cause_note(&change, kind, object, note, NULL));
    assert_true(change_commit(&change, NULL, NULL));
}

/* Nothing that happened before is told once there are channels; nothing is noted any more when there are
 * none. */
static void test_causes_are_noted_while_anybody_could_be_told(void **state)
{
    (void)state;
    reach("unit:cat-bi", "email", "a@x.vn");
    alarm_of("cat-bi", "trước");
    assert_string_equal(ask("SELECT count(*) FROM message_cause"), "0");
    settle();
    settle();
    assert_string_equal(ask("SELECT group_concat(action) FROM audit WHERE action LIKE 'messages %'"),
                        "messages begin");
    assert_string_equal(ask(arena_printf(arena, "SELECT value = %lld FROM meta WHERE name = 'messages'",
                                         (long long)clock_now(contest.turn.clock))),
                        "1");
    assert_string_equal(ask("SELECT count(*) FROM outbox"), "0");
    contest.package.route_count = 0;
    settle();
    assert_string_equal(ask("SELECT count(*) FROM meta WHERE name = 'messages'"), "0");
    contest.package.route_count = 2;
    unlink(channels());
    settle();
    alarm_of("cat-bi", NULL);
    assert_string_equal(ask("SELECT count(*) FROM message_cause"), "0");
    assert_string_equal(ask("SELECT group_concat(action) FROM audit WHERE action LIKE 'messages %'"),
                        "messages begin,messages end");
}

static void test_the_end_is_told_to_whom_the_beginning_was(void **state)
{
    (void)state;
    settle();
    reach("unit:cat-bi", "email", "a@x.vn");
    alarm_of("cat-bi", "thiếu");
    alarm_of("dang-hai", "thiếu nữa"); /* who is reached nowhere as yet */
    assert_string_equal(ask("SELECT group_concat(kind || planned) FROM message_cause"),
                        "alert.opened0,alert.opened0");
    settle();
    settle();
    assert_string_equal(ask(TOLD), "alert.opened ward unit:cat-bi a@x.vn emailen");
    assert_string_equal(ask("SELECT group_concat(planned) FROM message_cause"), "1,1");
    assert_string_equal(ask("SELECT group_concat(detail ->> 'causes' || ' ' || (detail ->> 'messages')) FROM "
                            "audit WHERE action = 'messages plan'"),
                        "2 1");
    assert_string_equal(ask("SELECT subject FROM outbox"),
                        "[BCĐ 799 Hải An] Alert: missing returns, Cát Bi, tháng 11/2024");
    assert_string_equal(ask("SELECT link FROM outbox"), "https://x.vn/alert?id=1");
    assert_string_equal(ask("SELECT length(key) || substr(key, 33) || (cause = (SELECT min(id) FROM "
                            "message_cause)) || alone || (due_at - made_at) FROM outbox"),
                        "44@test.thidua100");
    reach("unit:dang-hai", "email", "b@x.vn");
    alarm_of("cat-bi", NULL);
    alarm_of("dang-hai", NULL);
    settle();
    assert_string_equal(
        ask("SELECT group_concat(kind || ' ' || addressee) FROM (SELECT * FROM outbox ORDER BY id)"),
        "alert.opened unit:cat-bi,alert.resolved unit:cat-bi");
    assert_string_equal(ask("SELECT count(DISTINCT key) FROM outbox"), "2");

    alarm_of("cat-bi", "lại thiếu"); /* another beginning is told anew, though the one before was */
    settle();
    assert_string_equal(ask("SELECT group_concat(kind) FROM (SELECT * FROM outbox ORDER BY id)"),
                        "alert.opened,alert.resolved,alert.opened");
    ask("UPDATE outbox SET state = 'dropped' WHERE id = 3 RETURNING id"); /* and who did not get it is not
                                                                             told of its end */
    alarm_of("cat-bi", NULL);
    settle();
    assert_string_equal(ask("SELECT count(*) FROM outbox"), "3");
}

/* A change that tells of a thing twice, and a cause of the same beginning: none is told twice. */
static void test_a_beginning_is_told_once(void **state)
{
    (void)state;
    settle();
    reach("unit:cat-bi", "email", "a@x.vn");
    alarm_of("cat-bi", "thiếu");
    settle();
    cause("alert.opened", "1", NULL);
    settle();
    assert_string_equal(ask("SELECT count(*) FROM outbox"), "1");
    assert_string_equal(ask("SELECT count(*) FROM message_cause WHERE planned"), "2");
}

/* By what the alert is about, by unit, by the kind of its period. */
static void test_routes_choose(void **state)
{
    static const char *const returns[] = {"return"}, *const targets[] = {"target", "seal"},
                             *const here[] = {"nam-hai", "cat-bi"}, *const there[] = {"dang-hai"};
    const struct {
        const char *const *about, *const *units;
        size_t abouts, unit_count;
        period_kinds periods;
        size_t told;
    } cases[] = {
        {NULL, NULL, 0, 0, 0, 1},
        {returns, NULL, 1, 0, 0, 1},
        {targets, NULL, 2, 0, 0, 0},
        {NULL, here, 0, 2, 0, 1},
        {NULL, here, 0, 1, 0, 0},
        {NULL, there, 0, 1, 0, 0},
        {NULL, NULL, 0, 0, period_kind_bit(PERIOD_MONTH), 1},
        {NULL, NULL, 0, 0, period_kind_bit(PERIOD_PHASE), 0},
        {returns, here, 1, 2, period_kind_bit(PERIOD_MONTH) | period_kind_bit(PERIOD_PHASE), 1},
    };
    (void)state;
    reach("unit:cat-bi", "email", "a@x.vn");
    for (size_t i = 0; i < LEN(cases); i++) {
        routes[0].about = cases[i].about;
        routes[0].about_count = cases[i].abouts;
        routes[0].units = cases[i].units;
        routes[0].unit_count = cases[i].unit_count;
        routes[0].periods = cases[i].periods;
        const struct value *told = message_plan_try(&contest.turn, message_kind_find("alert.opened"),
                                                    "cat-bi", "return", "month", NULL);
        assert_int_equal(value_len(told), cases[i].told);
        if (cases[i].told) {
            assert_string_equal(value_get_text(value_at(told, 0), "address", ""), "a@x.vn");
            assert_string_equal(value_get_text(value_at(told, 0), "to", ""), "unit");
            assert_string_equal(value_get_text(value_at(told, 0), "link", ""),
                                "https://x.vn/alerts?open=true");
        }
    }
    routes[0] = (struct message_route){
        .name = "all", .kinds = alerts, .kind_count = 1, .to = unit, .to_count = 1, .channel = "email"};
    assert_int_equal(
        value_len(message_plan_try(&contest.turn, message_kind_find("alert.opened"), NULL, NULL, NULL, NULL)),
        0); /* of no unit, nobody's address */
    assert_true(
        value_is_null(value_get(value_at(message_plan_try(&contest.turn, message_kind_find("alert.opened"),
                                                          "nam-hai", NULL, NULL, NULL),
                                         0),
                                "address")));
    assert_string_equal(ask("SELECT count(*) FROM outbox"), "0");
}

/* What is told of other things than alerts: whose it is, where its page is. */
static void test_what_other_causes_are_about(void **state)
{
    (void)state;
    settle();
    reach("unit:cat-bi", "sms", "090");
    cause("report.due", "2024-11/cat-bi", "tip");
    cause("nomination.due", "phase-1/cat-bi", "17:00");
    cause("rule.proposed", "7", NULL); /* of no unit */
    cause("report.due", "2024-11/nowhere", "tip");
    cause("of an older version", "1", NULL);
    settle();
    assert_string_equal(ask(TOLD),
                        "report.due rest unit:cat-bi 090 smsvi, nomination.due rest unit:cat-bi 090 smsvi");
    assert_string_equal(ask("SELECT group_concat(link, ' ') FROM (SELECT link FROM outbox ORDER BY id)"),
                        "https://x.vn/records?unit=cat-bi&period=2024-11 https://x.vn/nominations");
    assert_string_equal(ask("SELECT instr(text, 'tip') > 0 AND instr(text, 'Cát Bi') > 0 AND instr(text, "
                            "'11/2024') > 0 FROM outbox"),
                        "1");
    assert_string_equal(ask("SELECT count(*) FROM message_cause WHERE NOT planned"), "0");
    settings.link[0] = '\0';
    cause("report.due", "2024-12/cat-bi", "tip");
    settle();
    assert_string_equal(ask("SELECT count(*) FROM outbox WHERE link IS NULL"), "1");
}

static void enter(const char *name, unsigned role, const char *ward, int32_t until)
{
    int64_t id;
    struct change change = begun();
    const struct grant grant = {.role = role, .unit = ward, .from = 0, .until = until};
    assert_true(person_add(&change, arena, name, arena_printf(arena, "Bà %s", name), 1000 + (uid_t)*name,
                           workflow_to("person", "add"), NULL));
    assert_true(person_grant(&change, name, &grant, &id, NULL));
    assert_true(change_commit(&change, NULL, NULL));
}

/* Lan is Cát Bi's officer, Hoa Đằng Hải's, Minh a leader of the contest, of Tu the only role is over. */
static void enter_people(void)
{
    enter("lan", ROLE_OFFICER, "cat-bi", DAY_NEVER);
    enter("hoa", ROLE_OFFICER, "dang-hai", DAY_NEVER);
    enter("minh", ROLE_LEADER, NULL, DAY_NEVER);
    enter("tu", ROLE_OFFICER, "cat-bi", 1);
}

static void test_whom_a_route_s_words_name(void **state)
{
    static const struct {
        const char *words[4], *unit, *who;
    } cases[] = {
        {{"officer"}, "cat-bi", "person:lan/officer"},
        {{"officer"}, "nam-hai", ""},
        {{"leader"}, "cat-bi", "person:minh/leader"},
        {{"leader", "officer", "unit"},
         "dang-hai",
         "person:minh/leader person:hoa/officer unit:dang-hai/unit"},
        {{"unit"}, NULL, ""},
        {{"unit", "named"}, "cat-bi", "unit:cat-bi/unit unit:nam-hai/named"}, /* each once */
        {{"person:lan"}, NULL, "person:lan/person:lan"},
        {{"person:tu"}, NULL, ""},
        {{"person:nobody"}, NULL, ""},
        {{"next"}, "cat-bi", ""}, /* of no alert */
        {{"person:lan", "officer"}, "cat-bi", "person:lan/person:lan"},
    };
    struct value *named = value_list(arena);
    (void)state;
    enter_people();
    value_append(named, value_text(arena, "cat-bi"));
    value_append(named, value_text(arena, "nam-hai"));
    struct directory *directory = directory_read(contest.store, NULL);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct message_route route = {.name = "r", .to = cases[i].words, .channel = "email"};
        while (route.to_count < LEN(cases[i].words) && cases[i].words[route.to_count])
            route.to_count++;
        const struct addressee_search search = {.store = contest.store,
                                                .package = &contest.package,
                                                .directory = directory,
                                                .unit = cases[i].unit,
                                                .named = named,
                                                .day = on("2024-11-04")};
        const char *who = "";
        const struct value *list = addressee_list(&search, &route, arena, NULL);
        for (size_t j = 0; j < value_len(list); j++)
            who = arena_printf(arena, "%s%s%s/%s", who, j ? " " : "",
                               value_get_text(value_at(list, j), "addressee", ""),
                               value_get_text(value_at(list, j), "to", ""));
        assert_string_equal(who, cases[i].who);
    }
    directory_destroy(directory);
}

/* Where other routes tell others: rows that differ in their kind alone are one; what is the same has none. */
static void test_what_other_routes_would_change(void **state)
{
    static struct package then;
    static struct message_route other[2];
    static const char *const officer[] = {"officer"};
    struct turn after = contest.turn;
    (void)state;
    enter_people();
    then = contest.package;
    after.package = &then;
    assert_int_equal(value_len(message_foresee_routes(&contest.turn, &after, NULL)), 0);
    other[0] = routes[0];
    other[1] = routes[1];
    other[0].to = officer;
    other[0].quiet_from = 18 * 60;
    other[0].quiet_until = 7 * 60 + 5;
    then.routes = other;
    const struct value *list = message_foresee_routes(&contest.turn, &after, NULL), *gone = value_at(list, 0),
                       *come = value_at(list, 1);
    assert_int_equal(value_len(list), 2);
    assert_string_equal(json_text(arena, value_get(gone, "kind")), "[\"alert.opened\",\"alert.resolved\"]");
    assert_string_equal(value_get_text(gone, "to", ""), "unit");
    assert_int_equal(value_get_int(gone, "before", -1), 3);
    assert_int_equal(value_get_int(gone, "after", -1), 0);
    assert_true(value_is_null(value_get(gone, "units"))); /* all */
    assert_true(value_is_null(value_get(gone, "quiet")));
    assert_string_equal(value_get_text(come, "to", ""), "officer");
    assert_string_equal(value_get_text(come, "quiet", ""), "18:00-07:05");
    assert_int_equal(value_get_int(come, "before", -1), 0);
    assert_int_equal(value_get_int(come, "after", -1), 2);
    assert_string_equal(json_text(arena, value_get(come, "units")), "[\"cat-bi\",\"dang-hai\"]");
    const struct value *told = message_foresee_alerts(
        &after,
        json(arena, "[{\"kind\": \"return\", \"subject\": \"cat-bi\", \"period\": \"2024-11\", \"what\": "
                    "\"open\"}, {\"kind\": \"return\", \"subject\": \"cat-bi\", \"what\": \"close\"}]"),
        NULL);
    assert_string_equal(json_text(arena, value_get(value_at(told, 0), "told")), "[\"person:lan\"]");
    assert_string_equal(json_text(arena, value_get(value_at(told, 0), "told_names")), "[\"Bà lan\"]");
    assert_null(value_get(value_at(told, 1), "told"));
}

/* Alerts of one unit stand together, others as they are; of what a route has no room for the number is said.
 */
static void test_what_is_told_together(void **state)
{
    const char *subject, *text;
    (void)state;
    settle();
    reach("unit:cat-bi", "email", "a@x.vn");
    alarm_of("cat-bi", "thiếu");
    settle();
    struct change change = begun();
    assert_true(alert_set(&change, arena, "return", NULL, "cat-bi", "2024-12", "thiếu hai", NULL));
    assert_true(alert_set(&change, arena, "return", NULL, "nam-hai", "2024-12", "thiếu ba", NULL));
    assert_true(change_commit(&change, NULL, NULL));
    const struct value *rows = json(arena, "[{\"kind\": \"alert.opened\", \"route\": \"ward\", \"object\": "
                                           "\"1\", \"subject\": \"s1\", \"text\": \"t1\", \"at\": 1},"
                                           " {\"kind\": \"alert.opened\", \"route\": \"ward\", \"object\": "
                                           "\"2\", \"subject\": \"s2\", \"text\": \"t2\", \"at\": 1},"
                                           " {\"kind\": \"alert.opened\", \"route\": \"ward\", \"object\": "
                                           "\"3\", \"subject\": \"s3\", \"text\": \"t3\", \"at\": 1}]");
    message_group_words(&contest.turn, rows, true, &subject, &text);
    assert_string_equal(subject, "[BCĐ 799 Hải An] 3 new messages");
    assert_non_null(strstr(text, "[BCĐ 799 Hải An] An alert opened: 2, Cát Bi\n"));
    assert_non_null(strstr(text, "s3\nt3\n"));
    assert_null(strstr(text, "t1"));
    routes[0].letters = 200;
    message_group_words(&contest.turn, rows, true, &subject, &text);
    assert_non_null(strstr(text, "more that there is no room for here: https://x.vn/alerts?open=true."));
    routes[0].letters = 0;
    message_group_words(&contest.turn,
                        json(arena, arena_printf(arena, "[%s,%s]", json_text(arena, value_at(rows, 0)),
                                                 json_text(arena, value_at(rows, 1)))),
                        true, &subject, &text);
    assert_string_equal(subject,
                        "[BCĐ 799 Hải An] An alert opened: 2, Cát Bi"); /* all of it is about one unit */
    message_group_words(&contest.turn,
                        json(arena, arena_printf(arena, "[%s,%s]", json_text(arena, value_at(rows, 0)),
                                                 json_text(arena, value_at(rows, 0)))),
                        true, &subject, &text);
    assert_string_equal(text, "s1\nt1\n\ns1\nt1\n\n"); /* twice of one alert is its history, in order */
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PLAN(test_causes_are_noted_while_anybody_could_be_told),
        PLAN(test_the_end_is_told_to_whom_the_beginning_was),
        PLAN(test_a_beginning_is_told_once),
        PLAN(test_routes_choose),
        PLAN(test_what_other_causes_are_about),
        PLAN(test_whom_a_route_s_words_name),
        PLAN(test_what_other_routes_would_change),
        PLAN(test_what_is_told_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
