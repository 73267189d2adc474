#include "explain/difference_part.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "explain/changed_record.h"
#include "explain/difference_text.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

enum { RECORDS_TOLD = 100 }; /* of one part */

void difference_parts_open(struct difference_parts *parts, struct command_call *call, const struct difference_words *words)
{
    *parts = (struct difference_parts){.call = call, .words = words, .list = value_list(call->arena)};
}

struct difference_amount difference_part_between(const struct value *was, const struct value *is)
{
    return (struct difference_amount){value_get_int(is, "num", 0) - value_get_int(was, "num", 0), value_get_int(is, "den", 0) - value_get_int(was, "den", 0)};
}

/* ---- a part ---- */

static struct value *part_of(struct difference_parts *parts, const char *cause, const char *by)
{
    struct arena *arena = parts->call->arena;
    for (size_t i = 0; i < value_len(parts->list); i++) {
        const struct value *part = value_at(parts->list, i);
        if (strcmp(value_get_text(part, "cause", ""), cause) == 0 && strcmp(value_get_text(part, "by", ""), by) == 0)
            return (struct value *)part;
    }
    struct value *part = value_map(arena);
    value_set_text(part, "cause", cause);
    value_set_text(part, "by", by);
    value_set_int(part, "num", 0);
    value_set_int(part, "den", 0);
    value_set_int(part, "count", 0);
    value_set_bool(part, "weighted", false);
    value_set(part, "days", value_map(arena));
    value_set(part, "types", value_map(arena));
    value_set(part, "records", value_list(arena));
    value_append(parts->list, part);
    return part;
}

static void grow(struct value *part, struct difference_amount amount, int64_t rows)
{
    bool weighted = value_get_bool(part, "weighted", false) || amount.num > 1 || amount.num < -1 || amount.den > 1 || amount.den < -1;
    value_set_int(part, "num", value_get_int(part, "num", 0) + amount.num);
    value_set_int(part, "den", value_get_int(part, "den", 0) + amount.den);
    value_set_int(part, "count", value_get_int(part, "count", 0) + rows);
    value_set_bool(part, "weighted", weighted);
}

void difference_part_add(struct difference_parts *parts, const char *cause, struct difference_amount amount, const char *params)
{
    struct value *part = part_of(parts, cause, "");
    grow(part, amount, 0);
    if (params)
        value_set_text(part, "params", params);
}

/* ---- records ---- */

static bool written_day(struct difference_parts *parts, int64_t sequence, const char **ret_day, struct err *err)
{
    struct arena *arena = parts->call->arena;
    const struct value *act = store_row(parts->call->store, arena, err, QUERY_AUDIT_ACT, "i", sequence);
    if (act)
        *ret_day = day_text(arena, instant_day(value_get_int(act, "at", 0)));
    return act;
}

/* The days and types of a record, and itself where whoever asks may see it. */
static bool note_record(struct difference_parts *parts, struct value *part, const struct changed_record *record, struct err *err)
{
    struct arena *arena = parts->call->arena;
    struct value *records = (struct value *)value_get(part, "records");
    const char *day, *unit = NULL;
    if (!written_day(parts, record->sequence, &day, err))
        return false;
    value_set((struct value *)value_get(part, "days"), day, value_null(arena));
    value_set((struct value *)value_get(part, "types"), record->type->title, value_null(arena));
    if (value_len(records) >= RECORDS_TOLD || (record->whose && !belongs_unit(parts->call, record->whose, &unit, err)))
        return value_len(records) >= RECORDS_TOLD;
    for (size_t i = 0; i < value_len(records); i++)
        if (strcmp(value_get_text(value_at(records, i), "key", ""), record->key) == 0)
            return true;
    if (!unit || !caller_reaches(parts->call->caller, ROLE_PEOPLE, unit))
        return true;
    struct value *told = value_map(arena);
    value_set_text(told, "type", record->type->name);
    value_set_text(told, "title", record->type->title);
    value_set_text(told, "key", record->key);
    value_set_text(told, "unit", unit);
    value_set_text(told, "on", day);
    value_append(records, told);
    return true;
}

