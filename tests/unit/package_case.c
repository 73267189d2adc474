#include "package_case.h"

#include "base/err.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct arena *arena;
struct package *package;
struct problems package_problems;

int package_setup(void **state)
{
    (void)state;
    struct err err = {0};
    arena = arena_create();
    problems_init(&package_problems, arena);
    if (!package_read_folder(arena, THIDUA_SOURCE "/rules/hai-an-2024", &package_problems, &package, &err))
        fail_msg("%s", err.en);
    return 0;
}

int package_teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

const struct document_kind *kind_named(const struct package *of, const char *name)
{
    for (size_t i = 0; i < of->document_count; i++)
        if (strcmp(of->documents[i].kind, name) == 0)
            return &of->documents[i];
    fail_msg("no document %s", name);
    return NULL;
}

struct value *json(const char *text)
{
    struct err err = {0};
    struct value *value = json_parse(arena, text, strlen(text), &err);
    if (!value)
        fail_msg("%s", err.en);
    return value;
}
