/* units.csv and successions.csv: the units above the teams, and what becomes of them. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "package/package.h"
#include "package/range.h"
#include "package/setting.h"
#include "package/soundness.h"
#include "sheet/sheet.h"

#include <string.h>

enum { TABLE_MAX = 1024 * 1024, UNITS_MAX = 5000 }; /* bytes; rows: checks below are pairwise */

/* A table under reading: its cells are asked for by the column's name. */
struct table {
    const struct package_reading *reading;
    const char *file;
    const char *const *names; /* its columns */
    int at[8];                /* where each of them is in the file; -1: it has none, which is one that may be missing */
    size_t count, needed;     /* the first `needed` it must have */
    struct sheet sheet;
};

static void refuse(const struct table *table, const struct sheet_row *row, int column, const char *vi,
                   const char *en, const char *about)
{
    problem_add(table->reading->problems, table->file, row ? row->line : 1,
                column < 0 ? NULL : table->names[column], vi, en, about);
}

static void check_characters(const struct table *table)
{
    for (size_t r = 0; r < table->sheet.row_count; r++)
        for (size_t c = 0; c < table->count; c++)
            if (table->at[c] >= 0 && text_unfit(table->sheet.rows[r].cells[table->at[c]]) >= 0)
                refuse(table, &table->sheet.rows[r], (int)c, "%s có ký tự điều khiển; xóa ô và gõ lại chữ",
                       "%s has a control character; clear the cell and type the text again", table->names[c]);
}

static bool read_table(struct table *table, const struct package_reading *reading, const char *path,
                       const char *const *names, size_t count, size_t needed)
{
    *table = (struct table){.reading = reading, .file = path, .names = names, .count = count, .needed = needed};
    const struct file *file = file_find(&reading->package->files, path);
    if (!file) {
        problem_add(reading->problems, path, 0, NULL, "gói thiếu tệp này; thêm tệp %s",
                    "the package lacks this file; add %s", path);
        return false;
    }
    if (file->len > TABLE_MAX) {
        problem_add(reading->problems, path, 0, NULL,
                    "tệp lớn hơn 1 MiB; gói chỉ chứa đơn vị từ cấp được chấm trở lên",
                    "the file is larger than 1 MiB; a package holds the units down to the judged");
        return false;
    }
    if (!sheet_read(reading->arena, path, file->bytes, file->len, reading->problems, &table->sheet))
        return false;
    size_t errors = reading->problems->errors;
    for (size_t i = 0; i < count; i++)
        table->at[i] = -1;
    for (size_t c = 0; c < table->sheet.column_count; c++) {
        const char *column = table->sheet.columns[c], *near = text_nearest(column, names, count);
        size_t i = 0;
        while (i < count && strcmp(names[i], column) != 0)
            i++;
        if (i < count)
            table->at[i] = (int)c;
        else if (near)
            problem_add(reading->problems, path, 1, column, "không có cột này; có phải là “%s”?",
                        "no such column; do you mean “%s”?", near);
        else
            problem_add(reading->problems, path, 1, column, "%s không có cột này; xóa cột",
                        "%s has no such column; delete it", path);
    }
    for (size_t i = 0; i < needed; i++)
        if (table->at[i] < 0)
            refuse(table, NULL, (int)i, "thiếu cột “%s”; thêm vào dòng đầu",
                   "column “%s” is missing; add it to the first line", names[i]);
    check_characters(table);
    if (table->sheet.row_count > UNITS_MAX)
        refuse(table, NULL, -1, "%s có hơn 5.000 dòng; gói chỉ chứa đơn vị từ cấp được chấm trở lên",
               "%s has more than 5,000 rows; a package holds the units down to the judged", path);
    return reading->problems->errors == errors;
}

static bool open_table(struct table *table, const struct package_reading *reading, const char *path,
                       const char *const *names, size_t count, size_t needed)
{
    bool good = read_table(table, reading, path, names, count, needed);
    if (!good)
        soundness_lose(reading->package, path);
    return good;
}

static const char *cell(const struct table *table, const struct sheet_row *row, int column)
{
    return table->at[column] < 0 ? "" : row->cells[table->at[column]];
}

static const char *cell_id(const struct table *table, const struct sheet_row *row, int column, bool required)
{
    const char *text = cell(table, row, column);
    if ((*text || required) && !setting_is_id(text))
        refuse(table, row, column, "“%s” không dùng làm mã đơn vị được; chỉ chữ thường không dấu, số và “-”",
               "“%s” cannot be a unit's id; only letters a-z, digits and “-”", text);
    return *text ? text : NULL;
}