/* ---- rows ---- */

struct row {
    const struct value *id;
    struct difference_amount amount;
};

static const char *joined(struct arena *arena, const struct value *id, size_t parts)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(id) && i < parts; i++)
        buffer_printf(&text, "%s%s", i ? "/" : "", value_as_text(value_at(id, i)));
    return buffer_take(&text, arena);
}

static bool names_all(const struct value *id, const struct value *names)
{
    size_t named = 0;
    for (size_t i = 0; i < value_len(names); i++)
        for (size_t j = 0; j < value_len(id); j++)
            if (value_equal(value_at(names, i), value_at(id, j))) {
                named++;
                break;
            }
    return named && named == value_len(names);
}

/* The record that the row is; NULL: it did not change, or the row is none. A row of a rule's own is the record whose key it
 * has; units and people, whom rows of all kinds name, are no rows. */
static const struct changed_record *own_of(struct arena *arena, const struct difference_rows *rows, const struct value *id)
{
    const struct changed_records *changed = rows->changed;
    if (rows->of) {
        int64_t place = value_get_int(changed->keys, arena_printf(arena, "%s %s", rows->of->name, joined(arena, id, rows->of->key_count)), -1);
        return place < 0 ? NULL : &changed->items[place];
    }
    for (size_t i = 0; i < value_len(id); i++) {
        const struct value *places = value_get(changed->tied, value_as_text(value_at(id, i)));
        for (size_t j = 0; j < value_len(places); j++) {
            const struct changed_record *record = &changed->items[value_as_int(value_at(places, j))];
            if (record_key_reporter(record->type) && names_all(id, record->names))
                return record;
        }
    }
    return NULL;
}

static const char *cause_of(const struct changed_record *own)
{
    return own->before && own->after ? DIFFERENCE_CORRECTED : own->after ? DIFFERENCE_CAME : own->before ? DIFFERENCE_GONE : DIFFERENCE_RELATED;
}

static size_t ties_of(const struct changed_record *record, const struct value *id)
{
    size_t ties = 0;
    for (size_t i = 0; i < value_len(id); i++)
        ties += value_get(record->ties, value_as_text(value_at(id, i))) != NULL;
    return ties;
}

/* The most names that a changed record has in common with the row. */
static size_t most_ties(const struct difference_rows *rows, const struct value *id)
{
    size_t most = 0;
    for (size_t i = 0; i < value_len(id); i++) {
        const struct value *places = value_get(rows->changed->tied, value_as_text(value_at(id, i)));
        for (size_t j = 0; j < value_len(places); j++) {
            size_t ties = ties_of(&rows->changed->items[value_as_int(value_at(places, j))], id);
            most = ties > most ? ties : most;
        }
    }
    return most;
}

static bool note_tied(struct difference_parts *parts, struct value *part, const struct difference_rows *rows, const struct value *id, size_t most,
                      struct err *err)
{
    for (size_t i = 0; i < value_len(id); i++) {
        const struct value *places = value_get(rows->changed->tied, value_as_text(value_at(id, i)));
        for (size_t j = 0; j < value_len(places); j++) {
            const struct changed_record *record = &rows->changed->items[value_as_int(value_at(places, j))];
            if (ties_of(record, id) == most && !note_record(parts, part, record, err))
                return false;
        }
    }
    return true;
}

static bool take_row(struct difference_parts *parts, const struct difference_rows *rows, const struct row *row, struct err *err)
{
    const struct changed_record *own = own_of(parts->call->arena, rows, row->id);
    size_t most = own ? 0 : most_ties(rows, row->id);
    if (!own && !most)
        return true; /* it is left, and said to be */
    struct value *part = part_of(parts, own ? cause_of(own) : DIFFERENCE_RELATED, "");
    grow(part, row->amount, 1);
    return own ? note_record(parts, part, own, err) : note_tied(parts, part, rows, row->id, most, err);
}

