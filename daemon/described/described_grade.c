#include "described/described_grade.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "described/describing.h"
#include "package/package.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_file.h"
#include "rewrite/rule_grade.h"

#include <string.h>

enum { ROWS_MOST = 20 };
#define GRADES "grades"

static const char *cell(const struct describing *describing, const struct value *row, size_t number, const char *part)
{
    const char *text = value_get_text(row, arena_printf(describing->arena, GRADES ".%zu.%s", number, part), "");
    return text_clean(describing->arena, text, strlen(text));
}

static void at(const struct describing *describing, size_t number, const char *part)
{
    describing_at(describing, arena_printf(describing->arena, GRADES ".%zu.%s", number, part));
}

static bool is_cell(const char *name)
{
    return strncmp(name, GRADES ".", strlen(GRADES ".")) == 0;
}

/* An id is written for templates and rules, in letters without marks. */
static const char *id_of(struct arena *arena, const char *title)
{
    char *id = text_plain(arena, title);
    for (char *at = id; *at; at++)
        *at = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') ? *at : '_';
    return id;
}

/* What the row says of a field, or else the file. */
static const char *said(const struct describing *describing, const struct rule_file *file, const struct value *row, const char *field)
{
    return value_get_text(row, field, describing_field(describing, file, field));
}

/* A threshold that was written as a value: the parameter that it becomes. */
static bool add_parameter(struct describing *describing, const struct rule_file *file, const struct value *row, struct rule_grade *grade, struct err *err)
{
    struct arena *arena = describing->arena;
    const char *criterion = value_get_text(row, "criterion", ""), *reference = value_get_text(row, "reference", ""), *value = grade->target;
    bool teams = rule_file_says_below(level_chain_id(&describing->base->chain, LEVEL_TEAM), said(describing, file, row, "subject")), copied = *value_get_text(row, "copy", "");
    struct value *parameter = value_map(arena);
    grade->target = arena_printf(arena, "%.*s.%s", (int)strcspn(criterion, "@"), criterion, grade->id);
    if (param_find(&describing->base->targets, grade->target))
        return describing->draft || err_set(err, "mức “%1$s”: đã có tham số %2$s; ghi tên nó làm ngưỡng, giá trị của nó thì sửa ở trang mức giao",
                                            "grade “%1$s”: there is a parameter %2$s already; name it as the threshold, its value is changed on the page of targets", grade->title, grade->target);
    if (!reference[strspn(reference, " ")]) {
        describing_at(describing, "reference");
        return describing->draft || err_set(err, "mức “%1$s”: ngưỡng %2$s chưa ghi theo văn bản nào (reference)", "grade “%1$s”: by which document is the threshold %2$s (reference)?", grade->title, value);
    }
    value_set_text(parameter, "target", grade->target);
    value_set(parameter, "title", value_printf(arena, "%s: %s", said(describing, file, row, "title"), grade->title));
    value_set_text(parameter, "type", rule_example_is_share(said(describing, file, row, teams ? "share_judge" : "judge")) ? "percent" : "number");
    value_set_text(parameter, "from", copied ? "" : value_get_text(row, "from", ""));
    value_set_text(parameter, "value", value);
    value_set_text(parameter, "reference", reference);
    return describing_parameter(describing, parameter, err);
}

static bool is_one_word(const char *text)
{
    return *text && !strpbrk(text, " ,\t\r\n");
}

/* What the row lacks, and no more. */
static bool refuse_row(size_t number, bool titled, bool named, struct err *err)
{
    if (!titled)
        return err_set(err, "dòng %zu của các mức: ghi mức gọi là gì, không có dấu phẩy; muốn bỏ thì chọn bỏ mức này",
                       "row %zu of the grades: write what it is called, without a comma; to take it out choose so", number);
    if (!named)
        return err_set(err, "dòng %zu của các mức: mã là một từ; để trống thì đặt theo tên", "row %zu of the grades: the id is one word; empty: made of what it is called", number);
    return err_set(err, "dòng %zu của các mức: ghi ngưỡng, một giá trị như 90 %% hoặc tên một tham số; muốn bỏ thì chọn bỏ mức này",
                   "row %zu of the grades: write the threshold, a value like 90 %% or a parameter's name; to take it out choose so", number);
}

/* *ret_whole false: of one that is being filled in something is not there yet. */
static bool read_grade(struct describing *describing, const struct rule_file *file, const struct value *row, size_t number, struct rule_grade *ret_grade, bool *ret_whole, struct err *err)
{
    struct rule_grade grade = {cell(describing, row, number, "id"), cell(describing, row, number, "title"), cell(describing, row, number, "target")};
    bool value = decimal_parse(grade.target, &(struct decimal){0}, NULL);
    if (!*grade.id)
        grade.id = id_of(describing->arena, grade.title);
    bool titled = *grade.title && !strpbrk(grade.title, ",\r\n"), named = !titled || is_one_word(grade.id);
    at(describing, number, !titled ? "title" : !named ? "id" : "target");
    *ret_whole = titled && named && (value || is_one_word(grade.target));
    if (!*ret_whole)
        return describing->draft || refuse_row(number, titled, named, err);
    *ret_grade = grade;
    return !value || add_parameter(describing, file, row, ret_grade, err);
}

bool described_grades(struct describing *describing, const struct rule_file *file, const struct value *row, const struct value **ret_row, struct err *err)
{
    struct rule_grade grades[ROWS_MOST];
    struct value *whole = value_map(describing->arena);
    size_t len = 0;
    for (size_t i = 0; i < value_len(row); i++)
        if (!is_cell(value_key(row, i)))
            value_set(whole, value_key(row, i), value_item(row, i));
    *ret_row = row;
    if (value_len(whole) == value_len(row))
        return true;
    for (size_t number = 1; number <= ROWS_MOST; number++) {
        bool all, blank = !*cell(describing, row, number, "id") && !*cell(describing, row, number, "title") && !*cell(describing, row, number, "target");
        if (blank || *cell(describing, row, number, "drop"))
            continue;
        if (!read_grade(describing, file, row, number, &grades[len], &all, err))
            return false;
        len += all;
    }
    describing_at(describing, NULL);
    value_set_text(whole, GRADES, rule_grades_line(describing->arena, grades, len));
    *ret_row = whole;
    return true;
}

/* ---- what follows ---- */

static bool read_grades(const struct describing *describing, const struct rule_file *file, struct rule_grade **ret_grades, size_t *ret_len)
{
    return rule_grades_read(describing->arena, describing_field(describing, file, GRADES), ret_grades, ret_len, NULL);
}

static const char *new_id(const struct rule_grade *grades, size_t len, const char *id, const char *otherwise)
{
    for (size_t i = 0; i < len; i++)
        if (strcmp(grades[i].id, id) == 0)
            return id;
    return otherwise;
}

/* Of as many as before each in its place is the one of before, whatever it is called. */
void described_grades_follow(const struct describing *describing, const struct rule_file *before, struct rule_file *file)
{
    struct rule_grade *was, *is;
    size_t was_len, len;
    if (!read_grades(describing, before, &was, &was_len) || !read_grades(describing, file, &is, &len))
        return; /* computed: no form changed them */
    for (size_t i = 0; i < was_len; i++) {
        const char *id = new_id(is, len, was[i].id, len == was_len ? is[i].id : NULL);
        if (!id || strcmp(id, was[i].id) != 0)
            file->text = rule_file_rename_grade(describing->arena, file, was[i].id, id);
    }
}
