/* Criteria as forms: what a form says and sends, over every rule of all packages, in Lua and as INI, and over rules with every word of a measure. A form sent as
 * it stands changes nothing; a cell changed changes that alone, and the former text in it brings the very file back; another way to count takes the
 * words of the other ways out, and the former one brings the same form back. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/measure_word.h"
#include "criterion/rule_word.h"
#include "described/described_change.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/ini_text.h"
#include "rewrite/rule_file.h"
#include "studio/studio.h"

#include <stdlib.h>
#include <string.h>

/* Rules that no package has, on record types of the first: {path, text}. */
static const char *const more[][2] = {
    {"criteria/9.1.lua", "-- Điểm / points\nreturn criterion {\n  title   = \"Điểm\",\n  subject = \"ward\",\n  reports = { \"good_deed\" }, -- mỗi tháng\n  target  = \"7.1.deeds\",\n  counts  = \"điểm\",\n"
                         "  measure = {\n    of      = \"good_deed\",\n    date    = \"on_date\",\n    points  = \"kind\",\n    weights = {\n      deed   = 1, -- việc tốt\n      praise = \"7.1.deeds\",\n"
                         "      [\"award\"] = 3,\n    },\n    distinct = { \"team\", 'description' },\n  },\n  judge   = at_least,\n  grows   = \"num\", -- tổ đứng yên\n  roll_up = 'max',\n  grades  = {\n    -- từ thấp\n    { id = \"good\", title = 'khá', target = \"7.1.deeds\" }, -- mức 1\n"
                         "    {\n      title  = \"rất tốt\",\n      id     = \"best\",\n      target = \"7.2.award\",\n    },\n  },\n  says    = \"{{ value }}\",\n  examples = {\n    { row = { num = 1 }, target = \"1\", verdict = \"met\" },\n  },\n}\n"},
    {"criteria/9.2.ini", "# Vũ khí\n[criterion]\ntitle = Vũ khí\nsubject = ward\nreports = weapon_handover\ntarget = 4.3.most\ncounts = khẩu\njudge = at_most\nearly = missed\ngrades = low ít 4.3.most, none không\n  có 4.3.most\nsays = {{ value }}\n\n"
                         "[measure]\nof = weapon_handover\ndate = on_date\npoints = quantity\n; mỗi khẩu\nweight = 5\n\n[example 1]\nnum = 0\ntarget = 0\nverdict = met\n# sau\n[example 2]\nnum = 1\ntarget = 0\nverdict = missed\n"},
    {"criteria/9.3.lua", "return criterion { title = \"a\", subject = \"ward\", reports = {}, target = \"1.1.share\", counts = \"lượt\", judge = share_at_least, says = \"{{ value }}\",\n"
                         "  measure = { of = \"callout\", date = \"called_on\", within = { \"called_on\", \"arrived_on\" }, days = 2, where = \"called_on > 20000 AND confirmed_timely IS NOT 'no'\", otherwise = \"confirmed_timely = 'yes' AND arrived_at IS NOT NULL\", den = true },\n"
                         "  examples = {} }\n"},
};

/* ---- packages ---- */

static const struct package *with_files(const struct package *base, struct file *items, size_t len)
{
    struct package *package = arena_alloc(arena, sizeof *package);
    *package = *base;
    package->files = (struct file_list){items, len};
    return package;
}

/* The files of a package with others in their places. */
static const struct package *changed_package(const struct package *base, const struct file_list *changed)
{
    struct file *items = arena_alloc(arena, (base->files.len + changed->len) * sizeof *items);
    size_t len = 0;
    for (size_t i = 0; i < base->files.len; i++)
        if (!file_find(changed, base->files.items[i].path))
            items[len++] = base->files.items[i];
    for (size_t i = 0; i < changed->len; i++)
        items[len++] = changed->items[i];
    return with_files(base, items, len);
}

static const char *text_of(const struct package *package, const char *path)
{
    const struct file *file = file_find(&package->files, path);
    return file ? arena_strndup(arena, file->bytes, file->len) : NULL;
}

/* In one line: a long filter has several. */
static const char *one_line(const char *text)
{
    struct buffer out = {0};
    for (; *text; text++)
        if (!strchr(" \n", *text) || (out.len && text[1] && !strchr(" \n", text[1])))
            buffer_putc(&out, *text == '\n' ? ' ' : *text);
    return buffer_take(&out, arena);
}

/* What a rule in Lua says, as an INI file says it; NULL: something of it is computed. */
static const char *as_ini(const struct rule_file *lua)
{
    struct ini_text_key keys[2][64];
    size_t counts[2] = {0, 0};
    bool plain = rule_file_is_form(arena, lua);
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const struct rule_file_field *field = &rule_file_fields[i];
        bool own, measure = strncmp(field->name, "measure.", 8) == 0;
        const char *text;
        assert_true(rule_file_get(arena, lua, field->name, &text, &own, &err));
        plain = plain && own;
        if (*text)
            keys[measure][counts[measure]++] = (struct ini_text_key){measure ? field->name + 8 : field->name, strcmp(text, "true") == 0 ? "yes" : strcmp(text, "{}") == 0 ? "" : one_line(text)};
    }
    const char *ini = ini_text_add(arena, ini_text_add(arena, "", NULL, "criterion", keys[0], counts[0]), NULL, "measure", keys[1], counts[1]);
    return plain ? arena_printf(arena, "%s\n[example 1]\nnum = 1\nverdict = met\n", ini) : NULL;
}

