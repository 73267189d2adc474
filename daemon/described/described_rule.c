#include "described/described_rule.h"

#include "described/described_condition.h"
#include "described/described_grade.h"
#include "described/described_measure.h"
#include "described/describing.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "rewrite/condition.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_file.h"

#include <string.h>

/* where.1.field */
static bool is_condition(const char *cell, const char *name)
{
    size_t len = strlen(name);
    return strncmp(cell, name, len) == 0 && cell[len] == '.';
}

static bool says_conditions(const struct value *row, const char *name)
{
    for (size_t i = 0; i < value_len(row); i++)
        if (is_condition(value_key(row, i), name))
            return true;
    return false;
}

static const char *criterion_path(const struct describing *describing, const char *id)
{
    static const char *const ends[] = {"lua", "ini"};
    for (size_t i = 0; i < LEN(ends); i++) {
        const char *path = arena_printf(describing->arena, "criteria/%s.%s", id, ends[i]);
        if (file_find(&describing->files, path))
            return path;
    }
    return NULL;
}

static bool refuse_criterion(const struct describing *describing, const char *id, struct err *err)
{
    describing_at(describing, "criterion");
    const struct package *base = describing->base;
    const char **known = arena_alloc(describing->arena, (base->criterion_count + 1) * sizeof *known);
    for (size_t i = 0; i < base->criterion_count; i++)
        known[i] = base->criteria[i].id;
    return err_set(err, "không có chỉ tiêu “%s”%s", "there is no criterion “%s”%s", id, describing_nearest(describing->arena, id, known, base->criterion_count));
}

static bool set_conditions(const struct describing *describing, struct rule_file *file, const struct value *row, const char *name, struct err *err)
{
    const char *field = arena_printf(describing->arena, "measure.%s", name), *now, *type, *day, *sql;
    struct conditions conditions;
    bool plain;
    if (!rule_file_get(describing->arena, file, field, &now, &plain, err) || !rule_file_get(describing->arena, file, "measure.of", &type, &plain, err) ||
        !rule_file_get(describing->arena, file, "measure.date", &day, &plain, err))
        return false;
    const char *was = strcmp(now, "true") == 0 ? NULL : now;
    const struct conditions known = condition_read(describing->arena, was);
    if (!described_condition(describing, type, row, name, &known, &conditions, err) ||
        !condition_write(describing->arena, &conditions, day, was, &sql, err))
        return err_prefix(err, "%s", "%s", field);
    bool same = conditions.len == known.len;
    for (size_t i = 0; same && i < known.len; i++)
        same = condition_same(&known.items[i], &conditions.items[i]);
    if (same)
        return true;
    return describing_put_field(describing, file, field, sql ? sql : "", err);
}

static bool refuse_cell(const char *cell, struct err *err)
{
    const char *vi, *en;
    if (rule_file_apart(cell, &vi, &en))
        return err_set(err, "“%1$s” %2$s; hãy sửa tệp ở dạng chữ%3$.0s", "“%1$s” %3$s; edit the file as text%2$.0s", cell, vi, en);
    return err_set(err, "chỉ tiêu không có trường “%s” sửa được ở đây", "a criterion has no field “%s” that can be changed here", cell);
}

static bool set_fields(const struct describing *describing, struct rule_file *file, const struct value *given, struct err *err)
{
    static const char *const known[] = {"from", "criterion", "copy", "value", "reference"}, *const conditions[] = {"where", "num", "otherwise"};
    const struct value *row = given;
    bool copied = *value_get_text(row, "copy", ""); /* a new one has no version before it */
    for (size_t i = 0; i < value_len(row); i++) {
        const char *key = value_key(row, i);
        bool condition = false;
        for (size_t j = 0; j < LEN(conditions); j++)
            condition = condition || is_condition(key, conditions[j]);
        if (text_place(key, known + copied, LEN(known) - copied) < 0 && !condition && !described_measure_has(describing->arena, key) && !rule_file_field_of_cell(key))
            return refuse_cell(key, err);
    }
    if (!described_measure(describing, file, given, &row, err))
        return false;
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const char *said = value_get_text(row, rule_file_cell(&rule_file_fields[i]), NULL);
        if (said && describing->draft && rule_file_fields[i].required && !said[strspn(said, " ")])
            continue;
        describing_at(describing, rule_file_cell(&rule_file_fields[i]));
        if (said && !describing_put_field(describing, file, rule_file_fields[i].name, text_clean(describing->arena, said, strlen(said)), err))
            return false;
    }
    describing_at(describing, NULL);
    for (size_t i = 0; i < LEN(conditions); i++)
        if (says_conditions(row, conditions[i]) && !set_conditions(describing, file, row, conditions[i], err))
            return false;
    return describing->draft || described_measure_whole(describing, file, given, err);
}

