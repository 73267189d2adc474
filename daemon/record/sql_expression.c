/* Expressions of SQLite, by descent in the order of its operators (https://sqlite.org/lang_expr.html). Each function
 * reads one stage and says what it can be; comparisons are held against each other where they are read. */
#include "record/sql_reader.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "record/sql_compare.h"
#include "record/sql_function.h"

#include <string.h>
#include <strings.h>

enum { DEPTH_MOST = 100, ARGUMENTS_MOST = 100 };

static struct sql_domain numbers(void)
{
    return sql_domain_numbers(INT64_MIN, INT64_MAX);
}

static struct sql_domain truth(void)
{
    return sql_domain_numbers(0, 1);
}

static struct sql_domain unseen(const char *name, int line)
{
    return (struct sql_domain){.kind = SQL_UNSEEN, .name = name, .line = line};
}

static struct sql_domain read_unary(struct sql_reader *reader, const struct sql_scope *scope);

static void compare(struct sql_reader *reader, const struct sql_domain *left, const struct sql_domain *right,
                    enum sql_comparison how)
{
    if (!reader->lost)
        sql_compare(reader->arena, left, right, how, reader->findings);
}

/* The first column of a SELECT in brackets that are open. */
static struct sql_domain read_subquery(struct sql_reader *reader, const struct sql_scope *scope)
{
    struct sql_columns columns = reader->read_select(reader, scope);
    sql_reader_need(reader, ")");
    return columns.len ? columns.items[0].domain : unseen(NULL, 0);
}

static bool at_select(const struct sql_reader *reader)
{
    return sql_reader_is(reader, "select") || sql_reader_is(reader, "with") || sql_reader_is(reader, "values");
}

/* Inside open brackets: expressions up to the closing one. */
static size_t read_arguments(struct sql_reader *reader, const struct sql_scope *scope, struct sql_domain *arguments)
{
    size_t count = 0;
    if (sql_reader_take(reader, ")"))
        return 0;
    do {
        struct sql_domain one = sql_expression_read(reader, scope);
        if (count < ARGUMENTS_MOST)
            arguments[count++] = one;
    } while (!reader->lost && sql_reader_take(reader, ","));
    sql_reader_need(reader, ")");
    return count;
}

static struct sql_domain read_brackets(struct sql_reader *reader, const struct sql_scope *scope)
{
    if (at_select(reader))
        return read_subquery(reader, scope);
    struct sql_domain *parts = arena_alloc(reader->arena, ARGUMENTS_MOST * sizeof *parts);
    int line = sql_reader_token(reader)->line;
    size_t count = read_arguments(reader, scope, parts);
    return count == 1 ? parts[0]
                      : (struct sql_domain){.kind = SQL_ROW, .parts = parts, .part_count = count, .line = line};
}

/* CASE [x] WHEN v THEN r … [ELSE r] END */
static struct sql_domain read_case(struct sql_reader *reader, const struct sql_scope *scope)
{
    struct sql_domain subject = {0}, result = {.kind = SQL_EMPTY};
    bool simple = !sql_reader_is(reader, "when");
    if (simple)
        subject = sql_expression_read(reader, scope);
    while (!reader->lost && sql_reader_take(reader, "when")) {
        struct sql_domain when = sql_expression_read(reader, scope);
        if (simple)
            compare(reader, &subject, &when, SQL_EQUAL);
        sql_reader_need(reader, "then");
        struct sql_domain then = sql_expression_read(reader, scope);
        result = sql_domain_join(reader->arena, &result, &then);
    }
    if (sql_reader_take(reader, "else")) {
        struct sql_domain other = sql_expression_read(reader, scope);
        result = sql_domain_join(reader->arena, &result, &other);
    }
    sql_reader_need(reader, "end");
    result.literal = false;
    result.name = "CASE";
    return result;
}

static struct sql_domain read_cast(struct sql_reader *reader, const struct sql_scope *scope)
{
    sql_reader_need(reader, "(");
    sql_expression_read(reader, scope);
    sql_reader_need(reader, "as");
    bool number = sql_reader_is(reader, "integer") || sql_reader_is(reader, "int") || sql_reader_is(reader, "real");
    while (!reader->lost && !sql_reader_is(reader, ")") && sql_reader_token(reader)->kind != SQL_END)
        sql_reader_step(reader);
    sql_reader_need(reader, ")");
    return number ? numbers() : unseen("CAST(…)", 0);
}

