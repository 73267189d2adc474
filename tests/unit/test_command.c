/* The table of commands is whole and consistent; arguments are checked against it before anything runs. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "person/caller.h"

#include <string.h>

static void every_row_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = &command_table[i];
        assert_int_equal(command->perform == NULL, command->place == COMMAND_ON_CLIENT);
        assert_int_equal(command->task != NULL, command->place == COMMAND_ON_CLIENT);
        assert_null(command->print); /* thiduactl's */
        assert_int_not_equal(command->scope, SCOPE_UNSAID);
        assert_true(command->roles != 0 && !(command->roles & ~(unsigned)ROLE_ANYBODY));
        /* the door asks who comes; which paper a code is, its page tells anybody */
        assert_true(!(command->roles & ROLE_PUBLIC) || command->place == COMMAND_ON_CLIENT || strcmp(command->words, "verify") == 0);
        assert_true(!command->unit || (command->scope == SCOPE_UNIT && command_parameter(command, command->unit)));
        assert_non_null(command->words);
        assert_true(strlen(command->vi) > 0 && strlen(command->en) > 0);
        assert_ptr_equal(command_find(command->words), command);
        bool optional = false;
        for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
            assert_true(parameter->vi && parameter->en);
            assert_int_equal(parameter->form == FORM_CHOICE || parameter->form == FORM_EXPORT, parameter->choices != NULL);
            assert_true(parameter->most == 0 || parameter->form == FORM_NUMBER);
            assert_true(!parameter->instead || command_parameter(command, parameter->instead));
            assert_ptr_equal(command_parameter(command, parameter->name), parameter);
            assert_true(form_of(parameter->form)->name || parameter->option); /* a flag is written --name */
            if (!parameter->option) {
                /* What may be left out stands last, or cannot be taken for what follows (command_line.c). */
                assert_false(optional && parameter->required && !parameter->instead);
                optional = !parameter->required;
            }
        }
        for (const struct command_column *column = command->columns; column->key; column++)
            assert_true(column->vi && column->en);
    }
}

static void who_only_reads_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        /* Files are sent to be kept, or tried as if they were; the measurer only reads them. */
        bool changes = command_changes(&command_table[i]) || (command_table[i].files && command_table[i].place != COMMAND_ON_MEASURER);
        assert_false(changes && command_table[i].scope != SCOPE_OWN && command_table[i].roles & ROLE_AUDITOR);
        /* An administrator keeps the house; what a paper says is decided by those who answer for it. */
        bool paper = strncmp(command_table[i].words, "drafts ", strlen("drafts ")) == 0 || strncmp(command_table[i].words, "register ", strlen("register ")) == 0;
        bool decides = paper && command_changes(&command_table[i]);
        assert_int_equal(decides, !(command_table[i].roles & ROLE_ADMINISTRATOR));
    }
}

static void words_are_found_with_blank_or_slash(void **state)
{
    (void)state;
    assert_string_equal(command_find("alerts/ack")->words, "alerts ack");
    assert_string_equal(command_find("alerts ack")->words, "alerts ack");
    assert_string_equal(command_find("alerts")->words, "alerts");
    assert_null(command_find("alert"));
    assert_null(command_find("alerts/"));
    assert_null(command_find("alerts/acknowledge"));
    assert_null(command_find(""));
}

/* Runs a command that cannot pass its arguments' check: no store is touched. */
static void refused(const char *words, const char *name, const char *text, const char *because)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct value *arguments = value_map(arena);
    if (name)
        value_set_text(arguments, name, text);
    const struct command *command = command_find(words);
    unsigned role = command->roles & ROLE_ADMINISTRATOR ? ROLE_ADMINISTRATOR : command->roles & -command->roles; /* the lowest bit */
    struct caller caller = caller_of_role(arena, "uid:0", (enum role)role, 0);
    struct command_call call = {.arena = arena, .arguments = arguments, .caller = &caller};
    assert_null(command_run(command, &call, &err));
    if (!strstr(err.en, because))
        fail_msg("“%s” says nothing of “%s”", err.en, because);
    err_clear(&err);
    arena_destroy(arena);
}

static void arguments_are_checked(void **state)
{
    (void)state;
    refused("evaluate", NULL, NULL, "lacks period");
    refused("evaluate", "perid", "2024-11", "no parameter “perid”");
    refused("results", "period", "", "empty");
    refused("results", "subject", "\xff", "UTF-8");
    refused("contest load", "path", "/etc", "no parameter"); /* only thiduactl knows folders */
    refused("contest check", NULL, NULL, "thiduactl itself");
}

