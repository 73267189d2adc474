/*
 * worker: an answer is taken again only where all that it was made of is the same (kept_answer.h). This program is its own worker (--worker): it answers with what it was
 * given, so that an answer which is not the job's own shows.
 */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/byte_cache.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "worker/kept_answer.h"
#include "worker/worker.h"

#include <stdlib.h>
#include <string.h>

/* ---- the worker's side ---- */

/* Looks at parameter “a”, and at “b” where that says so. */
static struct value *noted(struct arena *arena, const struct value *targets)
{
    struct value *names = value_list(arena);
    value_append(names, value_text(arena, "a"));
    if (strcmp(value_get_text(targets, "a", ""), "look at b") == 0)
        value_append(names, value_text(arena, "b"));
    return names;
}

static struct value *problems_of(struct arena *arena, const char *level)
{
    struct value *list = value_list(arena), *problem = value_map(arena);
    if (*level)
        value_set_text(problem, "level", level);
    if (*level)
        value_append(list, problem);
    return list;
}

/* kind “other”: of no agreed form. Says all that it was made of. */
static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    const struct value *targets = value_get(value_get(job, "contest"), "targets");
    struct value *answer = value_map(arena), *names = noted(arena, targets), *said = value_map(arena);
    if (value_get(job, "fails"))
        return err_set(err, "hỏng", "broken"), NULL;
    for (int64_t i = 0; i < value_get_int(job, "parts", 0); i++) {
        struct value *part = value_map(arena);
        value_set_int(part, "part", i);
        value_set_text(part, "bytes", arena_printf(arena, "%*s", (int)value_get_int(job, "part_bytes", 1), "x"));
        if (!worker_send_part(part, err))
            return NULL;
    }
    for (size_t i = 0; i < value_len(names); i++)
        value_set(said, value_as_text(value_at(names, i)), value_get(targets, value_as_text(value_at(names, i))));
    value_set_text(answer, "job", digest_value(arena, value_get(job, "what")));
    value_set(answer, "said", said);
    value_set(answer, "problems", problems_of(arena, value_get_text(job, "level", "")));
    if (value_get_bool(job, WORKER_NOTED, false))
        value_set(answer, WORKER_NOTED, names);
    return answer;
}

/* ---- the daemon's ---- */

static struct worker_settings settings;

static int begin(void **state)
{
    *state = arena_create();
    worker_settings_default(&settings, "/proc/self/exe");
    settings.kept = byte_cache_create(1 << 20, 64);
    settings.kept_of = "/contest.db";
    return 0;
}

static int end(void **state)
{
    arena_destroy(*state);
    byte_cache_destroy(settings.kept);
    return 0;
}

static struct value *json(struct arena *arena, const char *text)
{
    struct err err = {0};
    struct value *value = json_parse(arena, text, strlen(text), &err);
    if (!value)
        fail_msg("%s: %s", text, err.en);
    return value;
}

static const char *ask_with(const struct worker_settings *with, struct arena *arena, const char *text)
{
    const struct value *job = json(arena, text), *answer;
    kept_answer_run(with, arena, &job, 1, &answer);
    assert_null(value_get(value_get(answer, "ok"), WORKER_NOTED));
    return json_text(arena, answer);
}

static const char *ask(struct arena *arena, const char *text)
{
    return ask_with(&settings, arena, text);
}

/* What is there without a worker; NULL: one would be asked. */
static const char *known(struct arena *arena, const char *text)
{
    struct worker_settings without = settings;
    without.program = "/nowhere";
    const char *said = ask_with(&without, arena, text);
    return strstr(said, "\"error\"") ? NULL : said;
}

static const char *fresh(struct arena *arena, const char *text)
{
    struct worker_settings anew = settings;
    anew.kept = NULL;
    return ask_with(&anew, arena, text);
}

