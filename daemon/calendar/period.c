#include "calendar/period.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "package/package.h"

#include <stddef.h>
#include <string.h>

static const char *const roman[] = {"I", "II", "III", "IV"}; /* a quarter's number, as Vietnamese offices write it */

/* ---- weeks, months and quarters of the calendar ---- */

/* The one that holds a day. */
struct stretch {
    int year, number;
    int32_t until; /* the first day after it */
};

/* ISO 8601: from Monday; it is of the year that its Thursday is in. */
static struct stretch week_of(const struct schedule_rule *rule, int32_t day)
{
    int year, month, date;
    int32_t monday = day - (int32_t)day_weekday(day), thursday = monday + 3;
    (void)rule;
    day_split(thursday, &year, &month, &date);
    return (struct stretch){year, (thursday - day_of(year, 1, 1)) / 7 + 1, monday + 7};
}

static int32_t first_of_month(int year, int month)
{
    return month > 12 ? day_of(year + 1, month - 12, 1) : day_of(year, month, 1);
}

/* The first day after the month. */
static int32_t month_end(const struct schedule_rule *rule, int year, int month)
{
    return rule->month_mode == MONTH_D15_D14 ? day_of(year, month, 15) : first_of_month(year, month + 1);
}

/* In d15_d14 the month M goes from the 15th before it to its own 14th. */
static struct stretch month_of(const struct schedule_rule *rule, int32_t day)
{
    int year, month, date;
    day_split(day, &year, &month, &date);
    if (rule->month_mode == MONTH_D15_D14 && date >= 15 && ++month > 12) {
        month = 1;
        year++;
    }
    return (struct stretch){year, month, month_end(rule, year, month)};
}

/* Three of the contest's months. */
static struct stretch quarter_of(const struct schedule_rule *rule, int32_t day)
{
    struct stretch month = month_of(rule, day);
    int number = (month.number + 2) / 3;
    return (struct stretch){month.year, number, month_end(rule, month.year, 3 * number)};
}

/* How a phase is cut into periods of a kind. */
static const struct cut {
    enum period_kind kind;
    struct stretch (*stretch_of)(const struct schedule_rule *rule, int32_t day);
    size_t stub;       /* in the schedule's rule: the days of a part that stands by itself */
    const char *mark;  /* before the number in an id, as ISO 8601 writes a week */
    int digits;        /* of the number */
} cuts[] = {
    {PERIOD_WEEK, week_of, offsetof(struct schedule_rule, stub_week_min_days), "W", 2},
    {PERIOD_MONTH, month_of, offsetof(struct schedule_rule, stub_month_min_days), "", 2},
    {PERIOD_QUARTER, quarter_of, offsetof(struct schedule_rule, stub_quarter_min_days), "Q", 1},
};

/* The first day that is cut so. */
static int32_t first_day(const struct schedule_rule *rule, enum period_kind kind)
{
    int32_t day = kind == PERIOD_WEEK ? rule->week_from : kind == PERIOD_QUARTER ? rule->quarter_from : INT32_MIN;
    return day ? day : DAY_NEVER;
}

/* ---- the list ---- */

static void append(struct period_list *list, struct period period)
{
    list->items[list->len++] = period;
}

/* How many parts of the same month, week or quarter came before, in earlier phases. */
static int part_of(const struct period_list *list, const struct period *made)
{
    int part = 0;
    for (size_t i = 0; i < list->len; i++)
        part += list->items[i].kind == made->kind && list->items[i].year == made->year && list->items[i].number == made->number;
    return part;
}

/* 2024-11; where a phase ends inside a month, both phases may have a part of it that is long enough to stand: the later is 2024-11b. */
static const char *id_of(const struct cut *cut, const struct period *made, struct arena *arena)
{
    const char *whole = arena_printf(arena, "%04d-%s%0*d", made->year, cut->mark, cut->digits, made->number);
    return !made->part ? whole : made->part < 26 ? arena_printf(arena, "%s%c", whole, 'a' + made->part) : arena_printf(arena, "%s-%d", whole, made->part + 1);
}

/* The first day of a phase that is cut so. Quarters are of whole months: asked for in the middle of one they begin with the next. */
static int32_t cut_from(const struct period_list *list, const struct package *package, const struct phase *phase, enum period_kind kind)
{
    int32_t begins = first_day(&package->schedule, kind);
    if (begins <= phase->from || kind != PERIOD_QUARTER)
        return begins > phase->from ? begins : phase->from;
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].kind == PERIOD_MONTH && list->items[i].phase == phase && list->items[i].from >= begins)
            return list->items[i].from;
    return phase->until;
}

/* Of one phase. A stub shorter than the least joins its neighbour in the phase, under the neighbour's name; a phase that is one stub
 * stands. */
static void append_cut(struct period_list *list, const struct package *package, const struct phase *phase, const struct cut *cut,
                       struct arena *arena)
{
    int least = *(const int *)((const char *)&package->schedule + cut->stub);
    int32_t from = cut_from(list, package, phase, cut->kind); /* of the one being made: earlier than its first day when a stub joins it */
    size_t first = list->len;
    for (int32_t day = from; day < phase->until;) {
        struct stretch stretch = cut->stretch_of(&package->schedule, day);
        int32_t until = stretch.until < phase->until ? stretch.until : phase->until;
        bool stub = until - day < least;
        bool last = until == phase->until;
        if (!stub || (last && list->len == first)) {
            struct period made = {.kind = cut->kind, .from = from, .until = until, .phase = phase, .year = stretch.year, .number = stretch.number};
            made.part = part_of(list, &made);
            made.id = id_of(cut, &made, arena);
            append(list, made);
            from = until;
        } else if (last) {
            list->items[list->len - 1].until = until;
        }
        day = until;
    }
}