static const struct package *read_package(const char *name, bool ini)
{
    struct problems problems;
    struct package *package;
    problems_init(&problems, arena);
    assert_true(package_read_folder(arena, arena_printf(arena, "%s/rules/%s", getenv("srcdir") ? getenv("srcdir") : ".", name), &problems, &package, &err));
    struct file *items = arena_alloc(arena, (package->files.len + LEN(more)) * sizeof *items);
    size_t len = 0;
    for (size_t i = 0; i < package->files.len; i++) {
        struct file file = package->files.items[i];
        size_t end = strlen(file.path) - 4;
        bool rule = strncmp(file.path, "criteria/", 9) == 0 && strcmp(file.path + end, ".lua") == 0;
        const char *text = ini && rule ? as_ini(&(struct rule_file){file.path, arena_strndup(arena, file.bytes, file.len)}) : NULL;
        items[len++] = text ? (struct file){arena_printf(arena, "%.*s.ini", (int)end, file.path), text, strlen(text)} : file;
    }
    for (size_t i = 0; strcmp(name, "hai-an-2024") == 0 && i < LEN(more); i++)
        items[len++] = (struct file){more[i][0], more[i][1], strlen(more[i][1])};
    return with_files(package, items, len);
}

/* ---- forms ---- */

static const struct value *form_of(const struct package *package, const char *criterion)
{
    const struct value *form = studio_form(arena, package, &(struct studio_asked){.criterion = criterion, .today = package->from}, &err);
    if (!form)
        fail_msg("%s: %s", criterion, err.en);
    return form;
}

/* The cells of a form as a row, one of them changed (NULL: none). */
static struct value *row_of(const struct value *form, const char *cell, const char *text)
{
    struct value *row = value_map(arena);
    const struct value *cells = value_get(form, "cells");
    value_set_text(row, "criterion", value_get_text(form, "criterion", ""));
    for (size_t i = 0; i < value_len(cells); i++)
        value_set(row, value_key(cells, i), value_item(cells, i));
    if (cell)
        value_set_text(row, cell, text);
    return row;
}

static const char *changed_cell = ""; /* for messages */

static const char *refused; /* the cell that a refusal is about */

static bool describe(const struct package *package, const struct value *row, struct file_list *files)
{
    struct value *rows = value_list(arena);
    value_append(rows, row);
    return described_change(arena, package, rows, files, &refused, &err);
}

static const struct {
    const char *cell, *what;
    size_t gone, written; /* files without bytes, and with */
    const char *path;     /* one of them */
    const char *says;     /* why not; NULL: it goes */
} removals[] = {
    {"criterion", "1.1", 11, 0, "criteria/1.1.lua", NULL},
    {"criterion", "1.1", 11, 0, "tests/1.1/thieu-bao-cao/tip.csv", NULL},
    {"criterion", "1", 0, 0, NULL, "there is no criterion"},
    {"document", "b1", 1, 1, "documents/b1.docx", NULL},
    {"document", "f1", 2, 1, "documents/f1.sql", NULL},
    {"document", "b", 0, 0, NULL, "there is no kind of papers"},
    {"file", "suggest.lua", 1, 0, "suggest.lua", NULL},
    {"file", "tests/1.1/thieu-bao-cao/", 3, 0, "tests/1.1/thieu-bao-cao/expected.csv", NULL},
    {"file", "tests/1.1/thieu-bao-cao/tip.csv", 1, 0, "tests/1.1/thieu-bao-cao/tip.csv", NULL},
    {"file", "criteria/", 0, 0, NULL, "has no file"},
    {"file", "alert.ini", 0, 0, NULL, "has no file"},
    {"target", "1.1.share", 0, 0, NULL, "goes with"},
};

