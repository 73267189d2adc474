/* What was written of records: the records of a type as a list; by whom, when and why: the imports, one of them, the history of one
 * record, the records that another unit's file took over before ids were each unit's own. */
#include "handler/record_call.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/list_order.h"
#include "command/private_reading.h"
#include "contest/record_taken.h"
#include "command/entry_asked.h"
#include "listing/record_list.h"
#include "revision/change_log.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

enum { LISTED = 50 };     /* when nobody says how many */

/* A row of the log with its files and its instant as a text. */
static struct value *with_files(struct command_call *call, const struct value *row, struct err *err)
{
    const struct value *files =
        store_rows(call->store, call->arena, err, QUERY_IMPORT_FILES, "i", value_get_int(row, "sequence", 0));
    if (!files)
        return NULL;
    struct value *map = value_copy(call->arena, row);
    value_set_text(map, "at", instant_text(call->arena, value_get_int(row, "at", 0)));
    value_set(map, "files", files);
    return map;
}

/* "tip.csv, incident.csv", "tip, incident" */
static void set_joined(struct command_call *call, struct value *map, const char *key, const char *of)
{
    const struct value *files = value_get(map, "files");
    const char *joined = NULL;
    for (size_t i = 0; i < value_len(files); i++) {
        const char *word = value_get_text(value_at(files, i), of, "");
        joined = joined ? arena_printf(call->arena, "%s, %s", joined, word) : word;
    }
    value_set_text(map, key, joined);
}

struct value *command_import_list(struct command_call *call, struct err *err)
{
    const struct value *rows = store_rows(call->store, call->arena, err, QUERY_IMPORT_LIST, "i",
                                          call_number(call, "last", call_gives_file(call) ? CALL_FILE_ROWS : LISTED));
    struct value *list = rows ? value_list(call->arena) : NULL;
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    for (size_t i = 0; list && i < value_len(rows); i++) {
        bool sees; /* another unit's: to him it was not */
        if (!record_call_reaches(call, package, value_get_int(value_at(rows, i), "sequence", 0), &sees, err))
            return NULL;
        if (!sees)
            continue;
        struct value *map = with_files(call, value_at(rows, i), err);
        if (!map)
            return NULL;
        set_joined(call, map, "types", "type");
        set_joined(call, map, "file_names", "file");
        value_append(list, map);
    }
    return list ? call_actors(call, list, err) : NULL;
}

static struct value *said_then(struct command_call *call, const struct value *row, struct err *err)
{
    const char *text = value_get_text(row, "said", "[]");
    return json_parse(call->arena, text, strlen(text), err);
}

struct value *command_import_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct value *report;
    int64_t sequence = call_number(call, "number", 0);
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *row = store_row(call->store, call->arena, err, QUERY_IMPORT_GET, "i", sequence);
    if (!row)
        return NULL;
    if (value_is_null(row))
        return record_call_refuse_change(sequence, err);
    struct value *map = with_files(call, row, err);
    struct value *said = map ? said_then(call, row, err) : NULL;
    bool sees;
    if (!said || !record_call_reaches(call, package, sequence, &sees, err))
        return NULL;
    if (!sees)
        return record_call_refuse_change(sequence, err);
    if (!record_call_report(call, package, sequence, &report, err))
        return NULL;
    value_set(map, "said", said);
    for (size_t i = 0; i < value_len(report); i++)
        value_set(map, value_key(report, i), value_item(report, i));
    return call_actors(call, map, err);
}

struct value *command_history(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct cell *key;
    struct value *list;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct record_type *type = call_type(call, package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, call_text(call, "key"), &key, err) ||
        !change_log_history(call->store, type, key, call->arena, &list, err))
        return NULL;
    if (!value_len(list)) {
        err_set(err, "không có bản ghi “%s” của loại “%s”; xem lại đơn vị và mã", "there is no record “%s” of the type “%s”; look at the unit and the id again",
                record_key_show(call->arena, type, key), type->name);
        return NULL;
    }
    return call_actors(call, list, err);
}

struct value *command_records_moved(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? record_taken_list(call->store, &package->types, call->arena, err) : NULL;
}

/* ---- the records of a type ---- */

/* "received_on,desc", "Ngày tiếp nhận"; key, state and change beside the fields. */
static bool read_sort(struct command_call *call, struct record_list_query *query, struct err *err)
{
    const char *by = call_text(call, "sort"), *name = by ? list_order_by(call->arena, by, &query->down) : NULL;
    struct buffer known = {0};
    if (!name || strcmp(name, "key") == 0)
        return true;
    query->own = strcmp(name, "state") == 0    ? RECORD_LIST_BY_STATE
                 : strcmp(name, "change") == 0 ? RECORD_LIST_BY_CHANGE
                                               : RECORD_LIST_BY_FIELD;
    for (size_t i = 0; i < query->type->field_count && !query->own && !query->sort; i++) {
        const struct field *field = &query->type->fields[i];
        if (strcmp(field->name, name) == 0 || strcmp(text_plain(call->arena, field->title), text_plain(call->arena, name)) == 0)
            query->sort = field;
        buffer_printf(&known, ", %s", field->name);
    }
    bool good = query->own || query->sort ||
                err_set(err, "danh sách này không có cột “%s” để xếp theo; ghi một trong: key, state, change%s",
                        "this list has no column “%s” to order by; write one of: key, state, change%s", name, buffer_text(&known));
    buffer_finish(&known);
    return good;
}

