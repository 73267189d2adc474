#include "mirror/mirror_job.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "mirror/mirror_sql.h"
#include "plugin/engine.h"
#include "record/record_type.h"
#include "store/rule_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 20000, TRIES = 8, DEADLINE_MS = 60000 };

struct mirror_job {
    struct arena *arena;
    const struct value *job;
    struct rule_reader *reader;
    struct engine engine;
    struct record_types types;
    struct value *stands; /* {type: the change at which the copy was seen to be} */
    int64_t sequence, deadline;
};

/* How one type stands there. */
struct state {
    int64_t sequence; /* 0: nothing is there */
    const char *hash;
    const struct value *columns; /* {name: type} */
};

/* ---- our rows, lent to the plugin ---- */

static const char *row_name(void *rows, int column)
{
    return rule_rows_name(rows, column);
}

static bool row_step(void *rows, bool *ret_row, struct err *err)
{
    return rule_rows_step(rows, ret_row, err);
}

static enum value_type row_type(void *rows, int column)
{
    return rule_rows_type(rows, column);
}

static int64_t row_integer(void *rows, int column)
{
    return rule_rows_int(rows, column);
}

static const char *row_text(void *rows, int column)
{
    return rule_rows_text(rows, column);
}

/* NULL: it is none. */
static const char *text_of(const struct value *value)
{
    return value && value_type(value) == VALUE_TEXT ? value_as_text(value) : NULL;
}

/* One number or text of our own; *ret_found NULL: there is no row. */
static bool ask_here(struct mirror_job *mirror, const char *sql, const struct value **ret_found, struct err *err)
{
    struct rule_rows *rows = rule_reader_own(mirror->reader, sql, err);
    bool row = false, good = rows && rule_rows_step(rows, &row, err);
    *ret_found = NULL;
    if (row)
        *ret_found = rule_rows_type(rows, 0) == VALUE_INT ? value_int(mirror->arena, rule_rows_int(rows, 0)) : value_text(mirror->arena, rule_rows_text(rows, 0));
    rule_rows_finish(rows);
    return good;
}

/* *ret_hash NULL: there is no such change. */
static bool hash_at(struct mirror_job *mirror, int64_t sequence, const char **ret_hash, struct err *err)
{
    const struct value *found;
    if (!ask_here(mirror, mirror_sql_hash(mirror->arena, sequence), &found, err))
        return false;
    *ret_hash = text_of(found);
    return true;
}

/* ---- acts ---- */

static struct value *act_of(const struct mirror_job *mirror, const char *act, const struct record_type *type)
{
    struct value *context = value_map(mirror->arena);
    value_set_text(context, "act", act);
    value_set_text(context, "table", arena_printf(mirror->arena, "record_%s", type->name));
    return context;
}

static bool look(struct mirror_job *mirror, const struct record_type *type, struct state *ret_state, struct err *err)
{
    struct value *rows = value_list(mirror->arena), *columns = value_map(mirror->arena);
    *ret_state = (struct state){.hash = "", .columns = columns};
    if (engine_act(mirror->arena, &mirror->engine, act_of(mirror, "look", type), NULL, mirror->deadline, rows, err) != PLUGIN_DONE)
        return false;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *first = text_of(value_at(row, 0)), *second = text_of(value_at(row, 1));
        if (!i) {
            ret_state->sequence = first ? strtoll(first, NULL, 10) : 0;
            ret_state->hash = second ? second : "";
        } else if (first) {
            value_set_text(columns, first, second);
        }
    }
    return true;
}

/* The change that the other side is at must be ours: else it mirrors another folder, or one that was restored to an earlier day. */
static bool is_ours(struct mirror_job *mirror, const struct state *state, struct err *err)
{
    const char *ours = state->hash;
    if (state->sequence && !hash_at(mirror, state->sequence, &ours, err))
        return false;
    return (ours && strcmp(ours, state->hash) == 0) ||
           err_set(err, "bản sao ở bên kia là của một thư mục dữ liệu khác, hoặc của dữ liệu đã được khôi phục về trước: thay đổi số %" PRId64 " ở đó không phải của ta; dùng một lược đồ khác, hoặc “records mirror --anew” để sao lại từ đầu",
                   "the copy there is of another state folder, or of data that was restored to an earlier day: its change %" PRId64 " is not ours; use another schema, or “records mirror --anew” to copy it from the beginning", state->sequence);
}

static const char *theirs_of(char kind)
{
    return kind == 'n' ? "bigint" : kind == 'b' ? "boolean" : "text";
}

/* What has to be done about columns: some come, some go; or the table begins anew, for a column is of another form now, or says something of versions
 * that went over without it. *ret_fits: nothing has to be done. */
