#include "amendment/record_limit.h"

#include "amendment/type_change.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/value.h"
#include "record/field_kind.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/record_cells.h"
#include "store/store.h"

#include <inttypes.h>

static bool count_touched(struct store *store, const struct type_change *change, int32_t today, struct arena *arena, int64_t *ret_count,
                          struct err *err)
{
    bool row = false;
    *ret_count = 0;
    if (!change->touched.when)
        return true;
    struct statement *statement = store_prepare(store, record_limit_count(arena, &change->touched), err);
    if (!statement)
        return false;
    statement_bind_int(statement, 1, today);
    bool good = statement_step(statement, &row, err);
    *ret_count = good && row ? statement_int(statement, 0) : 0;
    statement_finish(statement);
    return good;
}

static const char *key_text(struct arena *arena, const struct record_type *type, const struct statement *statement)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = record_field(type, type->key[i]);
        cells[field - type->fields] = record_cell(statement, (int)i, field);
    }
    return record_key_show(arena, type, cells);
}

/* "cat-bi/1, cat-bi/2" */
static bool name_first(struct store *store, const struct type_change *change, int32_t today, struct arena *arena, const char **ret_names,
                       struct err *err)
{
    struct buffer names = {0};
    struct statement *statement = store_prepare(store, record_limit_first(arena, &change->touched), err);
    bool row = false, good = statement != NULL;
    if (good)
        statement_bind_int(statement, 1, today);
    while (good && (good = statement_step(statement, &row, err)) && row)
        buffer_printf(&names, "%s%s", names.len ? ", " : "", key_text(arena, change->touched.type, statement));
    statement_finish(statement);
    *ret_names = buffer_take(&names, arena);
    return good;
}

static const char *said(const struct type_change *change, struct arena *arena)
{
    return arena_printf(arena, "%s → %s", change->from ? change->from : "–", change->to ? change->to : "–");
}

static void refuse(const struct type_change *change, int64_t count, const char *first, struct problems *problems)
{
    struct arena *arena = problems->arena;
    const char *place = type_change_place(change, arena);
    int line = change->field ? change->field->line : change->type->line;
    if (change->field && !record_field(change->touched.type, change->field->name))
        problem_add(problems, "records.ini", line, place,
                    "trường mới không thể bắt buộc vì %1$" PRId64 " bản ghi đã lưu chưa có giá trị (đầu tiên: %2$s); khai “%3$s?” và, để bắt buộc từ một ngày, thêm mục "
                    "[%4$s.refusal.N] với điều kiện về ngày ấy trong when",
                    "a new field cannot be required, for %1$" PRId64 " stored records have no value for it (first: %2$s); declare “%3$s?” and, to require it from a day on, add "
                    "[%4$s.refusal.N] with that day in its `when`",
                    count, first, change->field->name, change->type->name);
    else if (change->kind == TYPE_CHANGE_CHOICE_REMOVED)
        problem_add(problems, "records.ini", line, place,
                    "%1$" PRId64 " bản ghi, kể cả phiên bản cũ, đang dùng lựa chọn “%3$s” (đầu tiên: %2$s) nên không bỏ được; giữ lựa chọn này và, để không nhận thêm, thêm mục "
                    "[%4$s.refusal.N]",
                    "the choice “%3$s” stands in %1$" PRId64 " records, superseded versions counted (first: %2$s), and cannot be taken away; keep it and, to take no more of them, add "
                    "[%4$s.refusal.N]",
                    count, first, change->from, change->type->name);
    else
        problem_add(problems, "records.ini", line, place,
                    "%1$" PRId64 " bản ghi đã lưu không theo giới hạn mới (%3$s), đầu tiên: %2$s; sửa các bản ghi ấy trước, hoặc giữ giới hạn cũ và thêm mục [%4$s.refusal.N] cho bản "
                    "ghi mới",
                    "%1$" PRId64 " stored records do not keep the new limit (%3$s), first: %2$s; correct them before, or keep the old limit and add [%4$s.refusal.N] for new ones",
                    count, first, said(change, arena), change->type->name);
}

bool record_limit_check(struct store *store, const struct record_types *from, const struct record_types *to, int32_t today,
                        struct problems *problems, struct err *err)
{
    struct arena *arena = problems->arena;
    struct type_changes changes = type_change_list(from, to, arena);
    for (size_t i = 0; i < changes.len; i++) {
        const struct type_change *change = &changes.items[i];
        const char *first;
        int64_t count;
        if (!type_change_is_limit(change))
            continue;
        if (!count_touched(store, change, today, arena, &count, err) || (count && !name_first(store, change, today, arena, &first, err)))
            return false;
        if (count)
            refuse(change, count, first, problems);
    }
    return true;
}

struct value *record_limit_changes(struct store *store, const struct record_types *from, const struct record_types *to, int32_t today,
                                   struct arena *arena, struct err *err)
{
    struct type_changes changes = type_change_list(from, to, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < changes.len; i++) {
        int64_t count;
        if (!count_touched(store, &changes.items[i], today, arena, &count, err))
            return NULL;
        struct value *map = type_change_value(&changes.items[i], arena);
        value_set_int(map, "records", count);
        value_append(list, map);
    }
    return list;
}
