/*
 * pgsql: a copy of the records in PostgreSQL, and what is asked of it. A table a record type, with each version of each record that is not
 * private, partitioned by the unit; a table `mirror` says up to which sequence of the audit chain each has them, and the hash that this
 * sequence has there. Rows and sequence are written in one transaction: whatever is killed, nothing is lost and nothing is there twice.
 *
 * Acts (docs/plugins.md, Engines): look, append, ask.
 */
#include <thidua_plugin.h>

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTITIONS = 8, SENTENCE = 600, INTEGER_BYTES = 24, MAKING = 1701734770 /* of an advisory lock */ };

static const struct thidua_parameter connection = {
    .size = sizeof connection,
    .type = THIDUA_TEXT,
    .name = "connection",
    .title = {"kết nối theo cách của libpq, bằng TCP: host=10.0.0.5 dbname=thidua user=thidua", "a connection as libpq takes it, by TCP: host=10.0.0.5 dbname=thidua user=thidua"}};
static const struct thidua_parameter password = {
    .size = sizeof password, .type = THIDUA_SECRET, .name = "password", .fallback = "", .title = {"mật khẩu của người dùng ấy", "the password of that user"}};
static const struct thidua_parameter schema = {
    .size = sizeof schema, .type = THIDUA_TEXT, .name = "schema", .fallback = "thidua", .title = {"lược đồ chứa các bảng", "the schema that has the tables"}};
static const struct thidua_parameter *const parameters[] = {&connection, &password, &schema, NULL};

/* One call of the host's. */
struct act {
    const struct thidua_host *host;
    struct thidua_call *call;
    PGconn *db;
    const char *table; /* quoted */
    enum thidua_outcome outcome;
};

static const char *context(const struct act *act, const char *name)
{
    const char *value = act->host->context(act->call, name);
    return value ? value : "";
}

static char *print(const struct act *act, const char *format, ...) __attribute__((format(printf, 2, 3)));
static char *print(const struct act *act, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, list);
    char *text = act->host->alloc(act->call, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(list);
    return text;
}

static char *copied(const struct act *act, const char *text)
{
    return print(act, "%s", text);
}

/* "name": what libpq has of it is freed at once. */
static const char *quoted(const struct act *act, const char *name)
{
    char *theirs = PQescapeIdentifier(act->db, name, strlen(name));
    char *ours = copied(act, theirs ? theirs : "\"\"");
    PQfreemem(theirs);
    return ours;
}

static bool fail(struct act *act, const char *said)
{
    char vi[SENTENCE], en[SENTENCE];
    int len = (int)strcspn(said, "\n");
    snprintf(vi, sizeof vi, "PostgreSQL: %.*s", len, said);
    snprintf(en, sizeof en, "PostgreSQL: %.*s", len, said);
    act->outcome = act->host->fail(act->call, vi, en);
    return false;
}

/* NULL: it has failed. */
static PGresult *ask(struct act *act, const char *sql)
{
    PGresult *result = PQexec(act->db, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN)
        return result;
    fail(act, PQerrorMessage(act->db));
    PQclear(result);
    return NULL;
}

static bool run(struct act *act, const char *sql)
{
    PGresult *result = ask(act, sql);
    bool good = result != NULL;
    PQclear(result);
    return good;
}

static bool open_database(struct act *act)
{
    const char *secret = act->host->parameter(act->call, "password");
    const char *const keys[] = {"dbname", "client_encoding", "connect_timeout", "application_name", *secret ? "password" : NULL, NULL};
    const char *const values[] = {act->host->parameter(act->call, "connection"), "UTF8", "10", "thidua", secret, NULL};
    act->db = PQconnectdbParams(keys, values, 1);
    if (PQstatus(act->db) != CONNECTION_OK)
        return fail(act, PQerrorMessage(act->db));
    act->table = quoted(act, context(act, "table"));
    return run(act, print(act, "SET standard_conforming_strings = on; SET client_min_messages = warning; SET jit = off; SET search_path = %s; SET statement_timeout = %" PRId64,
                          quoted(act, act->host->parameter(act->call, "schema")), act->host->left_ms(act->call)));
}

/* ---- look: how far it is, and which columns there are ---- */

static bool give(struct act *act, PGresult *result)
{
    int columns = PQnfields(result);
    const char **cells = act->host->alloc(act->call, (size_t)(columns + 1) * sizeof *cells);
    for (int row = 0; row < PQntuples(result); row++) {
        for (int i = 0; i < columns; i++)
            cells[i] = PQgetisnull(result, row, i) ? NULL : PQgetvalue(result, row, i);
        if (!act->host->row(act->call, cells, columns))
            return false; /* the host knows why */
    }
    return true;
}

static bool answer(struct act *act, const char *sql)
{
    PGresult *result = ask(act, sql);
    bool good = result && give(act, result);
    PQclear(result);
    return good;
}

static const char *literal(const struct act *act, const char *text)
{
    char *theirs = PQescapeLiteral(act->db, text, strlen(text));
    char *ours = copied(act, theirs ? theirs : "''");
    PQfreemem(theirs);
    return ours;
}