static bool compare_columns(struct mirror_job *mirror, const struct record_type *type, const struct mirror_columns *version, const struct state *state,
                            struct value *context, bool *ret_fits, struct err *err)
{
    struct arena *arena = mirror->arena;
    struct value *ours = value_map(arena);
    const char *added = "", *dropped = "";
    bool fresh = state->sequence == 0;
    char *rest = NULL, *copy = arena_strdup(arena, version->columns);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const char *name = arena_strndup(arena, line, strcspn(line, " ")), *theirs = value_get_text(state->columns, name, NULL);
        const char *kind = theirs_of(line[strlen(line) - 1]);
        value_set_text(ours, name, kind);
        if (!theirs)
            added = arena_printf(arena, "%s%s\n", added, line);
        const struct value *said = NULL;
        if (!theirs && !fresh && !ask_here(mirror, mirror_sql_said(arena, type, name, state->sequence), &said, err))
            return false;
        fresh = fresh || said || (theirs && strcmp(theirs, kind) != 0);
    }
    for (size_t i = 0; i < value_len(state->columns); i++)
        if (!value_get(ours, value_key(state->columns, i)))
            dropped = arena_printf(arena, "%s%s\n", dropped, value_key(state->columns, i));
    fresh = fresh || value_get_bool(mirror->job, "anew", false);
    value_set_text(context, "fresh", fresh ? "yes" : "no");
    value_set_text(context, "added", added);
    value_set_text(context, "left", dropped);
    *ret_fits = !fresh && !*added && !*dropped;
    return true;
}

/* One step: some thousands of versions, or all that are left. */
static enum plugin_outcome append(struct mirror_job *mirror, const struct record_type *type, const struct mirror_columns *version, const struct state *state, bool first,
                                  int64_t *ret_upto, struct err *err)
{
    struct arena *arena = mirror->arena;
    struct value *context = act_of(mirror, "append", type);
    const struct value *any, *end;
    bool fits = true;
    *ret_upto = mirror->sequence;
    if (first && !compare_columns(mirror, type, version, state, context, &fits, err))
        return PLUGIN_FAILED;
    fits = fits && value_get(mirror->job, "asks");
    if (fits && !ask_here(mirror, mirror_sql_any(arena, type, state->sequence, mirror->sequence), &any, err))
        return PLUGIN_FAILED;
    if (fits && !any)
        return PLUGIN_DONE; /* nothing of this type came or ended since: whoever asks for the later sequence sees the same */
    bool fresh = strcmp(value_get_text(context, "fresh", "no"), "yes") == 0;
    int64_t from = fresh ? 0 : state->sequence;
    if (!ask_here(mirror, mirror_sql_end(arena, type, from, mirror->sequence, BATCH), &end, err))
        return PLUGIN_FAILED;
    int64_t upto = end ? value_as_int(end) : mirror->sequence > from ? mirror->sequence : from;
    const char *hash = NULL;
    if (!hash_at(mirror, upto, &hash, err))
        return PLUGIN_FAILED;
    struct rule_rows *rows = hash ? rule_reader_own(mirror->reader, mirror_sql_between(arena, type, from, upto), err) : NULL;
    if (!rows)
        return PLUGIN_FAILED;
    value_set_text(context, "columns", version->columns);
    value_set_text(context, "names", version->names);
    value_set_text(context, "key", version->key);
    value_set_text(context, "unit", version->unit);
    value_set_text(context, "days", version->days);
    value_set_text(context, "after", arena_printf(arena, "%" PRId64, state->sequence));
    value_set_text(context, "upto", arena_printf(arena, "%" PRId64, upto));
    value_set_text(context, "hash", hash);
    const struct exchange_rows lent = {rows, rule_rows_columns(rows), row_name, row_step, row_type, row_integer, row_text, NULL};
    enum plugin_outcome outcome = engine_act(arena, &mirror->engine, context, &lent, mirror->deadline, NULL, err);
    rule_rows_finish(rows);
    *ret_upto = upto;
    if (outcome == PLUGIN_DONE)
        value_set_int(mirror->stands, type->name, upto);
    return outcome;
}

/* Brought up to the job's sequence, when it is not beyond it. */
static bool bring(struct mirror_job *mirror, const struct record_type *type, const struct mirror_columns *version, struct state *state, struct err *err)
{
    bool first = true, anew = value_get_bool(mirror->job, "anew", false);
    for (int late = 0; first || state->sequence < mirror->sequence;) {
        int64_t upto = 0;
        enum plugin_outcome outcome = append(mirror, type, version, state, first, &upto, err);
        if (outcome == PLUGIN_FAILED || (outcome == PLUGIN_LATER && (anew || ++late == TRIES)))
            return false;
        if (outcome == PLUGIN_DONE) {
            state->sequence = upto;
            first = false;
            continue;
        }
        err_clear(err);
        if (!look(mirror, type, state, err) || !is_ours(mirror, state, err))
            return false;
        value_set_int(mirror->stands, type->name, state->sequence);
        first = true;
    }
    return true;
}

