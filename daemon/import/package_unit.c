#include "import/package_unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"

#include <string.h>

/* "Phường Cát Bi" and "Cát Bi" are one name of a ward: without the word of its level, in capitals. */
static const char *bare_name(struct import *import, const struct unit_fact *unit, const char *name)
{
    const char *upper = text_upper(import->arena, name);
    const char *word = text_upper(import->arena, unit_level_words(&import->package->chain, unit).vi);
    size_t len = strlen(word);
    return len && strncmp(upper, word, len) == 0 && upper[len] == ' ' ? upper + len + 1 : upper;
}

static bool is_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* The first column in which the row says something else than the fact; NULL when it says the same. A cell that is empty
 * or absent says nothing, but of the parent: a city has none. */
static const char *first_difference(struct import *import, const struct batch *batch, const struct import_row *row,
                                    const struct unit_fact *fact)
{
    const char *name = row_text(batch, row, "name"), *code = row_text(batch, row, "code");
    int32_t from = row_day_or(batch, row, "valid_from", fact->from), last = row_day_or(batch, row, "valid_until", fact->until - 1);
    if (strcmp(unit_level_id(&import->package->chain, fact), row_text(batch, row, "level")) != 0)
        return "level";
    if (!is_same(fact->parent, row_text(batch, row, "parent")))
        return "parent";
    if (name && strcmp(bare_name(import, fact, fact->name), bare_name(import, fact, name)) != 0)
        return "name";
    if (code && !is_same(fact->code, code))
        return "code";
    if (from < fact->from || from >= fact->until)
        return "valid_from";
    return last != fact->until - 1 ? "valid_until" : NULL;
}

static const char *day_declared(struct arena *arena, int32_t day)
{
    return day >= DAY_NEVER - 1 ? "–" : day_text(arena, day);
}

static const char *fact_shown(const struct import *import, const struct unit_fact *fact, const char *column)
{
    struct arena *arena = import->arena;
    const struct {
        const char *column, *text;
    } shown[] = {{"level", unit_level_id(&import->package->chain, fact)},
                 {"parent", fact->parent},
                 {"name", fact->name},
                 {"code", fact->code},
                 {"valid_from", day_declared(arena, fact->from)},
                 {"valid_until", day_declared(arena, fact->until - 1)}};
    for (size_t i = 0; i < LEN(shown); i++)
        if (strcmp(shown[i].column, column) == 0 && shown[i].text)
            return shown[i].text;
    return "–";
}

static void refuse_unknown(struct import *import, const struct import_row *row, const char *id)
{
    const char *teams = level_chain_id(&import->package->chain, LEVEL_TEAM);
    if (*teams)
        problem_add(import->problems, row->file, row->line, "unit_id",
                    "“%s” không có trong gói phong trào; chỉ đơn vị cấp %s được nhập, các cấp trên khai trong gói",
                    "“%s” is not in the contest package; only units of the level %s are imported, those above are declared in "
                    "the package",
                    id, teams);
    else
        problem_add(import->problems, row->file, row->line, "unit_id",
                    "“%s” không có trong gói phong trào; phong trào này không có cấp tổ, mọi đơn vị khai ở units.csv của gói",
                    "“%s” is not in the contest package; this contest has no level of teams, all units are declared in units.csv of the package", id);
}

static void refuse_difference(struct import *import, const struct import_row *row, const struct unit_fact *fact,
                              const char *column)
{
    problem_add(import->problems, row->file, row->line, column,
                "đơn vị “%1$s” do gói phong trào khai, ở đó %2$s là “%3$s”; nhập số liệu không đổi được: sửa units.csv của gói "
                "rồi “thiduactl rules propose units.csv”, hoặc sửa dòng này cho giống, hoặc bỏ dòng",
                "the unit “%1$s” is declared by the contest package, where %2$s is “%3$s”; an import does not change it: edit "
                "units.csv of the package and “thiduactl rules propose units.csv”, or make this row equal, or remove it",
                fact->id, column, fact_shown(import, fact, column));
}

bool package_unit_settle(struct import *import, const struct batch *batch, struct import_row *row)
{
    const char *id = row_text(batch, row, "unit_id"), *level = row_text(batch, row, "level"), *column = NULL;
    const struct units *units = &import->package->units;
    if (!id || !level)
        return false;
    const struct unit_fact *fact = unit_at(units, id, row_day_or(batch, row, "valid_from", import->today));
    if (!fact && level_chain_parse(&import->package->chain, level) == LEVEL_TEAM)
        return false;
    if (!fact)
        refuse_unknown(import, row, id);
    else if ((column = first_difference(import, batch, row, fact)))
        refuse_difference(import, row, fact, column);
    else if (row->restored)
        return true;
    row->settled = true;
    row->fate = ROW_SAME;
    return true;
}

void package_unit_keep(struct import *import, const struct record_type *type, const struct cell *cells)
{
    const struct units *units = &import->package->units;
    const struct field *field = strcmp(type->name, "unit") == 0 ? record_field(type, "unit_id") : NULL;
    if (field && unit_place(units, cells[field - type->fields].text) < units->fact_count)
        problem_add(import->problems, NULL, 0, type->name,
                    "“%s” do gói phong trào khai, không rút hay trả lại được; sửa units.csv của gói rồi “thiduactl rules propose units.csv”",
                    "“%s” is declared by the contest package and is neither withdrawn nor returned; edit units.csv of the package and “thiduactl rules propose "
                    "units.csv”",
                    cells[field - type->fields].text);
}
