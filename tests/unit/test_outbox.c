/* message: the outbox from being queued to what became of it, addresses by day, the channels' file. */
#include "contest_tests.h"

#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "message/channel.h"
#include "message/message_address.h"
#include "message/message_settings.h"
#include "message/outbox.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct message_settings settings;

static int outbox_setup(void **state)
{
    stored_setup(state);
    settings = (struct message_settings){.set_clock = true, .keep_trying = 1000, .late = 10};
    contest.turn.messages = &settings;
    return 0;
}

#define OUTBOX(test) cmocka_unit_test_setup_teardown(test, outbox_setup, stored_teardown)

static int64_t now(void)
{
    return clock_now(contest.turn.clock);
}

/* A message to unit:KEY, due so many seconds from now. */
static struct value *message(const char *key, int64_t due)
{
    struct value *map = value_map(arena);
    value_set_text(map, "kind", "alert");
    value_set_text(map, "route", "ward");
    value_set_text(map, "addressee", arena_printf(arena, "unit:%s", key));
    value_set_text(map, "channel", "email");
    value_set_text(map, "address", "x@y.vn");
    value_set_text(map, "language", "en");
    value_set_text(map, "key", key);
    value_set_text(map, "subject", arena_printf(arena, "s-%s", key));
    value_set_text(map, "text", arena_printf(arena, "t-%s", key));
    value_set_bool(map, "alone", true);
    value_set_int(map, "due_at", now() + due);
    return map;
}

static void queue(struct value *const *messages, size_t count)
{
    struct change change;
    assert_true(change_begin(&change, contest.store, now(), "uid:0", "socket", "messages plan", NULL, NULL));
    for (size_t i = 0; i < count; i++)
        assert_true(outbox_queue(&change, arena, messages[i], NULL));
    assert_true(change_commit(&change, NULL, NULL));
}

#define QUEUE(...) queue((struct value *const[]){__VA_ARGS__}, sizeof((struct value *const[]){__VA_ARGS__}) / sizeof(struct value *))
#define STATES "SELECT group_concat(key || ' ' || state || ' ' || attempts, ', ') FROM (SELECT * FROM outbox ORDER BY id)"

/* The keys of what is taken, in its order. */
static const char *taken(void)
{
    const char *keys = "";
    const struct value *rows = outbox_take(&contest.turn, NULL);
    assert_non_null(rows);
    for (size_t i = 0; i < value_len(rows); i++)
        keys = arena_printf(arena, "%s%s%s", keys, i ? " " : "", value_get_text(value_at(rows, i), "key", ""));
    return keys;
}

static int64_t id_of(const char *key)
{
    const char *id = ask(arena_printf(arena, "SELECT id FROM outbox WHERE key = '%s'", key));
    return strtoll(id, NULL, 10);
}

static struct value *result(const char *key, const char *outcome)
{
    struct value *map = value_map(arena);
    value_set_int(map, "id", id_of(key));
    value_set_text(map, "channel", "email");
    value_set_text(map, "outcome", outcome);
    value_set_text(map, "vi", "hỏng");
    value_set_text(map, "en", "broken");
    return map;
}

static void told(struct value *one)
{
    struct value *list = value_list(arena);
    value_append(list, one);
    assert_true(outbox_told(&contest.turn, list, NULL));
}

static void later(int64_t seconds)
{
    clock_init_set(contest.turn.clock, now() + seconds);
}

static void test_a_message_is_queued_once(void **state)
{
    (void)state;
    struct value *plain = message("b", 0);
    value_set(plain, "due_at", value_null(arena));
    QUEUE(message("a", 60), message("a", 70), plain);
    assert_string_equal(ask("SELECT group_concat(kind || route || addressee || channel || address || language || key || subject || text || alone || state || (due_at - made_at) || (next_at - due_at)) "
                            "FROM (SELECT * FROM outbox ORDER BY id)"),
                        "alertwardunit:aemailx@y.vnenas-at-a1to_send600,alertwardunit:bemailx@y.vnenbs-bt-b1to_send00");
    assert_string_equal(ask("SELECT group_concat(kind || object || event) FROM workflow_event WHERE kind = 'message'"), "message1queued,message2queued");
    struct value *no_line = message("c", 0);
    struct change change;
    value_set_bool(no_line, "alone", false); /* a line of a digest that nothing brought about */
    assert_true(change_begin(&change, contest.store, now(), "uid:0", "socket", "messages plan", NULL, NULL));
    assert_false(outbox_queue(&change, arena, no_line, NULL));
    change_cancel(&change);
    assert_string_equal(outbox_key(arena, "x", "a"), "ca978112ca1bbdcafac231b39a23dc4d@x.thidua"); /* of the SHA-256 half the digits */
    assert_string_not_equal(outbox_key(arena, "x", "b"), outbox_key(arena, "x", "a"));
}