static const struct value *mirror_type(struct mirror_job *mirror, const struct record_type *type, struct err *err)
{
    struct state state;
    struct mirror_columns version;
    struct value *row = value_map(mirror->arena);
    if (!mirror_sql_columns(mirror->arena, type, &version)) {
        err_set(err, "loại số liệu “%s” là riêng tư nên không sang bên kia", "the record type “%s” is private and does not go there", type->name);
        return NULL;
    }
    if (!look(mirror, type, &state, err) || (!value_get_bool(mirror->job, "anew", false) && !is_ours(mirror, &state, err)))
        return NULL;
    value_set_text(row, "type", type->name);
    value_set_int(row, "before", state.sequence);
    value_set_int(mirror->stands, type->name, state.sequence);
    if (!value_get_bool(mirror->job, "look", false) && !bring(mirror, type, &version, &state, err))
        return NULL;
    value_set_int(row, "sequence", state.sequence);
    return row;
}

/* ---- asking ---- */

/* As the shape says: a number that is none, or a row of another length, is an error of the other side. */
static bool shape_row(struct arena *arena, const char *shape, const struct value *given, struct value *row)
{
    for (size_t i = 0; i < value_len(given); i++) {
        const char *text = text_of(value_at(given, i));
        char *end = NULL;
        int64_t number = shape[i] == 'b' ? text && *text == 't' : text ? strtoll(text, &end, 10) : 0;
        if (shape[i] == 'n' && text && (end == text || *end))
            return false;
        value_append(row, !text ? value_null(arena) : shape[i] == 't' ? value_text(arena, text) : value_int(arena, number));
    }
    return true;
}

static const struct value *ask_there(struct mirror_job *mirror, const struct value *asked, struct err *err)
{
    struct arena *arena = mirror->arena;
    const char *name = value_get_text(asked, "type", ""), *shape = value_get_text(asked, "shape", "");
    const struct record_type *type = record_type_find(&mirror->types, name);
    struct value *given = value_list(arena), *rows = value_list(arena);
    if (!type) {
        err_set(err, "gói đang dùng không có loại số liệu “%s”", "the package in force has no record type “%s”", name);
        return NULL;
    }
    struct value *context = act_of(mirror, "ask", type);
    value_set_text(context, "sql", value_get_text(asked, "sql", ""));
    value_set_text(context, "least", arena_printf(arena, "%" PRId64, value_get_int(mirror->stands, name, INT64_MAX)));
    if (engine_act(arena, &mirror->engine, context, NULL, mirror->deadline, given, err) != PLUGIN_DONE)
        return NULL;
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *row = value_list(arena);
        if (value_len(value_at(given, i)) != strlen(shape) || !shape_row(arena, shape, value_at(given, i), row)) {
            err_set(err, "trả lời của bên kia không đúng dạng", "the answer of the other side has not the form that was asked for");
            return NULL;
        }
        value_append(rows, row);
    }
    return rows;
}

static struct value *perform(struct mirror_job *mirror, struct err *err)
{
    struct value *answer = value_map(mirror->arena), *types = value_list(mirror->arena), *asks = value_list(mirror->arena);
    const struct value *wanted = value_get(mirror->job, "wanted"), *asked = value_get(mirror->job, "asks");
    for (size_t i = 0; i < value_len(wanted); i++) {
        const struct record_type *type = record_type_find(&mirror->types, text_of(value_at(wanted, i)));
        const struct value *row = type ? mirror_type(mirror, type, err) : NULL;
        if (!row)
            return NULL;
        value_append(types, row);
    }
    for (size_t i = 0; i < value_len(asked); i++) {
        const struct value *rows = ask_there(mirror, value_at(asked, i), err);
        if (!rows)
            return NULL;
        value_append(asks, rows);
    }
    value_set(answer, "types", types);
    value_set(answer, "asks", asks);
    return answer;
}

bool mirror_job_is(const char *job_kind)
{
    return strcmp(job_kind, "mirror") == 0;
}

struct value *mirror_job_perform(struct arena *arena, const struct value *job, const struct mirror_walls *walls, struct err *err)
{
    const int deadline_ms = (int)value_get_int(job, "deadline_ms", DEADLINE_MS);
    const struct param_list none = {0};
    struct mirror_job mirror = {.arena = arena, .job = job, .stands = value_map(arena), .sequence = value_get_int(job, "sequence", 0), .deadline = clock_steady() + deadline_ms};
    const char *database = value_get_text(job, "database", NULL);
    record_types_from_value(arena, value_get(job, "types"), &mirror.types);
    if (!engine_open(arena, value_get_text(job, "plugins", NULL), value_get_text(job, "plugin", ""), &mirror.engine, err))
        return NULL;
    if (walls->confine)
        walls->confine(database, mirror.engine.plugin.object);
    const struct rule_reader_setup setup = {.database = database, .sequence = mirror.sequence, .types = &mirror.types, .params = &none, .deadline_ms = deadline_ms};
    mirror.reader = rule_reader_open(arena, &setup, err);
    if (!mirror.reader)
        return NULL;
    if (walls->lock_down)
        walls->lock_down(mirror.engine.plugin.object);
    struct value *answer = engine_load(arena, &mirror.engine, value_get(job, "parameters"), err) ? perform(&mirror, err) : NULL;
    rule_reader_close(mirror.reader);
    return answer;
}
