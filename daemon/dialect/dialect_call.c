/* The functions that rules may call (store/rule_function.c), in PostgreSQL's words. */
#include "dialect/dialect_call.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/param.h"
#include "base/text.h"
#include "dialect/translated.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

enum { ARGUMENTS_MOST = 6, ZONE = 7 * 3600, DAY = 86400 };

struct call {
    struct piece_reader *reader;
    struct translation *translation;
    struct arena *arena;
    const char *name;
    struct piece arguments[ARGUMENTS_MOST];
    const char *words[ARGUMENTS_MOST]; /* of one that is a text in quotes and nothing else; NULL */
    size_t reads[ARGUMENTS_MOST + 1];  /* how many there were before each */
    size_t count;
};

static struct piece fail(const struct call *call)
{
    return piece_fail(call->reader, arena_printf(call->arena, "%s(…)", call->name));
}

/* ---- param, param_text, param_has ---- */

static void note(const struct call *call, const struct param *param, size_t which, const char *condition, bool constant)
{
    struct translation *translation = call->translation;
    if (translation->read_count == translation->read_size) {
        size_t size = translation->read_size ? 2 * translation->read_size : 16;
        translation->reads = arena_grow(call->arena, translation->reads, translation->read_count * sizeof *translation->reads, size * sizeof *translation->reads);
        translation->read_size = size;
    }
    translation->reads[translation->read_count++] = (struct translated_read){param, param->entries[which].from, condition, condition, constant};
}

/* What the value is as SQL; NULL: SQLite would have an error. */
typedef const char *value_text(const struct call *call, const char *value);

static const char *whole_number(const struct call *call, const char *value)
{
    struct decimal decimal;
    bool whole = decimal_parse(value, &decimal, NULL) && decimal.scale == 0 && !decimal.percent;
    return whole ? arena_printf(call->arena, "%" PRId64 "::bigint", decimal.digits) : NULL;
}

static const char *text(const struct call *call, const char *value)
{
    return translated_quoted(call->arena, value);
}

/* Whether the third argument is one of the words; what is empty is none. */
static const char *has(const struct call *call, const char *value)
{
    size_t len;
    const char *const *words = text_split(call->arena, value, &len), *word = piece_words(call->arena, call->arguments[2]), *all = "FALSE";
    for (size_t i = 0; i < len; i++)
        all = arena_printf(call->arena, "%s OR %s = %s", all, word, translated_quoted(call->arena, words[i]));
    return arena_printf(call->arena, "coalesce(%s, FALSE)", all);
}

static struct piece dated(const struct call *call, enum piece_kind kind, value_text *value)
{
    const struct param *param = call->words[0] ? param_find(call->translation->params, call->words[0]) : NULL;
    const char *day = call->count > 1 ? piece_number(call->arena, call->arguments[1]) : NULL, *cases = "";
    bool constant = call->arguments[1].constant;
    if (!param || !param->len || !day)
        return fail(call);
    translated_unless(call->translation, arena_printf(call->arena, "%s < %" PRId32, day, param->entries[0].from));
    for (size_t i = param->len; i-- > 0;) {
        const struct param_entry *entry = &param->entries[i];
        const char *in = arena_printf(call->arena, "%s >= %" PRId32, day, entry->from), *given = *entry->value ? value(call, entry->value) : NULL;
        if (i + 1 < param->len)
            in = arena_printf(call->arena, "(%s AND %s < %" PRId32 ")", in, day, param->entries[i + 1].from);
        if (given)
            note(call, param, i, in, constant);
        else
            translated_unless(call->translation, in);
        cases = arena_printf(call->arena, "%s WHEN %s >= %" PRId32 " THEN %s", cases, day, entry->from, given ? given : "NULL");
    }
    return (struct piece){kind, arena_printf(call->arena, "(CASE%s END)", cases), constant};
}

static struct piece param(const struct call *call)
{
    return call->count == 2 ? dated(call, PIECE_NUMBER, whole_number) : fail(call);
}

static struct piece param_text(const struct call *call)
{
    return call->count == 2 ? dated(call, PIECE_TEXT, text) : fail(call);
}