static int32_t cell_day(const struct table *table, const struct sheet_row *row, int column, bool required,
                        int32_t fallback)
{
    const char *text = cell(table, row, column);
    int32_t day = fallback;
    if ((*text || required) && !day_parse(text, &day))
        refuse(table, row, column, "“%s” không phải là ngày; viết như 2024-11-01",
               "“%s” is no date; write it like 2024-11-01", text);
    return day;
}

/* A day far from the contest is a mistyped year (range.c). */
static void refuse_day(const struct table *table, const struct sheet_row *row, int column, int32_t day)
{
    const struct package *package = table->reading->package;
    const struct range range = range_of(table->file, table->names[column]);
    if (!range_has_day(&range, package, day))
        problem_add(table->reading->problems, table->file, row->line, table->names[column],
                    "ngày %s nằm ngoài khoảng cho phép từ %s đến %s của phong trào này; sửa ngày",
                    "%s is outside of what this contest allows, %s to %s; correct the day",
                    day_text(table->reading->arena, day),
                    day_text(table->reading->arena, (int32_t)(package->from + range.least)),
                    day_text(table->reading->arena, (int32_t)(package->until - 1 + range.most)));
}

static const char *cell_word(const struct table *table, const struct sheet_row *row, int column,
                             const char *const *words, size_t count, const char *advice)
{
    const char *text = cell(table, row, column);
    int place = text_place(text, words, count);
    if (place >= 0)
        return words[place];
    problem_add(table->reading->problems, table->file, row->line, table->names[column],
                "“%s” không được; viết một trong: %s", "“%s” is refused; write one of: %s", text, advice);
    return words[0];
}

enum { UNIT_ID, UNIT_LEVEL, UNIT_PARENT, UNIT_NAME, UNIT_CODE, UNIT_FROM, UNIT_UNTIL };

/* Teams are records, all above them is the package's. */
static const struct level_step *cell_level(const struct table *table, const struct sheet_row *row)
{
    const struct level_chain *chain = &table->reading->package->chain;
    const struct level_step *step = level_chain_find(chain, cell(table, row, UNIT_LEVEL));
    if (step && step->level != LEVEL_TEAM)
        return step;
    problem_add(table->reading->problems, table->file, row->line, table->names[UNIT_LEVEL], "“%s” không được; viết một trong: %s",
                "“%s” is refused; write one of: %s", cell(table, row, UNIT_LEVEL), level_chain_list(table->reading->arena, chain, false));
    return &chain->steps[0];
}

static struct unit_fact read_fact(const struct table *table, const struct sheet_row *row)
{
    const struct level_step *level = cell_level(table, row);
    struct unit_fact fact = {
        .id = cell_id(table, row, UNIT_ID, true),
        .level = level->level,
        .place = level_chain_place(&table->reading->package->chain, level->id),
        .parent = cell_id(table, row, UNIT_PARENT, false),
        .name = cell(table, row, UNIT_NAME),
        .code = *cell(table, row, UNIT_CODE) ? cell(table, row, UNIT_CODE) : NULL,
        .from = cell_day(table, row, UNIT_FROM, true, 0),
        .line = row->line,
    };
    int32_t last = cell_day(table, row, UNIT_UNTIL, false, DAY_NEVER);
    fact.until = last == DAY_NEVER ? DAY_NEVER : last + 1;
    if (!*fact.name)
        refuse(table, row, UNIT_NAME, "“%s” thiếu tên đơn vị; điền tên", "“%s” lacks its name; fill it in",
               fact.id ? fact.id : "");
    refuse_day(table, row, UNIT_FROM, fact.from);
    if (fact.until <= fact.from)
        refuse(table, row, UNIT_UNTIL, "ngày kết thúc trước ngày bắt đầu (%s); sửa lại",
               "the last day is before the first (%s); correct it",
               day_text(table->reading->arena, fact.from));
    return fact;
}

/* Two units of one name (`folded`, as a person reads it) below one parent on one day: a person could not tell them apart in
 * a paper or on a page. */
