#include "described/describing.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "rewrite/ini_text.h"
#include "rewrite/rule_file.h"

#include <string.h>

void describing_at(const struct describing *describing, const char *cell)
{
    *describing->cell = cell;
}

const char *describing_text(const struct describing *describing, const char *path)
{
    const struct file *file = file_find(&describing->files, path);
    return file ? arena_strndup(describing->arena, file->bytes, file->len) : NULL;
}

void describing_remove(struct describing *describing, const char *path)
{
    struct file_list *files = &describing->files;
    struct file *items = arena_alloc(describing->arena, (files->len + 1) * sizeof *items); /* one more: describing_put */
    size_t len = 0;
    for (size_t i = 0; i < files->len; i++)
        if (strcmp(files->items[i].path, path) != 0)
            items[len++] = files->items[i];
    *files = (struct file_list){items, len};
    value_set_bool(describing->changed, path, true);
}

void describing_put_file(struct describing *describing, const struct file *file)
{
    describing_remove(describing, file->path);
    describing->files.items[describing->files.len++] = *file;
}

void describing_put(struct describing *describing, const char *path, const char *text)
{
    describing_put_file(describing, &(struct file){path, text, strlen(text)});
}

const char *describing_field(const struct describing *describing, const struct rule_file *file, const char *field)
{
    struct err unread = {0};
    const char *text = "";
    bool plain;
    rule_file_get(describing->arena, file, field, &text, &plain, &unread);
    err_clear(&unread);
    return text;
}

bool describing_put_field(const struct describing *describing, struct rule_file *file, const char *field, const char *text, struct err *err)
{
    file->text = rule_file_set(describing->arena, file, rule_file_field(field), text, err);
    return file->text != NULL;
}

const char *describing_nearest(struct arena *arena, const char *name, const char *const *known, size_t len)
{
    const char *near = text_nearest(name, known, len);
    return near ? arena_printf(arena, " (%s?)", near) : "";
}

static bool refuse_parameter(const struct describing *describing, const char *name, struct err *err)
{
    size_t len;
    const char **known = param_names(&describing->base->targets, describing->arena, &len);
    const char *near = describing_nearest(describing->arena, name, known, len);
    return err_set(err, "không có tham số “%s”%s; xem rules targets; tham số mới cần cả title và type",
                   "there is no parameter “%s”%s; see rules targets; a new one needs title and type too", name, near);
}

bool describing_parameter(struct describing *describing, const struct value *row, struct err *err)
{
    const char *name = value_get_text(row, "target", ""), *from = value_get_text(row, "from", ""), *title = value_get_text(row, "title", "");
    const char *unit = value_get_text(row, "unit", "");
    bool rate = !param_find(&describing->base->targets, name) && param_find(&describing->base->rates, name);
    const char *path = rate ? "rates.ini" : "targets.ini", *text = describing_text(describing, path);
    int32_t day = describing->base->from;
    describing_at(describing, "target");
    if (!text)
        return err_set(err, "gói không có tệp %s", "the package has no %s", path);
    if (strlen(name) != strcspn(name, " []\n\r") || !*name)
        return err_set(err, "tên tham số “%s” không được có dấu cách hay ngoặc", "a parameter's name has no blank and no bracket: “%s”", name);
    describing_at(describing, "from");
    if (*from && !day_parse(from, &day))
        return err_set(err, "“%s” không phải là ngày; viết như 01/03/2025", "“%s” is no day; write it like 2025-03-01", from);
    struct ini_text_dated dated = ini_text_dated(describing->arena, text, name, day);
    bool unknown = !dated.first && (!*title || !*value_get_text(row, "type", ""));
    describing_at(describing, unknown ? "target" : "from");
    if (unknown)
        return refuse_parameter(describing, name, err);
    if (dated.first && !*from)
        return err_set(err, "chưa ghi từ ngày nào giá trị mới của “%s” có hiệu lực", "from which day does the new value of “%s” hold?", name);
    describing_at(describing, "unit");
    if (*unit) { /* behind its own section before, else behind those for all */
        if (strlen(unit) != strcspn(unit, " []\n\r"))
            return err_set(err, "mã đơn vị “%s” không được có dấu cách hay ngoặc", "a unit's id has no blank and no bracket: “%s”", unit);
        const char *last = ini_text_dated(describing->arena, text, name, DAY_NEVER).before;
        name = arena_printf(describing->arena, "%s %s", name, unit);
        dated = ini_text_dated(describing->arena, text, name, day);
        dated.before = dated.before ? dated.before : last;
    }
    describing_at(describing, NULL);
    struct ini_text_key keys[6];
    size_t count = 0;
    static const char *const order[] = {"title", "type", "range", "value", "reference", "until"};
    for (size_t i = 0; i < LEN(order); i++) {
        const char *said = value_get_text(row, order[i], "");
        if (*said)
            keys[count++] = (struct ini_text_key){order[i], text_clean(describing->arena, said, strlen(said))};
    }
    const char *section = arena_printf(describing->arena, "%s %s", name, day_text(describing->arena, day));
    describing_put(describing, path,
             dated.same ? ini_text_set(describing->arena, text, dated.same, keys, count)
                        : ini_text_add(describing->arena, text, dated.before, section, keys, count));
    return true;
}
