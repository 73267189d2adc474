#include "described/described_change.h"

#include "described/described_document.h"
#include "described/described_rule.h"
#include "described/described_section.h"
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

/* ---- what goes ---- */

/* Every file that `is_of` says is one of it; false where there is none. */
static bool remove_all(struct describing *describing, bool (*is_of)(const char *id, const char *path), const char *id)
{
    const struct file_list files = describing->files;
    bool found = false;
    for (size_t i = 0; i < files.len; i++)
        if (is_of(id, files.items[i].path)) {
            describing_remove(describing, files.items[i].path);
            found = true;
        }
    return found;
}

static bool is_test_of(const char *id, const char *path)
{
    static const char folder[] = "tests/";
    size_t head = strlen(folder), len = strlen(id);
    return strncmp(path, folder, head) == 0 && strncmp(path + head, id, len) == 0 && path[head + len] == '/';
}

static bool remove_criterion(struct describing *describing, const char *id, struct err *err)
{
    if (!remove_all(describing, criterion_has_file, id))
        return err_set(err, "không có chỉ tiêu “%s”; tên các chỉ tiêu: rules criteria", "there is no criterion “%s”; rules criteria names them", id);
    remove_all(describing, is_test_of, id);
    return true;
}

/* The file, or what stands in the folder of tests. */
static bool is_at(const char *path, const char *file)
{
    size_t len = strlen(path);
    bool folder = strncmp(path, "tests/", strlen("tests/")) == 0 && path[len - 1] == '/';
    return folder ? strncmp(file, path, len) == 0 : strcmp(file, path) == 0;
}

static bool remove_file(struct describing *describing, const char *path, struct err *err)
{
    return remove_all(describing, is_at, path) || err_set(err, "gói không có tệp “%s”; tên các tệp: rules files", "the package has no file “%s”; rules files names them", path);
}

static bool remove_row(struct describing *describing, const struct value *row, struct err *err)
{
    const char *criterion = value_get_text(row, "criterion", ""), *document = value_get_text(row, "document", ""), *file = value_get_text(row, "file", "");
    if (strcmp(value_get_text(row, "remove", ""), "yes") != 0)
        return err_set(err, "remove chỉ nhận yes", "remove takes yes alone");
    if (*criterion)
        return remove_criterion(describing, criterion, err);
    if (*document)
        return described_document_remove(describing, document, err);
    if (*file)
        return remove_file(describing, file, err);
    return err_set(err, "remove=yes đi cùng criterion=…, document=… hoặc file=…", "remove=yes goes with criterion=…, document=… or file=…");
}

static bool do_row(struct describing *describing, const struct value *row, struct err *err)
{
    if (value_get(row, "remove"))
        return remove_row(describing, row, err);
    if (value_get(row, "target") && !value_get(row, "criterion"))
        return describing_parameter(describing, row, err);
    if (value_get(row, "criterion"))
        return described_rule(describing, row, err);
    if (value_get(row, "document"))
        return described_document(describing, row, err);
    if (value_get(row, "section"))
        return described_section(describing, row, err);
    if (value_get(row, "file"))
        return set_text(describing, row, err);
    return err_set(err, "một thay đổi bắt đầu bằng target=…, criterion=…, document=… hoặc file=…", "a change begins with target=…, criterion=…, document=… or file=…");
}

static bool describe(struct arena *arena, const struct package *base, const struct value *rows, bool draft, struct file_list *ret_files, const char **ret_cell, struct err *err)
{
    const char *cell = NULL;
    struct describing describing = {.arena = arena, .base = base, .files = base->files, .changed = value_map(arena), .cell = &cell, .draft = draft};
    for (size_t i = 0; i < value_len(rows); i++) {
        cell = NULL;
        if (value_len(value_at(rows, i)) && !do_row(&describing, value_at(rows, i), err)) {
            if (ret_cell)
                *ret_cell = i ? NULL : cell;
            return false;
        }
    }
    struct file *items = arena_alloc(arena, (describing.files.len + base->files.len + 1) * sizeof *items);
    *ret_files = (struct file_list){items, 0};
    for (size_t i = 0; i < describing.files.len; i++) {
        const struct file *file = &describing.files.items[i], *before = file_find(&base->files, file->path);
        bool same = before && before->len == file->len && memcmp(before->bytes, file->bytes, file->len) == 0;
        if (value_get(describing.changed, file->path) && !same)
            items[ret_files->len++] = *file;
    }
    for (size_t i = 0; i < base->files.len; i++)
        if (!file_find(&describing.files, base->files.items[i].path))
            items[ret_files->len++] = (struct file){.path = base->files.items[i].path};
    return true;
}

bool described_change(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, const char **ret_cell, struct err *err)
{
    return describe(arena, base, rows, false, ret_files, ret_cell, err);
}

bool described_draft(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, const char **ret_cell, struct err *err)
{
    return describe(arena, base, rows, true, ret_files, ret_cell, err);
}