static void check_name(const struct table *table, const struct units *units, const char *const *folded, size_t at)
{
    const struct unit_fact *fact = &units->facts[at];
    for (size_t i = 0; i < at; i++) {
        const struct unit_fact *other = &units->facts[i];
        int32_t from = other->from > fact->from ? other->from : fact->from;
        if (strcmp(other->id, fact->id) != 0 && other->place == fact->place && from < other->until && from < fact->until &&
            strcmp(other->parent ? other->parent : "", fact->parent ? fact->parent : "") == 0 &&
            strcmp(folded[i], folded[at]) == 0)
            problem_add(table->reading->problems, table->file, table->sheet.rows[at].line, table->names[UNIT_NAME],
                        "“%s” là tên của cả “%s” (dòng %d) trong cùng thời gian, cùng cấp trên; ghi tên khác nhau hoặc sửa ngày",
                        "“%s” is also the name of “%s” (line %d) at the same time below the same unit; name them apart or "
                        "correct the days",
                        fact->name, other->id, table->sheet.rows[i].line);
    }
}

/* A unit may have several rows (a new name, code, parent): they follow one another without overlap. */
static void check_fact(const struct table *table, const struct units *units, size_t at)
{
    const struct unit_fact *fact = &units->facts[at];
    const struct sheet_row *row = &table->sheet.rows[at];
    for (size_t i = 0; i < at; i++) {
        const struct unit_fact *other = &units->facts[i];
        if (strcmp(other->id, fact->id) == 0 &&
            (fact->from < other->until || other->place != fact->place))
            refuse(table, row, UNIT_FROM,
                   "“%s” đã có dòng khác cho những ngày này (hoặc khác cấp); "
                   "các dòng của một đơn vị nối tiếp nhau theo ngày, cùng cấp",
                   "“%s” has another row for these days (or of another level); "
                   "rows of a unit follow one another by date, of one level",
                   fact->id);
    }
    if (!fact->parent) {
        if (fact->place > 1)
            refuse(table, row, UNIT_PARENT, "“%s” thiếu đơn vị cấp trên; điền mã đơn vị cấp trên",
                   "“%s” lacks the unit above it; fill in its id", fact->id);
        return;
    }
    const struct unit_fact *parent = unit_at(units, fact->parent, fact->from);
    if (!parent)
        refuse(table, row, UNIT_PARENT,
               "không có đơn vị “%s” trong units.csv; sửa mã hoặc thêm dòng cho đơn vị đó",
               "units.csv has no unit “%s”; correct the id or add a row for it", fact->parent);
    else if (parent->place >= fact->place)
        refuse(table, row, UNIT_PARENT, "“%s” không ở cấp trên; chọn đơn vị cấp cao hơn",
               "“%s” is not of a higher level; choose one that is", fact->parent);
    else if (!unit_stands(units, fact->parent, fact->from) ||
             !unit_stands(units, fact->parent, fact->until == DAY_NEVER ? DAY_NEVER - 1 : fact->until - 1))
        refuse(table, row, UNIT_PARENT, "“%s” không tồn tại suốt thời gian của dòng này; chia dòng theo ngày",
               "“%s” does not stand through this row's days; part the row by date", fact->parent);
}

static void read_units(const struct package_reading *reading)
{
    static const char *const names[] = {"id", "level", "parent", "name", "code", "valid_from", "valid_until"};
    struct units *units = &reading->package->units;
    struct table table;
    if (!open_table(&table, reading, "units.csv", names, LEN(names), LEN(names)))
        return;
    units->facts = arena_alloc(reading->arena, table.sheet.row_count * sizeof *units->facts);
    for (size_t i = 0; i < table.sheet.row_count; i++)
        units->facts[i] = read_fact(&table, &table.sheet.rows[i]);
    for (size_t i = 0; i < table.sheet.row_count; i++)
        if (!units->facts[i].id)
            return; /* said above; nothing can be compared */
    units->fact_count = table.sheet.row_count;
    units_index(units, reading->arena);
    const char **folded = arena_alloc(reading->arena, units->fact_count * sizeof *folded);
    for (size_t i = 0; i < units->fact_count; i++) {
        folded[i] = text_fold_name(reading->arena, units->facts[i].name);
        check_fact(&table, units, i);
        check_name(&table, units, folded, i);
    }
}

enum {
    SUCCESSION_FROM,
    SUCCESSION_TO,
    SUCCESSION_ON,
    SUCCESSION_KIND,
    SUCCESSION_MAIN,
    SUCCESSION_REFERENCE,
    SUCCESSION_TEAMS,
};