/* Behind OVER: a name, or (base PARTITION BY … ORDER BY … frame). */
static void read_window(struct sql_reader *reader, const struct sql_scope *scope)
{
    size_t open = 0;
    if (!sql_reader_take(reader, "(")) {
        sql_reader_step(reader);
        return;
    }
    for (; !reader->lost && sql_reader_token(reader)->kind != SQL_END; sql_reader_step(reader)) {
        while (sql_reader_is(reader, "by")) {
            sql_reader_step(reader);
            sql_expression_read_list(reader, scope);
        }
        if (open == 0 && sql_reader_is(reader, ")"))
            break;
        open += sql_reader_is(reader, "(");
        open -= sql_reader_is(reader, ")");
    }
    sql_reader_need(reader, ")");
}

static struct sql_domain read_call(struct sql_reader *reader, const struct sql_scope *scope)
{
    const struct sql_token *name = sql_reader_token(reader);
    struct sql_domain *arguments = arena_alloc(reader->arena, ARGUMENTS_MOST * sizeof *arguments);
    size_t count = 0;
    sql_reader_step(reader);
    sql_reader_need(reader, "(");
    sql_reader_take(reader, "distinct");
    if (sql_reader_take(reader, "*"))
        sql_reader_need(reader, ")");
    else
        count = read_arguments(reader, scope, arguments);
    if (sql_reader_take(reader, "filter")) {
        sql_reader_need(reader, "(");
        sql_reader_need(reader, "where");
        sql_expression_read(reader, scope);
        sql_reader_need(reader, ")");
    }
    if (sql_reader_take(reader, "over"))
        read_window(reader, scope);
    if (reader->lost)
        return unseen(NULL, name->line);
    return sql_function(reader->arena, reader->vocabulary, name->text, name->line, arguments, count, reader->findings);
}

/* [[schema.]source.]column */
static struct sql_domain read_column(struct sql_reader *reader, const struct sql_scope *scope)
{
    const struct sql_token *name = sql_reader_token(reader);
    const char *source = NULL;
    sql_reader_step(reader);
    while (sql_reader_take(reader, ".")) {
        source = name->text;
        name = sql_reader_token(reader);
        sql_reader_step(reader);
    }
    const struct sql_domain *found = sql_scope_find(scope, source, name->text);
    struct sql_domain domain = found ? *found : unseen(name->text, name->line);
    domain.name = name->text;
    domain.line = name->line;
    domain.literal = false; /* of a WITH whose column is a constant: that is another place's */
    return domain;
}

static struct sql_domain read_parameter(struct sql_reader *reader)
{
    const struct sql_token *token = sql_reader_token(reader);
    bool text = strcmp(token->text, ":period") == 0 || strcmp(token->text, ":subject") == 0;
    struct sql_domain domain = text ? (struct sql_domain){.kind = SQL_OPEN} : numbers();
    domain.name = token->text;
    domain.line = token->line;
    sql_reader_step(reader);
    return domain;
}

static struct sql_domain read_constant(struct sql_reader *reader)
{
    const struct sql_token *token = sql_reader_token(reader);
    sql_reader_step(reader);
    if (token->kind == SQL_TEXT)
        return sql_domain_text(reader->arena, token->text, token->line);
    if (token->kind == SQL_NUMBER)
        return sql_domain_number(token->text, token->line);
    if (sql_token_is(token, "null"))
        return (struct sql_domain){.kind = SQL_EMPTY, .name = "NULL", .line = token->line, .literal = true};
    struct sql_domain domain = sql_domain_number(sql_token_is(token, "true") ? "1" : "0", token->line);
    domain.name = token->text;
    return domain;
}

static struct sql_domain read_word(struct sql_reader *reader, const struct sql_scope *scope)
{
    if (sql_reader_is(reader, "null") || sql_reader_is(reader, "true") || sql_reader_is(reader, "false"))
        return read_constant(reader);
    if (sql_reader_take(reader, "case"))
        return read_case(reader, scope);
    if (sql_reader_take(reader, "cast"))
        return read_cast(reader, scope);
    if (sql_reader_take(reader, "exists")) {
        sql_reader_need(reader, "(");
        read_subquery(reader, scope);
        return truth();
    }
    return sql_token_is(sql_reader_after(reader, 1), "(") ? read_call(reader, scope) : read_column(reader, scope);
}

