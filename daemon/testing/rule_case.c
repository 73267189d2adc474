#include "testing/rule_case.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/unit_rule.h"
#include "sheet/sheet.h"

#include <string.h>

enum column { PERIOD, STAGE, SUBJECT, VERDICT, NUM, DEN, VALUE, CLASS, MET, AROSE, PLACE, COLUMNS };
static const char *const columns[COLUMNS] = {"period", "stage", "subject", "verdict", "num", "den", "value", "class", "met", "arose", "place"};
static const char *const verdicts[] = {"met",          "missed",      "not_applicable",
                                       "not_reported", "in_progress", "error"};

struct case_reading {
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    struct problems *problems;
};

/* "tests/1.1/ranh-gioi/tip.csv" → its criterion and the length of its folder; false for what lies elsewhere. */
static bool split_path(struct arena *arena, const char *path, const char **ret_criterion, size_t *ret_folder)
{
    static const char head[] = "tests/";
    if (strncmp(path, head, strlen(head)) != 0)
        return false;
    const char *id = path + strlen(head), *slash = strchr(id, '/'), *last = strrchr(path, '/');
    if (!slash || last == slash)
        return false;
    *ret_criterion = arena_strndup(arena, id, (size_t)(slash - id));
    *ret_folder = (size_t)(last - path);
    return true;
}

static const char *name_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* Of a criterion its verdict and figures are asked, of a unit its class and place. */
static bool is_of(bool of_units, enum column column)
{
    return column < VERDICT || (column >= CLASS) == of_units;
}

static bool needs(const struct case_reading *reading, const char *path, const struct sheet *sheet, const int places[COLUMNS], enum column column)
{
    if (places[column] < 0)
        problem_add(reading->problems, path, sheet->head_line, columns[column], "thiếu cột này; thêm vào dòng đầu", "this column is missing; add it to the head line");
    return places[column] >= 0;
}

/* Where each column stands in the head line; -1 = it is not there. */
static bool find_columns(const struct case_reading *reading, const char *path, const struct sheet *sheet, bool of_units,
                         int places[COLUMNS])
{
    const char *known[COLUMNS];
    size_t count = 0;
    bool good = true;
    for (int i = 0; i < COLUMNS; i++) {
        bool own = is_of(of_units, i);
        places[i] = own ? text_place(columns[i], sheet->columns, sheet->column_count) : -1;
        if (own)
            known[count++] = columns[i];
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (text_place(sheet->columns[i], known, count) >= 0)
            continue;
        const char *near = text_nearest(sheet->columns[i], known, count), *list = text_list(reading->arena, known, count);
        problem_add(reading->problems, path, sheet->head_line, sheet->columns[i], "không có cột này%s%s%s; các cột là %s",
                    "there is no such column%s%s%s; they are %s", near ? " (" : "", near ? near : "", near ? "?)" : "", list);
        good = false;
    }
    good &= needs(reading, path, sheet, places, PERIOD);
    good &= needs(reading, path, sheet, places, SUBJECT);
    if (!of_units)
        return needs(reading, path, sheet, places, VERDICT) && good;
    return places[CLASS] >= 0 || places[PLACE] >= 0 ? good : needs(reading, path, sheet, places, CLASS);
}

static const char *cell(const struct sheet_row *row, const int places[COLUMNS], enum column column)
{
    return places[column] < 0 ? "" : row->cells[places[column]];
}

static void refuse(const struct case_reading *reading, const char *path, const struct rule_expected *row,
                   enum column column, const char *word, const char *const *known, size_t len)
{
    const char *near = text_nearest(word, known, len), *list = text_list(reading->arena, known, len);
    problem_add(reading->problems, path, row->line, columns[column], "không có “%s”%s%s%s; hãy ghi một trong: %s",
                "there is no “%s”%s%s%s; write one of: %s", word, near ? " (" : "", near ? near : "",
                near ? "?)" : "", list);
}

/* "2", shared "2=", none "-"; empty: it is not asked. */
static bool is_place(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return !*text || strcmp(text, "-") == 0 || (digits && *text != '0' && (!text[digits] || strcmp(text + digits, "=") == 0));
}

/* The classes of the package's own rule are known when it has run. */
static void check_unit(const struct case_reading *reading, const char *path, const struct rule_expected *row)
{
    size_t len;
    const char *const *classes = conclusion_house_classes(&len);
    if (!*row->class && !*row->met && !*row->arose && !*row->place)
        problem_add(reading->problems, path, row->line, NULL, "dòng này không chờ đợi điều gì; ghi class hoặc place", "this row expects nothing; give a class or a place");
    if (*row->class && !reading->package->conclusion && text_place(row->class, classes, len) < 0)
        refuse(reading, path, row, CLASS, row->class, classes, len);
    if (!is_place(row->place))
        problem_add(reading->problems, path, row->line, columns[PLACE], "“%s” không phải là hạng; ghi như 2, đồng hạng 2=, không có hạng -",
                    "“%s” is no place; write it like 2, shared 2=, none -", row->place);
}

