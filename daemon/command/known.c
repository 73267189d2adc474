#include "command/known.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/call.h"
#include "package/package.h"
#include "record/level.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

enum { LISTED_MAX = 60 }; /* of the units of a country nobody reads the rest */

struct words {
    const char **items;
    size_t len;
};

static struct words room_for(const struct known_contest *contest, size_t most)
{
    return (struct words){.items = arena_alloc(contest->call->arena, (most + 1) * sizeof(const char *))};
}

static struct words period_words(const struct known_contest *contest)
{
    struct words words = room_for(contest, contest->periods->len);
    for (size_t i = 0; i < contest->periods->len; i++)
        words.items[words.len++] = contest->periods->items[i].id;
    return words;
}

static struct words phase_words(const struct known_contest *contest)
{
    struct words words = room_for(contest, contest->package->closing_count);
    for (size_t i = 0; i < contest->package->closing_count; i++)
        words.items[words.len++] = contest->package->phases[i].id;
    return words;
}

static struct words type_words(const struct known_contest *contest)
{
    struct words words = room_for(contest, contest->package->types.len);
    for (size_t i = 0; i < contest->package->types.len; i++)
        words.items[words.len++] = contest->package->types.items[i].name;
    return words;
}

static struct words criterion_words(const struct known_contest *contest)
{
    struct words words = room_for(contest, contest->package->criterion_count);
    for (size_t i = 0; i < contest->package->criterion_count; i++)
        words.items[words.len++] = contest->package->criteria[i].id;
    return words;
}

/* Of those that have results, as the package calls them. */
static struct words level_words(const struct known_contest *contest)
{
    static const enum level with_results[] = {LEVEL_DISTRICT, LEVEL_WARD, LEVEL_TEAM};
    struct words words = room_for(contest, LEN(with_results) + 1);
    for (size_t i = 0; i < LEN(with_results); i++)
        if (*level_chain_id(&contest->package->chain, with_results[i]))
            words.items[words.len++] = level_chain_id(&contest->package->chain, with_results[i]);
    words.items[words.len++] = LEVEL_MEMBER_ID;
    return words;
}

/* By its role, which the rows of results say, a level is known in every contest. */
static bool is_role(const struct known_contest *contest, const char *word, bool *ret_is, struct err *err)
{
    (void)contest;
    (void)err;
    *ret_is = level_parse(word) != LEVEL_NONE;
    return true;
}

/* A unit's facts stand one after the other. */
static struct words unit_words(const struct known_contest *contest)
{
    const struct units *units = &contest->package->units;
    struct words words = room_for(contest, units->fact_count);
    for (size_t i = 0; i < units->fact_count; i++)
        if (!words.len || strcmp(words.items[words.len - 1], units->facts[i].id) != 0)
            words.items[words.len++] = units->facts[i].id;
    return words;
}

/* Teams are records: too many to be listed, but known. */
static bool is_team(const struct known_contest *contest, const char *word, bool *ret_is, struct err *err)
{
    const struct value *teams = store_rows(contest->call->store, contest->call->arena, err, QUERY_BUILTIN_TEAMS, "t",
                                           level_chain_id(&contest->package->chain, LEVEL_TEAM));
    bool is = false;
    for (size_t i = 0; i < value_len(teams) && !is; i++)
        is = strcmp(value_get_text(value_at(teams, i), "unit_id", ""), word) == 0;
    *ret_is = is;
    return teams != NULL;
}

/* Members are records too; they have results. */
static bool is_team_or_member(const struct known_contest *contest, const char *word, bool *ret_is, struct err *err)
{
    if (!is_team(contest, word, ret_is, err))
        return false;
    if (*ret_is || !record_type_find(&contest->package->types, "member"))
        return true;
    const struct value *member = store_row(contest->call->store, contest->call->arena, err, QUERY_BUILTIN_MEMBER_TEAM, "ti", word, (int64_t)0);
    *ret_is = member && !value_is_null(member);
    return member != NULL;
}

/* A type's title names it too, or several: which one is for who takes it. */
static bool is_type_title(const struct known_contest *contest, const char *word, bool *ret_is, struct err *err)
{
    const struct record_type *other;
    (void)err;
    *ret_is = record_type_meant(&contest->package->types, contest->call->arena, word, &other) != NULL;
    return true;
}

static const struct row {
    enum form_kind form;
    const char *vi, *en;
    struct words (*words)(const struct known_contest *contest);
    bool (*also)(const struct known_contest *contest, const char *word, bool *ret_is, struct err *err);
} rows[] = {
    {FORM_PERIOD, "kỳ", "period", period_words, NULL},
    {FORM_PHASE, "đợt", "phase", phase_words, NULL},
    {FORM_TYPE, "loại số liệu", "record type", type_words, is_type_title},
    {FORM_CRITERION, "tiêu chí", "criterion", criterion_words, NULL},
    {FORM_LEVEL, "cấp", "level", level_words, is_role},
    {FORM_SUBJECT, "đơn vị", "unit", unit_words, is_team_or_member},
};

static const struct row *row_of(enum form_kind form)
{
    for (size_t i = 0; i < LEN(rows); i++)
        if (rows[i].form == form)
            return &rows[i];
    return NULL;
}

bool known_asks(enum form_kind form)
{
    return row_of(form) != NULL;
}

/* The nearest one first, where one is near; then what there is. */
static bool refuse(const struct row *row, const char *word, struct words words, struct err *err)
{
    struct buffer list = {0};
    const char *near = text_nearest(word, words.items, words.len);
    for (size_t i = 0; i < words.len && i < LISTED_MAX; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", words.items[i]);
    if (words.len > LISTED_MAX)
        buffer_puts(&list, ", …");
    if (near)
        err_set(err, "không có %1$s “%3$s”%2$.0s; có phải là “%4$s”? Các giá trị: %5$s",
                "there is no %2$s “%3$s”%1$.0s; do you mean “%4$s”? There are: %5$s", row->vi, row->en, word, near,
                buffer_text(&list));
    else
        err_set(err, "không có %1$s “%3$s”%2$.0s; các giá trị: %4$s", "there is no %2$s “%3$s”%1$.0s; there are: %4$s", row->vi,
                row->en, word, buffer_text(&list));
    buffer_finish(&list);
    return false;
}

bool known_check(const struct known_contest *contest, enum form_kind form, const char *word, struct err *err)
{
    const struct row *row = row_of(form);
    struct words words = row->words(contest);
    bool is = text_place(word, words.items, words.len) >= 0;
    if (!is && row->also && !row->also(contest, word, &is, err))
        return false;
    return is || refuse(row, word, words, err);
}
