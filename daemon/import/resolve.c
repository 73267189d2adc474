#include "import/resolve.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "import/batch.h"
#include "import/named.h"
#include "import/reference.h"
#include "import/row.h"
#include "import/unit_name.h"
#include "package/package.h"
#include "record/named_id.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdio.h>
#include <string.h>

/* What the rows of a call share while they are resolved. */
struct resolving {
    struct import *import;
    struct unit_names names;
    bool has_units, has_teams; /* the names know them: read when the first name is met */
    struct text_index found;     /* what was looked for, where and of which days: struct found */
    struct text_index bracketed; /* what was written with an id in brackets: the id, "" when the two do not agree */
};

/* ---- who is called what ---- */

static void add_teams_of_call(struct resolving *resolving)
{
    struct import *import = resolving->import;
    const struct record_type *type = record_type_find(&import->package->types, "unit");
    const struct batch *batch = type ? &import->batches[type - import->package->types.items] : NULL;
    for (size_t i = 0; batch && i < batch->len; i++) {
        const struct import_row *row = &batch->rows[i];
        const char *id = row_text(batch, row, "unit_id"), *name = row_text(batch, row, "name");
        if (row->settled || !id || !name)
            continue;
        int32_t last = row_day_or(batch, row, "valid_until", DAY_NEVER - 1);
        unit_names_add(&resolving->names, &(struct unit_called){.id = id, .name = name, .parent = row_text(batch, row, "parent"),
                                                                .level = LEVEL_TEAM, .until = last + 1,
                                                                .from = row_day_or(batch, row, "valid_from", 0)});
    }
}

static bool add_stored_teams(struct resolving *resolving, struct err *err)
{
    const struct value *rows = store_rows(resolving->import->change->store, resolving->import->arena, err, QUERY_RECORD_TEAM_NAMES, "tt",
                                          workflow_to("record", "confirm"), level_chain_id(&resolving->import->package->chain, LEVEL_TEAM));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        unit_names_add(&resolving->names,
                       &(struct unit_called){.id = value_get_text(row, "unit_id", ""), .name = value_get_text(row, "name", ""),
                                             .parent = value_get_text(row, "parent", NULL), .level = LEVEL_TEAM,
                                             .from = (int32_t)value_get_int(row, "valid_from", 0),
                                             .until = (int32_t)value_get_int(row, "valid_until", DAY_NEVER - 1) + 1});
    }
    return rows != NULL;
}

static bool know_names(struct resolving *resolving, enum level level, struct err *err)
{
    if (!resolving->has_units)
        unit_names_init(&resolving->names, resolving->import->arena, resolving->import->package);
    resolving->has_units = true;
    if (resolving->has_teams || (level && level != LEVEL_TEAM))
        return true;
    resolving->has_teams = true;
    add_teams_of_call(resolving);
    return add_stored_teams(resolving, err);
}

static const char *shown(struct arena *arena, const struct unit_called *called)
{
    return called->parent && called->level == LEVEL_TEAM ? arena_printf(arena, "%s (%s, %s)", called->id, called->name, called->parent)
                                                         : arena_printf(arena, "%s (%s)", called->id, called->name);
}

static void refuse_several(const struct resolving *resolving, const struct field *field, const char *text,
                           const struct unit_called *const found[2], struct spot spot)
{
    struct arena *arena = resolving->import->arena;
    problem_add(spot.problems, spot.file, spot.line, field->name, "“%1$s” là tên hay mã của nhiều đơn vị: %2$s, %3$s; ghi mã của một đơn vị",
                "“%1$s” is the name or code of more than one unit: %2$s, %3$s; write the id of one", text, shown(arena, found[0]),
                shown(arena, found[1]));
}

static bool is_known(struct resolving *resolving, const struct field *field, const char *text, bool *ret_known, struct err *err)
{
    const struct known *unit, *member = NULL;
    struct reference *reference = resolving->import->reference;
    if (!reference_unit(reference, text, &unit, err) ||
        (field->type == FIELD_SUBJECT && !reference_member(reference, text, &member, err)))
        return false;
    *ret_known = unit || member;
    return true;
}

/* ---- a name with the id in brackets ---- */

/* A row of this call tells how the member is called. */
static bool is_named_in_call(const struct import *import, const char *id, const char *name)
{
    const struct record_type *type = record_type_find(&import->package->types, "member");
    const struct batch *batch = type ? &import->batches[type - import->package->types.items] : NULL;
    for (size_t i = 0; batch && i < batch->len; i++) {
        const char *member = row_text(batch, &batch->rows[i], "member_id"), *called = row_text(batch, &batch->rows[i], "full_name");
        if (member && called && strcmp(member, id) == 0 && strcmp(text_plain(import->arena, called), name) == 0)
            return true;
    }
    return false;
}

