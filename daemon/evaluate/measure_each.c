#include "evaluate/measure_each.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text_index.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "criterion/measure_sql.h"
#include "evaluate/attribution.h"
#include "evaluate/beyond_rows.h"
#include "evaluate/measure_scan.h"
#include "record/record_type.h"

#include <string.h>

/* Days on which somebody stands, or is excused; both inclusive. Ascending. */
struct stretch {
    int32_t first, final;
    struct stretch *next;
};

struct life {
    const char *id;
    int ward;      /* where its newest row counts, -1: nowhere */
    int32_t since; /* that row's first day */
    struct stretch stands, *excused;
    int64_t count; /* of what is counted */
};

struct lives {
    struct arena *arena; /* theirs alone: of a country's members it is much, and gone before the results are made */
    const struct work *work;
    const struct span *span;
    struct text_index by_id;
    struct life **items; /* as they came */
    size_t len, size;
};

/* ---- stretches ---- */

static bool is_before(const struct stretch *one, const struct stretch *other)
{
    return one->first < other->first || (one->first == other->first && one->final < other->final);
}

/* The list begins with `head`, which stays where it is. */
static void insert(struct arena *arena, struct stretch *head, struct stretch one)
{
    struct stretch *place = arena_alloc(arena, sizeof *place);
    if (is_before(&one, head)) {
        struct stretch moved = *head;
        *head = one;
        one = moved;
        *place = one;
        head->next = place;
        return;
    }
    while (head->next && !is_before(&one, head->next))
        head = head->next;
    one.next = head->next;
    *place = one;
    head->next = place;
}

/* Where rows of one life may overlap no day is there twice: their union counts (record_type.h). */
static void cut(struct stretch *list, const struct record_type *type)
{
    int32_t final = list ? list->final : 0;
    if (type->overlap == RECORD_OVERLAP_REFUSE || !list)
        return;
    for (struct stretch *one = list->next; one; one = one->next) {
        one->first = one->first > final ? one->first : final + 1;
        final = one->final > final ? one->final : final;
    }
}

static int64_t days_between(int32_t first, int32_t final)
{
    return final < first ? 0 : (int64_t)final + 1 - first;
}

static int64_t standing_days(const struct life *life)
{
    int64_t days = 0;
    for (const struct stretch *one = &life->stands; one; one = one->next) {
        days += days_between(one->first, one->final);
        for (const struct stretch *away = life->excused; away; away = away->next)
            days -= days_between(one->first > away->first ? one->first : away->first, one->final < away->final ? one->final : away->final);
    }
    return days;
}

/* ---- scans ---- */

enum { ID, SINCE, PLACE };

static struct rule_rows *open_days(const struct lives *lives, bool standing, const char *more, struct err *err)
{
    const struct work *work = lives->work;
    const struct rule_piece piece = measure_piece(work, "each", "");
    const struct measure_each *each = work->criterion->measure.each;
    const char *source = measure_source(work, standing ? each->of : each->excused);
    const char *sql = arena_printf(work->arena, "%s%s", measure_set_days(work->arena, each, standing, source, more), measure_among(work, each->id));
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    if (rows)
        measure_bind(work, rows, lives->span);
    return rows;
}

/* The last two columns. */
static struct stretch stretch_of(const struct rule_rows *rows)
{
    int count = rule_rows_columns(rows);
    return (struct stretch){.first = (int32_t)rule_rows_int(rows, count - 2), .final = (int32_t)rule_rows_int(rows, count - 1)};
}

static bool find_home(const struct work *work, const char *place, int *ret_ward, struct err *err)
{
    const char *team = work->criterion->measure.each->teams || strcmp(work->criterion->measure.each->place, "team") == 0 ? place : NULL;
    *ret_ward = -1;
    return !place || attribution_home_of_record(work->territory, team ? NULL : place, team, ret_ward, err);
}