/* What goes, and that nothing else of documents.ini does. */
static void test_what_goes(void **state)
{
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    for (size_t i = 0; i < LEN(removals); i++) {
        struct value *row = value_map(arena);
        struct file_list files = {0};
        size_t gone = 0;
        value_set_text(row, removals[i].cell, removals[i].what);
        value_set_text(row, "remove", "yes");
        bool good = describe(package, row, &files);
        for (size_t k = 0; k < files.len; k++)
            gone += !files.items[k].bytes;
        if (good != !removals[i].says || (!good && !strstr(err.en, removals[i].says)) || gone != removals[i].gone || files.len - gone != removals[i].written ||
            (removals[i].path && (!file_find(&files, removals[i].path) || file_find(&files, removals[i].path)->bytes)))
            fail_msg("%s %s: %zu, %zu, %s", removals[i].cell, removals[i].what, gone, files.len - gone, good ? "" : err.en);
        err_clear(&err);
    }
    struct value *row = value_map(arena);
    struct file_list files;
    value_set_text(row, "document", "b1");
    value_set_text(row, "remove", "yes");
    assert_true(describe(package, row, &files));
    const struct file *before = file_find(&package->files, "documents.ini"), *after = file_find(&files, "documents.ini");
    assert_true(ini_text_has(before->bytes, "b1") && !ini_text_has(after->bytes, "b1"));
    for (size_t i = 0; i < package->document_count; i++)
        if (strcmp(package->documents[i].kind, "b1") != 0)
            assert_true(ini_text_has(after->bytes, package->documents[i].kind));
}

static const struct package *after(const struct package *package, const struct value *row)
{
    struct file_list files;
    if (!describe(package, row, &files))
        fail_msg("%s %s: %s", value_get_text(row, "criterion", ""), changed_cell, err.en);
    assert_int_equal(files.len, 1);
    return changed_package(package, &files);
}

static void assert_cells(const struct value *form, const struct value *row)
{
    const struct value *cells = value_get(form, "cells");
    for (size_t i = 0; i < value_len(cells); i++)
        if (strcmp(value_get_text(row, value_key(cells, i), "(none)"), value_as_text(value_item(cells, i))) != 0)
            fail_msg("%s %s: %s, not %s", value_get_text(form, "criterion", ""), value_key(cells, i), value_as_text(value_item(cells, i)), value_get_text(row, value_key(cells, i), "(none)"));
    assert_int_equal(value_len(cells) + 1, value_len(row));
}

/* Byte for byte; a value of an INI file that grew beyond a line may be wrapped at other words. */
static void assert_text(const struct package *package, const struct package *before, const char *path)
{
    bool ini = strstr(path, ".ini");
    assert_string_equal(ini ? one_line(text_of(package, path)) : text_of(package, path), ini ? one_line(text_of(before, path)) : text_of(before, path));
}

static const struct {
    const char *package;
    bool ini;
} packages[] = {{"hai-an-2024", false}, {"hai-an-2024", true}, {"tan-minh-2025", false}, {"tan-minh-2025", true}, {"thcs-2025", false}, {"thcs-2025", true}};

/* For each criterion of each package that is a form. */
static void each_form(void (*test)(const struct package *package, const struct value *form))
{
    size_t count = 0;
    for (size_t p = 0; p < LEN(packages); p++) {
        const struct package *package = read_package(packages[p].package, packages[p].ini);
        for (size_t i = 0; i < package->files.len; i++) {
            const char *path = package->files.items[i].path, *end = strrchr(path, '.');
            if (strncmp(path, "criteria/", 9) != 0 || strcmp(end, ".sql") == 0)
                continue;
            const struct value *form = form_of(package, arena_strndup(arena, path + 9, (size_t)(end - path - 9)));
            if (!value_get_bool(form, "form", false) || !value_get(form, "cells"))
                continue;
            test(package, form);
            count++;
        }
    }
    assert_int_equal(count, 2 * (11 + LEN(more)) + 2 * 7 + 2 * 7);
}

static void sent_as_it_stands(const struct package *package, const struct value *form)
{
    struct file_list files;
    assert_true(describe(package, row_of(form, NULL, NULL), &files));
    assert_int_equal(files.len, 0);
    assert_non_null(value_get_text(form, "sentence_vi", NULL));
}

static void test_sent_as_it_stands_it_changes_nothing(void **state)
{
    (void)state;
    each_form(sent_as_it_stands);
}

/* ---- one cell ---- */

static const char *other_choice(const struct value *form, const struct package *package, const char *cell)
{
    const char *field = value_get_text(value_get(form, "cells"), arena_printf(arena, "%.*s.field", (int)(strlen(cell) - strlen(".value")), cell), "");
    const struct value *titles = *field ? field_word_titles(record_field(record_type_find(&package->types, value_get_text(form, "type", "")), field), arena) : NULL;
    for (size_t i = 0; i < value_len(titles); i++)
        if (strcmp(value_key(titles, i), value_get_text(value_get(form, "cells"), cell, "")) != 0)
            return value_key(titles, i);
    return NULL;
}

