#include "received/received_sheet.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/text_index.h"
#include "base/value.h"
#include "proof/bundle_read.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "workflow/workflow.h"

#include <string.h>

enum part { OF_SEAL, OF_CONTENT, OF_PERIOD, OF_CRITERION, OF_ROW, OF_CELL, OF_EVIDENCE, PARTS };

/* The names that a type's fields may have; docs/replay.md tells them to whoever writes a package. */
static const struct {
    const char *column;
    enum part part;
    const char *key;
} words[] = {
    {"seal", OF_SEAL, "hash"},          {"seal_id", OF_SEAL, "id"},           {"sealed_at", OF_CONTENT, "sealed_at"},
    {"phase", OF_CONTENT, "phase"},     {"first_day", OF_PERIOD, "from"},     {"last_day", OF_PERIOD, "last"},
    {"criterion", OF_CRITERION, "id"},  {"criterion_title", OF_CRITERION, "title"},
    {"subject", OF_ROW, "subject"},     {"subject_name", OF_ROW, "name"},     {"level", OF_ROW, "level"},
    {"num", OF_CELL, "num"},            {"den", OF_CELL, "den"},              {"value", OF_CELL, "value"},
    {"target", OF_CELL, "target"},      {"verdict", OF_CELL, "verdict"},      {"grade", OF_CELL, "grade"},
    {"records", OF_EVIDENCE, "rows"},      {"records_sha256", OF_EVIDENCE, "sha256"},
};

struct table {
    struct arena *arena;
    const struct record_type *type;
    const struct bundle *bundle;
    struct sheet *sheet;
    struct text_index said; /* criterion and subject */
};

static const char *text_of(struct arena *arena, const struct value *value)
{
    return value_type(value) == VALUE_TEXT  ? value_as_text(value)
           : value_type(value) == VALUE_INT ? arena_printf(arena, "%lld", (long long)value_as_int(value))
                                            : "";
}

/* The period's last day: a seal says the first one behind it. */
static const struct value *period_of(struct arena *arena, const struct bundle *bundle)
{
    const struct value *given = value_get(bundle->content, "period");
    struct value *period = value_map(arena);
    int32_t until;
    value_set(period, "from", value_get(given, "from"));
    if (day_parse(value_get_text(given, "until", ""), &until))
        value_set_text(period, "last", day_text(arena, until - 1));
    return period;
}

static void add_head(struct table *table)
{
    const char *names[LEN(words) + 3];
    size_t count = 0;
    names[count++] = record_key_whose(table->type)->name;
    for (size_t i = 0; i < LEN(words); i++)
        if (record_field(table->type, words[i].column))
            names[count++] = words[i].column;
    names[count++] = record_own_field(table->arena, RECORD_COMMON_STATE)->name;
    names[count++] = record_own_field(table->arena, RECORD_COMMON_REASON)->name;
    sheet_add_head(table->sheet, table->arena, 1, names, count);
}

static void put_row(struct table *table, const char **cells)
{
    sheet_add_row(table->sheet, table->arena, (int)table->sheet->row_count + 2, cells);
}

/* parts: by enum part. */
static void add_row(struct table *table, const struct value *const *parts)
{
    const char *cells[LEN(words) + 3];
    size_t count = 0;
    cells[count++] = value_get_text(table->bundle->issuer, "unit", "");
    for (size_t i = 0; i < LEN(words); i++)
        if (record_field(table->type, words[i].column))
            cells[count++] = text_of(table->arena, value_get(parts[words[i].part], words[i].key));
    cells[count++] = workflow_to("record", "confirm");
    cells[count++] = "";
    put_row(table, cells);
}

/* The wards and the district itself: people and what else was judged there stay there. */
static bool is_told(const struct bundle *bundle, const struct value *row)
{
    return strcmp(value_get_text(row, "level", ""), "ward") == 0 ||
           strcmp(value_get_text(row, "subject", ""), value_get_text(bundle->issuer, "unit", "")) == 0;
}

/* What is said of a phase, by criterion and subject. */
static void **said_place(struct table *table, const char *criterion, const char *subject)
{
    return text_index_place(&table->said, table->arena, arena_printf(table->arena, "%s/%s", criterion, subject));
}

static void add_rows(struct table *table)
{
    const struct bundle *bundle = table->bundle;
    const struct value *criteria = value_get(bundle->content, "criteria"), *results = value_get(bundle->content, "results");
    const struct value *parts[PARTS] = {[OF_SEAL] = bundle->seal, [OF_CONTENT] = bundle->content, [OF_PERIOD] = period_of(table->arena, bundle)};
    for (size_t i = 0; i < value_len(results); i++)
        for (size_t j = 0; j < value_len(criteria) && is_told(bundle, value_at(results, i)); j++) {
            const char *criterion = value_get_text(value_at(criteria, j), "id", ""), *subject = value_get_text(value_at(results, i), "subject", "");
            parts[OF_CRITERION] = value_at(criteria, j);
            parts[OF_ROW] = value_at(results, i);
            parts[OF_CELL] = value_get(value_get(parts[OF_ROW], "cells"), criterion);
            parts[OF_EVIDENCE] = value_get(value_get(bundle->evidence, criterion), subject);
            if (!parts[OF_CELL])
                continue;
            *said_place(table, criterion, subject) = table;
            add_row(table, parts);
        }
}

/* A record that stands and is not said again, with all that it says. */
static void add_withdrawn(struct table *table, const struct value *record)
{
    const char *cells[LEN(words) + 3];
    size_t count = 0;
    for (; count < table->sheet->column_count - 2; count++)
        cells[count] = value_get_text(record, table->sheet->columns[count], "");
    cells[count++] = workflow_to("record", "withdraw");
    cells[count++] = "bản chốt sau không còn dòng này / the later seal has no such row";
    put_row(table, cells);
}

const struct sheet *received_sheet(struct arena *arena, const struct record_type *type, const struct bundle *bundle, const struct value *live)
{
    struct table table = {.arena = arena, .type = type, .bundle = bundle, .sheet = arena_alloc(arena, sizeof *table.sheet)};
    *table.sheet = (struct sheet){0};
    add_head(&table);
    add_rows(&table);
    for (size_t i = 0; i < value_len(live); i++) {
        const struct value *record = value_at(live, i);
        if (strcmp(value_get_text(record, "phase", ""), value_get_text(bundle->content, "phase", "")) == 0 &&
            !*said_place(&table, value_get_text(record, "criterion", ""), value_get_text(record, "subject", "")))
            add_withdrawn(&table, record);
    }
    return table.sheet;
}
