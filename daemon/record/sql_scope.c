#include "record/sql_scope.h"

#include "base/arena.h"
#include "record/record_type.h"

#include <string.h>
#include <strings.h>

void sql_columns_add(struct sql_columns *columns, struct arena *arena, const char *name, struct sql_domain domain)
{
    if (columns->len == columns->size) {
        size_t size = columns->size ? 2 * columns->size : 8;
        columns->items = arena_grow(arena, columns->items, columns->len * sizeof *columns->items,
                                    size * sizeof *columns->items);
        columns->size = size;
    }
    columns->items[columns->len++] = (struct sql_column){name, domain};
}

void sql_scope_add(struct sql_scope *scope, struct arena *arena, const char *alias, struct sql_columns columns)
{
    if (scope->len == scope->size) {
        size_t size = scope->size ? 2 * scope->size : 4;
        scope->sources =
            arena_grow(arena, scope->sources, scope->len * sizeof *scope->sources, size * sizeof *scope->sources);
        scope->size = size;
    }
    scope->sources[scope->len++] = (struct sql_source){alias, columns};
}

struct sql_columns sql_columns_of_type(struct arena *arena, const struct sql_vocabulary *vocabulary,
                                       const struct record_type *type, bool stored)
{
    struct sql_columns columns = {0};
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        sql_columns_add(&columns, arena, field->name, sql_domain_of_field(arena, field, vocabulary));
        if (field_kind(field)->with_day) {
            const char *day = field_day_column(arena, field);
            struct sql_domain domain = sql_domain_numbers(INT64_MIN, INT64_MAX);
            domain.name = day;
            sql_columns_add(&columns, arena, day, domain);
        }
    }
    for (int i = 0; stored && i < RECORD_COMMON; i++) {
        const struct field *field = record_own_field(arena, i);
        sql_columns_add(&columns, arena, field->name, sql_domain_of_field(arena, field, vocabulary));
    }
    return columns;
}

/* The tables that rules find beside the views (store/rule_schema.c). */
static struct sql_columns columns_beside_views(struct arena *arena, const struct sql_vocabulary *vocabulary,
                                               const char *name)
{
    static const struct {
        const char *table, *column;
        enum level level; /* LEVEL_NONE: any unit */
        bool number;
    } known[] = {
        {"home", "unit", LEVEL_NONE, false},       {"home", "ward", LEVEL_WARD, false},
        {"home", "own", LEVEL_NONE, true},         {"origin", "ward", LEVEL_WARD, false},
        {"origin", "origin", LEVEL_NONE, false},   {"period", "from_day", LEVEL_NONE, true},
        {"period", "until_day", LEVEL_NONE, true}, {"period", "last_day", LEVEL_NONE, true},
    };
    struct sql_columns columns = {0};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct field field = {.name = known[i].column,
                              .type = known[i].number ? FIELD_NUMBER : FIELD_UNIT,
                              .level = known[i].level,
                              .min = INT64_MIN,
                              .max = INT64_MAX};
        if (strcasecmp(known[i].table, name) == 0)
            sql_columns_add(&columns, arena, field.name, sql_domain_of_field(arena, &field, vocabulary));
    }
    return columns;
}

struct sql_columns sql_columns_of_table(struct arena *arena, const struct sql_vocabulary *vocabulary,
                                        const struct sql_table *with, const char *name)
{
    static const char prefix[] = "record_";
    for (; with; with = with->next)
        if (strcasecmp(with->name, name) == 0)
            return with->columns;
    bool stored = strncasecmp(name, prefix, strlen(prefix)) == 0;
    for (size_t i = 0; i < vocabulary->types->len; i++) {
        const struct record_type *type = &vocabulary->types->items[i];
        if (strcasecmp(type->name, name) == 0)
            return sql_columns_of_type(arena, vocabulary, type, false);
        if (stored && strcasecmp(type->name, name + strlen(prefix)) == 0)
            return sql_columns_of_type(arena, vocabulary, type, true);
    }
    return columns_beside_views(arena, vocabulary, name);
}

static const struct sql_domain *find_in(const struct sql_columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->len; i++)
        if (columns->items[i].name && strcasecmp(columns->items[i].name, name) == 0)
            return &columns->items[i].domain;
    return NULL;
}

const struct sql_domain *sql_scope_find(const struct sql_scope *scope, const char *source, const char *name)
{
    for (; scope; scope = scope->outer) {
        for (size_t i = 0; i < scope->len; i++) {
            const struct sql_source *one = &scope->sources[i];
            bool meant = !source || (one->alias && strcasecmp(one->alias, source) == 0);
            const struct sql_domain *found = meant ? find_in(&one->columns, name) : NULL;
            if (found)
                return found;
        }
        const struct sql_domain *found = source ? NULL : find_in(&scope->results, name);
        if (found)
            return found;
    }
    return NULL;
}