/* Another text for a cell; NULL: another one follows from what else is changed with it. */
static const char *other_text(const struct value *form, const struct package *package, const char *cell)
{
    static const char *const apart[] = {"set", "add", "judge", "subject", "share_judge", "measure.of", "measure.points"};
    const char *before = value_get_text(value_get(form, "cells"), cell, ""), *end = strrchr(cell, '.');
    const struct rule_file_field *field = rule_file_field(cell);
    if (text_place(cell, apart, LEN(apart)) >= 0 || (end && (strcmp(end, ".how") == 0 || strcmp(end, ".field") == 0)))
        return NULL;
    if (end && strcmp(end, ".value") == 0) {
        const char *choice = other_choice(form, package, cell), *how = value_get_text(value_get(form, "cells"), arena_printf(arena, "%.*s.how", (int)(end - cell), cell), "");
        return choice ? choice : strcmp(how, "text") == 0 ? arena_printf(arena, "(%s OR 1 = 2)", before) : "9";
    }
    if (strncmp(cell, "weights.", 8) == 0 || (field && field->form == RULE_FILE_COUNT))
        return strcmp(before, "7") == 0 ? "8" : "7";
    if (field && field->form == RULE_FILE_WORDS)
        return "tip, incident";
    if (strcmp(cell, "last_day") == 0)
        return "2025-03-31";
    if (strcmp(cell, "measure.date") == 0) /* conditions name it where a parameter is read */
        return "other_on";
    return strcmp(cell, "measure.num") == 0 || strcmp(cell, "measure.den") == 0 || !field ? "ward" : "Một \"hai\" ba";
}

static void one_cell(const struct package *package, const struct value *form)
{
    const struct value *cells = value_get(form, "cells");
    const char *path = value_get_text(form, "path", "");
    for (size_t i = 0; i < value_len(cells); i++) {
        const char *cell = value_key(cells, i), *text = other_text(form, package, cell);
        if (!text)
            continue;
        changed_cell = cell;
        struct value *row = row_of(form, cell, text);
        const struct package *changed = after(package, row);
        const struct value *now = form_of(changed, value_get_text(form, "criterion", ""));
        assert_cells(now, row);
        assert_text(after(changed, row_of(now, cell, value_as_text(value_item(cells, i)))), package, path);
    }
}

static void test_a_cell_changes_alone(void **state)
{
    (void)state;
    each_form(one_cell);
}

static uint32_t seed = 20251201;

static uint32_t next_random(uint32_t most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % most;
}

/* Some cells at once, as somebody fills in a form, and the form of before sent again. */
static void some_cells(const struct package *package, const struct value *form)
{
    const struct value *cells = value_get(form, "cells");
    const char *path = value_get_text(form, "path", "");
    for (int round = getenv("THIDUA_LONG") ? 100 : 2; round; round--) {
        struct value *row = row_of(form, NULL, NULL);
        bool any = false;
        for (size_t i = 0; i < value_len(cells); i++) {
            const char *text = next_random(3) ? NULL : other_text(form, package, value_key(cells, i));
            if (text)
                value_set_text(row, value_key(cells, i), text);
            any = any || text;
        }
        const struct package *changed = any ? after(package, row) : package;
        assert_cells(form_of(changed, value_get_text(form, "criterion", "")), row);
        if (any)
            assert_text(after(changed, row_of(form, NULL, NULL)), package, path);
    }
}

static void test_some_cells_change_together(void **state)
{
    (void)state;
    each_form(some_cells);
}

/* ---- grades ---- */

/* Rows like those of a form, some of them the rule's own: what they say in one line. */
static const char *put_grade_rows(struct value *row, const struct value *form)
{
    static const char *const parts[] = {"id", "title", "target"}, *const own[][3] = {{"ok", "được", "1.1.share"}, {"good_2", "khá hơn", "7.1.deeds"}, {"top", "Tốt “nhất”", "2.1.models"}};
    const struct value *cells = value_get(form, "cells");
    struct buffer line = {0};
    for (int i = 1; i <= 5; i++)
        for (size_t j = 0; j < LEN(parts); j++)
            value_set_text(row, arena_printf(arena, "grades.%d.%s", i, parts[j]), "");
    for (int i = 1, from = 1; i <= 4; i++) {
        uint32_t what = next_random(4); /* nothing there; one of its own, in their order; another one; one that is taken out */
        for (size_t j = 0; j < LEN(parts); j++) {
            const char *text = what == 1 ? value_get_text(cells, arena_printf(arena, "grades.%d.%s", from, parts[j]), "") : what ? own[i % 3][j] : "";
            value_set_text(row, arena_printf(arena, "grades.%d.%s", i, parts[j]), text);
            if (*text && what != 3)
                buffer_printf(&line, "%s%s", j ? " " : line.len ? ", " : "", text);
        }
        if (what == 3)
            value_set_text(row, arena_printf(arena, "grades.%d.drop", i), "yes");
        from += what == 1;
    }
    return buffer_take(&line, arena);
}

/* Without its grades, and without what its examples say of them. */
static const char *bare(const struct package *package, const char *path)
{
    static const char *const ids[] = {"good", "ok", "good_2", "top"};
    struct rule_file file = {path, text_of(package, path)};
    for (size_t i = 0; i < LEN(ids); i++)
        file.text = rule_file_rename_grade(arena, &file, ids[i], NULL);
    return one_line(rule_file_set(arena, &file, rule_file_field("grades"), "", &err));
}

