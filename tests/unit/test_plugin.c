/* plugin: what comes from code that is not ours is checked: figures, lines, parameters, programs, a
 * description. */
#include "arena_case.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/value.h"
#include "plugin/evaluator.h"
#include "plugin/exec.h"
#include "plugin/parameter.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_said(const char *part)
{
    if (!err.en || !strstr(err.en, part))
        fail_msg("“%s” was not said: %s", part, err.en ? err.en : "nothing");
    err_clear(&err);
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *said; /* NULL: taken */
        int64_t num, den;
    } cases[] = {
        {"cat-bi 3 5", NULL, 3, 5},
        {"  cat-bi\t0 0 \r", NULL, 0, 0},
        {"cat-bi 7", NULL, 7, EXCHANGE_NO_DEN},
        {"cat-bi 2147483647 1", NULL, INT32_MAX, 1},
        {"cat-bi 2147483648 1", "it must be from 0", 0, 0},
        {"cat-bi -1", "it must be from 0", 0, 0},
        {"cat-bi 1 -1", "is not “subject num [den]”", 0, 0},
        {"cat-bi", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1 2 3", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1.5", "is not “subject num [den]”", 0, 0},
        {"cat-bi 0x10", "is not “subject num [den]”", 0, 0},
        {"cat-bi 9999999999999999999999", "is not “subject num [den]”", 0, 0},
        {"[]", "is not “subject num [den]”", 0, 0},
        {"5", "is not “subject num [den]”", 0, 0},
        {"{\"ok\": null}", "is not “subject num [den]”", 0, 0},
        {"null", "is not “subject num [den]”", 0, 0},
        {"cat-bi NaN", "is not “subject num [den]”", 0, 0},
        {"cat-bi inf", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1e3", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1.0", "is not “subject num [den]”", 0, 0},
        {"cat-bi +1", "is not “subject num [den]”", 0, 0},
        {"cat-bi ٣", "is not “subject num [den]”", 0, 0},
        {"cat-bi,1", "is not “subject num [den]”", 0, 0},
        {"cat-bi;1", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1 2 3 4", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1 1.0", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1 NaN", "is not “subject num [den]”", 0, 0},
        {"cat-bi - 1", "is not “subject num [den]”", 0, 0},
        {"cat-bi 0b1", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1_000", "is not “subject num [den]”", 0, 0},
        {"cat-bi 1.000", "is not “subject num [den]”", 0, 0},
        {"\xff\xfe 1", "has no valid subject", 0, 0},
        {"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk 1", "has no valid subject", 0, 0},
        {"\xff\xfe", "the line “??” is not", 0, 0},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct exchange_figures figures = {.most = 10};
        bool taken = exchange_add_line(arena, &figures, cases[i].line, &err);
        assert_int_equal(taken, !cases[i].said);
        if (cases[i].said) {
            assert_said(cases[i].said);
            continue;
        }
        assert_int_equal(figures.len, 1);
        assert_string_equal(figures.items[0].subject, "cat-bi");
        assert_int_equal(figures.items[0].num, cases[i].num);
        assert_int_equal(figures.items[0].den, cases[i].den);
    }
}

static void test_no_more_figures_than_subjects(void **state)
{
    (void)state;
    struct exchange_figures figures = {.most = 100};
    for (int i = 0; i < 100; i++)
        assert_true(exchange_add(arena, &figures, arena_printf(arena, "u%d", i), i, EXCHANGE_NO_DEN, &err));
    assert_false(exchange_add(arena, &figures, "one", 1, EXCHANGE_NO_DEN, &err));
    assert_said("gave more than 100 figures");
    assert_int_equal(figures.len, 100);
    assert_int_equal(figures.items[77].num, 77);
}

static const struct value *given(const char *name, const char *text)
{
    struct value *map = value_map(arena);
    if (name)
        value_set_text(map, name, text);
    return map;
}

static void test_parameters(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *said; /* NULL: taken */
    } cases[] = {
        {"program", "a", NULL},
        {NULL, NULL, "the parameter “program” is missing"},
        {"programm", "a", "is it “program”?"},
        {"zzz", "a", "there is no parameter “zzz”"},
    };
    const struct thidua_parameter *const *declared = exec_program.description->parameters;
    const struct value *settled = NULL;
    for (size_t i = 0; i < LEN(cases); i++) {
        bool taken = parameter_settle(arena, declared, given(cases[i].name, cases[i].text), &settled, &err);
        assert_int_equal(taken, !cases[i].said);
        if (cases[i].said)
            assert_said(cases[i].said);
    }
    struct value *map = value_map(arena);
    value_set_text(map, "program", "a");
    assert_true(parameter_settle(arena, declared, map, &settled, &err));
    assert_int_equal(value_get_int(settled, "timeout", 0), 5);
    assert_string_equal(value_get_text(settled, "rows", ""), "csv");
    static const char *const wrong[][2] = {{"timeout", "0"}, {"timeout", "601"}, {"timeout", "5s"},
                                           {"timeout", ""},  {"rows", "xml"},    {"rows", "cs"}};
    for (size_t i = 0; i < LEN(wrong); i++) {
        value_set_text(map, wrong[i][0], wrong[i][1]);
        assert_false(parameter_settle(arena, declared, map, &settled, &err));
        assert_said(i < 4 ? "it must be an integer from 1 to 600" : "it must be one of: csv|json");
        value_set_text(map, "timeout", "5");
    }
}

