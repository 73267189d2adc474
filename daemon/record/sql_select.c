/* SELECT of SQLite as far as its names go: WITH, the sources of FROM, the results, what follows them. */
#include "record/sql_select.h"

#include "base/arena.h"
#include "base/array.h"
#include "record/sql_reader.h"

#include <string.h>

static const char *const compounds[] = {"union", "intersect", "except"};

/* Words that end a source or a result, and so are no alias of it. */
static const char *const clauses[] = {"from",  "where", "group",   "having", "window", "order", "limit", "union",  "intersect",
                                      "except", "on",   "using",   "join",   "left",   "right", "full",  "inner",  "outer",
                                      "cross",  "natural", "offset", "indexed", "not"};

static bool is_among(const struct sql_reader *reader, const char *const *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (sql_reader_is(reader, words[i]))
            return true;
    return false;
}

/* [AS] alias; NULL when there is none. */
static const char *read_alias(struct sql_reader *reader)
{
    bool said = sql_reader_take(reader, "as");
    const struct sql_token *token = sql_reader_token(reader);
    bool name = token->kind == SQL_WORD || token->kind == SQL_NAME || token->kind == SQL_TEXT;
    if (!name || (!said && token->kind == SQL_WORD && is_among(reader, clauses, LEN(clauses))))
        return NULL;
    sql_reader_step(reader);
    return token->text;
}

static struct sql_columns read_table(struct sql_reader *reader, const struct sql_scope *outer, const char **ret_name)
{
    if (sql_reader_take(reader, "(")) {
        struct sql_columns columns = reader->read_select(reader, outer);
        sql_reader_need(reader, ")");
        return columns;
    }
    const struct sql_token *name = sql_reader_token(reader);
    sql_reader_step(reader);
    if (sql_reader_take(reader, ".")) {
        name = sql_reader_token(reader);
        sql_reader_step(reader);
    }
    *ret_name = name->text;
    return sql_columns_of_table(reader->arena, reader->vocabulary, reader->with, name->text);
}

static void skip_brackets(struct sql_reader *reader)
{
    size_t open = 0;
    do {
        open += sql_reader_is(reader, "(");
        open -= sql_reader_is(reader, ")");
        sql_reader_step(reader);
    } while (open && sql_reader_token(reader)->kind != SQL_END);
}

/* The comma or the words of a JOIN before the next source. */
static bool read_joint(struct sql_reader *reader)
{
    static const char *const kinds[] = {"natural", "left", "right", "full", "outer", "inner", "cross"};
    if (sql_reader_take(reader, ","))
        return true;
    while (is_among(reader, kinds, LEN(kinds)))
        sql_reader_step(reader);
    return sql_reader_take(reader, "join");
}

static void read_sources(struct sql_reader *reader, struct sql_scope *scope)
{
    do {
        const char *name = NULL;
        struct sql_columns columns = read_table(reader, scope->outer, &name);
        const char *alias = read_alias(reader);
        sql_scope_add(scope, reader->arena, alias ? alias : name, columns);
        if (sql_reader_take(reader, "indexed"))
            sql_reader_need(reader, "by"), sql_reader_step(reader);
        if (sql_reader_take(reader, "on"))
            sql_expression_read(reader, scope);
        else if (sql_reader_take(reader, "using"))
            skip_brackets(reader);
    } while (!reader->lost && read_joint(reader));
}

/* Where the FROM of the SELECT at this place stands; the end when it has none. IS DISTINCT FROM is another one. */
static size_t find_from(const struct sql_reader *reader)
{
    size_t open = 0;
    for (size_t i = reader->at; i < reader->tokens.len; i++) {
        const struct sql_token *token = &reader->tokens.items[i];
        if (open == 0 && sql_token_is(token, "from") && !sql_token_is(token - 1, "distinct"))
            return i;
        bool ends = sql_token_is(token, ")");
        for (size_t j = 0; open == 0 && j < LEN(compounds); j++)
            ends = ends || sql_token_is(token, compounds[j]);
        if (open == 0 && ends)
            break;
        open += sql_token_is(token, "(");
        open -= sql_token_is(token, ")");
    }
    return reader->tokens.len;
}

/* *, source.*, or expressions with their names. */
static void read_results(struct sql_reader *reader, const struct sql_scope *scope, struct sql_columns *results)
{
    do {
        const char *source = NULL;
        if (sql_token_is(sql_reader_after(reader, 1), ".") && sql_token_is(sql_reader_after(reader, 2), "*")) {
            source = sql_reader_token(reader)->text;
            sql_reader_step(reader);
            sql_reader_step(reader);
        }
        if (sql_reader_take(reader, "*")) {
            for (size_t i = 0; i < scope->len; i++)
                for (size_t j = 0; j < scope->sources[i].columns.len; j++)
                    if (!source || (scope->sources[i].alias && strcmp(scope->sources[i].alias, source) == 0))
                        sql_columns_add(results, reader->arena, scope->sources[i].columns.items[j].name,
                                        scope->sources[i].columns.items[j].domain);
            continue;
        }
        struct sql_domain domain = sql_expression_read(reader, scope);
        const char *alias = read_alias(reader);
        sql_columns_add(results, reader->arena, alias ? alias : domain.name, domain);
    } while (!reader->lost && sql_reader_take(reader, ","));
}