/* Whatever becomes of its grades, nothing else of the file changes, and the form says them. */
static void grades_come_and_go(const struct package *package, const struct value *form)
{
    const char *path = value_get_text(form, "path", "");
    if (!value_get_bool(value_get(value_get(form, "fields"), "grades"), "plain", false))
        return;
    for (int round = getenv("THIDUA_LONG") ? 100 : 4; round; round--) {
        struct value *row = row_of(form, NULL, NULL);
        const char *line = put_grade_rows(row, form), *was = value_get_text(value_get(value_get(form, "fields"), "grades"), "text", "");
        const struct package *changed = strcmp(line, was) != 0 ? after(package, row) : package;
        assert_string_equal(value_get_text(value_get(value_get(form_of(changed, value_get_text(form, "criterion", "")), "fields"), "grades"), "text", "?"), line);
        assert_string_equal(bare(changed, path), bare(package, path));
    }
}

static void test_grades_come_and_go(void **state)
{
    (void)state;
    each_form(grades_come_and_go);
}

/* A threshold that is a value becomes a parameter, by a document; an id is made of what the grade is called. */
static void test_a_threshold_by_value(void **state)
{
    struct value *row = value_map(arena);
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    value_set_text(row, "criterion", "1.1");
    value_set_text(row, "grades.1.title", "Khá tốt");
    value_set_text(row, "grades.1.target", "90 %");
    value_set_text(row, "reference", "Công văn 12");
    struct value *rows = value_list(arena);
    struct file_list files;
    value_append(rows, row);
    assert_true(described_change(arena, package, rows, &files, &refused, &err));
    assert_int_equal(files.len, 2);
    const struct package *changed = changed_package(package, &files);
    assert_non_null(strstr(text_of(changed, "criteria/1.1.lua"), "grades  = { { id = \"kha_tot\", title = \"Khá tốt\", target = \"1.1.kha_tot\" } },\n"));
    assert_string_equal(strstr(text_of(changed, "targets.ini"), "[1.1.kha_tot "), "[1.1.kha_tot 2024-11-01]\ntitle = Nguồn tin do Nhân dân cung cấp thông qua lực lượng: Khá tốt\ntype = percent\nvalue = 90 %\n"
                                                                                 "reference = Công văn 12\n");
}

static const struct {
    const char *cells[8]; /* name, text … */
    const char *about;    /* NULL: no single one */
} refusals[] = {
    {{"criterion", "1.1", "grades.1.title", "Tốt"}, "grades.1.target"},
    {{"criterion", "1.1", "grades.1.target", "90 %"}, "grades.1.title"},
    {{"criterion", "1.1", "grades.2.title", "Tốt", "grades.2.target", "90 %"}, "reference"},
    {{"criterion", "1.1", "grades.1.title", "Tốt", "grades.1.id", "hai chữ", "grades.1.target", "1.1.share"}, "grades.1.id"},
    {{"criterion", "1.1", "where.3.field", "verified", "where.3.value", "dung"}, "where.3.value"},
    {{"criterion", "1.1", "where.3.field", "verified"}, "where.3.value"},
    {{"criterion", "1.1", "where.1.field", "zz", "where.1.value", "1"}, "where.1.field"},
    {{"criterion", "1.1", "where.1.field", "verified", "where.1.how", "zz"}, "where.1.how"},
    {{"criterion", "1.1", "title", ""}, "title"},
    {{"criterion", "1.1", "last_day", "31/02/2025"}, "last_day"},
    {{"criterion", "1.1", "from", "hôm nay"}, "from"},
    {{"criterion", "1.1", "set", "zz"}, "set"},
    {{"criterion", "1.1", "set", "distinct"}, "measure.distinct"},
    {{"criterion", "4.3", "copy", "1.1", "title", "Khác", "value", "1"}, "criterion"},
    {{"target", "1.1.share", "from", "31/02/2025", "value", "85 %"}, "from"},
    {{"target", "1.1.shre", "from", "2025-03-01", "value", "85 %"}, "target"},
    {{"target", "1.1.share", "from", "2025-03-01", "value", "85 %", "unit", "cát bi"}, "unit"},
    {{"file", "duties.ini", "section", "zz"}, "section"},
    {{"document", "K", "copy", "d", "title", "x"}, "document"},
    {{"document", "k", "copy", "zz", "title", "x"}, "copy"},
    {{"document", "k", "copy", "d"}, "title"},
    {{"file", "x.ini"}, NULL},
};

static void test_refusals_are_about_a_cell(void **state)
{
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    for (size_t i = 0; i < LEN(refusals); i++) {
        struct value *row = value_map(arena);
        struct file_list files;
        for (size_t j = 0; j < LEN(refusals[i].cells) && refusals[i].cells[j]; j += 2)
            value_set_text(row, refusals[i].cells[j], refusals[i].cells[j + 1]);
        if (describe(package, row, &files))
            fail_msg("row %zu was not refused", i);
        if (!refusals[i].about != !refused || (refused && strcmp(refused, refusals[i].about) != 0))
            fail_msg("row %zu: %s, not %s: %s", i, refused ? refused : "(none)", refusals[i].about ? refusals[i].about : "(none)", err.en);
        err_clear(&err);
    }
}