/* {id: what it adds now less what it added before} in the order in which they come. */
static struct row *rows_of(struct arena *arena, const struct difference_rows *given, size_t *ret_count)
{
    size_t before = value_len(given->before), all = before + value_len(given->after), count = 0;
    struct row *rows = arena_alloc(arena, (all + 1) * sizeof *rows);
    struct value *known = value_map_sized(arena, all);
    for (size_t i = 0; i < all; i++) {
        const struct value *addend = i < before ? value_at(given->before, i) : value_at(given->after, i - before), *id = value_get(addend, "id");
        const char *name = joined(arena, id, SIZE_MAX);
        int64_t place = value_get_int(known, name, -1), sign = i < before ? -1 : 1;
        if (place < 0) {
            place = (int64_t)count++;
            value_set_kept(known, name, value_int(arena, place));
            rows[place] = (struct row){.id = id};
        }
        rows[place].amount.num += sign * value_get_int(addend, "num", 0);
        rows[place].amount.den += sign * value_get_int(addend, "den", 0);
    }
    *ret_count = count;
    return rows;
}

static struct difference_amount left_of(const struct difference_parts *parts, size_t first, struct difference_amount whole)
{
    for (size_t i = first; i < value_len(parts->list); i++) {
        whole.num -= value_get_int(value_at(parts->list, i), "num", 0);
        whole.den -= value_get_int(value_at(parts->list, i), "den", 0);
    }
    return whole;
}

/* All that changed among what the rule reads: no row says which of it. */
static bool note_all(struct difference_parts *parts, struct value *part, const struct changed_records *changed, struct err *err)
{
    for (size_t i = 0; i < changed->len && i < RECORDS_TOLD; i++)
        if (!note_record(parts, part, &changed->items[i], err))
            return false;
    return true;
}

bool difference_part_rows(struct difference_parts *parts, const struct difference_rows *given, struct difference_amount step, struct err *err)
{
    size_t count, first = value_len(parts->list);
    struct row *rows = rows_of(parts->call->arena, given, &count);
    for (size_t i = 0; i < count; i++)
        if ((rows[i].amount.num || rows[i].amount.den) && !take_row(parts, given, &rows[i], err))
            return false;
    struct difference_amount left = left_of(parts, first, step);
    if (!left.num && !left.den)
        return true;
    struct value *part = part_of(parts, DIFFERENCE_UNATTRIBUTED, DIFFERENCE_RECORDS);
    grow(part, left, 0);
    return note_all(parts, part, given->changed, err);
}

/* ---- the whole ---- */

static struct value *amount_value(struct arena *arena, const struct difference_amount *whole, const struct value *was, const struct value *is, bool den)
{
    const char *key = den ? "den" : "num";
    if (!whole || (value_is_null(value_get(was, key)) && value_is_null(value_get(is, key))))
        return value_null(arena);
    return value_int(arena, den ? whole->den : whole->num);
}

struct value *difference_parts_close(struct difference_parts *parts, const struct difference_amount *whole, const struct value *was, const struct value *is,
                                     struct err *err)
{
    struct arena *arena = parts->call->arena;
    struct difference_amount left = whole ? left_of(parts, 0, *whole) : (struct difference_amount){0};
    if (left.num || left.den)
        grow(part_of(parts, DIFFERENCE_UNATTRIBUTED, ""), left, 0);
    struct value *answer = value_map(arena);
    value_set(answer, "num", amount_value(arena, whole, was, is, false));
    value_set(answer, "den", amount_value(arena, whole, was, is, true));
    return difference_text_set(parts->call, parts->words, parts->list, was, is, answer, err) ? answer : NULL;
}
