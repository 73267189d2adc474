#include "listing/record_list_sql.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "listing/record_list_query.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/listing.h"

#include <string.h>

enum { TERMS_MOST = 2 }; /* that a field, or a part of the key, is ordered by */

struct term {
    const char *sql;
    bool down;
};

struct terms {
    struct term *items;
    size_t len;
};

static bool names_somebody(const struct field *field)
{
    return field_kind(field)->scope != FIELD_SCOPE_NONE;
}

/* ---- names of units and members ---- */

static bool needs_names(const struct record_list_query *query)
{
    return query->find || (query->sort && names_somebody(query->sort));
}

static void put_named_of(struct buffer *sql, const char *type, const char *id, const char *name)
{
    buffer_printf(sql,
                  "SELECT r.%2$s, l.sort_%3$s, search_text(r.%3$s), max(r.valid_from) FROM record_%1$s AS r LEFT JOIN listing_%1$s AS l "
                  "ON l.key_%2$s = r.%2$s AND l.key_valid_from = r.valid_from GROUP BY r.%2$s",
                  type, id, name);
}

/* named: id, key of order, folded name: the newest of each. A contest may have no members. */
static void put_named(struct buffer *sql, const struct record_list_query *query)
{
    buffer_puts(sql, "WITH named (id, sort, said, since) AS MATERIALIZED (");
    put_named_of(sql, "unit", "unit_id", "name");
    if (record_type_find(query->types, "member")) {
        buffer_puts(sql, " UNION ALL ");
        put_named_of(sql, "member", "member_id", "full_name");
    }
    buffer_puts(sql, ")\n");
}

/* ---- order ---- */

static void add_term(struct terms *terms, const char *sql, bool down)
{
    terms->items[terms->len++] = (struct term){sql, down};
}

/* "CASE r.channel WHEN 'force' THEN 0 …": words in the order of the declaration, as people know it. */
static const char *rank_of(struct arena *arena, const struct field *field)
{
    size_t count;
    const char *const *words = field_kind(field)->words(field, &count);
    struct buffer sql = {0};
    buffer_printf(&sql, "CASE r.%s", field->name);
    for (size_t i = 0; i < count; i++) {
        buffer_puts(&sql, " WHEN ");
        record_sql_put_word(&sql, words[i]);
        buffer_printf(&sql, " THEN %zu", i);
    }
    buffer_puts(&sql, " END");
    return buffer_take(&sql, arena);
}

static const char *order_of(struct arena *arena, const struct field *field)
{
    if (listing_has_key(field))
        return arena_printf(arena, "l.sort_%s", field->name);
    if (field_kind(field)->words)
        return rank_of(arena, field);
    return arena_printf(arena, names_somebody(field) ? "ifnull(n.sort, r.%s)" : "r.%s", field->name);
}

/* A unit of the key by its id: a list by key is in the order of ids whatever they are called. */
static void add_key_terms(struct terms *terms, struct arena *arena, const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++) {
        if (listing_has_key(record_field(type, type->key[i])))
            add_term(terms, arena_printf(arena, "l.sort_%s", type->key[i]), false);
        add_term(terms, arena_printf(arena, "r.%s", type->key[i]), false);
    }
}

static struct terms terms_of(struct arena *arena, const struct record_list_query *query)
{
    const struct record_type *type = query->type;
    struct terms terms = {.items = arena_alloc(arena, (TERMS_MOST * (type->key_count + 1)) * sizeof *terms.items)};
    const char *by = query->own == RECORD_LIST_BY_STATE    ? "r.state"
                     : query->own == RECORD_LIST_BY_CHANGE ? "r.from_seq"
                     : query->sort                         ? order_of(arena, query->sort)
                                                           : NULL;
    if (by) {
        add_term(&terms, arena_printf(arena, "(%s IS NULL)", by), false);
        add_term(&terms, by, query->down);
    }
    add_key_terms(&terms, arena, type);
    for (size_t i = 0; i < terms.len && !by; i++)
        terms.items[i].down = query->down;
    return terms;
}

/* "(t0 > mark.t0 OR (t0 IS mark.t0 AND (…)))" */
static void put_behind(struct buffer *sql, const struct terms *terms)
{
    buffer_puts(sql, " AND ");
    for (size_t i = 0; i < terms->len; i++)
        buffer_printf(sql, "(%1$s %2$s mark.t%3$zu OR (%1$s IS mark.t%3$zu AND ", terms->items[i].sql, terms->items[i].down ? "<" : ">", i);
    buffer_puts(sql, "0");
    for (size_t i = 0; i < 2 * terms->len; i++)
        buffer_putc(sql, ')');
}

/* ---- what is asked for ---- */

/* " FROM record_tip AS r LEFT JOIN listing_tip AS l ON …" */
static void put_from(struct buffer *sql, const struct record_list_query *query)
{
    const struct record_type *type = query->type;
    buffer_printf(sql, " FROM record_%s AS r LEFT JOIN listing_%s AS l ON ", type->name, type->name);
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(sql, "%sl.key_%s = r.%s", i ? " AND " : "", type->key[i], type->key[i]);
    if (query->sort && names_somebody(query->sort))
        buffer_printf(sql, " LEFT JOIN named AS n ON n.id = r.%s", query->sort->name);
}

