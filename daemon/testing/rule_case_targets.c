/* targets.csv: parameters that hold for one case alone, so that a test can say what another value would do. */
#include "testing/rule_case.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"
#include "sheet/sheet.h"

#include <string.h>

enum column { NAME, VALUE, FROM, COLUMNS };
static const char *const columns[COLUMNS] = {"name", "value", "from"};

struct targets_reading {
    struct arena *arena;
    struct package *package; /* the case's own */
    const char *path;
    struct problems *problems;
    bool *replaced; /* one a parameter: its values of targets.ini are gone */
};

static const char *cell(const struct sheet_row *row, const int places[COLUMNS], enum column column)
{
    return places[column] < 0 ? "" : row->cells[places[column]];
}

static struct param *find(const struct targets_reading *reading, const struct sheet_row *row, const char *name)
{
    const struct param_list *targets = &reading->package->targets;
    const char **names = arena_alloc(reading->arena, (targets->len + 1) * sizeof *names);
    for (size_t i = 0; i < targets->len; i++) {
        if (strcmp(targets->items[i].name, name) == 0)
            return &targets->items[i];
        names[i] = targets->items[i].name;
    }
    const char *near = text_nearest(name, names, targets->len);
    problem_add(reading->problems, reading->path, row->line, columns[NAME], "targets.ini không có “%s”%s%s%s",
                "targets.ini has no “%s”%s%s%s", name, near ? " (" : "", near ? near : "", near ? "?)" : "");
    return NULL;
}

/* The first row of a name clears what targets.ini says; the rows of one name stand in the order of their days. */
static void take_row(const struct targets_reading *reading, const struct sheet_row *row, const int places[COLUMNS])
{
    struct param *param = find(reading, row, cell(row, places, NAME));
    const char *from_text = cell(row, places, FROM);
    int32_t from = reading->package->from;
    if (!param)
        return;
    bool *replaced = &reading->replaced[param - reading->package->targets.items];
    if (*from_text && !day_parse(from_text, &from)) {
        problem_add(reading->problems, reading->path, row->line, columns[FROM], "“%s” không phải là ngày",
                    "“%s” is no date", from_text);
        return;
    }
    size_t len = *replaced ? param->len : 0;
    if (len && param->entries[len - 1].from >= from) {
        problem_add(reading->problems, reading->path, row->line, columns[FROM],
                    "ngày không sau ngày của dòng trước cùng tên; xếp lại theo ngày",
                    "the day is not after that of the row before; put the rows of a name in order");
        return;
    }
    param->entries = arena_grow(reading->arena, *replaced ? param->entries : NULL, len * sizeof *param->entries,
                                (len + 1) * sizeof *param->entries);
    param->entries[len] = (struct param_entry){from, cell(row, places, VALUE), reading->path};
    param->len = len + 1;
    *replaced = true;
}

const struct package *rule_case_targets(struct arena *arena, const struct package *package, const struct file *file,
                                        struct problems *problems)
{
    struct package *own = arena_alloc(arena, sizeof *own);
    size_t len = package->targets.len;
    struct targets_reading reading = {arena, own, file->path, problems, arena_alloc(arena, len + 1)};
    struct sheet sheet;
    int places[COLUMNS];
    *own = *package;
    own->targets.items = arena_alloc(arena, (len + 1) * sizeof *own->targets.items);
    for (size_t i = 0; i < len; i++)
        own->targets.items[i] = package->targets.items[i];
    if (!sheet_read(arena, file->path, file->bytes, file->len, problems, &sheet))
        return own;
    for (int i = 0; i < COLUMNS; i++)
        places[i] = text_place(columns[i], sheet.columns, sheet.column_count);
    if (places[NAME] < 0 || places[VALUE] < 0)
        problem_add(problems, file->path, sheet.head_line, NULL, "cần các cột name, value (và from: từ ngày)",
                    "the columns name and value are needed (and from: its first day)");
    for (size_t i = 0; i < sheet.row_count && places[NAME] >= 0 && places[VALUE] >= 0; i++)
        take_row(&reading, &sheet.rows[i], places);
    return own;
}