/* Whether what follows a unit on one day leads back to it. */
static bool goes_round(struct arena *arena, const struct units *units, const struct succession *one)
{
    const char **ids = arena_alloc(arena, (units->succession_count + 1) * sizeof *ids);
    size_t len = 0;
    ids[len++] = one->to;
    for (size_t next = 0; next < len; next++) {
        if (strcmp(ids[next], one->from) == 0)
            return true;
        for (size_t i = 0; i < units->succession_count; i++) {
            const struct succession *other = &units->successions[i];
            if (other->on == one->on && strcmp(other->from, ids[next]) == 0 && text_place(other->to, ids, len) < 0)
                ids[len++] = other->to;
        }
    }
    return false;
}

static void check_succession(const struct table *table, const struct units *units, size_t at)
{
    const struct succession *one = &units->successions[at];
    const struct sheet_row *row = &table->sheet.rows[at];
    if (goes_round(table->reading->arena, units, one)) {
        refuse(table, row, SUCCESSION_TO, "“%s” kế nhiệm vòng về chính nó trong cùng ngày; xóa một dòng của vòng đó hoặc sửa đơn vị kế nhiệm",
               "the successors of “%s” lead back to it on one day; delete a row of that circle or name another successor", one->from);
        return;
    }
    const struct unit_fact *from = unit_at(units, one->from, one->on - 1),
                           *to = unit_at(units, one->to, one->on);
    if (!from || !to) {
        refuse(table, row, from ? SUCCESSION_TO : SUCCESSION_FROM,
               "không có đơn vị “%s” trong units.csv; sửa mã", "units.csv has no unit “%s”; correct the id",
               from ? one->to : one->from);
        return;
    }
    if (!unit_stands(units, one->from, one->on - 1))
        refuse(table, row, SUCCESSION_ON,
               "“%s” không tồn tại đến hết ngày hôm trước; sửa ngày ở đây hoặc trong units.csv",
               "“%s” does not stand on the day before; correct the day here or in units.csv", one->from);
    if (unit_stands(units, one->from, one->on) && strcmp(one->kind, "transfer") != 0)
        refuse(table, row, SUCCESSION_ON,
               "“%s” vẫn tồn tại vào ngày này; ghi valid_until trong units.csv, hoặc kiểu transfer",
               "“%s” still stands on that day; give its valid_until in units.csv, or the kind transfer",
               one->from);
    if (!unit_stands(units, one->to, one->on))
        refuse(table, row, SUCCESSION_TO,
               "“%s” chưa tồn tại vào ngày này; sửa ngày ở đây hoặc trong units.csv",
               "“%s” does not stand on that day; correct the day here or in units.csv", one->to);
    int mains = 0;
    for (size_t i = 0; i < units->succession_count; i++)
        mains += units->successions[i].main && units->successions[i].on == one->on &&
                 strcmp(units->successions[i].from, one->from) == 0;
    if (mains != 1 && strcmp(one->kind, "transfer") != 0)
        refuse(table, row, SUCCESSION_MAIN,
               "“%s” phải có đúng một đơn vị kế nhiệm chính trong ngày này; ghi main = yes ở một dòng",
               "“%s” must have exactly one main successor on that day; write main = yes in one row",
               one->from);
}

/* The ids of teams, as people part them: by blanks, commas, semicolons. */
static const char *const *cell_ids(const struct table *table, const struct sheet_row *row, int column, size_t *ret_count)
{
    char *text = arena_strdup(table->reading->arena, cell(table, row, column));
    for (char *at = text; *(at += strcspn(at, " ;\n")); at++)
        *at = ',';
    return text_split(table->reading->arena, text, ret_count);
}

/* The same with one blank between them; NULL: none. */
static const char *cell_teams(const struct table *table, const struct sheet_row *row, int column)
{
    size_t count;
    const char *const *ids = cell_ids(table, row, column, &count), *list = NULL;
    for (size_t i = 0; i < count; i++)
        list = list ? arena_printf(table->reading->arena, "%s %s", list, ids[i]) : ids[i];
    return list;
}

