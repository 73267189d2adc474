#include "import/unit_validity.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "import/reference.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"

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

static void warn_ward(struct import *import, const struct import_row *row, const struct field *field,
                      const char *ward, int32_t day)
{
    const struct units *units = &import->package->units;
    const char *home = unit_home(units, ward, day);
    struct level_words of = import->package->levels[LEVEL_WARD];
    bool moved = home && strcmp(home, ward) != 0;
    problem_warn(import->problems, row->file, row->line, field->name,
                 moved ? "%1$s “%3$s” không còn (hoặc chưa có) vào ngày %4$s; kiểm tra lại ngày, hay là “%5$s”?%2$.0s"
                       : "%1$s “%3$s” không còn (hoặc chưa có) vào ngày %4$s; kiểm tra lại ngày và mã%2$.0s%5$.0s",
                 moved ? "the %2$s “%3$s” does not stand on %4$s; check the day, or is it “%5$s”?%1$.0s"
                       : "the %2$s “%3$s” does not stand on %4$s; check the day and the id%1$.0s%5$.0s",
                 of.vi, of.en, ward, day_text(import->arena, day), moved ? home : "");
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
    const char *home = unit_home(units, ward, day), *team_home = unit_home(units, in, day);
    struct level_words of = import->package->levels[LEVEL_TEAM];
    if (strcmp(in, ward) == 0 || (home && team_home && strcmp(home, team_home) == 0))
        return; /* a team that came over with its old ward is the new one's */
    problem_warn(import->problems, row->file, row->line, field->name,
                 "%1$s “%3$s” thuộc “%4$s” vào ngày %6$s, không phải “%5$s”; kiểm tra lại hai mã%2$.0s",
                 "the %2$s “%3$s” belongs to “%4$s” on %6$s, not to “%5$s”; check the two ids%1$.0s", of.vi, of.en,
                 team, in, ward, day_text(import->arena, day));
}

bool unit_validity_warn(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err)
{
    const struct field *ward_field = unit_field(batch, row, LEVEL_WARD), *team_field = unit_field(batch, row, LEVEL_TEAM);
    const struct known *known;
    int32_t day;
    if (!ward_field || !row_day(batch, row, &day))
        return true;
    const char *ward = row_text(batch, row, ward_field->name);
    if (!unit_stands(&import->package->units, ward, day))
        warn_ward(import, row, ward_field, ward, day);
    if (!team_field)
        return true;
    const char *team = row_text(batch, row, team_field->name);
    if (!reference_unit(import->reference, team, &known, err))
        return false;
    const char *in = ward_of_team(known, day);
    if (in)
        warn_team(import, row, team_field, team, in, ward, day);
    return true;
}
