/* What SQLite says about a rule's SQL, as a sentence for the one who wrote it: place, fact, nearest known
 * name. */
#include "store/rule_reader_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record_type.h"
#include "store/sql_message.h"

#include <string.h>

static const char *const helper_columns[] = {"unit",     "ward",      "own",     "origin",
                                             "from_day", "until_day", "last_day"};
static const char *const known_functions[] = {
    "param", "param_text", "param_has", "minute_of_day", "rank", "count", "sum",
    "max",   "min",        "coalesce",  "ifnull",        "iif",  "abs",
};

struct words {
    const char **items;
    size_t len;
};

static void add_columns(struct words *words, struct arena *arena, const struct record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        words->items[words->len++] = type->fields[i].name;
        if (field_kind(&type->fields[i])->with_day)
            words->items[words->len++] = field_day_column(arena, &type->fields[i]);
    }
}

static struct words known_columns(const struct rule_reader *reader, const struct rule_piece *piece)
{
    size_t helpers = LEN(helper_columns), most = helpers;
    for (size_t i = 0; i < reader->types->len; i++)
        most += 2 * reader->types->items[i].field_count;
    struct words words = {.items = arena_alloc(reader->arena, most * sizeof(char *))};
    for (size_t i = 0; i < reader->types->len; i++)
        if (!piece->type || strcmp(piece->type, reader->types->items[i].name) == 0)
            add_columns(&words, reader->arena, &reader->types->items[i]);
    for (size_t i = 0; !piece->type && i < helpers; i++)
        words.items[words.len++] = helper_columns[i];
    return words;
}

static struct words known_tables(const struct rule_reader *reader)
{
    struct words words = {.items = arena_alloc(reader->arena, (reader->types->len + 3) * sizeof(char *))};
    for (size_t i = 0; i < reader->types->len; i++)
        words.items[words.len++] = reader->types->items[i].name;
    for (int i = 0; i < 3; i++)
        words.items[words.len++] = rule_helper_tables[i];
    return words;
}

/* The name that a message of SQLite ends with ("no such column: t.chanel"): what follows the last dot. */
static const char *bare_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static bool say_unknown(struct err *err, const char *vi, const char *en, const char *name, struct words known)
{
    const char *near = text_nearest(bare_name(name), known.items, known.len);
    if (near)
        return err_set(err, "không có %s%.0s “%s”; có phải là “%s”?", "%.0sthere is no %s “%s”; is it “%s”?",
                       vi, en, name, near);
    return err_set(err, "không có %s%.0s “%s”", "%.0sthere is no %s “%s”", vi, en, name);
}

/* Whether a name is a word that some field may hold: then its quotes were forgotten, or were double ones. */
static bool is_choice(const struct rule_reader *reader, const char *name)
{
    static const char *const yes_no[] = {"yes", "no"};
    bool found = text_place(name, yes_no, LEN(yes_no)) >= 0;
    for (size_t i = 0; i < reader->types->len && !found; i++)
        for (size_t j = 0; j < reader->types->items[i].field_count && !found; j++)
            found = field_choice_rank(&reader->types->items[i].fields[j], name) >= 0;
    return found;
}

static bool say_unknown_column(const struct rule_reader *reader, const struct rule_piece *piece, const char *name,
                               struct err *err)
{
    if (is_choice(reader, name))
        return err_set(err, "không có cột “%s”; chữ thì đặt trong nháy đơn: '%s'",
                       "there is no column “%s”; a text stands in single quotes: '%s'", name, name);
    return say_unknown(err, "cột", "column", name, known_columns(reader, piece));
}

/* What follows `begins` in a message; NULL when it begins otherwise. */
static const char *after(const char *message, const char *begins)
{
    size_t len = strlen(begins);
    return strncmp(message, begins, len) == 0 ? message + len : NULL;
}

/* What SQLite said, whole, in both languages; where the table does not know it, in its own words. */
static bool say_whole(struct err *err, const char *message)
{
    struct buffer vi = {0};
    if (sql_message_put(&vi, message))
        err_set(err, "%s%.0s", "%.0sSQLite says: %s", buffer_text(&vi), message);
    else
        err_set(err, "SQLite báo: %s", "SQLite says: %s", message);
    buffer_finish(&vi);
    return false;
}

