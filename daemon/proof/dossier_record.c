/* The records of a dossier, a CSV file a type: those that the rules and the paper's own SELECT name, as they stood at the seal's data version. */
#include "proof/dossier_part.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "package/package.h"
#include "proof/dossier_sql.h"
#include "proof/sealed.h"
#include "record/record_type.h"
#include "run/run_job.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 1000000 };

/* ---- which types, which rows ---- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool names(const char *texts, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = strstr(texts, name); at; at = strstr(at + 1, name))
        if ((at == texts || !is_word(at[-1])) && !is_word(at[len]))
            return true;
    return false;
}

static bool is_needed(const char *texts, const char *type)
{
    return strcmp(type, "unit") == 0 || strcmp(type, "submission") == 0 || names(texts, type);
}

static const struct value *job_of(const struct dossier *dossier, const struct package *now, const struct record_type *type)
{
    struct value *job = run_job_sql(dossier->arena, dossier->package, "dossier.sql", dossier_sql(dossier->arena, type, dossier->whole));
    run_job_period(dossier->arena, job, dossier->periods, dossier->phase, RUN_FINAL);
    value_set(job, "private", record_private_value(&now->types, dossier->arena));
    value_set_text(job, "database", store_path(dossier->call->store));
    value_set(job, "sequence", value_get(value_get(dossier->seal, "content"), "sequence"));
    value_set_text(job, "subject", dossier->subject);
    value_set_int(job, "limit", ROWS_MOST);
    return job;
}

/* ---- people's own words ---- */

/* Whether a field of that name tells records of some type apart: then it is a code, and joins need it. */
static bool is_code(const struct record_types *types, const char *name)
{
    for (size_t i = 0; i < types->len; i++)
        if (text_place(name, types->items[i].key, types->items[i].key_count) >= 0)
            return true;
    return false;
}

static bool is_told(const struct dossier *dossier, const struct record_type *type, const char *column)
{
    const struct field *field = record_field(type, column);
    return dossier->internal || !field || !field_kind(field)->free || is_code(&dossier->package->types, column);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The texts of a column, each once, in their order: a text is shown as its place, so that rows are grouped and ordered as they were. */
struct places {
    const char **items;
    size_t len;
};

static struct places places_of(struct arena *arena, const struct value *rows, size_t column)
{
    struct places all = {arena_alloc(arena, (value_len(rows) + 1) * sizeof *all.items), 0};
    size_t len = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_type(value_at(value_at(rows, i), column)) == VALUE_TEXT)
            all.items[all.len++] = value_as_text(value_at(value_at(rows, i), column));
    if (all.len)
        qsort(all.items, all.len, sizeof *all.items, compare_texts);
    for (size_t i = 0; i < all.len; i++)
        if (!len || strcmp(all.items[len - 1], all.items[i]) != 0)
            all.items[len++] = all.items[i];
    all.len = len;
    return all;
}

static const char *place_shown(struct arena *arena, const struct places *places, const char *text)
{
    const char **found = bsearch(&text, places->items, places->len, sizeof *places->items, compare_texts);
    return arena_printf(arena, "•%06zu", (size_t)(found - places->items) + 1);
}

/* ---- CSV (RFC 4180) ---- */

static void put_text(struct buffer *out, const char *text)
{
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        buffer_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_putc(out, '"');
        buffer_putc(out, *text);
    }
    if (quoted)
        buffer_putc(out, '"');
}

static void put_cell(struct buffer *out, struct arena *arena, const struct value *cell, const struct places *places)
{
    if (value_type(cell) == VALUE_INT)
        buffer_printf(out, "%" PRId64, value_as_int(cell));
    else if (value_type(cell) == VALUE_TEXT)
        put_text(out, places ? place_shown(arena, places, value_as_text(cell)) : value_as_text(cell));
}

static void add_file(struct dossier *dossier, const struct record_type *type, const struct value *answer)
{
    struct arena *arena = dossier->arena;
    struct buffer out = {0};
    const struct value *columns = value_get(answer, "columns"), *rows = value_get(answer, "rows");
    struct places *hidden = arena_alloc(arena, (value_len(columns) + 1) * sizeof *hidden);
    for (size_t c = 0; c < value_len(columns); c++) {
        const char *column = value_as_text(value_at(columns, c));
        if (!is_told(dossier, type, column))
            hidden[c] = places_of(arena, rows, c);
        buffer_printf(&out, "%s%s", c ? "," : "", column);
    }
    buffer_puts(&out, "\r\n");
    for (size_t i = 0; i < value_len(rows); i++) {
        for (size_t c = 0; c < value_len(columns); c++) {
            if (c)
                buffer_putc(&out, ',');
            put_cell(&out, arena, value_at(value_at(rows, i), c), hidden[c].items ? &hidden[c] : NULL);
        }
        buffer_puts(&out, "\r\n");
    }
    size_t len = out.len;
    dossier_add(dossier, arena_printf(arena, "data/%s.csv", type->name), buffer_take(&out, arena), len);
}

bool dossier_add_records(struct dossier *dossier, const char *texts, struct err *err)
{
    const struct record_types *types = &dossier->package->types;
    const struct package *now;
    const struct period_list *periods;
    const struct value **jobs = arena_alloc(dossier->arena, (types->len + 1) * sizeof *jobs);
    const struct record_type **which = arena_alloc(dossier->arena, (types->len + 1) * sizeof *which);
    size_t count = 0;
    if (!call_package(dossier->call, &now, &periods, err))
        return false;
    for (size_t i = 0; i < types->len; i++)
        if (is_needed(texts, types->items[i].name)) {
            which[count] = &types->items[i];
            jobs[count++] = job_of(dossier, now, &types->items[i]);
        }
    const struct value **answers = sealed_ask(dossier->call, jobs, count, NULL, err);
    for (size_t i = 0; answers && i < count; i++) {
        if (value_get_bool(answers[i], "more", false))
            return err_set(err, "loại bản ghi “%s” có hơn %d bản ghi, không đưa vào hồ sơ được", "there are more than %2$d records of “%1$s”: too many for a dossier",
                           which[i]->name, ROWS_MOST);
        add_file(dossier, which[i], answers[i]);
    }
    return answers != NULL;
}