static void put_mark(struct buffer *sql, const struct record_list_query *query, const struct terms *terms)
{
    const struct record_type *type = query->type;
    buffer_printf(sql, "%s mark AS MATERIALIZED (SELECT ", needs_names(query) ? "," : "WITH");
    for (size_t i = 0; i < terms->len; i++)
        buffer_printf(sql, "%s%s AS t%zu", i ? ", " : "", terms->items[i].sql, i);
    put_from(sql, query);
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(sql, "%s r.%s = ?%zu", i ? " AND" : " WHERE", type->key[i], (size_t)RECORD_LIST_AFTER + i);
    buffer_puts(sql, ")\n");
}

/* Choices whose title says the text: the record holds their words. */
static void put_titled(struct buffer *sql, struct arena *arena, const struct field *field, const char *find)
{
    const struct value *titles = field_word_titles(field, arena);
    for (size_t i = 0; i < value_len(titles); i++)
        if (strstr(text_search(arena, value_as_text(value_item(titles, i))), find)) {
            buffer_printf(sql, " OR r.%s = ", field->name);
            record_sql_put_word(sql, value_key(titles, i));
        }
}

static void put_find(struct buffer *sql, struct arena *arena, const struct record_list_query *query)
{
    const char *find = text_search(arena, query->find);
    buffer_printf(sql, " AND (instr(l.search, ?%d)", RECORD_LIST_FIND);
    for (size_t i = 0; i < query->type->field_count; i++) {
        const struct field *field = &query->type->fields[i];
        if (names_somebody(field))
            buffer_printf(sql, " OR r.%s IN (SELECT id FROM named WHERE instr(said, ?%d))", field->name, RECORD_LIST_FIND);
        put_titled(sql, arena, field, find);
    }
    buffer_putc(sql, ')');
}

/* What does not say yet of which day it is, a draft, may be of any. */
static void put_days(struct buffer *sql, struct arena *arena, const struct record_type *type)
{
    if (type->touches_from) {
        buffer_printf(sql, " AND (r.%1$s IS NULL OR r.%1$s < ?%2$d)", type->touches_from, RECORD_LIST_UNTIL);
        if (type->touches_until)
            buffer_printf(sql, " AND (r.%1$s IS NULL OR r.%1$s >= ?%2$d)", type->touches_until, RECORD_LIST_FROM);
        return;
    }
    const struct field *field = record_field(type, type->touches_on);
    const struct field_kind *kind = field_kind(field);
    const char *column = kind->with_day ? field_day_column(arena, field) : field->name;
    buffer_printf(sql, " AND (r.%s IS NULL OR ", column);
    if (kind->day)
        buffer_printf(sql, "r.%1$s >= ?%2$d AND r.%1$s < ?%3$d)", column, RECORD_LIST_FROM, RECORD_LIST_UNTIL);
    else
        buffer_printf(sql, "r.%s IN (SELECT value FROM json_each(?%d)))", column, RECORD_LIST_MONTHS);
}

static void put_where(struct buffer *sql, struct arena *arena, const struct record_list_query *query, const struct terms *terms)
{
    buffer_puts(sql, " WHERE 1");
    if (query->owners)
        buffer_printf(sql, " AND r.%s IN (SELECT value FROM json_each(?%d))", record_key_whose(query->type)->name, RECORD_LIST_OWNERS);
    if (query->period)
        put_days(sql, arena, query->type);
    if (query->state)
        buffer_printf(sql, " AND r.state = ?%d", RECORD_LIST_STATE);
    if (query->find)
        put_find(sql, arena, query);
    if (query->after)
        put_behind(sql, terms); /* of a page alone */
}

char *record_list_sql(struct arena *arena, const struct record_list_query *query)
{
    struct terms terms = terms_of(arena, query);
    size_t count;
    const char *const *columns = record_sql_columns(arena, query->type, &count);
    struct buffer sql = {0};
    if (needs_names(query))
        put_named(&sql, query);
    if (query->after)
        put_mark(&sql, query, &terms);
    buffer_puts(&sql, "SELECT ");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&sql, "%sr.%s", i ? ", " : "", columns[i]);
    put_from(&sql, query);
    if (query->after)
        buffer_puts(&sql, " JOIN mark");
    put_where(&sql, arena, query, &terms);
    buffer_puts(&sql, " ORDER BY ");
    for (size_t i = 0; i < terms.len; i++)
        buffer_printf(&sql, "%s%s%s", i ? ", " : "", terms.items[i].sql, terms.items[i].down ? " DESC" : "");
    buffer_printf(&sql, " LIMIT ?%d", RECORD_LIST_LIMIT);
    return buffer_take(&sql, arena);
}

char *record_list_count_sql(struct arena *arena, const struct record_list_query *query)
{
    struct buffer sql = {0};
    if (query->find)
        put_named(&sql, query);
    buffer_puts(&sql, "SELECT r.state, count(*)");
    if (query->find)
        put_from(&sql, query);
    else
        buffer_printf(&sql, " FROM record_%s AS r", query->type->name);
    put_where(&sql, arena, query, NULL);
    buffer_puts(&sql, " GROUP BY r.state");
    return buffer_take(&sql, arena);
}
