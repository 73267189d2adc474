/* What was written of records, by whom, when and why: the imports, one of them, the history of one record, the records that
 * another unit's file took over before ids were each unit's own. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "display/actor.h"
#include "contest/record_taken.h"
#include "revision/change_log.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

enum { LISTED = 50 }; /* when nobody says how many */

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
    const struct value *rows =
        store_rows(call->store, call->arena, err, QUERY_IMPORT_LIST, "i", call_number(call, "last", LISTED));
    struct value *list = rows ? value_list(call->arena) : NULL;
    for (size_t i = 0; list && i < value_len(rows); i++) {
        struct value *map = with_files(call, value_at(rows, i), err);
        if (!map)
            return NULL;
        set_joined(call, map, "types", "type");
        set_joined(call, map, "file_names", "file");
        value_append(list, map);
    }
    return list ? actor_named(call->arena, list) : NULL;
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
    if (value_is_null(row)) {
        err_set(err, "lần %lld không ghi bản ghi nào; xem import list", "%lld wrote no records; see import list", (long long)sequence);
        return NULL;
    }
    struct value *map = with_files(call, row, err);
    struct value *said = map ? said_then(call, row, err) : NULL;
    if (!said || !change_log_report(call->store, package, sequence, instant_day(clock_now(call->clock)), call->arena, &report, err))
        return NULL;
    value_set(map, "said", said);
    for (size_t i = 0; i < value_len(report); i++)
        value_set(map, value_key(report, i), value_item(report, i));
    return actor_named(call->arena, map);
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
    return actor_named(call->arena, list);
}

struct value *command_records_moved(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? record_taken_list(call->store, &package->types, call->arena, err) : NULL;
}