/* ---- what follows from others ---- */

/* Who owed a return of what was counted owes one of what is counted now. */
static bool follow_type(const struct describing *describing, const struct rule_file *before, struct rule_file *file, struct err *err)
{
    const char *was = describing_field(describing, before, "measure.of"), *is = describing_field(describing, file, "measure.of");
    bool follows = strcmp(was, is) != 0 && strcmp(describing_field(describing, file, "reports"), was) == 0;
    return !follows || describing_put_field(describing, file, "reports", is, err);
}

/* The field with the sentence of each team or member that it judges; NULL: it judges units. */
static const char *says_below(const struct describing *describing, const struct rule_file *file)
{
    return rule_file_says_below(level_chain_id(&describing->base->chain, LEVEL_TEAM), describing_field(describing, file, "subject"));
}

/* What is only said of teams or members goes with them. */
static bool follow_subject(const struct describing *describing, struct rule_file *file, struct err *err)
{
    const char *subject = describing_field(describing, file, "subject");
    for (size_t i = 0; i < RULE_FILE_BELOW_FIELDS; i++)
        if (!rule_file_uses_below(level_chain_id(&describing->base->chain, LEVEL_TEAM), subject, rule_file_below_fields[i]) && !describing_put_field(describing, file, rule_file_below_fields[i], "", err))
            return false;
    return true;
}

/* The value that the target has at the contest's end. */
static const char *target_value(const struct describing *describing, const char *name)
{
    const struct param_entry *entry = param_at(param_find(&describing->base->targets, name), describing->base->until - 1);
    return entry ? entry->value : "";
}

/* Whether the examples of before do not fit any more. */
static bool judges_otherwise(const struct describing *describing, const struct rule_file *before, const struct rule_file *file)
{
    static const char *const fields[] = {"judge", "subject", "share_judge"};
    for (size_t i = 0; i < LEN(fields); i++)
        if (strcmp(describing_field(describing, before, fields[i]), describing_field(describing, file, fields[i])) != 0)
            return true;
    return false;
}

/* Whether its sentence is about a share: of teams and members the unit's. */
static bool says_share(const struct describing *describing, const struct rule_file *file)
{
    return says_below(describing, file) || rule_example_is_share(describing_field(describing, file, "judge"));
}

static struct rule_example_of example_of(const struct describing *describing, const struct rule_file *file, const char *target)
{
    return (struct rule_example_of){.judge = describing_field(describing, file, "judge"), .target = target, .teams = says_below(describing, file) != NULL, .level = level_chain_id(&describing->base->chain, LEVEL_WARD),
                                    .share_judge = describing_field(describing, file, "share_judge"), .share_target = target_value(describing, describing_field(describing, file, "share_target"))};
}

static bool same_early(const struct describing *describing, const struct rule_file *before, const struct rule_file *file)
{
    return strcmp(describing_field(describing, before, "early"), describing_field(describing, file, "early")) == 0;
}

/* Another verdict that stands early is the one of examples whose returns are missing. */
static void follow_early(const struct describing *describing, const struct rule_file *before, struct rule_file *file, const char *target)
{
    const struct rule_example_of of = example_of(describing, file, target);
    if (!same_early(describing, before, file))
        file->text = rule_file_follow_early(describing->arena, file, &of, describing_field(describing, file, "early"));
}

/* Another comparison has other examples, another verdict that stands early unless somebody chose one and, between a share and a count, another sentence. */
static bool follow_judge(const struct describing *describing, const struct rule_file *before, struct rule_file *file, const char *target, struct err *err)
{
    const char *says = describing_field(describing, file, "says"), *counts = describing_field(describing, file, "counts");
    const struct rule_example_of of = example_of(describing, file, target);
    const struct rule_examples examples = rule_example_list(describing->arena, &of);
    if (!examples.len)
        return true; /* a function judges, or the target is no number: the check says so */
    bool other = says_share(describing, before) != says_share(describing, file) && strcmp(says, describing_field(describing, before, "says")) == 0;
    bool chosen = !same_early(describing, before, file);
    const char *below = says_below(describing, file);
    bool unsaid = below && !*describing_field(describing, file, below);
    file->text = rule_file_set_examples(describing->arena, file, &examples, err);
    return file->text && (chosen || describing_put_field(describing, file, "early", rule_example_early(&of), err)) &&
           (!other || describing_put_field(describing, file, "says", rule_example_says(describing->arena, says_share(describing, file), counts), err)) &&
           (!unsaid || describing_put_field(describing, file, below, rule_example_says(describing->arena, false, counts), err));
}

