#include "described/described_change.h"

#include "described/described_rule.h"
#include "described/describing.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

/* Ends its lines as the file does that it replaces, whatever an editor or a browser made of them; the last line of a new one is ended. */
static const char *as_before(struct arena *arena, const struct file *before, const char *text)
{
    bool returns = before && memmem(before->bytes, before->len, "\r\n", 2);
    size_t len = strlen(text);
    struct buffer out = {0};
    for (const char *at = text; *at; at++) {
        if (*at == '\n' && returns && (at == text || at[-1] != '\r'))
            buffer_puts(&out, "\r");
        buffer_putc(&out, *at);
    }
    bool ended = !len || text[len - 1] == '\n' || (before && before->len == out.len && memcmp(before->bytes, buffer_text(&out), out.len) == 0);
    if (!ended)
        buffer_puts(&out, returns ? "\r\n" : "\n");
    return buffer_take(&out, arena);
}

static bool set_text(struct describing *describing, const struct value *row, struct err *err)
{
    const char *path = value_get_text(row, "file", ""), *text = value_get_text(row, "text", NULL);
    if (!text)
        return err_set(err, "chưa có nội dung của tệp “%s” (text)", "there is no text of the file “%s”", path);
    describing_put(describing, path, as_before(describing->arena, file_find(&describing->base->files, path), text));
    return true;
}

static bool do_row(struct describing *describing, const struct value *row, struct err *err)
{
    if (value_get(row, "target") && !value_get(row, "criterion"))
        return describing_parameter(describing, row, err);
    if (value_get(row, "criterion"))
        return described_rule(describing, row, err);
    if (value_get(row, "file"))
        return set_text(describing, row, err);
    return err_set(err, "một thay đổi bắt đầu bằng target=…, criterion=… hoặc file=…", "a change begins with target=…, criterion=… or file=…");
}

static bool describe(struct arena *arena, const struct package *base, const struct value *rows, bool draft, struct file_list *ret_files, struct err *err)
{
    struct describing describing = {.arena = arena, .base = base, .files = base->files, .changed = value_map(arena), .draft = draft};
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_len(value_at(rows, i)) && !do_row(&describing, value_at(rows, i), err))
            return false;
    struct file *items = arena_alloc(arena, (describing.files.len + 1) * sizeof *items);
    *ret_files = (struct file_list){items, 0};
    for (size_t i = 0; i < describing.files.len; i++) {
        const struct file *file = &describing.files.items[i], *before = file_find(&base->files, file->path);
        bool same = before && before->len == file->len && memcmp(before->bytes, file->bytes, file->len) == 0;
        if (value_get(describing.changed, file->path) && !same)
            items[ret_files->len++] = *file;
    }
    return true;
}

bool described_change(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, struct err *err)
{
    return describe(arena, base, rows, false, ret_files, err);
}

bool described_draft(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, struct err *err)
{
    return describe(arena, base, rows, true, ret_files, err);
}
