#include "evaluate/touched.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text_index.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_scan.h"
#include "record/record_sql.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_SUBJECTS = 1000 };

struct touched {
    const struct work *work;
    struct text_index known;
    struct buffer list;
    struct value *ids;
};

/* id: as results are called by it. */
static void add(struct touched *touched, const char *literal, const char *id)
{
    void **place = text_index_place(&touched->known, touched->work->arena, arena_strdup(touched->work->arena, literal));
    if (*place)
        return;
    *place = touched;
    buffer_printf(&touched->list, "%s%s", touched->list.len ? ", " : "", literal);
    value_append(touched->ids, value_text(touched->work->arena, id));
}

static void add_text(struct touched *touched, const char *text)
{
    struct buffer word = {0};
    record_sql_put_word(&word, text);
    add(touched, buffer_text(&word), text);
    buffer_finish(&word);
}

/* A ward that took over others has their rows only while it has none of its own: all that count in one ward are touched together. One that
 * counts nowhere touches nothing. */
static void add_wards(struct touched *touched, const char *ward)
{
    const struct homes *homes = &touched->work->territory->of_wards;
    size_t place = attribution_place(touched->work->territory, ward);
    if (place == homes->len || homes->items[place].ward < 0)
        return;
    for (size_t i = 0; i < homes->len; i++)
        if (homes->items[i].ward == homes->items[place].ward)
            add_text(touched, homes->items[i].unit);
}

static bool add_subject(struct touched *touched, const struct rule_rows *rows)
{
    const struct measure_latest *latest = touched->work->criterion->measure.latest;
    const char *number;
    switch (rule_rows_type(rows, 0)) {
    case VALUE_NULL:
        return true; /* of nobody */
    case VALUE_INT:
        number = arena_printf(touched->work->arena, "%" PRId64, rule_rows_int(rows, 0));
        add(touched, number, number);
        return true;
    case VALUE_TEXT:
        (latest && strcmp(latest->unit, "ward") == 0 ? add_wards : add_text)(touched, rule_rows_text(rows, 0));
        return true;
    default:
        return false;
    }
}

/* Those that one type's records touch. What is counted has a day, and only those of the period count: in_period. */
static bool take(struct touched *touched, const struct record_type *type, const char *column, bool in_period)
{
    const struct work *work = touched->work;
    const struct measure *measure = &work->criterion->measure;
    const char *days = in_period ? arena_printf(work->arena, " WHERE %1$s >= :from AND %1$s < :until", measure->date) : "";
    const char *sql = arena_printf(work->arena, "SELECT %1$s FROM \"%2$s added\"%3$s UNION ALL SELECT %1$s FROM \"%2$s removed\"%3$s", column, type->name, days);
    const struct rule_piece piece = measure_piece(work, "measure", measure->num);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, NULL);
    bool row = false, good = rows != NULL;
    if (rows)
        measure_bind(work, rows, &work->job->period);
    while (good && (good = rule_rows_step(rows, &row, NULL)) && row) {
        good = add_subject(touched, rows) && touched->known.len <= MOST_SUBJECTS;
        work->measuring->rows++;
    }
    rule_rows_finish(rows);
    return good;
}

static bool take_all(struct touched *touched)
{
    const struct measure *measure = &touched->work->criterion->measure;
    const struct measure_each *each = measure->each;
    if (!each)
        return take(touched, measure->of, measure->latest ? measure->latest->unit : measure->distinct->fields[0], true);
    return take(touched, measure->of, each->link, true) && take(touched, each->of, each->id, false) &&
           (!each->excused || take(touched, each->excused, each->id, false));
}

char *touched_subjects(const struct work *work)
{
    struct touched touched = {.work = work, .ids = value_list(work->arena)};
    bool good = take_all(&touched);
    work->measuring->touched = touched.ids;
    char *among = good ? arena_printf(work->arena, "(%s)", buffer_text(&touched.list)) : NULL;
    buffer_finish(&touched.list);
    return among;
}