static void read_row(const struct case_reading *reading, const char *path, bool of_units, const struct sheet_row *cells,
                     const int places[COLUMNS], struct rule_expected *row)
{
    static const char *const stages[] = {"provisional", "final"};
    const char *period = cell(cells, places, PERIOD), *stage = cell(cells, places, STAGE);
    *row = (struct rule_expected){.line = cells->line,
                                  .period = period_find(reading->periods, period),
                                  .stage = RUN_FINAL,
                                  .subject = cell(cells, places, SUBJECT),
                                  .verdict = cell(cells, places, VERDICT),
                                  .num = cell(cells, places, NUM),
                                  .den = cell(cells, places, DEN),
                                  .value = cell(cells, places, VALUE),
                                  .class = cell(cells, places, CLASS),
                                  .met = cell(cells, places, MET),
                                  .arose = cell(cells, places, AROSE),
                                  .place = cell(cells, places, PLACE)};
    if (!row->period) {
        const char **ids = arena_alloc(reading->arena, reading->periods->len * sizeof *ids);
        for (size_t i = 0; i < reading->periods->len; i++)
            ids[i] = reading->periods->items[i].id;
        refuse(reading, path, row, PERIOD, period, ids, reading->periods->len);
    }
    if (*stage && !run_stage_parse(stage, &row->stage))
        refuse(reading, path, row, STAGE, stage, stages, LEN(stages));
    if (of_units)
        check_unit(reading, path, row);
    else if (text_place(row->verdict, verdicts, LEN(verdicts)) < 0)
        refuse(reading, path, row, VERDICT, row->verdict, verdicts, LEN(verdicts));
    if (!*row->subject)
        problem_add(reading->problems, path, row->line, columns[SUBJECT],
                    "để trống; hãy ghi mã đơn vị", "is empty; give a unit's id");
}

static void read_expected(const struct case_reading *reading, const struct file *file, struct rule_case *item)
{
    struct sheet sheet;
    int places[COLUMNS];
    item->expected = file->path;
    if (!sheet_read(reading->arena, file->path, file->bytes, file->len, reading->problems, &sheet) ||
        !find_columns(reading, file->path, &sheet, item->of_units, places))
        return;
    item->rows = arena_alloc(reading->arena, sheet.row_count * sizeof *item->rows);
    item->row_count = sheet.row_count;
    for (size_t i = 0; i < sheet.row_count; i++)
        read_row(reading, file->path, item->of_units, &sheet.rows[i], places, &item->rows[i]);
    if (!sheet.row_count)
        problem_add(reading->problems, file->path, 0, NULL, "không chờ đợi điều gì; thêm ít nhất một dòng",
                    "expects nothing; add at least one row");
}

static bool is_named(const struct file *file, const char *name)
{
    return strcmp(name_of(file->path), name) == 0;
}

/* The files of one folder, which stand one after the other in the package's order. */
static void read_case(const struct case_reading *reading, const struct file *files, size_t count,
                      struct rule_case *item)
{
    size_t records = 0;
    item->files = arena_alloc(reading->arena, count * sizeof *item->files);
    for (size_t i = 0; i < count; i++)
        if (is_named(&files[i], "expected.csv"))
            read_expected(reading, &files[i], item);
    if (!item->expected)
        problem_add(reading->problems, arena_printf(reading->arena, "%s/expected.csv", item->folder), 0, NULL,
                    "thiếu tệp này: các cột period, subject, %1$s …",
                    "this file is missing: the columns period, subject, %1$s …", columns[item->of_units ? CLASS : VERDICT]);
    size_t before = reading->problems->errors;
    for (size_t i = 0; i < count; i++) {
        if (is_named(&files[i], "targets.csv"))
            item->package = rule_case_targets(reading->arena, reading->package, &files[i], reading->problems);
        else if (!is_named(&files[i], "expected.csv") && !is_named(&files[i], "README.md"))
            item->files[records++].file = files[i];
    }
    for (size_t i = 0; i < records; i++)
        import_file_read(reading->package, &item->files[i], reading->arena, reading->problems);
    item->file_count = import_file_find(reading->package, item->files, records, reading->arena, reading->problems);
    if (reading->problems->errors != before)
        item->row_count = 0; /* what comes out of half a case follows from what was said */
}

struct rule_case_list rule_case_read(struct arena *arena, const struct package *package,
                                     const struct period_list *periods, const char *criterion,
                                     struct problems *problems)
{
    const struct case_reading reading = {arena, package, periods, problems};
    const struct file_list *files = &package->files;
    struct rule_case_list list = {arena_alloc(arena, (files->len + 1) * sizeof *list.items), 0};
    for (size_t i = 0, count; i < files->len; i += count) {
        const char *path = files->items[i].path;
        struct rule_case item = {.package = package};
        size_t len;
        count = 1;
        if (!split_path(arena, path, &item.criterion, &len))
            continue;
        while (i + count < files->len && strncmp(files->items[i + count].path, path, len + 1) == 0)
            count++;
        item.folder = arena_strndup(arena, path, len);
        item.of_units = strcmp(item.criterion, CONCLUSION_RULE) == 0;
        if (criterion && strcmp(criterion, item.criterion) != 0)
            continue;
        read_case(&reading, &files->items[i], count, &item);
        list.items[list.len++] = item;
    }
    return list;
}
