#include "import/import_report.h"

#include "base/arena.h"
#include "base/text_index.h"
#include "base/value.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"

#include <string.h>

/* ---- of one record ---- */

static const struct field *unit_field(const struct record_type *type)
{
    const struct field *reporter = record_key_reporter(type);
    for (size_t i = 0; !reporter && i < type->field_count; i++)
        if (field_kind(&type->fields[i])->scope == FIELD_SCOPE_UNIT)
            reporter = &type->fields[i];
    return reporter;
}

/* The unit, or member, whose the record is; NULL: the type says none. */
static const char *unit_of(const struct record_type *type, const struct import_row *row)
{
    const struct field *field = unit_field(type);
    const struct cell *cell = field ? &row->cells[field - type->fields] : NULL;
    return cell && cell->kind == CELL_TEXT ? cell->text : NULL;
}

static void set_whose(const struct import *import, struct value *map, const struct record_type *type, const char *unit)
{
    const struct unit_fact *fact = unit ? unit_at(&import->package->units, unit, import->today) : NULL;
    value_set_text(map, "type", type->name);
    value_set_text(map, "type_title", type->title);
    value_set_text(map, "unit", unit);
    value_set_text(map, "unit_name", fact ? fact->name : NULL);
}

static void set_side(struct value *map, const struct field *field, const char *side, const char *side_title, struct cell cell,
                     struct arena *arena)
{
    const char *shown = cell_given(cell) ? cell_show(arena, field, cell) : NULL;
    const struct value *titles = field_word_titles(field, arena);
    value_set_text(map, side, shown);
    value_set_text(map, side_title, shown ? value_get_text(titles, shown, shown) : NULL);
}

static void add_field(struct value *list, const struct field *field, struct cell from, struct cell to, struct arena *arena)
{
    if (cell_equal(from, to) || (!cell_given(from) && !cell_given(to)))
        return;
    struct value *map = value_map(arena);
    value_set_text(map, "field", field->name);
    value_set_text(map, "title", field->title);
    set_side(map, field, "from", "from_title", from, arena);
    set_side(map, field, "to", "to_title", to, arena);
    value_append(list, map);
}

static struct cell words(const char *text)
{
    return text && *text ? (struct cell){.kind = CELL_TEXT, .text = text} : (struct cell){.kind = CELL_EMPTY};
}

struct value *import_report_fields(const struct record_type *type, const struct import_row *row, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < type->field_count; i++)
        add_field(list, &type->fields[i], row->old ? row->old[i] : words(NULL), row->cells[i], arena);
    add_field(list, record_own_field(arena, RECORD_COMMON_STATE), words(row->before), words(row->state), arena);
    add_field(list, record_own_field(arena, RECORD_COMMON_REASON), words(row->old_reason), words(row->state_reason), arena);
    return list;
}

static struct value *record_of(const struct import *import, const struct record_type *type, const struct import_row *row)
{
    struct value *map = value_map(import->arena);
    set_whose(import, map, type, unit_of(type, row));
    value_set_text(map, "key", record_key_show(import->arena, type, row->cells));
    value_set_text(map, "what", row->fate == ROW_NEW ? "added" : "corrected");
    int line = row->source ? row->source_row : row->line;
    value_set_text(map, "file", row->source ? row->source : row->file);
    value_set(map, "row", line ? value_int(import->arena, line) : value_null(import->arena));
    value_set(map, "fields", import_report_fields(type, row, import->arena));
    return map;
}

/* ---- of the call ---- */

static void add_records(const struct import *import, enum row_fate fate, size_t most, struct value *list, int64_t *count)
{
    for (size_t i = 0; i < import->package->types.len; i++) {
        const struct batch *batch = &import->batches[i];
        for (size_t j = 0; j < batch->len; j++) {
            if (batch->rows[j].fate != fate)
                continue;
            ++*count;
            if (value_len(list) < most)
                value_append(list, record_of(import, batch->type, &batch->rows[j]));
        }
    }
}

struct tally { /* of a type's records of one unit */
    const char *unit;
    int64_t of[ROW_OUTDATED + 1];
    struct tally *next;
};

/* In the order in which the units come. */
static struct tally *tally_of(const struct import *import, const struct batch *batch)
{
    struct text_index index = {0};
    struct tally *first = NULL, **end = &first;
    for (size_t i = 0; i < batch->len; i++) {
        const char *unit = unit_of(batch->type, &batch->rows[i]);
        void **place = text_index_place(&index, import->arena, unit ? unit : "");
        struct tally *tally = *place;
        if (!tally) {
            tally = arena_alloc(import->arena, sizeof *tally);
            tally->unit = unit;
            *place = *end = tally;
            end = &tally->next;
        }
        tally->of[batch->rows[i].fate]++;
    }
    return first;
}

static void add_units(const struct import *import, const struct batch *batch, struct value *list)
{
    for (const struct tally *tally = tally_of(import, batch); tally; tally = tally->next) {
        struct value *map = value_map(import->arena);
        set_whose(import, map, batch->type, tally->unit);
        value_set_int(map, "added", tally->of[ROW_NEW]);
        value_set_int(map, "corrected", tally->of[ROW_CHANGED]);
        value_set_int(map, "unchanged", tally->of[ROW_SAME]);
        value_set_int(map, "outdated", tally->of[ROW_OUTDATED]);
        value_append(list, map);
    }
}

struct value *import_report(const struct import *import, size_t most)
{
    struct value *report = value_map(import->arena), *units = value_list(import->arena), *records = value_list(import->arena);
    int64_t count = 0;
    for (size_t i = 0; i < import->package->types.len; i++)
        add_units(import, &import->batches[i], units);
    add_records(import, ROW_CHANGED, most, records, &count);
    add_records(import, ROW_NEW, most, records, &count);
    value_set(report, "units", units);
    value_set(report, "records", records);
    value_set_int(report, "record_count", count);
    return report;
}