/* A bound of all that phases are cut into: a phase has at most one more of each than it touches. */
static size_t most_periods(const struct package *package)
{
    size_t most = 1;
    for (size_t i = 0; i < package->phase_count; i++) {
        int32_t days = package->phases[i].until - package->phases[i].from;
        most += 1 + 2 * LEN(cuts) + (days > 0 ? (size_t)days / 7 + (size_t)days / 28 + (size_t)days / 89 : 0); /* a package with problems may have any days */
    }
    return most;
}

struct period_list period_list(const struct package *package, struct arena *arena)
{
    struct period_list list = {arena_alloc(arena, most_periods(package) * sizeof *list.items), 0};
    for (size_t i = 0; i < package->phase_count; i++) {
        const struct phase *phase = &package->phases[i];
        for (size_t c = 0; c < LEN(cuts); c++)
            append_cut(&list, package, phase, &cuts[c], arena);
        append(&list, (struct period){.id = phase->id, .kind = PERIOD_PHASE, .from = phase->from, .until = phase->until, .phase = phase});
    }
    append(&list, (struct period){.id = PERIOD_WHOLE, .kind = PERIOD_CONTEST, .from = package->from, .until = package->until, .phase = package_whole(package)});
    return list;
}

const struct period *period_find(const struct period_list *periods, const char *id)
{
    for (size_t i = 0; i < periods->len; i++)
        if (strcmp(periods->items[i].id, id) == 0)
            return &periods->items[i];
    return NULL;
}

bool period_is_part_of(const struct period_list *periods, const char *part, const char *phase)
{
    const struct period *inner = period_find(periods, part), *outer = period_find(periods, phase);
    return inner && outer && inner->kind < PERIOD_PHASE && outer->kind == PERIOD_PHASE && inner->phase && strcmp(inner->phase->id, outer->phase->id) == 0;
}

struct period_list period_months(const struct period_list *periods, const struct period *period,
                                 struct arena *arena)
{
    struct period_list months = {arena_alloc(arena, periods->len * sizeof *months.items), 0};
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *month = &periods->items[i];
        if (period->kind != PERIOD_WEEK && month->kind == PERIOD_MONTH && month->from >= period->from && month->until <= period->until)
            append(&months, *month);
    }
    if (period->kind == PERIOD_WEEK)
        append(&months, *period);
    return months;
}

struct period_list period_inner(const struct period_list *periods, const struct period *period, struct arena *arena)
{
    struct period_list inner = {arena_alloc(arena, periods->len * sizeof *inner.items), 0};
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind < PERIOD_PHASE && periods->items[i].from >= period->from && periods->items[i].until <= period->until)
            append(&inner, periods->items[i]);
    return inner;
}

bool period_is_of_months(const struct period *period)
{
    return period->kind > PERIOD_MONTH;
}

bool period_is_closed(const struct period *period)
{
    return period->kind == PERIOD_PHASE || (period->kind == PERIOD_CONTEST && period->phase);
}

/* "25/11–01/12", and the year behind it where there is room. */
static char *days_of(const struct period *week, bool with_year, struct arena *arena)
{
    int year, first_month, first, month, last;
    day_split(week->from, &year, &first_month, &first);
    day_split(week->until - 1, &year, &month, &last);
    return arena_printf(arena, with_year ? "%02d/%02d–%02d/%02d/%d" : "%02d/%02d–%02d/%02d", first, first_month, last, month, year);
}

static const char *part_title(const struct period *period, struct arena *arena)
{
    return !period->part ? "" : period->part == 1 ? " (phần sau)" : arena_printf(arena, " (phần %d)", period->part + 1);
}

char *period_title(const struct period *period, struct arena *arena)
{
    switch (period->kind) {
    case PERIOD_WEEK: /* its days say which part it is */
        return arena_printf(arena, "tuần %s", days_of(period, true, arena));
    case PERIOD_MONTH: /* Nghị định 30/2020: months 1 and 2 take a leading zero */
        return arena_printf(arena, period->number < 3 ? "tháng %02d/%d%s" : "tháng %d/%d%s", period->number, period->year, part_title(period, arena));
    case PERIOD_QUARTER:
        return arena_printf(arena, "quý %s/%d%s", roman[period->number - 1], period->year, part_title(period, arena));
    case PERIOD_PHASE:
        return arena_strdup(arena, period->phase->title);
    case PERIOD_CONTEST:
    case PERIOD_KINDS:
        break;
    }
    return arena_strdup(arena, "cả phong trào");
}

char *period_short(const struct period *period, struct arena *arena)
{
    if (period->kind == PERIOD_WEEK)
        return days_of(period, false, arena);
    if (period->kind != PERIOD_MONTH)
        return period_title(period, arena);
    return arena_printf(arena, "%02d/%d%s", period->number, period->year, !period->part ? "" : period->part == 1 ? " (sau)" : part_title(period, arena));
}