static bool is_member_named(const struct import *import, const char *id, const char *text, bool *ret_is, struct err *err)
{
    const char *name = text_plain(import->arena, text);
    const struct value *rows = store_rows(import->change->store, import->arena, err, QUERY_RECORD_MEMBER_NAMES, "t", id);
    *ret_is = is_named_in_call(import, id, name);
    for (size_t i = 0; i < value_len(rows) && !*ret_is; i++)
        *ret_is = strcmp(text_plain(import->arena, value_get_text(value_at(rows, i), "full_name", "")), name) == 0;
    return rows != NULL;
}

/* Of a title that is read as if it stood alone: of a period, phase, type. */
static bool is_titled(struct import *import, const struct field *field, const char *id, const char *title)
{
    struct problems unsaid;
    struct cell of_title = {.kind = CELL_TEXT, .text = title}, of_id = {.kind = CELL_TEXT, .text = id};
    problems_init(&unsaid, import->arena);
    named_resolve(import, field, &of_title, (struct spot){.problems = &unsaid});
    named_resolve(import, field, &of_id, (struct spot){.problems = &unsaid});
    return of_title.kind == CELL_TEXT && strcmp(of_title.text, of_id.text) == 0;
}

/* What "name (id)" means: the id when it has that name, or nobody has the id, which is said when it is looked for; "" when it has
 * another name. NULL when the store failed. */
static const char *read_bracketed(struct resolving *resolving, const struct field *field, const char *name, const char *id, struct err *err)
{
    struct import *import = resolving->import;
    const struct known *unit = NULL, *member = NULL;
    bool units = field->type == FIELD_UNIT || field->type == FIELD_SUBJECT, members = field->type == FIELD_MEMBER || field->type == FIELD_SUBJECT;
    bool named = false;
    if (!units && !members)
        return is_titled(import, field, id, name) ? id : "";
    if ((units && !reference_unit(import->reference, id, &unit, err)) || (members && !reference_member(import->reference, id, &member, err)))
        return NULL;
    if (!unit && !member)
        return id;
    if (unit && !know_names(resolving, unit->level, err))
        return NULL;
    named = unit && unit_name_is(&resolving->names, id, name);
    if (!named && member && !is_member_named(import, id, name, &named, err))
        return NULL;
    return named ? id : "";
}

/* "Cát Bi (cat-bi)", as forms write it. A name and an id that do not agree are two readings. */
static bool take_bracketed(struct resolving *resolving, const struct field *field, struct cell *cell, struct spot spot, struct err *err)
{
    const char *name, *id;
    struct arena *arena = resolving->import->arena;
    if (!named_id_split(arena, cell->text, &name, &id) || strpbrk(id, " /"))
        return true;
    void **known = text_index_place(&resolving->bracketed, arena, arena_printf(arena, "%d%s", (int)field->type, cell->text));
    const char *means = *known ? *known : read_bracketed(resolving, field, name, id, err);
    if (!means)
        return false;
    *known = (void *)means;
    if (*means) {
        cell->text = means;
        return true;
    }
    problem_add(spot.problems, spot.file, spot.line, field->name,
                "“%1$s” đọc được hai cách: theo mã là “%2$s”, theo tên là “%3$s”, mà mã ấy không mang tên ấy; chỉ ghi mã đúng",
                "“%1$s” can be read in two ways: by its id it is “%2$s”, by its name “%3$s”, and that id has not that name; write the right "
                "id alone", cell->text, id, name);
    cell->kind = CELL_BAD;
    return true;
}

/* ---- one cell ---- */

/* The ward that the row names beside the team. */
static const char *ward_of(const struct batch *batch, const struct import_row *row)
{
    for (size_t i = 0; i < batch->type->field_count; i++) {
        const struct field *field = &batch->type->fields[i];
        if (field->type == FIELD_UNIT && field->level == LEVEL_WARD && row->cells[i].kind == CELL_TEXT)
            return row->cells[i].text;
    }
    return NULL;
}

/* The units that a text names; where it was said of the one that is meant. */
struct found {
    size_t count;
    const struct unit_called *units[2];
    const char *file; /* NULL: not yet */
    size_t entry;
};

/* Answers that are kept: of more each text is looked up again. Texts that name nothing may all differ. */
enum { FOUND_MOST = 1 << 16, UNKNOWN_MOST = 1 << 12 };

/* Most rows of a file name the same units, of the same days. */
static struct found *find_unit(struct resolving *resolving, const struct field *field, const char *text, const struct unit_wanted *wanted,
                               struct found *once)
{
    char key[512];
    struct arena *arena = resolving->import->arena;
    int len = snprintf(key, sizeof key, "%s\x1f%d\x1f%d\x1f%d\x1f%s\x1f%s", field->name, (int)wanted->level, (int)wanted->from,
                       (int)wanted->until, wanted->within ? wanted->within : "", text);
    bool kept = len > 0 && (size_t)len < sizeof key;
    struct found *found = kept ? text_index_find(&resolving->found, key) : NULL;
    if (found)
        return found;
    *once = (struct found){0};
    once->count = unit_name_find(&resolving->names, text, wanted, once->units);
    if (!kept || resolving->found.len >= (once->count ? FOUND_MOST : UNKNOWN_MOST))
        return once;
    found = arena_alloc(arena, sizeof *found);
    *found = *once;
    *text_index_place(&resolving->found, arena, arena_strdup(arena, key)) = found;
    return found;
}