static void append(struct lives *lives, struct life *life)
{
    if (lives->len == lives->size) {
        size_t size = lives->size ? 2 * lives->size : 256;
        lives->items = arena_grow(lives->arena, lives->items, lives->len * sizeof(struct life *), size * sizeof(struct life *));
        lives->size = size;
    }
    lives->items[lives->len++] = life;
}

static bool take_life(struct lives *lives, const struct rule_rows *rows, struct err *err)
{
    struct arena *arena = lives->arena;
    const char *id = rule_rows_text(rows, ID);
    int32_t since = (int32_t)rule_rows_int(rows, SINCE);
    struct life *life = text_index_find(&lives->by_id, id);
    if (!life) {
        life = arena_alloc(arena, sizeof *life);
        *life = (struct life){.id = arena_strdup(arena, id), .stands = stretch_of(rows), .since = since};
        *text_index_place(&lives->by_id, arena, life->id) = life;
        append(lives, life);
        return find_home(lives->work, rule_rows_text(rows, PLACE), &life->ward, err);
    }
    insert(arena, &life->stands, stretch_of(rows));
    if (since <= life->since)
        return true;
    life->since = since;
    return find_home(lives->work, rule_rows_text(rows, PLACE), &life->ward, err);
}

static bool take_excused(struct lives *lives, const struct rule_rows *rows, struct err *err)
{
    const char *id = rule_rows_text(rows, ID);
    struct life *life = id ? text_index_find(&lives->by_id, id) : NULL;
    struct arena *arena = lives->arena;
    (void)err;
    if (life && life->excused) {
        insert(arena, life->excused, stretch_of(rows));
    } else if (life) {
        life->excused = arena_alloc(arena, sizeof *life->excused);
        *life->excused = stretch_of(rows);
    }
    return true;
}

static bool take_counted(struct lives *lives, const struct rule_rows *rows, struct err *err)
{
    const char *id = rule_rows_text(rows, 0);
    struct life *life = id ? text_index_find(&lives->by_id, id) : NULL;
    int64_t number = 0;
    if (!measure_read_integer(rows, 1, "num", &number, err))
        return false;
    if (life)
        life->count += number;
    return true;
}

typedef bool take_row(struct lives *lives, const struct rule_rows *rows, struct err *err);

/* rows NULL: err is set. Finishes them. */
static bool take_all(struct lives *lives, struct rule_rows *rows, take_row *take, struct err *err)
{
    bool row = false, good = rows != NULL;
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = take(lives, rows, err);
    rule_rows_finish(rows);
    return good;
}

static bool read_lives(struct lives *lives, struct err *err)
{
    const struct measure_each *each = lives->work->criterion->measure.each;
    const char *more = arena_printf(lives->work->arena, "%s, %s, ", each->of->touches_from, each->place);
    if (!rule_reader_foresee_teams(lives->work->reader, err) || !take_all(lives, open_days(lives, true, more, err), take_life, err) ||
        (each->excused && !take_all(lives, open_days(lives, false, "", err), take_excused, err)))
        return false;
    for (size_t i = 0; i < lives->len; i++) {
        cut(&lives->items[i]->stands, each->of);
        if (each->excused)
            cut(lives->items[i]->excused, each->excused);
    }
    return true;
}

static bool read_counted(struct lives *lives, struct err *err)
{
    const struct work *work = lives->work;
    const struct measure *measure = &work->criterion->measure;
    const struct rule_piece piece = measure_piece(work, "measure", measure->where ? measure->where : measure->num);
    const char *columns = arena_printf(work->arena, "%s, (%s\n)", measure->each->link, measure->num);
    const char *sql = arena_printf(work->arena, "%s%s", measure_sql_scan_of(work->arena, measure, measure_source(work, measure->of), columns, NULL), measure_among(work, measure->each->link));
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    if (rows)
        measure_bind(work, rows, lives->span);
    rows = beyond_rows(work, lives->span, rows);
    return take_all(lives, rows, take_counted, err) || (rows && measure_fail_at(&piece, err));
}