static void test_when_the_next_is_due(void **state)
{
    int64_t next, since;
    (void)state;
    assert_true(outbox_next(&contest.turn, &next, NULL) && next == INT64_MAX);
    assert_string_equal(taken(), "");
    QUEUE(message("a", 60), message("b", 50));
    assert_true(outbox_next(&contest.turn, &next, NULL) && next == now() + 50);
    assert_true(outbox_late(&contest.turn, &since, NULL) && since == INT64_MAX); /* nothing was tried */
    settings.set_clock = false; /* who is told by a trial's clock is told what is not so */
    assert_true(outbox_next(&contest.turn, &next, NULL) && next == INT64_MAX);
    settings.set_clock = true;
    contest.turn.messages = NULL;
    assert_true(outbox_next(&contest.turn, &next, NULL) && next == INT64_MAX);
    assert_true(outbox_late(&contest.turn, &since, NULL) && since == INT64_MAX);
    contest.turn.messages = &settings;
    later(49);
    assert_string_equal(taken(), "");
    later(1);
    assert_string_equal(taken(), "b");
    assert_true(outbox_late(&contest.turn, &since, NULL) && since == now());
    assert_true(outbox_next(&contest.turn, &next, NULL) && next == now() + 10);
    assert_string_equal(ask("SELECT detail ->> 'messages' FROM audit WHERE action = 'messages send'"), "1");
    later(10);
    const struct package *package = contest.turn.package;
    contest.turn.package = NULL;
    assert_string_equal(taken(), "");
    contest.turn.package = package;
    assert_string_equal(taken(), "a");
    assert_string_equal(taken(), ""); /* tried again in a minute */
}

static void test_eight_go_at_once_the_oldest_first(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        struct value *one = message(arena_printf(arena, "m%d", i), 9 - i / 2);
        QUEUE(one);
    }
    later(20);
    assert_string_equal(taken(), "m8 m9 m6 m7 m4 m5 m2 m3");
    assert_string_equal(taken(), "m0 m1");
    assert_string_equal(taken(), "");
}

/* A minute, two, four … at most an hour. */
static void test_the_wait_grows(void **state)
{
    static const int64_t waits[] = {60, 120, 240, 480, 960, 1920, 3600, 3600, 3600};
    (void)state;
    QUEUE(message("a", 0));
    for (size_t i = 0; i < LEN(waits); i++) {
        int64_t next;
        assert_string_equal(taken(), "a");
        assert_true(outbox_next(&contest.turn, &next, NULL));
        assert_int_equal(next - now(), waits[i]);
        later(waits[i]);
    }
    assert_string_equal(ask(STATES), "a to_send 9");
}

#define ALERTS "SELECT group_concat(criterion || subject || (resolved_at IS NULL)) FROM alert WHERE kind = 'message'"