/* ---- a new one ---- */

/* Its own target: named like the one that it was copied from, 8.1.models after 2.1.models; from the contest's first day. */
static bool add_target(struct describing *describing, struct rule_file *file, const struct value *row, struct err *err)
{
    struct arena *arena = describing->arena;
    const char *id = value_get_text(row, "criterion", ""), *copy = value_get_text(row, "copy", ""), *former = describing_field(describing, file, "target");
    const char *judge = describing_field(describing, file, "judge"), *word = rule_example_target(judge);
    size_t len = strlen(copy);
    bool own = strncmp(former, copy, len) == 0 && former[len] == '.';
    struct value *target = value_map(arena);
    value_set(target, "target", value_printf(arena, "%s.%s", id, word ? word : own ? former + len + 1 : "target"));
    value_set_text(target, "title", value_get_text(row, "title", ""));
    value_set_text(target, "type", rule_example_is_share(judge) ? "percent" : "number");
    value_set_text(target, "value", value_get_text(row, "value", ""));
    value_set_text(target, "reference", value_get_text(row, "reference", ""));
    return describing_put_field(describing, file, "target", value_get_text(target, "target", ""), err) && describing_parameter(describing, target, err);
}

static bool begin_copy(struct describing *describing, struct rule_file *file, const struct value *row, struct err *err)
{
    const char *id = value_get_text(row, "criterion", "");
    describing_at(describing, "criterion");
    if (!criterion_id_fits(id))
        return err_set(err, "“%s” không phải là số của một chỉ tiêu; viết như 8.1", "“%s” is no number of a criterion; write it like 8.1", id);
    if (criterion_path(describing, id))
        return err_set(err, "đã có chỉ tiêu %s; chọn số khác", "there is a criterion %s already; choose another number", id);
    file->text = rule_file_headed(describing->arena, file, arena_printf(describing->arena, "Chỉ tiêu %s: %s", id, value_get_text(row, "title", "")));
    file->path = arena_printf(describing->arena, "criteria/%s%s", id, strrchr(file->path, '.'));
    return true;
}

/* ---- a version from a day on ---- */

/* The name of the version that holds on a day; of a name that says a day itself that one. */
static const char *name_on(const struct describing *describing, const char *name, const char *day)
{
    const char *start = arena_printf(describing->arena, "criteria/%s@", name), *found = "";
    size_t len = strlen(start), day_len = strlen(day);
    for (size_t i = 0; i < describing->files.len && !strchr(name, '@'); i++) {
        const char *path = describing->files.items[i].path;
        if (strncmp(path, start, len) == 0 && strncmp(path + len, day, day_len) <= 0 && strncmp(path + len, found, day_len) > 0)
            found = arena_strndup(describing->arena, path + len, day_len);
    }
    return *found ? arena_printf(describing->arena, "%s@%s", name, found) : name;
}

/* All files of the version `name` as those of the one from that day on. */
static void copy_version(struct describing *describing, const char *name, const char *to)
{
    static const char *const ends[] = {"lua", "ini", "sql", "evidence.sql"};
    for (size_t i = 0; i < LEN(ends); i++) {
        const char *text = describing_text(describing, arena_printf(describing->arena, "criteria/%s.%s", name, ends[i]));
        if (text)
            describing_put(describing, arena_printf(describing->arena, "criteria/%s.%s", to, ends[i]), text);
    }
}