/* ---- sections ---- */

static const struct package *after_section(const struct package *package, const struct value *row)
{
    struct value *rows = value_list(arena);
    struct file_list files;
    value_append(rows, row);
    if (!described_change(arena, package, rows, &files, &refused, &err))
        fail_msg("%s", err.en);
    return files.len ? changed_package(package, &files) : package;
}

static struct value *row_of_section(const char *path, const struct value *section, size_t other)
{
    struct value *row = value_map(arena);
    const struct value *keys = value_get(section, "keys");
    value_set_text(row, "file", path);
    value_set(row, "section", value_get(section, "name"));
    for (size_t i = 0; i < value_len(keys); i++)
        value_set(row, arena_printf(arena, "key.%s", value_get_text(value_at(keys, i), "name", "")), i == other ? value_text(arena, "Một hai") : value_get(value_at(keys, i), "value"));
    return row;
}

/* Sent as it stands it changes nothing; one key changes alone and back; without the section all others stay. */
static size_t try_section(const struct package *package, const char *path, const char *name)
{
    const char *text = text_of(package, path);
    const struct value *section = studio_section(arena, package, path, text, name), *keys = value_get(section, "keys");
    assert_ptr_equal(after_section(package, row_of_section(path, section, SIZE_MAX)), package);
    for (size_t i = 0; i < value_len(keys); i++) {
        const char *key = value_get_text(value_at(keys, i), "name", "");
        if (!value_get_text(value_at(keys, i), "title", NULL))
            fail_msg("%s [%s] %s: package/section_key.def does not say what it is", path, name, key);
        const struct package *changed = after_section(package, row_of_section(path, section, i));
        const struct ini_text_key expected = {key, "Một hai"};
        assert_string_equal(text_of(changed, path), ini_text_set(arena, text, name, &expected, 1));
        assert_string_equal(one_line(text_of(after_section(changed, row_of_section(path, section, SIZE_MAX)), path)), one_line(text));
    }
    struct value *gone = row_of_section(path, section, SIZE_MAX);
    value_set_text(gone, "drop", "yes");
    size_t before, left;
    ini_text_sections(arena, text, &before);
    ini_text_sections(arena, text_of(after_section(package, gone), path), &left);
    assert_int_equal(left + 1, before);
    return value_len(keys);
}

static void test_sections(void **state)
{
    static const char *const names[] = {"hai-an-2024", "tan-minh-2025", "thcs-2025"}, *const paths[] = {"duties.ini", "routes.ini", "bodies.ini"};
    size_t count = 0;
    (void)state;
    for (size_t p = 0; p < LEN(names); p++) {
        const struct package *package = read_package(names[p], false);
        for (size_t i = 0; i < LEN(paths); i++) {
            const struct value *sections = text_of(package, paths[i]) ? studio_sections(arena, paths[i], text_of(package, paths[i])) : NULL;
            for (size_t j = 0; j < value_len(sections); j++)
                count += try_section(package, paths[i], value_get_text(value_at(sections, j), "name", ""));
        }
    }
    assert_true(count > 500);
}

static void test_a_section_comes(void **state)
{
    static const struct {
        const char *cells[4][2], *says;
    } cases[] = {
        {{{"file", "routes.ini"}, {"section", "nhac"}}, "needs new=yes"},
        {{{"file", "bodies.ini"}, {"section", "a]b"}, {"new", "yes"}}, "without brackets"},
        {{{"file", "units.csv"}, {"section", "a"}}, "no file of sections"},
        {{{"file", "routes.ini"}, {"section", "bao-cap-tren"}, {"new", "yes"}}, "already"},
        {{{"file", "routes.ini"}, {"section", "bao-cap-tren"}, {"more.1.key", "Quiet = x"}, {"more.1.value", "y"}}, "no name of a key"},
    };
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *row = value_map(arena);
        struct file_list files;
        for (size_t j = 0; j < LEN(cases[i].cells) && cases[i].cells[j][0]; j++)
            value_set_text(row, cases[i].cells[j][0], cases[i].cells[j][1]);
        assert_false(describe(package, row, &files));
        if (!strstr(err.en, cases[i].says))
            fail_msg("%zu: %s", i, err.en);
        err_clear(&err);
    }
    const struct value *section = studio_section(arena, package, "routes.ini", text_of(package, "routes.ini"), "moi");
    assert_true(value_get_bool(section, "new", false));
    struct value *row = row_of_section("routes.ini", section, 3);
    value_set_text(row, "new", "yes");
    const char *text = text_of(after_section(package, row), "routes.ini"), *before = text_of(package, "routes.ini");
    assert_memory_equal(text, before, strlen(before));
    assert_string_equal(text + strlen(before), "\n[moi]\nto = Một hai\n");
}