static bool read_state(struct command_call *call, struct record_list_query *query, struct err *err)
{
    const struct workflow *workflow = workflow_find("record");
    const char *name = call_text(call, "record-state");
    struct buffer known = {0};
    for (size_t i = 0; name && i < workflow->state_count && !query->state; i++) {
        const struct workflow_state *state = &workflow->states[i];
        if (strcmp(state->name, name) == 0 || strcmp(text_plain(call->arena, state->vi), text_plain(call->arena, name)) == 0)
            query->state = state->name;
        buffer_printf(&known, "%s%s", i ? ", " : "", state->name);
    }
    bool good = !name || query->state ||
                err_set(err, "bản ghi không có trạng thái “%s”; ghi một trong: %s", "no record has the state “%s”; write one of: %s", name,
                        buffer_text(&known));
    buffer_finish(&known);
    return good;
}

/* Of a caller whose role is for some units alone: what is theirs and below them. */
static bool read_reach(struct command_call *call, const struct units *units, struct record_list_query *query, struct err *err)
{
    struct value *owners = value_list(call->arena);
    if (caller_reaches(call->caller, call->command->roles, NULL))
        return true;
    if (!record_key_whose(query->type))
        return err_set(err, "loại “%s” là của cả phong trào; vai trò của đơn vị không xem được", "records of type “%s” are the whole contest's; a unit's role does not see them",
                       query->type->name);
    for (size_t i = 0; i < units->fact_count; i++) {
        if (!caller_reaches(call->caller, call->command->roles, units->facts[i].id))
            continue;
        const struct value *below = record_list_owners(call->store, query->types, units->facts[i].id, call->arena, err);
        if (!below)
            return false;
        for (size_t j = 0; j < value_len(below); j++)
            value_append(owners, value_at(below, j));
    }
    query->owners = owners;
    return true;
}

static bool read_scope(struct command_call *call, const struct units *units, struct record_list_query *query, struct err *err)
{
    const char *unit = call_text(call, "unit");
    if (!unit && !read_reach(call, units, query, err))
        return false;
    if (unit && !record_key_whose(query->type))
        return err_set(err, "loại “%s” không thuộc đơn vị nào; bỏ --unit", "records of type “%s” belong to no unit; leave --unit out",
                       query->type->name);
    if (unit && !(query->owners = record_list_owners(call->store, query->types, unit, call->arena, err)))
        return false;
    if (!call_text(call, "period"))
        return true;
    if (!query->type->touches_on && !query->type->touches_from)
        return err_set(err, "loại “%s” không gắn với ngày nào; bỏ --period", "records of type “%s” are of no day; leave --period out",
                       query->type->name);
    return (query->period = call_period(call, query->periods, "period", err)) != NULL;
}

static bool read_after(struct command_call *call, struct record_list_query *query, struct err *err)
{
    struct cell *after;
    const char *key = call_text(call, "after");
    if (!key)
        return true;
    if (!record_key_read(call->arena, query->type, key, &after, err))
        return false;
    query->after = after;
    return true;
}

static struct value *add_column(struct command_call *call, struct value *columns, const char *name, const char *title,
                                const char *title_en, const struct value *words)
{
    struct value *column = value_map(call->arena);
    value_set_text(column, "name", name);
    value_set_text(column, "title", title);
    value_set_text(column, "title_en", title_en);
    value_set(column, "words", words ? words : value_null(call->arena));
    value_append(columns, column);
    return column;
}

static struct value *record_columns(struct command_call *call, const struct record_type *type)
{
    const struct workflow *workflow = workflow_find("record");
    struct value *columns = value_list(call->arena), *states = value_map(call->arena);
    for (size_t i = 0; i < workflow->state_count; i++)
        value_set_text(states, workflow->states[i].name, workflow->states[i].vi);
    add_column(call, columns, "key", "Bản ghi", "Record", NULL);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        struct value *column = add_column(call, columns, field->name, field->title, field->title, field_word_titles(field, call->arena));
        value_set_bool(column, "in_key", text_place(field->name, type->key, type->key_count) >= 0);
    }
    add_column(call, columns, "state", "Trạng thái", "State", states);
    add_column(call, columns, "state_reason", "Lý do", "Reason", NULL);
    add_column(call, columns, "change", "Lần ghi", "Change", NULL);
    return columns;
}

