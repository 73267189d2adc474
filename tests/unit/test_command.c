/* The table of commands is whole and consistent; arguments are checked against it before anything runs. */
#include "unit.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "command/dispatch.h"

#include <string.h>

static void every_row_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &command_table[i];
        assert_int_equal(command->id, i);
        assert_non_null(command->words);
        assert_true(strlen(command->vi) > 0 && strlen(command->en) > 0);
        assert_ptr_equal(command_find(command->words), command);
        bool optional = false;
        for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
            assert_true(parameter->form && parameter->vi && parameter->en);
            assert_ptr_equal(command_parameter(command, parameter->name), parameter);
            assert_false(parameter->flag && !parameter->option); /* a flag is written --name */
            if (!parameter->option) {
                assert_false(optional && parameter->required); /* what may be left out stands last */
                optional = !parameter->required;
            }
        }
        for (const struct command_column *column = command->columns; column->key; column++)
            assert_true(column->vi && column->en);
    }
}

static void what_changes_needs_an_administrator(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        /* What takes files tries somebody's rules: that is an administrator's too, also where nothing is written. */
        bool admins = command_changes(&command_table[i]) || command_table[i].files;
        assert_int_equal(admins, command_table[i].role == ROLE_ADMINISTRATOR);
    }
}

static void words_are_found_with_blank_or_slash(void **state)
{
    (void)state;
    assert_int_equal(command_find("alerts/ack")->id, COMMAND_ALERTS_ACK);
    assert_int_equal(command_find("alerts ack")->id, COMMAND_ALERTS_ACK);
    assert_int_equal(command_find("alerts")->id, COMMAND_ALERTS);
    assert_null(command_find("alert"));
    assert_null(command_find("alerts/"));
    assert_null(command_find("alerts/acknowledge"));
    assert_null(command_find(""));
}

static void forms_allow_whole_words_only(void **state)
{
    (void)state;
    assert_true(command_form_allows("ward|team|district", "ward"));
    assert_true(command_form_allows("ward|team|district", "team"));
    assert_true(command_form_allows("ward|team|district", "district"));
    assert_false(command_form_allows("ward|team|district", "war"));
    assert_false(command_form_allows("ward|team|district", "wards"));
    assert_false(command_form_allows("ward|team|district", "ward|team"));
    assert_false(command_form_allows("ward|team|district", ""));
    assert_true(command_form_allows("TEXT", "anything"));
}

/* Runs a command that cannot pass its arguments' check: no store is touched. */
static void refused(const char *words, const char *name, const char *text, const char *because)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct value *arguments = value_map(arena);
    if (name)
        value_set_text(arguments, name, text);
    struct command_call call = {.arena = arena, .arguments = arguments};
    assert_null(command_run(command_find(words), &call, &err));
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
    refused("evaluate", "stage", "finale", "one of: provisional|final");
    refused("clock advance", "when", "2025-02-12", "no date and time");
    refused("clock advance", "when", "2025-02-30T08:00", "no date and time");
    refused("alerts ack", "id", "-1", "no number");
    refused("alerts ack", "id", "9999999999999999", "no number");
    refused("alerts ack", "until", "2025-13-01", "no date");
    refused("alerts", "open", "yes", "takes no value");
    refused("results", "period", "", "empty");
    refused("results", "subject", "\xff", "UTF-8");
    refused("contest load", "path", "/etc", "no parameter"); /* only thiduactl knows folders */
    refused("contest check", NULL, NULL, "thiduactl itself");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(what_changes_needs_an_administrator),
        cmocka_unit_test(words_are_found_with_blank_or_slash),
        cmocka_unit_test(forms_allow_whole_words_only),
        cmocka_unit_test(arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
