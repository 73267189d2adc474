/*
 * One piece of SQL under reading: where it is, which tables it has named, what was found. An expression reads what it
 * can be (sql_domain.h) and compares on its way; where the text is not what was expected the reader is lost and the
 * rest is not looked at, which sql_lint.c then says. Internal to record/sql_*.
 */
#ifndef RECORD_SQL_READER_H
#define RECORD_SQL_READER_H

#include "record/sql_finding.h"
#include "record/sql_scope.h"
#include "record/sql_token.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct sql_reader {
    struct arena *arena;
    const struct sql_vocabulary *vocabulary;
    struct sql_tokens tokens;
    size_t at;
    size_t depth; /* of brackets being read: bounds the stack */
    bool lost;
    const struct sql_table *with;
    struct sql_findings *findings;
    /* Reads a SELECT up to where it ends; its result columns. sql_select.c, which stands above expressions. */
    struct sql_columns (*read_select)(struct sql_reader *reader, const struct sql_scope *outer);
};

static inline const struct sql_token *sql_reader_token(const struct sql_reader *reader)
{
    return &reader->tokens.items[reader->at];
}

static inline const struct sql_token *sql_reader_after(const struct sql_reader *reader, size_t count)
{
    size_t left = reader->tokens.len - reader->at;
    return &reader->tokens.items[reader->at + (count < left ? count : left)];
}

static inline bool sql_reader_is(const struct sql_reader *reader, const char *word)
{
    return sql_token_is(sql_reader_token(reader), word);
}

static inline void sql_reader_step(struct sql_reader *reader)
{
    reader->at += reader->at < reader->tokens.len;
}

static inline bool sql_reader_take(struct sql_reader *reader, const char *word)
{
    bool is = sql_reader_is(reader, word);
    if (is)
        sql_reader_step(reader);
    return is;
}

static inline void sql_reader_lose(struct sql_reader *reader)
{
    reader->lost = true;
}

static inline void sql_reader_need(struct sql_reader *reader, const char *word)
{
    if (!sql_reader_take(reader, word))
        sql_reader_lose(reader);
}

/* One expression of the place; sql_expression.c. */
struct sql_domain sql_expression_read(struct sql_reader *reader, const struct sql_scope *scope);
/* … separated by commas, with what ORDER BY lets follow each. */
void sql_expression_read_list(struct sql_reader *reader, const struct sql_scope *scope);

#endif