/* The template, linked into this test: the host's side without dlopen. */
static void test_the_template_s_examples(void **state)
{
    (void)state;
    const struct plugin plugin = {.description = thidua_plugin()};
    int count = 0;
    assert_true(plugin_try_examples(arena, &plugin, clock_steady() + 1000, &count, &err));
    assert_int_equal(count, 3);
    struct value *described = plugin_describe(arena, &plugin, &err);
    assert_string_equal(value_get_text(described, "kind", ""), "evaluator");
    assert_int_equal(value_len(value_get(described, "parameters")), 2);

    static const struct thidua_example wrong = {
        .size = sizeof wrong, .rows = "subject,amount\na,1\n", .figures = "a 1 2\n"};
    static const struct thidua_example *const examples[] = {&wrong, NULL};
    struct thidua_plugin changed = *thidua_plugin();
    changed.examples = examples;
    assert_false(plugin_try_examples(arena, &(struct plugin){.description = &changed}, clock_steady() + 1000,
                                     &count, &err));
    assert_said("example 1: gives “a 1 1”, not “a 1 2”");
}

static const char *write_program(const char *body)
{
    char folder[] = "/tmp/test_plugin.XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = arena_printf(arena, "%s/program", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", body);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static void remove_program(const char *path)
{
    unlink(path);
    rmdir(arena_strndup(arena, path, strlen(path) - strlen("/program")));
}

static void test_programs(void **state)
{
    (void)state;
    static const struct {
        const char *body, *output, *complaint, *said;
        int status;
    } cases[] = {
        {"cat; echo \"$1\"; exit 1", "rows\none\n", "", NULL, 1},
        {"echo a; echo b >&2; echo c >&2", "a\n", "c", NULL, 0},
        {"kill -9 $$", "", "", NULL, -1},
        {"exec sleep 60", NULL, NULL, "was not done after 0.3 seconds", 0},
        {"while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done", NULL, NULL,
         "0.3 seconds", 0},
        {"printf '\\377'", NULL, NULL, "is not UTF-8", 0},
        {"sleep 60 & echo a", "a\n", "", NULL, 0}, /* what it leaves behind is not waited for */
    };
    struct value *arguments = value_list(arena);
    value_append(arguments, value_text(arena, "one"));
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *path = write_program(cases[i].body);
        struct program *program = NULL;
        struct program_answer answer = {0};
        assert_true(program_start(arena, path, NULL, &program, &err));
        for (int turn = 0; turn < 2; turn++) { /* as often as it is asked */
            bool good =
                program_run(program, arena, arguments, "rows\n", cases[i].said ? 300 : 5000, &answer, &err);
            if (!good && cases[i].said && strstr(err.en, "printed too much"))
                err_clear(&err); /* whichever limit is first */
            else if (!good && !cases[i].said)
                fail_msg("%s: %s", cases[i].body, err.en);
            else if (cases[i].said)
                assert_said(cases[i].said);
            if (cases[i].said)
                continue;
            assert_string_equal(answer.output, cases[i].output);
            assert_string_equal(answer.complaint, cases[i].complaint);
            assert_int_equal(answer.status, cases[i].status);
        }
        program_stop(program);
        remove_program(path);
    }
}

static void test_only_what_the_administrator_allows(void **state)
{
    (void)state;
    const char *path = write_program("exit 0"), *found = NULL;
    const char *allowed = arena_printf(arena, "/usr/bin/true, %s", path);
    assert_true(exec_find(arena, allowed, "program", &found, &err));
    assert_string_equal(found, path);
    static const char *const names[] = {"sh", "", "/bin/sh", "../program", "progra"};
    for (size_t i = 0; i < LEN(names); i++) {
        assert_false(exec_find(arena, allowed, names[i], &found, &err));
        assert_said("may not run on this machine");
    }
    assert_int_equal(chmod(path, 0757), 0);
    assert_false(exec_find(arena, allowed, "program", &found, &err));
    assert_said("anybody may write it");
    assert_false(exec_find(arena, "program", "program", &found, &err));
    assert_said("write the full path");
    remove_program(path);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {"", "../x", "a/b", "A", "x.so", "x y"};
    struct plugin plugin;
    for (size_t i = 0; i < LEN(names); i++) {
        assert_false(evaluator_find(arena, "/nowhere", names[i], &plugin, &err));
        assert_said("cannot be a plugin's name");
    }
    assert_false(evaluator_find(arena, "/nowhere", "tally", &plugin, &err));
    assert_said("no file /nowhere/tally.so");
    assert_true(evaluator_find(arena, "/nowhere", "sql", &plugin, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_lines),
        WITH_ARENA(test_no_more_figures_than_subjects),
        WITH_ARENA(test_parameters),
        WITH_ARENA(test_the_template_s_examples),
        WITH_ARENA(test_programs),
        WITH_ARENA(test_only_what_the_administrator_allows),
        WITH_ARENA(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
