#include "record/sql_function.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/param.h"
#include "base/text.h"
#include "record/record_type.h"
#include "record/sql_compare.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct call {
    struct arena *arena;
    const struct sql_vocabulary *vocabulary;
    const char *name;
    const struct sql_domain *arguments;
    size_t count;
    struct sql_findings *findings;
};

static struct sql_domain number(const struct call *call)
{
    (void)call;
    return sql_domain_numbers(INT64_MIN, INT64_MAX);
}

/* One of the arguments, whichever. */
static struct sql_domain any_argument(const struct call *call)
{
    struct sql_domain domain = {.kind = SQL_EMPTY};
    for (size_t i = 0; i < call->count; i++)
        domain = sql_domain_join(call->arena, &domain, &call->arguments[i]);
    return domain;
}

static struct sql_domain first_argument(const struct call *call)
{
    return call->count ? call->arguments[0] : (struct sql_domain){0};
}

/* iif(condition, one, other) */
static struct sql_domain either(const struct call *call)
{
    return call->count == 3 ? sql_domain_join(call->arena, &call->arguments[1], &call->arguments[2])
                            : (struct sql_domain){0};
}

static struct sql_domain null_if(const struct call *call)
{
    if (call->count == 2)
        sql_compare(call->arena, &call->arguments[0], &call->arguments[1], SQL_EQUAL, call->findings);
    return first_argument(call);
}

static struct sql_domain with_case(const struct call *call, int (*change)(int))
{
    struct sql_domain domain = first_argument(call);
    const char **words = arena_alloc(call->arena, (domain.words.len + 1) * sizeof *words);
    for (size_t i = 0; domain.kind == SQL_WORDS && i < domain.words.len; i++) {
        char *word = arena_strdup(call->arena, domain.words.items[i]);
        for (char *c = word; *c; c++)
            *c = (unsigned char)*c < 0x80 ? (char)change((unsigned char)*c) : *c;
        words[i] = word;
    }
    domain.words.items = words;
    domain.ranked = domain.literal = false;
    return domain;
}

static struct sql_domain lower(const struct call *call)
{
    return with_case(call, tolower);
}

static struct sql_domain upper(const struct call *call)
{
    return with_case(call, toupper);
}

static struct sql_domain kind_of_value(const struct call *call)
{
    static const char *const kinds[] = {"null", "integer", "real", "text", "blob"};
    (void)call;
    return (struct sql_domain){.kind = SQL_WORDS, .words = {kinds, LEN(kinds)}, .name = "typeof"};
}

/* The parameter that the first argument names; NULL when it is no constant, or there is none of that name. */
static const struct param *param_of(const struct call *call)
{
    const struct param_list *params = call->vocabulary->params;
    const struct sql_domain *name = call->arguments;
    if (!params || !call->count || !name->literal || name->kind != SQL_WORDS)
        return NULL;
    const struct param *param = param_unit(name->name) ? NULL : param_find(params, name->name);
    if (param)
        return param;
    struct sql_words known;
    known.items = param_names(params, call->arena, &known.len);
    sql_compare_unknown(call->arena, "targets.ini", name, &known, call->findings);
    return NULL;
}

static struct sql_domain param_number(const struct call *call)
{
    param_of(call);
    return number(call);
}

static struct sql_domain param_text(const struct call *call)
{
    const struct param *param = param_of(call);
    return param ? sql_domain_of_param(param) : (struct sql_domain){.kind = SQL_OPEN, .name = "param_text"};
}

/* param_has(name, day, word): whether the word is among those of the parameter. */
static struct sql_domain param_has(const struct call *call)
{
    const struct param *param = param_of(call);
    if (param && call->count == 3) {
        struct sql_domain words = sql_domain_of_param(param);
        sql_compare(call->arena, &words, &call->arguments[2], SQL_EQUAL, call->findings);
    }
    return number(call);
}

static struct sql_words choice_names(struct arena *arena, const struct record_type *type)
{
    const char **names = arena_alloc(arena, (type->field_count + 1) * sizeof *names);
    size_t len = 0;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].choice_count)
            names[len++] = type->fields[i].name;
    return (struct sql_words){names, len};
}

/* rank(type, field, word) */
static struct sql_domain rank(const struct call *call)
{
    const struct record_types *types = call->vocabulary->types;
    const struct sql_domain *type_name = call->arguments, *field_name = call->arguments + 1;
    if (call->count != 3 || !type_name->literal)
        return number(call);
    const struct record_type *type = record_type_find(types, type_name->name);
    if (!type) {
        const char **names = arena_alloc(call->arena, (types->len + 1) * sizeof *names);
        for (size_t i = 0; i < types->len; i++)
            names[i] = types->items[i].name;
        const struct sql_words known = {names, types->len};
        sql_compare_unknown(call->arena, "records.ini", type_name, &known, call->findings);
    } else if (field_name->literal) {
        const struct sql_words known = choice_names(call->arena, type);
        const struct field *field = record_field(type, field_name->name);
        if (text_place(field_name->name, known.items, known.len) < 0) {
            sql_compare_unknown(call->arena, arena_printf(call->arena, "“%s”", type->name), field_name, &known, call->findings);
        } else {
            struct sql_domain choices = sql_domain_of_field(call->arena, field, call->vocabulary);
            sql_compare(call->arena, &choices, &call->arguments[2], SQL_EQUAL, call->findings);
        }
    }
    return number(call);
}

static const struct {
    const char *name;
    struct sql_domain (*result)(const struct call *call);
} functions[] = {
    {"abs", number},           {"avg", number},          {"coalesce", any_argument},
    {"count", number},         {"dense_rank", number},   {"first_value", first_argument},
    {"ifnull", any_argument},  {"iif", either},          {"lag", first_argument},
    {"last_value", first_argument}, {"lead", first_argument}, {"length", number},
    {"lower", lower},          {"max", any_argument},    {"min", any_argument},
    {"minute_of_day", number}, {"nullif", null_if},      {"param", param_number},
    {"param_has", param_has},  {"param_text", param_text}, {"rank", rank},
    {"round", number},         {"row_number", number},   {"sign", number},
    {"sum", number},           {"total", number},        {"typeof", kind_of_value},
    {"upper", upper},
};

struct sql_domain sql_function(struct arena *arena, const struct sql_vocabulary *vocabulary, const char *name, int line,
                               const struct sql_domain *arguments, size_t count, struct sql_findings *findings)
{
    const struct call call = {arena, vocabulary, name, arguments, count, findings};
    struct sql_domain domain = {.kind = SQL_UNSEEN};
    for (size_t i = 0; i < LEN(functions); i++)
        if (strcasecmp(functions[i].name, name) == 0)
            domain = functions[i].result(&call);
    if (domain.kind == SQL_EMPTY) /* what is NULL only here or there */
        domain.kind = SQL_UNSEEN;
    domain.literal = false;
    domain.line = line;
    if (!domain.name || domain.kind == SQL_UNSEEN)
        domain.name = arena_printf(arena, "%s(…)", name);
    return domain;
}