static bool look(struct act *act)
{
    const char *name = literal(act, context(act, "table"));
    PGresult *there = ask(act, "SELECT to_regclass('mirror')");
    bool empty = there && PQgetisnull(there, 0, 0);
    PQclear(there);
    if (!there || empty)
        return there != NULL;
    return answer(act, print(act, "SELECT sequence, hash FROM mirror WHERE name = %s", name)) &&
           answer(act, print(act,
                             "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = to_regclass(quote_ident(%s)) AND attnum > 0 AND NOT attisdropped "
                             "ORDER BY attnum",
                             name));
}

/* ---- append ---- */

/* Each line "name kind" of a list of columns, as SQL, parted by commas; `before` each. */
static const char *declared(struct act *act, const char *list, const char *before)
{
    char *rest = NULL, *copy = copied(act, list);
    const char *sql = "";
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *kind = strchr(line, ' ');
        if (kind)
            *kind++ = '\0';
        const char *type = !kind ? "" : *kind == 't' ? " text COLLATE \"C\"" : *kind == 'b' ? " boolean" : " bigint";
        sql = print(act, "%s%s%s%s%s", sql, *sql ? ", " : "", before, quoted(act, line), type);
    }
    return sql;
}

static bool make_table(struct act *act)
{
    const char *unit = context(act, "unit"), *key = declared(act, context(act, "key"), "");
    bool good = run(act, print(act, "CREATE TABLE %s (%s, UNIQUE NULLS NOT DISTINCT (%s))%s", act->table, declared(act, context(act, "columns"), ""), key,
                               *unit ? print(act, " PARTITION BY HASH (%s)", quoted(act, unit)) : ""));
    for (int i = 0; good && *unit && i < PARTITIONS; i++)
        good = run(act, print(act, "CREATE TABLE %s PARTITION OF %s FOR VALUES WITH (MODULUS %d, REMAINDER %d)", quoted(act, print(act, "%s.%d", context(act, "table"), i)),
                              act->table, PARTITIONS, i));
    char *rest = NULL, *days = copied(act, context(act, "days"));
    for (char *day = strtok_r(days, "\n", &rest); good && day; day = strtok_r(NULL, "\n", &rest))
        good = run(act, print(act, "CREATE INDEX ON %s (%s)", act->table, quoted(act, day)));
    return good;
}

/* As it is declared by now. */
static bool fit_table(struct act *act, bool fresh)
{
    PGresult *there = ask(act, print(act, "SELECT to_regclass(%s)", literal(act, act->table)));
    bool missing = there && PQgetisnull(there, 0, 0), good = there != NULL;
    const char *more = declared(act, context(act, "added"), "ADD COLUMN "), *less = declared(act, context(act, "left"), "DROP COLUMN ");
    PQclear(there);
    if (good && fresh && !missing)
        good = run(act, print(act, "DROP TABLE %s", act->table));
    if (!good || missing || fresh)
        return good && make_table(act);
    return (!*more || run(act, print(act, "ALTER TABLE %s %s", act->table, more))) && (!*less || run(act, print(act, "ALTER TABLE %s %s", act->table, less)));
}

/* Of two who find nothing there only one makes it: IF NOT EXISTS alone fails for the other. */
static bool make_schema(struct act *act)
{
    return run(act, print(act,
                          "BEGIN; SELECT pg_advisory_xact_lock(%d); CREATE SCHEMA IF NOT EXISTS %s; "
                          "CREATE TABLE IF NOT EXISTS mirror (name text PRIMARY KEY, sequence bigint NOT NULL, hash text NOT NULL); COMMIT",
                          MAKING, quoted(act, act->host->parameter(act->call, "schema"))));
}

/* It is where the host saw it, and stays there until we are done. */
static bool lock(struct act *act)
{
    const char *name = literal(act, context(act, "table"));
    if (!run(act, print(act, "INSERT INTO mirror VALUES (%s, 0, '') ON CONFLICT DO NOTHING", name)))
        return false;
    PGresult *now = ask(act, print(act, "SELECT sequence FROM mirror WHERE name = %s FOR UPDATE", name));
    bool same = now && PQntuples(now) == 1 && strcmp(PQgetvalue(now, 0, 0), context(act, "after")) == 0;
    PQclear(now);
    if (now && !same)
        act->outcome = act->host->later(act->call, "việc khác vừa ghi tiếp vào bảng này", "somebody else has just gone on with this table");
    return same;
}

struct line {
    char *bytes;
    size_t len, size;
};

static bool put(struct line *line, const char *text, size_t len)
{
    if (line->len + len > line->size) {
        size_t size = 2 * (line->len + len);
        char *bytes = realloc(line->bytes, size);
        if (!bytes)
            return false;
        line->bytes = bytes;
        line->size = size;
    }
    memcpy(line->bytes + line->len, text, len);
    line->len += len;
    return true;
}