static void test_what_became_of_messages(void **state)
{
    struct err err = {0};
    (void)state;
    QUEUE(message("a", 0), message("b", 0), message("c", 0), message("d", 0));
    assert_string_equal(taken(), "a b c d");
    assert_true(outbox_told(&contest.turn, value_list(arena), NULL));
    assert_string_equal(ask("SELECT count(*) FROM audit WHERE action = 'messages sent'"), "0");
    struct value *list = value_list(arena);
    value_append(list, result("a", "done"));
    value_append(list, result("b", "later"));
    value_append(list, result("c", "failed"));
    assert_true(outbox_told(&contest.turn, list, NULL));
    assert_string_equal(ask(STATES), "a delivered 1, b to_send 1, c dead 1, d to_send 1");
    assert_string_equal(ask("SELECT group_concat(coalesce(sent_at - made_at, '-') || coalesce(problem, '-') || coalesce(problem_en, '-')) FROM (SELECT * FROM outbox ORDER BY id)"),
                        "0hỏngbroken,-hỏngbroken,-hỏngbroken,---");
    assert_string_equal(ask(ALERTS), "emailquan1");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'message'"), "hỏng"));
    assert_string_equal(ask("SELECT detail ->> 'messages' FROM audit WHERE action = 'messages sent'"), "3");

    later(999);
    told(result("b", "later"));
    assert_string_equal(ask(STATES), "a delivered 1, b to_send 1, c dead 1, d to_send 1");
    later(1); /* as long as the settings say */
    told(result("b", "later"));
    assert_string_equal(ask(STATES), "a delivered 1, b dead 1, c dead 1, d to_send 1");

    assert_false(outbox_decide(&contest.turn, id_of("d"), "drop", ROLE_ADMINISTRATOR, NULL, &err));
    assert_non_null(strstr(err.en, "a reason"));
    err_clear(&err);
    assert_true(outbox_decide(&contest.turn, id_of("d"), "drop", ROLE_ADMINISTRATOR, "thôi", NULL));
    told(result("d", "failed")); /* dropped while it was tried */
    assert_string_equal(ask(STATES), "a delivered 1, b dead 1, c dead 1, d dropped 1");
    told(result("d", "done"));
    assert_string_equal(ask(STATES), "a delivered 1, b dead 1, c dead 1, d delivered 1");

    assert_true(outbox_decide(&contest.turn, id_of("b"), "retry", ROLE_ADMINISTRATOR, NULL, NULL));
    assert_string_equal(ask(ALERTS), "emailquan1"); /* c is given up still */
    assert_string_equal(ask("SELECT state || attempts || (made_at = next_at) || (problem IS NULL) || (problem_en IS NULL) FROM outbox WHERE key = 'b'"), "to_send0111");
    assert_string_equal(taken(), "b");
    assert_true(outbox_decide(&contest.turn, id_of("c"), "drop", ROLE_ADMINISTRATOR, "nhầm", NULL));
    assert_string_equal(ask(ALERTS), "emailquan0");
    assert_string_equal(ask("SELECT group_concat(problem || problem_en || coalesce(sent_at, '-')) FROM outbox WHERE key = 'c'"), "nhầmnhầm-");
    assert_string_equal(ask("SELECT group_concat(detail ->> 'message' || ' ' || coalesce(detail ->> 'reason', '-'), ', ') FROM audit WHERE action LIKE 'outbox %'"), "4 thôi, 2 -, 3 nhầm");
    assert_false(outbox_decide(&contest.turn, 99, "retry", ROLE_ADMINISTRATOR, NULL, &err));
    assert_non_null(strstr(err.en, "no message 99"));
    err_clear(&err);
}

static void test_messages_are_looked_at(void **state)
{
    struct err err = {0};
    (void)state;
    QUEUE(message("a", 60), message("b", 0));
    assert_string_equal(taken(), "b");
    told(result("b", "done"));
    const struct value *all = outbox_list(contest.store, arena, NULL, NULL), *waiting = outbox_list(contest.store, arena, "to_send", NULL), *newest = value_at(all, 0);
    assert_int_equal(value_len(all), 2);
    assert_int_equal(value_len(waiting), 1);
    assert_string_equal(value_get_text(newest, "subject", ""), "s-b");
    assert_string_equal(value_get_text(newest, "sent_at", ""), instant_text(arena, now()));
    assert_true(value_is_null(value_get(newest, "next_at"))); /* it is not tried again */
    assert_string_equal(value_get_text(value_at(waiting, 0), "next_at", ""), instant_text(arena, now() + 60));
    assert_string_equal(value_get_text(value_at(waiting, 0), "due_at", ""), instant_text(arena, now() + 60));
    assert_string_equal(value_get_text(value_at(waiting, 0), "made_at", ""), instant_text(arena, now()));
    assert_true(value_is_null(value_get(value_at(waiting, 0), "sent_at")));
    const struct value *shown = outbox_show(contest.store, arena, id_of("b"), NULL), *events = value_get(shown, "events");
    assert_string_equal(value_get_text(shown, "text", ""), "t-b");
    assert_int_equal(value_len(events), 2);
    assert_string_equal(value_get_text(value_at(events, 1), "event", ""), "delivered");
    assert_int_equal(value_len(value_get(shown, "lines")), 0);
    assert_null(outbox_show(contest.store, arena, 99, &err));
    assert_non_null(strstr(err.en, "no message 99"));
    err_clear(&err);
}