/* Every key that a criterion or a declared measure may have is a field of the form, or it is said why not; there is no field of another one. */
static void test_no_key_is_forgotten(void **state)
{
    const char *names[128], *vi, *en;
    size_t len = 0, own = 0;
    (void)state;
    for (size_t i = 0; i < criterion_key_count; i++)
        if (strcmp(criterion_keys[i], "measure") != 0)
            names[len++] = criterion_keys[i];
    for (size_t i = 0; i < MEASURE_KEYS; i++)
        names[len++] = arena_printf(arena, "measure.%s", measure_keys[i]);
    for (size_t w = 0; w < MEASURE_WORDS; w++) {
        names[len++] = arena_printf(arena, "measure.%s", measure_words[w].name);
        for (size_t i = 0; i < MEASURE_WORD_BESIDE && measure_words[w].beside[i]; i++)
            names[len++] = arena_printf(arena, "measure.%s", measure_words[w].beside[i]);
    }
    for (size_t i = 0; i < len; i++) {
        own += rule_file_field(names[i]) != NULL;
        if (!rule_file_field(names[i]) && !rule_file_apart(names[i], &vi, &en))
            fail_msg("%s is neither on the form nor among those that say why not", names[i]);
    }
    assert_int_equal(own, rule_file_field_count);
}

/* ---- another way to count ---- */

/* Its own field filled in, as a form would send it beside the fields of the way before. */
static struct value *row_of_way(const struct package *package, const struct value *form, bool of_record, const char *way)
{
    const char *column = record_type_find(&package->types, value_get_text(form, "type", ""))->fields[0].name;
    struct value *row = row_of(form, of_record ? "add" : "set", way);
    static const char *const own[][2] = {{"latest", "latest.1"}, {"each", "measure.each"}, {"distinct", "distinct.1"}, {"within", "within.1"}, {"points", "measure.points"}, {"sum", "measure.num"}};
    for (size_t i = 0; i < LEN(own); i++)
        if (strcmp(own[i][0], way) == 0 && !value_get(row, own[i][1]))
            value_set_text(row, own[i][1], column);
    return row;
}

static void assert_word_gone(const struct value *form, const struct measure_word *word)
{
    const struct value *fields = value_get(form, "fields");
    assert_string_equal(value_get_text(value_get(fields, arena_printf(arena, "measure.%s", word->name)), "text", "?"), "");
    for (size_t i = 0; i < MEASURE_WORD_BESIDE && word->beside[i]; i++)
        assert_string_equal(value_get_text(value_get(fields, arena_printf(arena, "measure.%s", word->beside[i])), "text", "?"), "");
}

static void one_way(const struct package *package, const struct value *form, bool of_record, const char *way)
{
    if (strcmp(value_get_text(value_get(form, "cells"), of_record ? "add" : "set", ""), way) == 0)
        return;
    const struct package *changed = after(package, row_of_way(package, form, of_record, way));
    const struct value *now = form_of(changed, value_get_text(form, "criterion", ""));
    const struct measure_word *chosen = measure_word_find(way);
    assert_string_equal(value_get_text(value_get(now, "cells"), of_record ? "add" : "set", ""), way);
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (measure_words[i].of_record == of_record && &measure_words[i] != chosen)
            assert_word_gone(now, &measure_words[i]);
    if (chosen && chosen->instead)
        assert_string_equal(value_get_text(value_get(value_get(now, "fields"), arena_printf(arena, "measure.%s", chosen->instead)), "text", "?"), "");
    const struct value *row = row_of(form, NULL, NULL);
    assert_cells(form_of(after(changed, row), value_get_text(form, "criterion", "")), row);
}

static void ways(const struct package *package, const struct value *form)
{
    static const char *const lists[] = {"sets", "adds"};
    for (size_t i = 0; i < LEN(lists); i++) {
        const struct value *list = value_get(form, lists[i]);
        for (size_t j = 0; j < value_len(list); j++)
            one_way(package, form, i == 1, value_get_text(value_at(list, j), "name", ""));
    }
}

static void test_another_way_to_count(void **state)
{
    (void)state;
    each_form(ways);
}