#define JOB(contest, rest) "{\"kind\": \"other\", \"contest\": {\"targets\": " contest "}, \"what\": [1], \"criterion\": {\"id\": \"1\"}" rest "}"

static void test_the_same_job_is_asked_once(void **state)
{
    struct arena *arena = *state;
    const char *job = JOB("{\"a\": \"1\", \"b\": \"2\"}", "");
    assert_null(known(arena, job));
    const char *first = ask(arena, job);
    assert_string_equal(known(arena, job), first);
    assert_string_equal(fresh(arena, job), first);
}

/* Every part of a job, and every limit it is held to, is of the key. */
static void test_another_job_is_asked_anew(void **state)
{
    struct arena *arena = *state;
    static const char *const others[] = {
        "{\"kind\": \"another\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1, 2], \"criterion\": {\"id\": \"1\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"2\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\", \"source\": \"\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\"}, \"sequence\": 1}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\"}, \"database\": \"/contest.db\"}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\", \"c\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}, \"units\": []}, \"what\": [1], \"criterion\": {\"id\": \"1\"}}",
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"2\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\"}}",
    };
    ask(arena, JOB("{\"a\": \"1\"}", ""));
    assert_non_null(known(arena, JOB("{\"a\": \"1\"}", "")));
    for (size_t i = 0; i < LEN(others); i++) {
        if (known(arena, others[i]))
            fail_msg("taken again: %s", others[i]);
        ask(arena, others[i]);
        assert_string_equal(known(arena, others[i]), fresh(arena, others[i]));
    }
    for (int limit = 0; limit < 3; limit++) {
        struct worker_settings other = settings;
        other.program = "/nowhere";
        other.memory += limit == 0;
        other.deadline_ms += limit == 1;
        other.answer_max += limit == 2;
        assert_non_null(strstr(ask_with(&other, arena, JOB("{\"a\": \"1\"}", "")), "\"error\""));
    }
}

/* Of the parameters only what was looked at; which those are may follow from what they say. */
static void test_a_parameter_that_nobody_looked_at_is_of_no_account(void **state)
{
    struct arena *arena = *state;
    ask(arena, JOB("{\"a\": \"1\", \"b\": \"2\"}", ""));
    assert_string_equal(known(arena, JOB("{\"a\": \"1\", \"b\": \"3\"}", "")), fresh(arena, JOB("{\"a\": \"1\", \"b\": \"3\"}", "")));
    assert_null(known(arena, JOB("{\"a\": \"look at b\", \"b\": \"2\"}", "")));
    ask(arena, JOB("{\"a\": \"look at b\", \"b\": \"2\"}", ""));
    assert_null(known(arena, JOB("{\"a\": \"look at b\", \"b\": \"3\"}", "")));
    assert_null(known(arena, JOB("{\"a\": \"1\", \"b\": \"3\"}", ""))); /* by what was looked at last; asked anew in doubt */
    for (int turn = 0; turn < 2; turn++)
        for (const char *const *job = (const char *const[]){JOB("{\"a\": \"1\", \"b\": \"2\"}", ""), JOB("{\"a\": \"look at b\", \"b\": \"4\"}", ""), JOB("{\"a\": \"1\", \"b\": \"5\"}", ""), NULL}; *job; job++)
            assert_string_equal(ask(arena, *job), fresh(arena, *job));
}

static void test_what_is_not_whole_is_not_kept(void **state)
{
    struct arena *arena = *state;
    static const char *const jobs[] = {
        JOB("{\"a\": \"1\"}", ", \"fails\": true"),
        JOB("{\"a\": \"1\"}", ", \"level\": \"error\""),
        JOB("{\"a\": \"1\"}", ", \"rights\": \"evaluate\""),
        JOB("{\"a\": \"1\"}", ", \"database\": \"/another.db\""),
        "{\"kind\": \"other\", \"contest\": {\"targets\": {\"a\": \"1\"}}, \"what\": [1], \"criterion\": {\"id\": \"1\", \"evaluator\": {}}}",
    };
    for (size_t i = 0; i < LEN(jobs); i++) {
        assert_string_equal(ask(arena, jobs[i]), fresh(arena, jobs[i]));
        if (known(arena, jobs[i]))
            fail_msg("kept: %s", jobs[i]);
    }
    ask(arena, JOB("{\"a\": \"1\"}", ", \"level\": \"warning\""));
    assert_non_null(known(arena, JOB("{\"a\": \"1\"}", ", \"level\": \"warning\"")));
}