/* Of a cause: only what is alone has none. */
static struct value *line(const char *key, const char *addressee, int64_t due)
{
    struct value *one = message(key, due);
    value_set_text(one, "addressee", addressee);
    value_set_bool(one, "alone", false);
    value_set_int(one, "cause", strtoll(ask("SELECT id FROM message_cause"), NULL, 10));
    return one;
}

/* What one addressee gets at one instant is one message; what is alone, tried before, of another or another instant is not in it. */
static void test_messages_of_one_instant_are_one(void **state)
{
    (void)state;
    ask("INSERT INTO message_cause (kind, object, sequence, at, actor, planned) VALUES ('alert', '1', 1, 0, 'uid:0', 1) RETURNING id");
    struct value *elsewhere = line("e", "unit:x", 5), *vietnamese = line("g", "unit:x", 5), *alone = line("f", "unit:x", 5);
    value_set_text(elsewhere, "address", "z@y.vn");
    value_set_text(vietnamese, "language", "vi");
    value_set_bool(alone, "alone", true);
    QUEUE(line("a", "unit:x", 5), line("b", "unit:x", 5), line("c", "unit:y", 5), line("d", "unit:x", 6), elsewhere, alone, vietnamese, line("h", "unit:x", 6)); /* d and h are together when they are due, not before */
    later(4);
    assert_string_equal(taken(), "");
    later(1);
    static const char *const refused[] = {"INSERT ON outbox", "UPDATE OF digest ON outbox", "UPDATE OF attempts ON outbox"}; /* then nothing is taken, and nothing is another */
    for (size_t i = 0; i < LEN(refused); i++) {
        ask(arena_printf(arena, "CREATE TRIGGER refused BEFORE %s BEGIN SELECT RAISE(ABORT, 'refused'); END", refused[i]));
        assert_null(outbox_take(&contest.turn, NULL));
        ask("DROP TRIGGER refused");
        assert_string_equal(ask("SELECT group_concat(DISTINCT state || attempts || kind) FROM outbox"), "to_send0alert");
    }
    taken();
    assert_string_equal(ask("SELECT group_concat(subject || ' ' || state || ' ' || attempts, ', ') FROM (SELECT * FROM outbox WHERE kind = 'alert' ORDER BY id)"),
                        "s-a gathered 0, s-b gathered 0, s-c to_send 1, s-d to_send 0, s-e to_send 1, s-f to_send 1, s-g to_send 1, s-h to_send 0");
    assert_string_equal(ask("SELECT group_concat(kind || addressee || channel || address || language || alone || state || attempts || (route IS NULL)) FROM outbox WHERE kind <> 'alert'"),
                        "digestunit:xemailx@y.vnen1to_send11");
    const char *text = ask("SELECT text FROM outbox WHERE kind = 'digest'");
    assert_true(strstr(text, "t-a") && strstr(text, "t-b") && !strstr(text, "t-d"));
    assert_string_equal(ask("SELECT group_concat(key) FROM outbox WHERE digest = (SELECT id FROM outbox WHERE kind = 'digest')"), "a,b");
    int64_t digest = strtoll(ask("SELECT id FROM outbox WHERE kind = 'digest'"), NULL, 10);
    const struct value *lines = value_get(outbox_show(contest.store, arena, digest, NULL), "lines");
    assert_int_equal(value_len(lines), 2);
    assert_string_equal(value_get_text(value_at(lines, 1), "subject", ""), "s-b");
}

static const char *reached(const char *who, int32_t day)
{
    const char *address = "?";
    assert_true(message_address_on(contest.store, arena, who, "email", day, &address, NULL));
    return address ? address : "-";
}