static struct sql_domain read_one(struct sql_reader *reader, const struct sql_scope *scope)
{
    switch (sql_reader_token(reader)->kind) {
    case SQL_TEXT:
    case SQL_NUMBER:
        return read_constant(reader);
    case SQL_PARAMETER:
        return read_parameter(reader);
    case SQL_NAME:
        return read_column(reader, scope);
    case SQL_WORD:
        return read_word(reader, scope);
    case SQL_SIGN:
        if (sql_reader_take(reader, "("))
            return read_brackets(reader, scope);
        break;
    case SQL_END:
        break;
    }
    sql_reader_lose(reader);
    return unseen(NULL, 0);
}

/* + - ~ before, COLLATE behind. */
static struct sql_domain read_unary(struct sql_reader *reader, const struct sql_scope *scope)
{
    if (reader->lost || ++reader->depth > DEPTH_MOST * 4) {
        sql_reader_lose(reader);
        return unseen(NULL, 0);
    }
    struct sql_domain domain;
    if (sql_reader_is(reader, "-") || sql_reader_is(reader, "~")) {
        const struct sql_token *number = sql_reader_after(reader, 1);
        bool minus = sql_reader_is(reader, "-") && number->kind == SQL_NUMBER;
        sql_reader_step(reader);
        domain = read_unary(reader, scope);
        domain = minus && domain.literal
                     ? sql_domain_number(arena_printf(reader->arena, "-%s", number->text), number->line)
                     : numbers();
    } else {
        sql_reader_take(reader, "+");
        domain = read_one(reader, scope);
    }
    while (sql_reader_take(reader, "collate")) {
        domain.folded = sql_reader_is(reader, "nocase");
        sql_reader_step(reader);
    }
    reader->depth--;
    return domain;
}

/* || and the arrows of JSON, then * / %, then + -, then << >> & |: numbers, or a text that is not followed. */
static struct sql_domain read_sum(struct sql_reader *reader, const struct sql_scope *scope)
{
    static const char *const joins[] = {"||", "->", "->>"};
    static const char *const sums[] = {"*", "/", "%", "+", "-", "<<", ">>", "&", "|"};
    struct sql_domain domain = read_unary(reader, scope);
    const char *name = NULL; /* of the first operand and sign: the sum may have thousands */
    for (;;) {
        const struct sql_token *sign = sql_reader_token(reader);
        bool join = sign->kind == SQL_SIGN && text_place(sign->text, joins, LEN(joins)) >= 0;
        bool sum = sign->kind == SQL_SIGN && text_place(sign->text, sums, LEN(sums)) >= 0;
        if (reader->lost || (!join && !sum))
            return domain;
        if (!name)
            name = arena_printf(reader->arena, "%s %s …", domain.name ? domain.name : "…", sign->text);
        sql_reader_step(reader);
        read_unary(reader, scope);
        domain = join ? unseen(NULL, sign->line) : numbers();
        domain.name = name;
        domain.line = sign->line;
    }
}

/* < <= > >= */
static struct sql_domain read_order(struct sql_reader *reader, const struct sql_scope *scope)
{
    static const char *const signs[] = {"<", "<=", ">", ">="};
    struct sql_domain left = read_sum(reader, scope);
    for (;;) {
        const struct sql_token *sign = sql_reader_token(reader);
        if (reader->lost || sign->kind != SQL_SIGN || text_place(sign->text, signs, LEN(signs)) < 0)
            return left;
        sql_reader_step(reader);
        struct sql_domain right = read_sum(reader, scope);
        compare(reader, &left, &right, SQL_ORDER);
        left = truth();
    }
}

/* IN (…): each of a list, or the column of a SELECT or table. */
static void read_in(struct sql_reader *reader, const struct sql_scope *scope, const struct sql_domain *left)
{
    if (!sql_reader_take(reader, "(")) {
        struct sql_columns columns = sql_columns_of_table(reader->arena, reader->vocabulary, reader->with,
                                                          sql_reader_token(reader)->text);
        sql_reader_step(reader);
        if (columns.len == 1)
            compare(reader, left, &columns.items[0].domain, SQL_EQUAL);
        return;
    }
    if (at_select(reader)) {
        struct sql_domain right = read_subquery(reader, scope);
        if (left->kind != SQL_ROW)
            compare(reader, left, &right, SQL_EQUAL);
        return;
    }
    if (sql_reader_take(reader, ")"))
        return;
    do {
        struct sql_domain right = sql_expression_read(reader, scope);
        compare(reader, left, &right, SQL_EQUAL);
    } while (!reader->lost && sql_reader_take(reader, ","));
    sql_reader_need(reader, ")");
}