static void test_answers_stand_at_their_jobs(void **state)
{
    struct arena *arena = *state;
    const struct value *jobs[3], *answers[3], *single;
    for (size_t i = 0; i < LEN(jobs); i++)
        jobs[i] = json(arena, arena_printf(arena, "{\"kind\": \"other\", \"contest\": {\"targets\": {}}, \"what\": %zu}", i));
    kept_answer_run(&settings, arena, &jobs[1], 1, &single);
    for (int turn = 0; turn < 2; turn++) {
        kept_answer_run(&settings, arena, jobs, LEN(jobs), answers);
        for (size_t i = 0; i < LEN(jobs); i++)
            assert_string_equal(value_get_text(value_get(answers[i], "ok"), "job", ""), digest_value(arena, value_get(jobs[i], "what")));
    }
}

/* ---- streams ---- */

struct taken {
    struct arena *arena;
    const char *parts;
};

static bool take_text(void *context, const struct value *part, struct err *err)
{
    struct taken *taken = context;
    (void)err;
    taken->parts = arena_printf(taken->arena, "%s%d ", taken->parts, (int)value_get_int(part, "part", -1));
    return true;
}

/* The parts and the answer; without a program: what is there. */
static const char *stream(struct arena *arena, const char *program, const char *bytes, const char *rest)
{
    struct worker_settings with = settings;
    struct taken taken = {arena, ""};
    const struct worker_stream asked = {bytes, strlen(bytes), take_text, &taken};
    with.program = program;
    const struct value *answer = kept_answer_stream(&with, arena, json(arena, arena_printf(arena, "{\"kind\": \"other\", \"parts\": 3, \"what\": 1%s}", rest)), &asked);
    return value_get(answer, "ok") ? arena_printf(arena, "%s%s", taken.parts, value_get_text(value_get(answer, "ok"), "job", "")) : NULL;
}

static void test_a_stream_is_told_again(void **state)
{
    struct arena *arena = *state;
    const char *first = stream(arena, "/proc/self/exe", "abc", "");
    assert_non_null(first);
    assert_int_equal(strncmp(first, "0 1 2 ", 6), 0);
    assert_string_equal(stream(arena, "/nowhere", "abc", ""), first);
    assert_null(stream(arena, "/nowhere", "abd", ""));
    assert_null(stream(arena, "/nowhere", "abc", ", \"more\": 1"));
    assert_non_null(stream(arena, "/proc/self/exe", "abc", ", \"part_bytes\": 600000"));
    assert_null(stream(arena, "/nowhere", "abc", ", \"part_bytes\": 600000")); /* of a paper of a megabyte nothing is kept */
    assert_non_null(stream(arena, "/proc/self/exe", "abc", ", \"level\": \"error\""));
    assert_null(stream(arena, "/nowhere", "abc", ", \"level\": \"error\""));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_same_job_is_asked_once, begin, end),
        cmocka_unit_test_setup_teardown(test_another_job_is_asked_anew, begin, end),
        cmocka_unit_test_setup_teardown(test_a_parameter_that_nobody_looked_at_is_of_no_account, begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_not_whole_is_not_kept, begin, end),
        cmocka_unit_test_setup_teardown(test_answers_stand_at_their_jobs, begin, end),
        cmocka_unit_test_setup_teardown(test_a_stream_is_told_again, begin, end),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