/* A team goes one way: it is named in one row of a unit and day. */
static void check_teams(const struct table *table, const struct units *units, size_t at)
{
    const struct succession *one = &units->successions[at];
    const struct sheet_row *row = &table->sheet.rows[at];
    size_t count;
    const char *const *ids = cell_ids(table, row, SUCCESSION_TEAMS, &count);
    for (size_t k = 0; k < count; k++) {
        if (unit_place(units, ids[k]) < units->fact_count)
            refuse(table, row, SUCCESSION_TEAMS, "“%s” là đơn vị của units.csv, không phải là tổ; ghi mã các tổ về đơn vị kế nhiệm này",
                   "“%s” is a unit of units.csv and no team; write the ids of the teams that go to this successor", ids[k]);
        for (size_t i = 0; i < at; i++)
            if (units->successions[i].on == one->on && strcmp(units->successions[i].from, one->from) == 0 && succession_names(&units->successions[i], ids[k]))
                refuse(table, row, SUCCESSION_TEAMS, "tổ “%s” đã ghi ở đơn vị kế nhiệm khác trong cùng ngày; để ở một dòng",
                       "the team “%s” stands at another successor of that day too; leave it in one row", ids[k]);
    }
}

static void read_successions(const struct package_reading *reading)
{
    static const char *const names[] = {"from", "to", "on", "kind", "main", "reference", "teams"};
    static const char *const kinds[] = {"merge", "split", "rename", "transfer", "dissolve"};
    static const char *const yes_no[] = {"no", "yes"};
    struct units *units = &reading->package->units;
    struct table table;
    if (!open_table(&table, reading, "successions.csv", names, LEN(names), SUCCESSION_TEAMS))
        return;
    units->successions = arena_alloc(reading->arena, table.sheet.row_count * sizeof *units->successions);
    size_t count = 0;
    for (size_t i = 0; i < table.sheet.row_count; i++) {
        const struct sheet_row *row = &table.sheet.rows[i];
        struct succession *one = &units->successions[i];
        one->from = cell_id(&table, row, SUCCESSION_FROM, true);
        one->to = cell_id(&table, row, SUCCESSION_TO, true);
        one->on = cell_day(&table, row, SUCCESSION_ON, true, 0);
        refuse_day(&table, row, SUCCESSION_ON, one->on);
        one->kind = cell_word(&table, row, SUCCESSION_KIND, kinds, LEN(kinds),
                              "merge, split, rename, transfer, dissolve");
        one->main = strcmp(cell_word(&table, row, SUCCESSION_MAIN, yes_no, 2, "yes, no"), "yes") == 0;
        one->reference = cell(&table, row, SUCCESSION_REFERENCE);
        one->teams = cell_teams(&table, row, SUCCESSION_TEAMS);
        one->line = row->line;
        count += one->from && one->to;
    }
    units->succession_count = count == table.sheet.row_count ? count : 0;
    for (size_t i = 0; units->fact_count && i < units->succession_count; i++)
{
        check_succession(&table, units, i);
        check_teams(&table, units, i);
    }
}

/* A ward that ends during the contest takes its records with it, unless somebody follows. */
static void warn_of_orphans(const struct package_reading *reading)
{
    const struct package *package = reading->package;
    bool known = soundness_has(package, "contest.ini") && soundness_has(package, "successions.csv");
    for (size_t i = 0; known && i < package->units.fact_count; i++) {
        const struct unit_fact *fact = &package->units.facts[i];
        if (fact->level == LEVEL_WARD && package->from < fact->until && fact->until < package->until &&
            !unit_home(&package->units, fact->id, fact->until))
            problem_warn(reading->problems, "units.csv", 0, fact->id,
                         "kết thúc ngày %s mà không có đơn vị kế nhiệm; thêm dòng vào successions.csv",
                         "ends on %s without a successor; add a row to successions.csv",
                         day_text(reading->arena, fact->until - 1));
    }
}

void unit_file_read(const struct package_reading *reading)
{
    const struct package *package = reading->package;
    if (package->chain.bad) { /* said; levels of a unit cannot be read by it */
        soundness_lose(reading->package, "units.csv");
        soundness_lose(reading->package, "successions.csv");
        return;
    }
    read_units(reading);
    read_successions(reading);
    warn_of_orphans(reading);
    const struct unit_fact *district =
        package->district ? unit_at(&package->units, package->district, package->from) : NULL;
    if (package->district && package->units.fact_count &&
        (!district || district->level != LEVEL_DISTRICT))
        problem_add(reading->problems, "contest.ini", 0, "contest.district",
                    "“%s” không phải là đơn vị cấp %s trong units.csv; sửa mã",
                    "“%s” is no unit of the level %s in units.csv; correct the id", package->district, level_chain_id(&package->chain, LEVEL_DISTRICT));
}
