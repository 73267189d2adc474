#include "revision/life_move.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "import/cross_check.h"
#include "import/import_pass.h"
#include "import/stored_life.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

enum { ROWS = 2 };

/* A row like a stored one, yet to be changed. */
static struct import_row *add_row(struct import_pass *pass, struct batch *batch, const struct life_move *move,
                                  const struct stored_life *stored)
{
    size_t size = batch->type->field_count * sizeof(struct cell);
    struct import_row *row = &batch->rows[batch->len++];
    *row = (struct import_row){.file = move->source, .line = (int)batch->len, .names_state = true, .says_state = true, .carried = true, .before = WORKFLOW_NEW,
                               .state = workflow_to("record", "confirm"), .cells = arena_alloc(pass->import.arena, size)};
    memcpy(row->cells, stored->cells, size);
    return row;
}

static void enter(struct import_pass *pass, struct batch *batch, struct import_row *row)
{
    row->key = row_join(pass->import.arena, batch->type, row->cells, batch->type->key, batch->type->key_count);
    *text_index_place(&batch->keys, pass->import.arena, row->key) = row;
    cross_check_read_row(&pass->import, batch, row);
}

static void make_rows(struct import_pass *pass, struct batch *batch, const struct life_move *move, const struct record_life *life,
                      const struct stored_life *stored)
{
    const struct record_type *type = batch->type;
    batch->rows = arena_alloc(pass->import.arena, ROWS * sizeof *batch->rows);
    batch->size = ROWS;
    struct import_row *closed = add_row(pass, batch, move, stored), *opened = add_row(pass, batch, move, stored);
    closed->cells[life->until - type->fields] = (struct cell){.kind = CELL_NUMBER, .number = move->on - 1};
    opened->cells[life->from - type->fields] = (struct cell){.kind = CELL_NUMBER, .number = move->on};
    *row_cell(batch, opened, move->place) = (struct cell){.kind = CELL_TEXT, .text = move->to};
    enter(pass, batch, closed);
    enter(pass, batch, opened);
    pass->outcome.read = ROWS;
}

/* "2024-11-01–2025-06-30, 2025-07-01–": when there is a row. */
static const char *days_shown(struct arena *arena, const struct stored_life *rows, size_t len)
{
    const char *list = "";
    for (size_t i = 0; i < len; i++)
        if (workflow_is("record", rows[i].state, WORKFLOW_CLAIMS))
            list = arena_printf(arena, "%s%s%s–%s", list, *list ? ", " : "", day_text(arena, rows[i].first),
                                rows[i].last == LIFE_OPEN_END ? "" : day_text(arena, rows[i].last));
    return list;
}

static const struct stored_life *row_on(const struct stored_life *rows, size_t len, int32_t day)
{
    for (size_t i = 0; i < len; i++)
        if (workflow_is("record", rows[i].state, WORKFLOW_CLAIMS) && rows[i].first <= day && day <= rows[i].last)
            return &rows[i];
    return NULL;
}

/* The row that the move cuts in two; NULL with a problem when there is none. */
static const struct stored_life *row_to_cut(struct import_pass *pass, const struct record_type *type, const struct life_move *move,
                                            const struct stored_life *rows, size_t len)
{
    struct arena *arena = pass->import.arena;
    struct problems *problems = pass->import.problems;
    const struct stored_life *row = row_on(rows, len, move->on);
    const char *days = days_shown(arena, rows, len), *on = day_text(arena, move->on);
    if (!*days) {
        problem_add(problems, NULL, 0, move->type, "không có “%s”; xem lại mã", "there is no “%s”; look at the id again", move->subject);
        return NULL;
    }
    if (!row || row != row_on(rows, len, move->on - 1)) {
        problem_add(problems, NULL, 0, move->type,
                    "“%1$s” không có dòng nào gồm cả ngày %2$s và ngày hôm trước (có: %3$s); chọn ngày khác, hoặc sửa dòng đó bằng import",
                    "“%1$s” has no row with both %2$s and the day before (there are: %3$s); choose another day, or correct that row by an "
                    "import", move->subject, on, days);
        return NULL;
    }
    struct cell place = row->cells[record_field(type, move->place) - type->fields];
    if (place.kind != CELL_TEXT || strcmp(place.text, move->to) != 0)
        return row;
    problem_add(problems, NULL, 0, move->place, "“%s” đã ở “%s” vào ngày %s; ghi nơi khác ở --to",
                "“%s” is at “%s” on %s already; write another place at --to", move->subject, move->to, on);
    return NULL;
}

static bool read_move(struct import_pass *pass, const struct life_move *move, struct err *err)
{
    struct import *import = &pass->import;
    const struct record_type *type = record_type_find(&import->package->types, move->type);
    struct batch *batch = &import->batches[type - import->package->types.items];
    struct cell *subject = arena_alloc(import->arena, type->field_count * sizeof *subject);
    struct record_life life;
    struct stored_life *rows;
    struct statement *statement = NULL;
    size_t len;
    record_key_life(import->arena, type, &life); /* the house's types have lives (package/record_file.c) */
    subject[record_field(type, life.subject[0]) - type->fields] = (struct cell){.kind = CELL_TEXT, .text = move->subject};
    bool good = stored_life_read(import->change->store, import->arena, type, &life, subject, &statement, &rows, &len, err);
    statement_finish(statement);
    const struct stored_life *row = good ? row_to_cut(pass, type, move, rows, len) : NULL;
    if (row)
        make_rows(pass, batch, move, &life, row);
    return good;
}

bool life_move(const struct import_call *call, const struct life_move *move, struct arena *arena, struct problems *problems,
               struct import_outcome *ret_outcome, struct err *err)
{
    struct import_call asked = *call;
    struct import_pass pass;
    asked.moves = asked.revive = true; /* it is what is asked for */
    import_pass_begin(&pass, &asked, arena, problems);
    return import_pass_complete(&pass, read_move(&pass, move, err), ret_outcome, err);
}