static void take_unit(const struct field *field, struct cell *cell, struct spot spot, struct found *found)
{
    const struct unit_called *unit = found->units[0];
    if (found->file == spot.file)
        problem_again(spot.problems, found->entry, spot.line);
    else
        found->entry = cell_note(spot, field->name, cell->text, unit->id, unit->name, unit->name);
    found->file = spot.file;
    cell->text = unit->id;
}

static bool resolve_unit(struct resolving *resolving, const struct batch *batch, const struct import_row *row, const struct field *field,
                         struct cell *cell, struct err *err)
{
    bool known;
    enum level level = field->type == FIELD_SUBJECT ? LEVEL_TEAM : field->level;
    struct unit_wanted wanted = {.level = level, .within = ward_of(batch, row)}, above = {.level = LEVEL_WARD};
    struct found once;
    struct spot spot = row_spot(resolving->import, row);
    if (!is_known(resolving, field, cell->text, &known, err))
        return false;
    if (known)
        return true;
    if (!know_names(resolving, level, err))
        return false;
    row_span(resolving->import, batch, row, &wanted.from, &wanted.until);
    struct found *found = find_unit(resolving, field, cell->text, &wanted, &once);
    if (!found->count && field->type == FIELD_SUBJECT && field->level == LEVEL_WARD) {
        row_span(resolving->import, batch, row, &above.from, &above.until);
        found = find_unit(resolving, field, cell->text, &above, &once);
    }
    if (found->count > 1) {
        refuse_several(resolving, field, cell->text, found->units, spot);
        cell->kind = CELL_BAD;
    } else if (found->count == 1) {
        take_unit(field, cell, spot, found);
    }
    return found->count || take_bracketed(resolving, field, cell, spot, err);
}

/* In this order: the days tell which unit is meant, the ward which team. */
enum turn { TURN_TIME, TURN_UNIT, TURN_TEAM, TURNS };

static enum turn turn_of(const struct field *field)
{
    bool team = field->type == FIELD_SUBJECT || (field->type == FIELD_UNIT && field->level == LEVEL_TEAM);
    return team ? TURN_TEAM : field->type == FIELD_UNIT ? TURN_UNIT : TURN_TIME;
}

static bool resolve_cell(struct resolving *resolving, const struct batch *batch, const struct import_row *row, size_t i, struct err *err)
{
    const struct field *field = &batch->type->fields[i];
    struct cell *cell = &row->cells[i];
    struct spot spot = row_spot(resolving->import, row);
    const struct known *member;
    const char *text = cell->text;
    if (field->type == FIELD_UNIT || field->type == FIELD_SUBJECT)
        return resolve_unit(resolving, batch, row, field, cell, err);
    if (field->type == FIELD_MEMBER)
        return reference_member(resolving->import->reference, text, &member, err) && (member || take_bracketed(resolving, field, cell, spot, err));
    named_resolve(resolving->import, field, cell, spot);
    return field_kind(field)->free || cell->kind != CELL_TEXT || cell->text != text || take_bracketed(resolving, field, cell, spot, err);
}

static bool resolve_row(struct resolving *resolving, const struct batch *batch, const struct import_row *row, struct err *err)
{
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t i = 0; i < batch->type->field_count; i++)
            if (row->cells[i].kind == CELL_TEXT && (int)turn_of(&batch->type->fields[i]) == turn &&
                !resolve_cell(resolving, batch, row, i, err))
                return false;
    return true;
}

static bool resolve_batch(struct resolving *resolving, struct batch *batch, struct err *err)
{
    for (size_t i = 0; i < batch->len; i++) {
        if (batch->rows[i].restored || batch->rows[i].key) /* no file's: as it was stored, or moved */
            continue;
        if (!resolve_row(resolving, batch, &batch->rows[i], err))
            return false;
        batch_settle(resolving->import, batch, &batch->rows[i]);
    }
    return true;
}

/* Units before members before all others: these may refer to those. */
static int rank(const struct record_type *type)
{
    return strcmp(type->name, "unit") == 0 ? 0 : strcmp(type->name, "member") == 0 ? 1 : 2;
}

bool resolve_rows(struct import *import, struct err *err)
{
    struct resolving resolving = {.import = import};
    for (int turn = 0; turn <= 2; turn++)
        for (size_t i = 0; i < import->package->types.len; i++)
            if (rank(import->batches[i].type) == turn && !resolve_batch(&resolving, &import->batches[i], err))
                return false;
    return true;
}