static bool say_message(struct rule_reader *reader, const struct rule_piece *piece, const char *message,
                        struct err *err)
{
    static const struct words functions = {(const char **)known_functions, LEN(known_functions)};
    const char *name;
    if ((name = after(message, "no such column: ")))
        return say_unknown_column(reader, piece, name, err);
    if ((name = after(message, "no such table: ")))
        return say_unknown(err, "loại bản ghi", "record type", name, known_tables(reader));
    if ((name = after(message, "no such function: ")) ||
        (name = after(message, "not authorized to use function: ")))
        return say_unknown(err, "hàm", "function", name, functions);
    if (strstr(message, "prohibited") || strstr(message, "not authorized"))
        return err_set(err, "chỉ được đọc các loại bản ghi đã khai báo và home, origin, period%.0s",
                       "only declared record types and home, origin, period may be read (%s)", message);
    return say_whole(err, message);
}

/* Where in the SQL the error is: SQLite's own word, else the first place of the name that its message ends
 * with. */
static int offset_of(const struct rule_reader *reader, const char *sql, size_t start)
{
    int offset = sqlite3_error_offset(reader->db);
    const char *name = strrchr(sqlite3_errmsg(reader->db), ' ');
    const char *at = name && name[1] ? strstr(sql + start, name + 1) : NULL;
    return offset >= 0 || !at ? offset : (int)(at - sql);
}

/* The line of the file on which the error is; that of the piece when nobody knows. */
static int line_of(const struct rule_reader *reader, const struct rule_piece *piece, const char *sql,
                   size_t start)
{
    int offset = sql ? offset_of(reader, sql, start) : -1, line = piece->line;
    for (size_t i = start; piece->exact && offset > 0 && i < (size_t)offset && sql[i]; i++)
        line += sql[i] == '\n';
    return line;
}

/* SQLite asks for little at a time, so a rule that reaches its limit comes near it first. */
static bool met_limit(void)
{
    sqlite3_int64 limit = sqlite3_hard_heap_limit64(-1);
    return limit > 0 && sqlite3_memory_highwater(0) > limit / 2;
}

static bool say(struct rule_reader *reader, const struct rule_piece *piece, struct err *err)
{
    if (reader->said.vi) {
        err_move(err, &reader->said);
        return false;
    }
    switch (sqlite3_errcode(reader->db)) {
    case SQLITE_INTERRUPT:
        err_set(err, "câu SQL chạy quá thời gian cho phép; thêm điều kiện ngày :from, :until",
                "the SQL ran out of time; add the days :from, :until as a condition");
        return err_mark(err, ERR_DEADLINE);
    case SQLITE_NOMEM:
        if (!met_limit())
            memory_out(); /* the rule is not to blame */
        err_set(err, "câu SQL dùng quá bộ nhớ cho phép", "the SQL ran out of memory");
        return err_mark(err, ERR_MEMORY);
    case SQLITE_TOOBIG:
        return err_set(err, "một giá trị hoặc câu SQL quá dài", "a value or the SQL is too long");
    default:
        return say_message(reader, piece, sqlite3_errmsg(reader->db), err);
    }
}

struct rule_rows *rule_sql_error_at(struct err *err, const struct rule_piece *piece)
{
    err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", piece->file, piece->line,
               piece->name);
    return NULL;
}

bool rule_sql_error_say(struct rule_reader *reader, const struct rule_piece *piece, const char *sql, size_t start,
                        struct err *err)
{
    if (!piece && !reader->said.vi)
        return err_set(err, "không đọc được dữ liệu cho quy tắc: %s",
                       "the data for a rule cannot be read: %s", sqlite3_errmsg(reader->db));
    int line = piece ? line_of(reader, piece, sql, start) : 0;
    say(reader, piece, err);
    if (piece && line)
        return err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", piece->file, line,
                          piece->name);
    return piece ? err_prefix(err, "quy tắc %s (%s)", "rule %s (%s)", piece->file, piece->name) : false;
}