/* A value of each form that it takes, what is read of it as JSON, and some that it does not take. */
static const struct {
    enum form_kind form;
    const char *good[5][2], *bad[5], *says;
} form_cases[] = {
    {FORM_FLAG, {{"true", "true"}, {"1", "true"}, {"có", "true"}, {"no", "false"}, {"không", "false"}},
     {"maybe", "TRUE", "on", "2", "false "}, "write one of: true, 1, yes, có, false, 0, no, không"},
    {FORM_NUMBER, {{"0", "0"}, {"7", "7"}, {"007", "7"}, {"99999", "99999"}}, {"-1", "1.5", "x", "9999999999999999", "1 "},
     "no whole number"},
    {FORM_DAY, {{"2024-11-01", "\"2024-11-01\""}, {"1/11/2024", "\"2024-11-01\""}},
     {"2024-02-30", "2025-13-01", "today", "2024-11", "20241101"}, "no date"},
    {FORM_INSTANT, {{"2025-02-12T18:00", "\"2025-02-12T18:00\""}},
     {"2025-02-12", "2025-02-30T08:00", "18:00", "2025-02-12T24:00", "now"}, "no date and time"},
    {FORM_TYPE, {{"tip", "\"tip\""}, {"Nguồn tin", "\"Nguồn tin\""}}, {"tip.csv", "a/tip", "-", "./tip"},
     "no name of a record type"},
    {FORM_ID, {{"cat-bi", "\"cat-bi\""}, {"phase-1/1.1/cat-bi/final@12", "\"phase-1/1.1/cat-bi/final@12\""}},
     {"a\nb", "\x1b[2J", "a\xef\xbf\xbf"}, "control character"},
    {FORM_TEXT, {{"a\nb\tc", "\"a\\nb\\tc\""}}, {"\x1b[2J", "a\xef\xbf\xbe"}, "control character"},
};

/* The forms that read like another one. */
static enum form_kind like(enum form_kind form)
{
    switch (form) {
    case FORM_ALERT:
    case FORM_PROPOSAL:
        return FORM_NUMBER;
    case FORM_PERIOD:
    case FORM_PHASE:
    case FORM_CRITERION:
    case FORM_LEVEL:
    case FORM_SUBJECT:
    case FORM_RESULT:
    case FORM_SEAL:
    case FORM_DRAFT:
    case FORM_VERSION:
    case FORM_PLUGIN:
    case FORM_PERSON:
        return FORM_ID;
    case FORM_KEY:
        return FORM_TEXT;
    default:
        return form;
    }
}

static void try_form(const struct command *command, const struct command_parameter *parameter, size_t i)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct value *value;
    for (size_t j = 0; j < LEN(form_cases[i].good) && form_cases[i].good[j][0]; j++) {
        if (!form_read(parameter, arena, form_cases[i].good[j][0], &value, &err))
            fail_msg("%s %s: %s", command->words, parameter->name, err.en);
        assert_string_equal(json_text(arena, value), form_cases[i].good[j][1]);
    }
    for (size_t j = 0; j < LEN(form_cases[i].bad) && form_cases[i].bad[j]; j++)
        refused(command->words, parameter->name, form_cases[i].bad[j], form_cases[i].says);
    arena_destroy(arena);
}

/* Every parameter of every command that the daemon performs × values that its form does not take. */
static void no_bad_value_comes_through(void **state)
{
    (void)state;
    size_t tried = 0;
    for (size_t i = 0; i < command_count; i++)
        for (const struct command_parameter *parameter = command_table[i].parameters; parameter->name; parameter++) {
            if (form_of(parameter->form)->local || !command_table[i].perform)
                continue;
            refused(command_table[i].words, parameter->name, "", "is empty");
            if (parameter->choices) {
                refused(command_table[i].words, parameter->name, parameter->choices, "write one of: ");
                refused(command_table[i].words, parameter->name, "x", "write one of: ");
                tried++;
            }
            if (form_of(parameter->form)->name && parameter->form != FORM_BESIDE) /* a flag has words of more than ASCII, a path any bytes */
                refused(command_table[i].words, parameter->name, "\xff", "");
            for (size_t j = 0; j < LEN(form_cases); j++)
                if (like(parameter->form) == form_cases[j].form) {
                    try_form(&command_table[i], parameter, j);
                    tried++;
                }
            assert_true(tried > 0);
        }
    assert_true(tried > 30);
}

static void a_number_has_its_range(void **state)
{
    (void)state;
    refused("explain", "limit", "100001", "at most 100000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(who_only_reads_changes_nothing),
        cmocka_unit_test(words_are_found_with_blank_or_slash),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(no_bad_value_comes_through),
        cmocka_unit_test(a_number_has_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