static void read_between(struct sql_reader *reader, const struct sql_scope *scope, const struct sql_domain *left)
{
    struct sql_domain bound = read_order(reader, scope);
    compare(reader, left, &bound, SQL_ORDER);
    sql_reader_need(reader, "and");
    bound = read_order(reader, scope);
    compare(reader, left, &bound, SQL_ORDER);
}

/* A pattern is no constant: that it was not looked at is said when it is held against words. */
static void read_pattern(struct sql_reader *reader, const struct sql_scope *scope, const struct sql_domain *left)
{
    struct sql_domain pattern = read_order(reader, scope), hidden = unseen(left->name, left->line);
    if (left->kind == SQL_WORDS && pattern.literal)
        compare(reader, &hidden, &pattern, SQL_EQUAL);
    if (sql_reader_take(reader, "escape"))
        read_order(reader, scope);
}

static void read_is(struct sql_reader *reader, const struct sql_scope *scope, const struct sql_domain *left)
{
    sql_reader_take(reader, "not");
    if (sql_reader_take(reader, "distinct"))
        sql_reader_need(reader, "from");
    struct sql_domain right = read_order(reader, scope);
    compare(reader, left, &right, SQL_IS);
}

/* What may stand behind NOT: NOT IN, NOT LIKE … */
static bool read_named(struct sql_reader *reader, const struct sql_scope *scope, const struct sql_domain *left)
{
    static const char *const patterns[] = {"like", "glob", "regexp", "match"};
    if (sql_reader_take(reader, "in"))
        return read_in(reader, scope, left), true;
    if (sql_reader_take(reader, "between"))
        return read_between(reader, scope, left), true;
    for (size_t i = 0; i < LEN(patterns); i++)
        if (sql_reader_take(reader, patterns[i]))
            return read_pattern(reader, scope, left), true;
    return false;
}

/* = == <> != IS IN LIKE BETWEEN, in their row. */
static struct sql_domain read_equal(struct sql_reader *reader, const struct sql_scope *scope)
{
    static const char *const signs[] = {"=", "==", "<>", "!="};
    struct sql_domain left = read_order(reader, scope);
    while (!reader->lost) {
        const struct sql_token *sign = sql_reader_token(reader);
        if (sign->kind == SQL_SIGN && text_place(sign->text, signs, LEN(signs)) >= 0) {
            sql_reader_step(reader);
            struct sql_domain right = read_order(reader, scope);
            compare(reader, &left, &right, SQL_EQUAL);
        } else if (sql_reader_take(reader, "is")) {
            read_is(reader, scope, &left);
        } else if (sql_reader_is(reader, "isnull") || sql_reader_is(reader, "notnull")) {
            sql_reader_step(reader);
        } else if (sql_reader_is(reader, "not") && sql_token_is(sql_reader_after(reader, 1), "null")) {
            sql_reader_step(reader);
            sql_reader_step(reader);
        } else {
            bool negated = sql_reader_take(reader, "not");
            if (!read_named(reader, scope, &left)) {
                if (negated)
                    sql_reader_lose(reader);
                return left;
            }
        }
        left = truth();
    }
    return left;
}

static struct sql_domain read_not(struct sql_reader *reader, const struct sql_scope *scope)
{
    size_t count = 0;
    while (sql_reader_take(reader, "not"))
        count++;
    struct sql_domain domain = read_equal(reader, scope);
    return count ? truth() : domain;
}

struct sql_domain sql_expression_read(struct sql_reader *reader, const struct sql_scope *scope)
{
    if (reader->lost || ++reader->depth > DEPTH_MOST * 4) {
        sql_reader_lose(reader);
        return unseen(NULL, 0);
    }
    struct sql_domain domain = read_not(reader, scope);
    while (!reader->lost && (sql_reader_is(reader, "and") || sql_reader_is(reader, "or"))) {
        sql_reader_step(reader);
        read_not(reader, scope);
        domain = truth();
    }
    reader->depth--;
    return domain;
}

void sql_expression_read_list(struct sql_reader *reader, const struct sql_scope *scope)
{
    static const char *const after[] = {"asc", "desc", "nulls", "first", "last"};
    do {
        sql_expression_read(reader, scope);
        for (size_t i = 0; i < LEN(after); i++)
            sql_reader_take(reader, after[i]);
    } while (!reader->lost && sql_reader_take(reader, ","));
}