/* WHERE, GROUP BY, HAVING, WINDOW: their expressions. */
static void read_rest(struct sql_reader *reader, const struct sql_scope *scope)
{
    if (sql_reader_take(reader, "where"))
        sql_expression_read(reader, scope);
    if (sql_reader_take(reader, "group")) {
        sql_reader_need(reader, "by");
        sql_expression_read_list(reader, scope);
    }
    if (sql_reader_take(reader, "having"))
        sql_expression_read(reader, scope);
    if (sql_reader_take(reader, "window")) {
        do {
            sql_reader_step(reader);
            sql_reader_need(reader, "as");
            skip_brackets(reader);
        } while (!reader->lost && sql_reader_take(reader, ","));
    }
}

static struct sql_columns read_values(struct sql_reader *reader, const struct sql_scope *outer)
{
    struct sql_columns columns = {0};
    do {
        size_t at = 0;
        sql_reader_need(reader, "(");
        do {
            struct sql_domain domain = sql_expression_read(reader, outer);
            if (at < columns.len)
                columns.items[at].domain = sql_domain_join(reader->arena, &columns.items[at].domain, &domain);
            else
                sql_columns_add(&columns, reader->arena, NULL, domain);
            at++;
        } while (!reader->lost && sql_reader_take(reader, ","));
        sql_reader_need(reader, ")");
    } while (!reader->lost && sql_reader_take(reader, ","));
    return columns;
}

static struct sql_columns read_core(struct sql_reader *reader, struct sql_scope *scope)
{
    if (sql_reader_take(reader, "values"))
        return read_values(reader, scope->outer);
    sql_reader_need(reader, "select");
    if (!sql_reader_take(reader, "distinct"))
        sql_reader_take(reader, "all");
    size_t results = reader->at, from = find_from(reader), after = from;
    if (from < reader->tokens.len) {
        reader->at = from + 1;
        read_sources(reader, scope);
        after = reader->at;
    }
    reader->at = results;
    read_results(reader, scope, &scope->results);
    if (from < reader->tokens.len) {
        if (reader->at != from)
            sql_reader_lose(reader);
        reader->at = after;
    }
    read_rest(reader, scope);
    return scope->results;
}

/* WITH name (columns) AS (SELECT …), …: each knows those before it, and itself, of which nothing is known yet. */
static void read_with(struct sql_reader *reader, const struct sql_scope *outer)
{
    sql_reader_take(reader, "recursive");
    do {
        struct sql_table *table = arena_alloc(reader->arena, sizeof *table);
        const char *names[64];
        size_t count = 0;
        *table = (struct sql_table){.name = sql_reader_token(reader)->text, .next = reader->with};
        sql_reader_step(reader);
        if (sql_reader_take(reader, "(")) {
            do {
                if (count < LEN(names))
                    names[count++] = sql_reader_token(reader)->text;
                sql_reader_step(reader);
            } while (sql_reader_take(reader, ","));
            sql_reader_need(reader, ")");
        }
        sql_reader_need(reader, "as");
        sql_reader_take(reader, "not");
        sql_reader_take(reader, "materialized");
        sql_reader_need(reader, "(");
        reader->with = table;
        struct sql_columns columns = reader->read_select(reader, outer);
        for (size_t i = 0; i < count && i < columns.len; i++)
            columns.items[i].name = names[i];
        table->columns = columns;
        sql_reader_need(reader, ")");
    } while (!reader->lost && sql_reader_take(reader, ","));
}

/* Column by column: what is of one SELECT or of another. */
static void join_columns(struct sql_reader *reader, struct sql_columns *columns, const struct sql_columns *others)
{
    for (size_t i = 0; i < columns->len && i < others->len; i++) {
        struct sql_domain *domain = &columns->items[i].domain;
        *domain = sql_domain_join(reader->arena, domain, &others->items[i].domain);
    }
}

struct sql_columns sql_select_read(struct sql_reader *reader, const struct sql_scope *outer)
{
    const struct sql_table *with = reader->with;
    if (sql_reader_take(reader, "with"))
        read_with(reader, outer);
    struct sql_scope scope = {.outer = outer};
    struct sql_columns columns = read_core(reader, &scope);
    while (!reader->lost && is_among(reader, compounds, LEN(compounds))) {
        struct sql_scope other = {.outer = outer};
        sql_reader_step(reader);
        sql_reader_take(reader, "all");
        struct sql_columns more = read_core(reader, &other);
        join_columns(reader, &columns, &more);
    }
    if (sql_reader_take(reader, "order")) {
        sql_reader_need(reader, "by");
        sql_expression_read_list(reader, &scope);
    }
    if (sql_reader_take(reader, "limit")) {
        sql_expression_read(reader, &scope);
        if (sql_reader_take(reader, "offset") || sql_reader_take(reader, ","))
            sql_expression_read(reader, &scope);
    }
    reader->with = with;
    return columns;
}