static bool read_all(struct lives *lives, struct err *err)
{
    return read_lives(lives, err) && read_counted(lives, err);
}

/* ---- who counts, and has enough ---- */

/* What a piece of one number says: days or how many, a whole number, as the rule's check saw to. */
static bool ask_number(const struct lives *lives, const char *name, const char *sql, int64_t *ret_number, struct err *err)
{
    const struct work *work = lives->work;
    const struct rule_piece piece = measure_piece(work, name, "");
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, arena_printf(work->arena, "SELECT %s", sql), 0, err);
    bool row = false, good = rows != NULL;
    if (rows)
        measure_bind(work, rows, lives->span);
    good = good && rule_rows_step(rows, &row, err) && (measure_read_integer(rows, 0, name, ret_number, err) || measure_fail_at(&piece, err));
    rule_rows_finish(rows);
    return good;
}

/* So many days, or the whole of a shorter span. */
static bool ask_standing(const struct lives *lives, int64_t *ret_days, struct err *err)
{
    const char *standing = lives->work->criterion->measure.each->standing;
    *ret_days = 1;
    return !standing || ask_number(lives, "standing", arena_printf(lives->work->arena, "min(param('%s', :last), :until - :from)", standing), ret_days, err);
}

/* Nothing is read of the parameters when nobody is there. */
static bool ask_least_days(const struct lives *lives, int64_t *ret_days, struct err *err)
{
    *ret_days = 1;
    return lives->len == 0 || ask_standing(lives, ret_days, err);
}

bool measure_each_ask(const struct work *work, struct err *err)
{
    const struct lives nobody = {.work = work, .span = &work->job->period};
    int64_t number;
    return ask_standing(&nobody, &number, err) && ask_number(&nobody, "has", work->criterion->measure.each->has, &number, err);
}

static bool sum_wards(struct lives *lives, struct figure *figures, struct err *err)
{
    const struct work *work = lives->work;
    int64_t least, enough = 0;
    bool asked = false;
    if (!read_all(lives, err) || !ask_least_days(lives, &least, err))
        return false;
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = true;
    for (size_t i = 0; i < lives->len; i++) {
        const struct life *life = lives->items[i];
        if (life->ward < 0 || standing_days(life) < least)
            continue;
        if (!asked && !ask_number(lives, "has", work->criterion->measure.each->has, &enough, err))
            return false;
        asked = true;
        figures[life->ward].num += life->count >= enough;
        figures[life->ward].den++;
    }
    return true;
}

bool measure_each_wards(const struct work *work, struct figure *figures, struct err *err)
{
    struct lives lives = {.arena = arena_create(), .work = work, .span = &work->job->period};
    bool good = sum_wards(&lives, figures, err);
    arena_destroy(lives.arena);
    return good;
}

static bool figures_below(struct lives *lives, struct below_figures *ret_figures, struct err *err)
{
    const struct work *work = lives->work;
    int64_t least;
    if (!read_all(lives, err) || !ask_least_days(lives, &least, err))
        return false;
    *ret_figures = (struct below_figures){.items = arena_alloc(work->arena, (lives->len + 1) * sizeof *ret_figures->items)};
    for (size_t i = 0; i < lives->len; i++) {
        const struct life *life = lives->items[i];
        if (!measure_in_range("num", life->count, err) || (work->criterion->below == LEVEL_MEMBER && !attribution_check_member(work->territory, life->id, err)))
            return false;
        if (life->ward >= 0) /* whose ward has no successor counts nowhere */
            ret_figures->items[ret_figures->len++] =
                (struct below_figure){arena_strdup(work->arena, life->id), life->ward, life->count, standing_days(life) < least};
    }
    return true;
}

bool measure_each_below(const struct work *work, const struct span *span, struct below_figures *ret_figures, struct err *err)
{
    struct lives lives = {.arena = arena_create(), .work = work, .span = span};
    bool good = figures_below(&lives, ret_figures, err);
    arena_destroy(lives.arena);
    return good;
}