static void test_addresses_hold_by_day(void **state)
{
    struct change change;
    (void)state;
    assert_true(change_begin(&change, contest.store, now(), "uid:0", "socket", "addresses set", NULL, NULL));
    assert_true(message_address_set(&change, "unit:x", "email", "one@x.vn", 100, DAY_NEVER, NULL));
    assert_true(message_address_set(&change, "unit:y", "email", "y@x.vn", 100, 200, NULL));
    assert_true(message_address_set(&change, "unit:x", "sms", "090", 100, DAY_NEVER, NULL));
    assert_true(message_address_set(&change, "unit:x", "email", "two@x.vn", 150, DAY_NEVER, NULL));
    assert_true(message_address_set(&change, "unit:z", "email", "z@x.vn", 150, DAY_NEVER, NULL));
    assert_true(message_address_set(&change, "unit:z", "email", NULL, 150, DAY_NEVER, NULL)); /* taken back before it began */
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_equal(reached("unit:x", 99), "-");
    assert_string_equal(reached("unit:x", 100), "one@x.vn");
    assert_string_equal(reached("unit:x", 149), "one@x.vn");
    assert_string_equal(reached("unit:x", 150), "two@x.vn");
    assert_string_equal(reached("unit:y", 199), "y@x.vn");
    assert_string_equal(reached("unit:y", 200), "-");
    assert_string_equal(reached("unit:z", 150), "-");
    const struct value *all = message_address_list(contest.store, arena, NULL, NULL), *of_x = message_address_list(contest.store, arena, "unit:x", NULL), *first = value_at(of_x, 0);
    assert_int_equal(value_len(all), 4);
    assert_int_equal(value_len(of_x), 3);
    assert_string_equal(value_get_text(first, "address", ""), "one@x.vn");
    assert_string_equal(value_get_text(first, "from", ""), day_text(arena, 100));
    assert_string_equal(value_get_text(first, "until", ""), day_text(arena, 149));
    assert_true(value_is_null(value_get(value_at(of_x, 1), "until")));
}

static const char *write_channels(const char *text, mode_t mode)
{
    const char *database = store_path(contest.store), *slash = strrchr(database, '/');
    const char *path = arena_printf(arena, "%.*s/channels.ini", (int)(slash - database), database);
    unlink(path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static void test_channels_are_the_daemon_s_alone(void **state)
{
    static const mode_t open[] = {0640, 0604, 0602, 0610};
    struct channel_list list;
    struct err err = {0};
    (void)state;
    assert_false(channel_any(contest.store, arena));
    assert_false(channel_read(contest.store, arena, &list, &err));
    assert_non_null(strstr(err.en, "there is no file"));
    err_clear(&err);
    for (size_t i = 0; i < LEN(open); i++) {
        write_channels("[email]\nplugin = smtp\n", open[i]);
        assert_false(channel_read(contest.store, arena, &list, &err));
        assert_non_null(strstr(err.en, "chmod 600"));
        err_clear(&err);
    }
    write_channels("[email]\nplugin smtp\n", 0600);
    assert_false(channel_read(contest.store, arena, &list, &err));
    assert_non_null(strstr(err.en, "channels.ini:2: this line cannot be read"));
    err_clear(&err);
    const char *path = write_channels("[email]\nplugin = smtp\nhost = mail\n[sms]\nplugin = webhook\n", 0600);
    assert_true(channel_any(contest.store, arena));
    assert_true(channel_read(contest.store, arena, &list, NULL));
    assert_int_equal(list.len, 2);
    assert_null(channel_find(&list, "fax"));
    const struct channel *email = channel_find(&list, "email");
    assert_string_equal(email->plugin, "smtp");
    assert_string_equal(value_get_text(email->parameters, "host", ""), "mail");
    assert_null(value_get(email->parameters, "plugin"));
    assert_string_equal(channel_find(&list, "sms")->plugin, "webhook");
    unlink(path);
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        OUTBOX(test_a_message_is_queued_once),
        OUTBOX(test_when_the_next_is_due),
        OUTBOX(test_eight_go_at_once_the_oldest_first),
        OUTBOX(test_the_wait_grows),
        OUTBOX(test_what_became_of_messages),
        OUTBOX(test_messages_are_looked_at),
        OUTBOX(test_messages_of_one_instant_are_one),
        OUTBOX(test_addresses_hold_by_day),
        OUTBOX(test_channels_are_the_daemon_s_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
