#include "import/unit_validity.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "calendar/period.h"
#include "import/reference.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

/* The first given field that names a unit of the level. */
static const struct field *unit_field(const struct batch *batch, const struct import_row *row, enum level level)
{
    for (size_t i = 0; i < batch->type->field_count; i++) {
        const struct field *field = &batch->type->fields[i];
        if (field->type == FIELD_UNIT && field->level == level &&
            row->cells[i].kind == CELL_TEXT)
            return field;
    }
    return NULL;
}

/* The days that a row is about, both inclusive. */
struct about {
    const struct field *field; /* that says so */
    int32_t first, last;
};

/* Of a period its last day: it is judged for the units that stand then (contest.md §2). */
static bool read_day(struct import *import, const struct batch *batch, const struct import_row *row, const struct field *field,
                     int32_t *ret_day)
{
    struct cell cell = row->cells[field - batch->type->fields];
    if (cell.kind == CELL_NUMBER && field_kind(field)->day) {
        *ret_day = field_kind(field)->day(cell.number);
        return true;
    }
    const struct period *period = NULL;
    if (cell.kind == CELL_TEXT && (field->type == FIELD_PERIOD || field->type == FIELD_PHASE))
        period = period_find(import->periods, cell.text);
    if (period)
        *ret_day = period->until - 1;
    return period != NULL;
}

/* By the field with which it touches results, else by its first required one. A model is not only of the day of its
 * recognition. */
static bool read_first_day(struct import *import, const struct batch *batch, const struct import_row *row, struct about *about)
{
    const struct record_type *type = batch->type;
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    const struct field *named = name ? record_field(type, name) : NULL;
    if (named && named->required)
        return read_day(import, batch, row, about->field = named, &about->first);
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && read_day(import, batch, row, about->field = &type->fields[i], &about->first))
            return true;
    return false;
}

static bool read_about(struct import *import, const struct batch *batch, const struct import_row *row, struct about *about)
{
    if (!read_first_day(import, batch, row, about))
        return false;
    about->last = about->first;
    if (batch->type->touches_until)
        about->last = row_day_or(batch, row, batch->type->touches_until, DAY_NEVER - 1);
    if (about->last < about->first)
        about->last = about->first;
    return true;
}

static const char *unit_shown(struct import *import, const char *unit, int32_t day)
{
    return arena_printf(import->arena, "“%s” (%s)", unit, unit_at(&import->package->units, unit, day)->name);
}

/* The sentences name the column of the day, not the day: so rows of one unit are one problem with their count. */
static void refuse_ended(struct import *import, const struct import_row *row, const struct field *field, const char *unit,
                         int32_t ended, const struct about *about)
{
    const struct units *units = &import->package->units;
    const char *home = unit_home(units, unit, about->first), *known = unit_shown(import, unit, ended);
    struct level_words of = unit_level_words(&import->package->chain, unit_at(units, unit, ended));
    problem_add(import->problems, row->file, row->line, field->name,
                home ? "%1$s %3$s kết thúc ngày %4$s, trước ngày của dòng này (%5$s); đơn vị kế nhiệm là %6$s: ghi đơn vị đó, hoặc sửa %5$s%2$.0s%7$.0s"
                     : "%1$s %3$s kết thúc ngày %4$s, trước ngày của dòng này (%5$s); sửa %5$s hoặc mã đơn vị%2$.0s%6$.0s%7$.0s",
                home ? "the %2$s %3$s ended on %7$s, before what this row is about (%5$s); its successor is %6$s: write that unit, or correct %5$s%1$.0s%4$.0s"
                     : "the %2$s %3$s ended on %7$s, before what this row is about (%5$s); correct %5$s or the unit%1$.0s%4$.0s%6$.0s",
                of.vi, of.en, known, day_shown(import->arena, ended), about->field->name,
                home ? unit_shown(import, home, about->first) : "", day_text(import->arena, ended));
}

/* Whose figures of that day they may be: the predecessors that stood then. */
static const char *predecessors(struct import *import, const char *unit, int32_t begun, int32_t day)
{
    const struct units *units = &import->package->units;
    const char *list = "";
    for (const char **origin = unit_origins(units, unit, begun, import->arena); *origin; origin++)
        if (unit_stands(units, *origin, day))
            list = arena_printf(import->arena, "%s%s%s", list, *list ? ", " : "", unit_shown(import, *origin, day));
    return list;
}