/* What cannot be is refused with what to do. */
static void test_what_cannot_be(void **state)
{
    static const struct {
        const char *cells[3][2], *says;
    } cases[] = {
        {{{"set", "eech"}}, "choose of: records, latest, each, distinct"},
        {{{"add", "each"}}, "choose of: count, sum, within, points"},
        {{{"set", "each"}}, "no field for it (measure.each)"},
        {{{"add", "sum"}}, "no field is chosen (measure.num)"},
        {{{"add", "points"}, {"measure.points", "kind"}, {"measure.weights", "deed"}}, "each once"},
        {{{"add", "points"}, {"measure.points", "kind"}, {"measure.weights", "deed: 1, deed: 2"}}, "each once"},
        {{{"within.9.x", "a"}, {"measure.latests", "a"}}, "can be changed here"},
        {{{"otherwise.1.field", "confirmed"}, {"otherwise.1.value", "yes"}}, "has no field"},
        {{{"share_judge", "at_mots"}}, "a ready comparison"},
        {{{"grades.2.title", "khá"}, {"grades.2.id", "good"}}, "row 2 of the grades"},
        {{{"grades.1.title", "khá, tốt"}, {"grades.1.target", "1.1.share"}}, "without a comma"},
        {{{"grades.1.title", "khá"}, {"grades.1.target", "90 %"}}, "by which document"},
        {{{"grades.1.title", "khá"}, {"grades.1.id", "share"}, {"grades.1.target", "90 %"}}, "there is a parameter 1.1.share already"},
        {{{"grades", "khá 1.1.share"}}, "written like"},
        {{{"examples", "{}"}}, "add one in the text; edit the file as text"},
    };
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *row = value_map(arena);
        struct file_list files;
        value_set_text(row, "criterion", "1.1");
        for (size_t j = 0; j < LEN(cases[i].cells) && cases[i].cells[j][0]; j++)
            value_set_text(row, cases[i].cells[j][0], cases[i].cells[j][1]);
        assert_false(describe(package, row, &files));
        if (!strstr(err.en, cases[i].says))
            fail_msg("%zu: %s", i, err.en);
        err_clear(&err);
    }
}

/* ---- what follows ---- */

/* Another comparison, in an INI file: its examples, the verdict that stands early. */
static void test_examples_follow_in_an_ini_file(void **state)
{
    struct value *row = value_map(arena);
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    value_set_text(row, "criterion", "9.2");
    value_set_text(row, "judge", "at_least");
    const char *text = text_of(after(package, row), "criteria/9.2.ini");
    assert_non_null(strstr(text, "judge = at_least\nearly = met\n"));
    assert_string_equal(strstr(text, "weight = 5"), "weight = 5\n\n[example 1]\nnum = 0\ntarget = 0\nverdict = met\n");
    value_set_text(row, "target", "4.3.most");
    value_set_text(row, "subject", "team");
    value_set_text(row, "share_judge", "share_at_least");
    value_set_text(row, "share_target", "1.1.share");
    text = text_of(after(package, row), "criteria/9.2.ini");
    assert_null(strstr(text, "early ="));
    assert_non_null(strstr(text, "[example 2]\nlevel = ward\nnum = 80\nden = 100\ntarget = 80 %\nverdict = met\n"));
}

static void test_sentences(void **state)
{
    static const char *const cases[][3] = {
        {"9.1", "Đếm mỗi tổ và nội dung một lần trong “Việc tốt, lượt biểu dương” có ngày trong kỳ; mỗi bản ghi được điểm theo loại: “việc tốt” 1 điểm, “được biểu dương” 1 điểm (7.1.deeds), “được khen thưởng” 3 điểm. Đạt khi số đếm từ mức giao, nay là 1.", ""},
        {"9.1", "Mức “khá” khi số đếm từ 1 (7.1.deeds); “rất tốt” khi số đếm từ 7.2.award. Của quận: lấy số lớn nhất của các đơn vị. Khi tính còn cần bao nhiêu: mẫu số đứng yên, chỉ tử số thay đổi.", "Grade “khá” when the count is at least 1 (7.1.deeds); “rất tốt” when"},
        {"9.2", "Đã không đạt thì kết luận ngay, dù còn thiếu báo cáo.", "each unit of số lượng gives 5 points. Met when the count is at most the target, now 0."},
        {"9.3", "từ lúc huy động đến lúc có mặt không quá 2 ngày; thiếu một trong hai thì chỉ lấy khi", "at most 2 days, and where one of them is empty, công an phường xác nhận kịp thời is “có” and"},
    };
    (void)state;
    const struct package *package = read_package("hai-an-2024", false);
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *form = form_of(package, cases[i][0]);
        if (!strstr(value_get_text(form, "sentence_vi", ""), cases[i][1]) || !strstr(value_get_text(form, "sentence_en", ""), cases[i][2]))
            fail_msg("%s / %s", value_get_text(form, "sentence_vi", ""), value_get_text(form, "sentence_en", ""));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_ARENA(test_sent_as_it_stands_it_changes_nothing), WITH_ARENA(test_a_cell_changes_alone), WITH_ARENA(test_some_cells_change_together),
        WITH_ARENA(test_grades_come_and_go),                   WITH_ARENA(test_a_threshold_by_value), WITH_ARENA(test_no_key_is_forgotten),
        WITH_ARENA(test_sections),                             WITH_ARENA(test_a_section_comes),
        WITH_ARENA(test_another_way_to_count),                 WITH_ARENA(test_what_cannot_be),       WITH_ARENA(test_examples_follow_in_an_ini_file),
        WITH_ARENA(test_sentences),                            WITH_ARENA(test_what_goes),            WITH_ARENA(test_refusals_are_about_a_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