/* *ret_name: of the version that the change is made from; *ret_to: of the one that it makes, the same where no day is said. */
static bool find_version(const struct describing *describing, const struct value *row, const char **ret_name, const char **ret_to, struct err *err)
{
    const struct package *base = describing->base;
    const char *id = value_get_text(row, "criterion", ""), *from = value_get_text(row, "from", "");
    int32_t day;
    *ret_name = *ret_to = id;
    if (!*from || *value_get_text(row, "copy", ""))
        return true;
    describing_at(describing, "from");
    if (!day_parse(from, &day))
        return err_set(err, "“%s” không phải là ngày; viết như 01/03/2025", "“%s” is no day; write it like 2025-03-01", from);
    if (day <= base->from || day >= base->until)
        return err_set(err, "công thức mới áp dụng từ một ngày sau %s và trước %s; từ đầu phong trào thì không ghi ngày%.0s%.0s",
                       "%.0s%.0sa new formula holds from a day after %s and before %s; for one from the contest's beginning say no day", day_shown(describing->arena, base->from),
                       day_shown(describing->arena, base->until), day_text(describing->arena, base->from), day_text(describing->arena, base->until));
    *ret_name = name_on(describing, id, day_text(describing->arena, day));
    *ret_to = arena_printf(describing->arena, "%.*s@%s", (int)strcspn(id, "@"), id, day_text(describing->arena, day));
    return strcmp(*ret_name, *ret_to) == 0 || !criterion_path(describing, *ret_to) ||
           err_set(err, "đã có công thức từ ngày ấy; sửa criterion=%s", "there is a formula from that day; change criterion=%s", *ret_to);
}

/* ---- until when ---- */

/* As a rule says it; "" takes it out. False: no day. */
static bool read_last(const struct describing *describing, const struct value *row, const char **ret_last, struct err *err)
{
    const char *text = value_get_text(row, "last_day", "");
    int32_t day;
    describing_at(describing, "last_day");
    bool month = *text && strlen(text) == strlen("2025-03") && day_parse(arena_printf(describing->arena, "%s-01", text), &day);
    if (*text && !month && !day_parse(text, &day))
        return err_set(err, "“%s” không phải là ngày; viết như 31/03/2025", "“%s” is no day; write it like 2025-03-31", text);
    *ret_last = !*text || month ? text : day_text(describing->arena, day);
    return true;
}

/* All versions of a criterion end on one day, for its months owe returns whichever of them judges. */
static bool end_all(struct describing *describing, const struct value *row, struct err *err)
{
    static const char *const ends[] = {".lua", ".ini"};
    const char *id = value_get_text(row, "criterion", ""), *last = "";
    const struct file_list files = describing->files;
    if (!value_get(row, "last_day"))
        return true;
    if (!read_last(describing, row, &last, err))
        return false;
    for (size_t i = 0; i < files.len; i++) {
        struct rule_file file = {files.items[i].path, NULL};
        const char *dot = strrchr(file.path, '.');
        if (!dot || text_place(dot, ends, LEN(ends)) < 0 || !criterion_has_file(arena_strndup(describing->arena, id, strcspn(id, "@")), file.path))
            continue;
        file.text = describing_text(describing, file.path);
        const char *before = file.text;
        if (!describing_put_field(describing, &file, "last", last, err))
            return false;
        if (strcmp(before, file.text) != 0)
            describing_put(describing, file.path, file.text);
    }
    return true;
}

bool described_rule(struct describing *describing, const struct value *row, struct err *err)
{
    const char *copy = value_get_text(row, "copy", ""), *value = value_get_text(row, "value", ""), *name, *to;
    if (!find_version(describing, row, &name, &to, err))
        return false;
    const char *path = criterion_path(describing, *copy ? copy : name);
    if (!path)
        return refuse_criterion(describing, *copy ? copy : name, err);
    const struct rule_file before = {path, describing_text(describing, path)};
    struct rule_file file = before;
    if (strcmp(name, to) != 0)
        copy_version(describing, name, to);
    if (!*copy)
        file.path = criterion_path(describing, to);
    if (!described_grades(describing, &before, row, &row, err) || (*copy && !begin_copy(describing, &file, row, err)) || !set_fields(describing, &file, row, err) ||
        !follow_type(describing, &before, &file, err) || !follow_subject(describing, &file, err))
        return false;
    if (*copy && *value && !add_target(describing, &file, row, err))
        return false;
    describing_at(describing, NULL);
    bool judged = (*copy && *value) || judges_otherwise(describing, &before, &file);
    const char *target = *copy && *value ? value : target_value(describing, describing_field(describing, &file, "target"));
    described_grades_follow(describing, &before, &file);
    if (judged && !follow_judge(describing, &before, &file, target, err))
        return false;
    follow_early(describing, &before, &file, target);
    if (!describing->draft && strcmp(name, to) != 0 && strcmp(file.text, before.text) == 0)
        return err_set(err, "công thức từ ngày ấy không khác công thức trước đó; sửa ít nhất một trường", "the formula from that day is the one before it; change a field of it");
    describing_put(describing, file.path, file.text);
    return end_all(describing, row, err);
}