static void refuse_not_begun(struct import *import, const struct import_row *row, const struct field *field, const char *unit,
                             int32_t begun, int32_t last, const struct about *about)
{
    const char *before = predecessors(import, unit, begun, last), *known = unit_shown(import, unit, begun);
    struct level_words of = unit_level_words(&import->package->chain, unit_at(&import->package->units, unit, begun));
    problem_add(import->problems, row->file, row->line, field->name,
                *before ? "%1$s %3$s có từ ngày %4$s, sau ngày của dòng này (%5$s); ghi đơn vị của ngày đó: %6$s; hoặc sửa %5$s%2$.0s%7$.0s"
                        : "%1$s %3$s có từ ngày %4$s, sau ngày của dòng này (%5$s); sửa %5$s hoặc mã đơn vị%2$.0s%6$.0s%7$.0s",
                *before ? "the %2$s %3$s begins on %7$s, after what this row is about (%5$s); write the unit of then: %6$s; or correct %5$s%1$.0s%4$.0s"
                        : "the %2$s %3$s begins on %7$s, after what this row is about (%5$s); correct %5$s or the unit%1$.0s%4$.0s%6$.0s",
                of.vi, of.en, known, day_shown(import->arena, begun), about->field->name, before, day_text(import->arena, begun));
}

/* Whose record it is (the key says so), stands on one of the days; where something is put, as a team in a ward, on the first. */
static void check_unit(struct import *import, const struct batch *batch, const struct import_row *row, const struct field *field,
                       const char *unit, const struct about *about)
{
    const struct units *units = &import->package->units;
    bool owner = text_place(field->name, batch->type->key, batch->type->key_count) >= 0;
    int32_t last = owner ? about->last : about->first;
    const struct unit_fact *fact = unit_at(units, unit, about->first);
    if (fact->from <= about->first && fact->until <= about->first && fact == unit_at(units, unit, last))
        refuse_ended(import, row, field, unit, fact->until - 1, about);
    else if (fact->from > last)
        refuse_not_begun(import, row, field, unit, fact->from, last, about);
}

void unit_validity_check(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct units *units = &import->package->units;
    struct about about;
    if (!row_is_written(row) || !workflow_is("record", row->state, WORKFLOW_STANDS) || !read_about(import, batch, row, &about))
        return;
    if (about.first > import->today && field_kind(about.field)->day && !about.field->planned)
        return; /* a mistyped day, and said */
    for (size_t i = 0; i < batch->type->field_count; i++) {
        const struct field *field = &batch->type->fields[i];
        if (field->type == FIELD_UNIT && row->cells[i].kind == CELL_TEXT &&
            unit_place(units, row->cells[i].text) < units->fact_count)
            check_unit(import, batch, row, field, row->cells[i].text, &about);
    }
}

/* The ward in which the team is on the day; NULL when it has no life then, which the package's warnings say. */
static const char *ward_of_team(const struct known *team, int32_t day)
{
    for (const struct stay *stay = team ? team->stays : NULL; stay; stay = stay->next)
        if (stay->from <= day && day < stay->until)
            return stay->in;
    return NULL;
}

static void warn_team(struct import *import, const struct import_row *row, const struct field *field,
                      const char *team, const char *in, const char *ward, int32_t day)
{
    const struct units *units = &import->package->units;
    const char *home = unit_home(units, ward, day), *team_home = unit_home_of_team(units, team, in, day);
    struct level_words of = import->package->levels[LEVEL_TEAM];
    if (strcmp(in, ward) == 0 || (home && team_home && strcmp(home, team_home) == 0))
        return; /* a team that came over with its old ward is the new one's */
    problem_warn(import->problems, row->file, row->line, field->name,
                 "%1$s “%3$s” thuộc “%4$s” vào ngày %6$s, không phải “%5$s”; kiểm tra lại hai mã%2$.0s%7$.0s",
                 "the %2$s “%3$s” belongs to “%4$s” on %7$s, not to “%5$s”; check the two ids%1$.0s%6$.0s", of.vi, of.en,
                 team, in, ward, day_shown(import->arena, day), day_text(import->arena, day));
}

bool unit_validity_warn(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err)
{
    const struct field *ward_field = unit_field(batch, row, LEVEL_WARD), *team_field = unit_field(batch, row, LEVEL_TEAM);
    const struct known *known;
    int32_t day;
    if (!ward_field || !team_field || !row_day(batch, row, &day))
        return true;
    const char *ward = row_text(batch, row, ward_field->name), *team = row_text(batch, row, team_field->name);
    if (!reference_unit(import->reference, team, &known, err))
        return false;
    const char *in = ward_of_team(known, day);
    if (in)
        warn_team(import, row, team_field, team, in, ward, day);
    return true;
}