static struct piece param_has(const struct call *call)
{
    bool good = call->count == 3 && piece_words(call->arena, call->arguments[2]);
    struct piece piece = good ? dated(call, PIECE_CONDITION, has) : fail(call);
    piece.constant = piece.constant && call->arguments[2].constant;
    return piece;
}

/* ---- the others ---- */

static struct piece minute_of_day(const struct call *call)
{
    const char *at = call->count == 1 ? piece_number(call->arena, call->arguments[0]) : NULL;
    if (!at)
        return fail(call);
    return (struct piece){PIECE_NUMBER, arena_printf(call->arena, "((((%s + %d) %% %d + %d) %% %d) / 60)", at, ZONE, DAY, DAY, DAY), call->arguments[0].constant};
}

static struct piece rank(const struct call *call)
{
    const struct record_type *type = call->count == 3 && call->words[0] ? record_type_find(call->translation->types, call->words[0]) : NULL;
    const struct field *field = type && call->words[1] ? record_field(type, call->words[1]) : NULL;
    const char *word = call->count == 3 ? piece_words(call->arena, call->arguments[2]) : NULL, *list = "";
    if (!field || !field->choice_count || !word)
        return fail(call);
    for (size_t i = 0; i < field->choice_count; i++)
        list = arena_printf(call->arena, "%s%s%s", list, i ? ", " : "", translated_quoted(call->arena, field->choices[i]));
    const char *place = arena_printf(call->arena, "array_position(ARRAY[%s]::text[], %s)", list, word);
    translated_unless(call->translation, arena_printf(call->arena, "(%s IS NOT NULL AND %s IS NULL)", word, place));
    return (struct piece){PIECE_NUMBER, arena_printf(call->arena, "(%s - 1)::bigint", place), call->arguments[2].constant};
}

/* The first that is given; the next one is asked where all before it are not. */
static struct piece first_given(const struct call *call)
{
    enum piece_kind kind = PIECE_NULL;
    bool constant = true;
    const char *list = "";
    for (size_t i = 0; i < call->count; i++)
        kind = piece_both(kind, call->arguments[i].kind);
    if (call->count < 2 || kind == PIECE_FAILED || kind == PIECE_NULL)
        return fail(call);
    for (size_t i = 0; i < call->count; i++) {
        const char *one = piece_as(call->arena, call->arguments[i], kind);
        list = arena_printf(call->arena, "%s%s%s", list, i ? ", " : "", one);
        constant = constant && call->arguments[i].constant;
        translated_only_where(call->translation, call->reads[i + 1], arena_printf(call->arena, "%s IS NULL", one));
    }
    return (struct piece){kind, arena_printf(call->arena, "coalesce(%s)", list), constant};
}

static const struct {
    const char *name;
    struct piece (*translate)(const struct call *call);
} functions[] = {
    {"coalesce", first_given}, {"ifnull", first_given}, {"minute_of_day", minute_of_day}, {"param", param}, {"param_has", param_has}, {"param_text", param_text}, {"rank", rank},
};

struct piece dialect_call_read(struct piece_reader *reader, const char *name)
{
    struct call call = {reader, reader->translation, reader->translation->arena, .name = name};
    bool more = !piece_takes(reader, ")");
    while (more && call.count < ARGUMENTS_MOST) {
        size_t from = reader->at;
        call.reads[call.count] = call.translation->read_count;
        struct piece piece = piece_read(reader);
        if (piece.kind == PIECE_FAILED)
            return piece;
        if (reader->at == from + 1 && reader->tokens.items[from].kind == SQL_TEXT)
            call.words[call.count] = reader->tokens.items[from].text;
        call.arguments[call.count++] = piece;
        more = piece_takes(reader, ",");
    }
    call.reads[call.count] = call.translation->read_count;
    if (call.count && (more || !piece_takes(reader, ")")))
        return fail(&call);
    for (size_t i = 0; i < LEN(functions); i++)
        if (strcasecmp(functions[i].name, name) == 0)
            return functions[i].translate(&call);
    return fail(&call);
}