/* As COPY takes a text. */
static bool put_text(struct line *line, const char *text)
{
    static const char signs[] = "\\\t\n\r", letters[] = "\\tnr";
    for (;;) {
        size_t plain = strcspn(text, signs);
        if (!put(line, text, plain))
            return false;
        text += plain;
        if (!*text)
            return true;
        const char escaped[] = {'\\', letters[strchr(signs, *text++) - signs]};
        if (!put(line, escaped, sizeof escaped))
            return false;
    }
}

static bool put_cell(struct act *act, struct line *line, int column)
{
    char number[INTEGER_BYTES];
    switch (act->host->type(act->call, column)) {
    case THIDUA_CELL_NULL:
        return put(line, "\\N", 2);
    case THIDUA_CELL_INTEGER:
        snprintf(number, sizeof number, "%" PRId64, act->host->integer(act->call, column));
        return put(line, number, strlen(number));
    default:
        return put_text(line, act->host->text(act->call, column));
    }
}

/* The rows of the host, with the columns of `columns`, in their order. */
static bool copy(struct act *act, int columns)
{
    struct line line = {0};
    bool good = true;
    while (good && act->host->next(act->call)) {
        line.len = 0;
        for (int i = 0; good && i < columns; i++)
            good = (!i || put(&line, "\t", 1)) && put_cell(act, &line, i);
        good = good && put(&line, "\n", 1) && PQputCopyData(act->db, line.bytes, (int)line.len) == 1;
    }
    good = good && act->host->whole(act->call); /* else some rows are missing, and what was sent is not kept */
    free(line.bytes);
    if (PQputCopyEnd(act->db, good ? NULL : "thidua") != 1)
        good = false;
    for (PGresult *result; (result = PQgetResult(act->db)); PQclear(result))
        good = good && PQresultStatus(result) == PGRES_COMMAND_OK;
    return good || fail(act, PQerrorMessage(act->db));
}

/* A version that is there already gets its end. An empty table takes the rows as they come. */
static bool take_rows(struct act *act, bool fresh)
{
    const char *columns = declared(act, context(act, "names"), ""), *key = declared(act, context(act, "key"), "");
    const char *into = fresh ? act->table : "pg_temp.batch";
    int count = 1;
    for (const char *c = context(act, "names"); *c; c++)
        count += *c == '\n' && c[1];
    return (fresh || run(act, print(act, "CREATE TEMP TABLE batch ON COMMIT DROP AS SELECT %s FROM %s LIMIT 0", columns, act->table))) &&
           run(act, print(act, "COPY %s (%s) FROM STDIN", into, columns)) && copy(act, count) &&
           (fresh || run(act, print(act, "INSERT INTO %s (%s) SELECT %s FROM batch ON CONFLICT (%s) DO UPDATE SET until_seq = excluded.until_seq", act->table, columns, columns, key)));
}

static bool append(struct act *act)
{
    bool fresh = strcmp(context(act, "fresh"), "yes") == 0;
    return make_schema(act) && run(act, "BEGIN") && lock(act) && fit_table(act, fresh) && take_rows(act, fresh) &&
           run(act, print(act, "UPDATE mirror SET sequence = %s::bigint, hash = %s WHERE name = %s", literal(act, context(act, "upto")), literal(act, context(act, "hash")),
                          literal(act, context(act, "table")))) &&
           run(act, "COMMIT");
}

/* ---- ask ---- */

/* In the transaction that is asked: somebody may be making the table anew since it was looked at, and is not there yet. */
static bool stands(struct act *act)
{
    PGresult *now = ask(act, print(act, "SELECT 1 FROM mirror WHERE name = %s AND sequence >= %s::bigint", literal(act, context(act, "table")), literal(act, context(act, "least"))));
    bool there = now && PQntuples(now) == 1;
    PQclear(now);
    if (now && !there)
        act->outcome = act->host->fail(act->call, "bản sao đang được lập lại", "the copy is being made anew");
    return there;
}

/* As one statement that only reads, whatever stands in it. */
static bool ask_rows(struct act *act)
{
    if (!run(act, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") || !stands(act))
        return false;
    PGresult *result = PQexecParams(act->db, context(act, "sql"), 0, NULL, NULL, NULL, NULL, 0);
    bool good = (PQresultStatus(result) == PGRES_TUPLES_OK || fail(act, PQerrorMessage(act->db))) && give(act, result);
    PQclear(result);
    return good && run(act, "COMMIT");
}

static enum thidua_outcome run_act(const struct thidua_host *host, struct thidua_call *call)
{
    static const struct {
        const char *name;
        bool (*perform)(struct act *act);
    } acts[] = {{"look", look}, {"append", append}, {"ask", ask_rows}};
    struct act act = {.host = host, .call = call};
    const char *name = context(&act, "act");
    if (open_database(&act))
        for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
            if (strcmp(acts[i].name, name) == 0)
                acts[i].perform(&act);
    PQfinish(act.db);
    return act.outcome;
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_ENGINE,
        .name = "pgsql",
        .version = "1.0",
        .title = {"giữ bản sao số liệu trong PostgreSQL và đếm ở đó", "keeps a copy of the records in PostgreSQL and counts there"},
        .parameters = parameters,
        .run = run_act,
    };
    return &plugin;
}
