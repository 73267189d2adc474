/* Parameters of more than one text: rows of cells and keys, from a word of the command line, from fields of a form, from JSON. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "parameter/form.h"

#include <string.h>

static const struct command_parameter cells = {.name = "cells", .form = FORM_CELLS, .vi = "", .en = ""};
static const struct command_parameter keys = {.name = "keys", .form = FORM_KEYS, .vi = "", .en = ""};

static const struct value *parsed(struct arena *arena, const char *text)
{
    struct err err = {0};
    const struct value *value = json_parse(arena, text, strlen(text), &err);
    assert_non_null(value);
    return value;
}

static void a_text_is_read(void **state)
{
    static const struct {
        const struct command_parameter *parameter;
        const char *text, *json; /* NULL: refused */
    } cases[] = {
        {&cells, "tip_id=12", "[{\"tip_id\":\"12\"}]"},
        {&cells, "note=a=b", "[{\"note\":\"a=b\"}]"},
        {&cells, "note=", "[{\"note\":\"\"}]"}, /* a cell that is emptied */
        {&cells, "{\"n\":3,\"ok\":true,\"none\":null,\"t\":\"x\"}", "[{\"n\":\"3\",\"ok\":\"yes\",\"none\":\"\",\"t\":\"x\"}]"},
        {&cells, "[{\"a\":\"1\"},{\"a\":\"2\"}]", "[{\"a\":\"1\"},{\"a\":\"2\"}]"},
        {&cells, "tip_id", NULL},
        {&cells, "=12", NULL},
        {&cells, "[]", NULL},
        {&cells, "[\"a\"]", NULL},
        {&cells, "{\"n\":1.5}", NULL},
        {&cells, "{\"n\":[1]}", NULL},
        {&cells, "a=\x01", NULL},
        {&cells, "{\"a\":\"x\\u0000y\"}", NULL},
        {&keys, "cat-bi/12", "[\"cat-bi/12\"]"},
        {&keys, "[\"cat-bi/12\",\"cat-bi/13\"]", "[\"cat-bi/12\",\"cat-bi/13\"]"},
        {&keys, "[]", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct value *value;
        bool read = form_read(cases[i].parameter, arena, cases[i].text, &value, &err);
        assert_int_equal(read, cases[i].json != NULL);
        if (read)
            assert_string_equal(json_text(arena, value), cases[i].json);
        else
            assert_true(strlen(err.vi) > 10 && strlen(err.en) > 10);
        err_clear(&err);
        arena_destroy(arena);
    }
}

static void fields_are_joined(void **state)
{
    static const struct {
        const struct command_parameter *parameter;
        const char *arguments, *json;
    } cases[] = {
        {&cells, "{\"type\":\"tip\",\"cells.tip_id\":\"12\",\"cells.ward\":\"\"}", "[{\"tip_id\":\"12\",\"ward\":\"\"}]"},
        {&cells, "{\"cells.3.a\":\"z\",\"cells.1.a\":\"x\",\"cells.b\":\"y\"}", "[{\"a\":\"x\",\"b\":\"y\"},{},{\"a\":\"z\"}]"}, /* a row stands at its number */
        {&cells, "{\"cells.1.a\":\"x\",\"cells.2.a\":\"\",\"cells.2._seen\":\"0\",\"cells.3.a\":\"\",\"cells.each.w\":\"c\"}",
         "[{\"a\":\"x\",\"w\":\"c\"},{},{}]"}, /* one that is left empty is one without cells */
        {&cells, "{\"cells.1.w\":\"own\",\"cells.each.w\":\"c\"}", "[{\"w\":\"own\"}]"},
        {&cells, "{\"cells.501.a\":\"z\"}", NULL},
        {&cells, "{\"cells.a\":\"x\",\"cells.1.a\":\"y\"}", NULL}, /* one cell twice */
        {&cells, "{\"cells.\":\"x\"}", NULL},
        {&keys, "{\"keys.1\":\"a/1\",\"keys.2\":\"\",\"keysX\":\"no\",\"keys.b\":\"a/3\"}", "[\"a/1\",\"a/3\"]"},
        {&keys, "{\"keys.1\":\"\"}", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        const struct value *value;
        bool joined = form_join(cases[i].parameter, arena, parsed(arena, cases[i].arguments), &value, &err);
        assert_int_equal(joined, cases[i].json != NULL);
        if (joined)
            assert_string_equal(json_text(arena, value), cases[i].json);
        err_clear(&err);
        arena_destroy(arena);
    }
}

static void words_of_the_command_line_add_up(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct form_many *of_cells = form_of(FORM_CELLS)->parts, *of_keys = form_of(FORM_KEYS)->parts;
    assert_string_equal(json_text(arena, of_cells->add(arena, parsed(arena, "[{\"a\":\"1\"}]"), parsed(arena, "[{\"b\":\"2\"}]"))),
                        "[{\"a\":\"1\",\"b\":\"2\"}]");
    assert_string_equal(json_text(arena, of_keys->add(arena, parsed(arena, "[\"a\"]"), parsed(arena, "[\"b\"]"))), "[\"a\",\"b\"]");
    arena_destroy(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_read),
        cmocka_unit_test(fields_are_joined),
        cmocka_unit_test(words_of_the_command_line_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