static struct value *record_row(struct command_call *call, const struct record_type *type, const struct record_list_row *row)
{
    struct value *cells = value_list(call->arena);
    value_append(cells, value_text(call->arena, record_key_show(call->arena, type, row->cells)));
    for (size_t i = 0; i < type->field_count; i++) {
        const struct cell cell = row->cells[i];
        bool number = cell.kind == CELL_NUMBER && !field_kind(&type->fields[i])->show;
        value_append(cells, number                   ? value_int(call->arena, cell.number)
                            : cell.kind != CELL_EMPTY ? value_text(call->arena, cell_show(call->arena, &type->fields[i], cell))
                                                      : value_null(call->arena));
    }
    value_append(cells, value_text(call->arena, row->state));
    value_append(cells, value_text(call->arena, row->state_reason));
    value_append(cells, value_int(call->arena, row->sequence));
    return cells;
}

/* What was asked for, and what may be asked for beside: a page offers it. */
static void set_choices(struct command_call *call, const struct package *package, const struct record_list_query *query, struct value *answer)
{
    value_set(answer, "asked", call->arguments);
    value_set(answer, "units", entry_asked_units(call, package, instant_day(clock_now(call->clock))));
    value_set_bool(answer, "owned", record_key_whose(query->type) != NULL);
    value_set_bool(answer, "dated", query->type->touches_on || query->type->touches_from);
    value_set_text(answer, "retired_from", query->type->retired ? day_text(call->arena, query->type->retired_from) : NULL);
}

static struct value *record_answer(struct command_call *call, const struct record_list_query *query, const struct record_list *list,
                                   struct err *err)
{
    struct value *answer = value_map(call->arena), *rows = value_list(call->arena);
    for (size_t i = 0; i < list->len; i++)
        value_append(rows, record_row(call, query->type, &list->items[i]));
    value_set_text(answer, "type", query->type->name);
    value_set_text(answer, "title", query->type->title);
    value_set(answer, "columns", record_columns(call, query->type));
    value_set(answer, "rows", rows);
    value_set_bool(answer, "more", list->more);
    int64_t total = record_list_total(call->store, query, call->arena, err);
    value_set_int(answer, "total", total);
    value_set(answer, "next", list->more ? value_text(call->arena, record_key_show(call->arena, query->type, list->items[list->len - 1].cells))
                                         : value_null(call->arena));
    const struct value *names = record_list_names(call->store, query, list, call->arena, err);
    value_set(answer, "names", names);
    return names && total >= 0 ? answer : NULL;
}

struct value *command_records_find(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct record_list list;
    bool file = call_gives_file(call);
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    struct record_list_query query = {.types = &package->types, .periods = periods, .find = call_text(call, "find"),
                                      .limit = call_number(call, "limit", file ? CALL_FILE_ROWS : LISTED)};
    if (!(query.type = call_type(call, package, call_text(call, "type"), err)) || !read_scope(call, &package->units, &query, err) ||
        !read_state(call, &query, err) || !read_sort(call, &query, err) || !read_after(call, &query, err) ||
        !record_list_read(call->store, &query, call->arena, &list, err))
        return NULL;
    if (file && (query.limit > CALL_FILE_ROWS || (list.more && !value_get(call->arguments, "limit")))) {
        err_set(err, "quá %d bản ghi cho một tệp; chọn --unit, --period, --find, hoặc ghi từng phần bằng --limit và --after",
                "more than %d records for one file; narrow it with --unit, --period, --find, or write parts with --limit and --after",
                CALL_FILE_ROWS);
        return NULL;
    }
    struct value *answer = record_answer(call, &query, &list, err);
    if (answer)
        set_choices(call, package, &query, answer);
    return answer;
}

/* ---- who read what is private ---- */

enum { READINGS_LISTED = 200 }; /* when nobody says how many */

static struct value *named_reading(struct command_call *call, const struct package *package, const struct value *row)
{
    struct value *map = value_copy(call->arena, row);
    const char *unit = value_get_text(row, "unit", NULL);
    const struct record_type *type = record_type_find(&package->types, value_get_text(row, "type", ""));
    int64_t at = value_get_int(row, "at", 0);
    const struct unit_fact *fact = unit ? unit_at(&package->units, unit, instant_day(at)) : NULL;
    value_set_text(map, "at", instant_text(call->arena, at));
    value_set_text(map, "type_title", type ? type->title : value_get_text(row, "type", NULL));
    value_set_text(map, "unit_name", fact ? fact->name : unit);
    return map;
}

struct value *command_readings_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *rows = reading_list(call, call_number(call, "last", call_gives_file(call) ? CALL_FILE_ROWS : READINGS_LISTED), err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, named_reading(call, package, value_at(rows, i)));
    return rows ? call_actors(call, list, err) : NULL;
}
