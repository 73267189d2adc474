/*
 * run: rules that are data alone share a worker (run_job_measure). This program is its own worker (--worker). Whatever becomes of the shared one, and at whichever
 * rule, each of its rules is answered, by a worker of its own where need be; every other rule never sees it.
 */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "run/run_job.h"
#include "worker/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RULES = 5, SHARED = 4, WORDS = 1, ODD = 2 }; /* one makes a statement of words, the odd one has a function */

/* What the shared worker does when it comes to a rule. */
enum end { ANSWERS, KILLED, ENDS, HANGS, BABBLES, LEAVES_OPEN, ANSWERS_FEWER, REFUSES, ENDS_OF_ENDS };

/* ---- the worker's side ---- */

/* Who measured, by the number of rows. */
static struct value *figures(struct arena *arena, int64_t rows)
{
    struct value *answer = value_map(arena);
    value_set(answer, "results", value_list(arena));
    value_set(answer, "params", value_list(arena));
    value_set_int(answer, "rows", rows);
    return answer;
}

static struct value *perform_batch(struct arena *arena, const struct value *job)
{
    enum end end = (enum end)(value_get_int(job, "sequence", 0) / RULES);
    size_t at = (size_t)value_get_int(job, "sequence", 0) % RULES, len = value_len(value_get(job, "criteria"));
    struct value *answer = value_map(arena), *answers = value_list(arena);
    for (size_t i = 0; i < len; i++) {
        if (i == at && end == KILLED)
            raise(SIGKILL);
        if (i == at && end == ENDS)
            _exit(0);
        while (i == at && end == HANGS)
            pause();
        if (i == at && end == REFUSES)
            return NULL;
        if (i != at || end != ANSWERS_FEWER)
            value_append(answers, i == at && end == BABBLES ? value_text(arena, "?") : i == at && end == LEAVES_OPEN ? value_null(arena) : figures(arena, (int64_t)len));
    }
    value_set(answer, "answers", answers);
    return answer;
}

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    (void)err;
    return strcmp(value_get_text(job, "kind", ""), "batch") == 0 ? perform_batch(arena, job) : figures(arena, 1);
}

/* ---- the daemon's ---- */

static const char words[] = "return criterion { measure = { of = 'tip', latest = { 'a' } }, judge = at_most }";
static const char closed[] = "return criterion { measure = { of = 'tip', num = true }, judge = at_most }", odd[] = "return criterion { measure = { of = 'tip' }, judge = function() end }";

static const struct value *job_of(struct arena *arena, const struct value *contest, size_t place, int64_t sequence)
{
    struct value *job = value_map(arena), *criterion = value_map(arena);
    value_set_text(criterion, "id", arena_printf(arena, "%zu", place));
    value_set_text(criterion, "source", place == ODD ? odd : place == WORDS ? words : closed);
    value_set_text(job, "kind", "evaluate");
    value_set(job, "contest", contest);
    value_set(job, "criterion", criterion);
    value_set_int(job, "sequence", sequence);
    return job;
}

/* Rows of each answer: by how many rules together it was measured. */
static void measure(size_t units, int64_t sequence, int64_t rows[RULES])
{
    struct arena *arena = arena_create();
    struct worker_settings settings;
    struct value *contest = value_map(arena), *list = value_list(arena);
    const struct value *jobs[RULES], *answers[RULES];
    worker_settings_default(&settings, "/proc/self/exe");
    settings.deadline_ms = 300;
    for (size_t i = 0; i < units; i++)
        value_append(list, value_null(arena));
    value_set(contest, "units", list);
    for (size_t i = 0; i < RULES; i++)
        jobs[i] = job_of(arena, contest, i, sequence);
    run_job_measure(&settings, arena, jobs, RULES, answers);
    for (size_t i = 0; i < RULES; i++)
        rows[i] = value_get_int(value_get(answers[i], "ok"), "rows", 0);
    arena_destroy(arena);
}

static void test_closed_rules_share_a_worker(void **state)
{
    int64_t rows[RULES];
    (void)state;
    measure(10, ANSWERS, rows);
    for (size_t i = 0; i < RULES; i++)
        assert_int_equal(rows[i], i == ODD ? 1 : SHARED);
}

/* The larger a contest, the fewer rules of it, first those that make a statement; then none. */
static void test_large_contests_do_without(void **state)
{
    int64_t rows[RULES];
    (void)state;
    measure(1000, ANSWERS, rows);
    for (size_t i = 0; i < RULES; i++)
        assert_int_equal(rows[i], i == 0 || i == 3 ? 2 : 1);
    measure(3321, ANSWERS, rows);
    for (size_t i = 0; i < RULES; i++)
        assert_int_equal(rows[i], 1);
}

static void test_each_in_turn_comes_to_a_bad_end(void **state)
{
    (void)state;
    for (int end = KILLED; end < ENDS_OF_ENDS; end++)
        for (int64_t at = 0; at < SHARED; at++) {
            int64_t rows[RULES];
            if (end == HANGS && at > 0) /* takes the deadline each time */
                continue;
            measure(10, end * RULES + at, rows);
            for (size_t i = 0; i < RULES; i++) {
                int64_t place = (int64_t)i - (i > ODD);
                bool together = end == LEAVES_OPEN && i != ODD && place != at;
                if (rows[i] != (together ? SHARED : 1))
                    fail_msg("end %d at %d: rule %zu of %d", end, (int)at, i, (int)rows[i]);
            }
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_rules_share_a_worker),
        cmocka_unit_test(test_large_contests_do_without),
        cmocka_unit_test(test_each_in_turn_comes_to_a_bad_end),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
