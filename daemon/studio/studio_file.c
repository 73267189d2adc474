/* The files of a package: what each is for, its text and the names that may stand in it. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "rewrite/rule_file.h"

#include <string.h>

/* folder: ending is that of its files; NULL: ending is the one path. */
struct file_kind {
    const char *folder, *ending, *mode, *vi, *en;
};

static const struct file_kind kinds[] = {
#define FILE_KIND(path, mode, vi, en) {NULL, path, mode, vi, en},
#define FILE_KINDS(folder, ending, mode, vi, en) {folder, ending, mode, vi, en},
#include "package/file_kind.def"
#undef FILE_KIND
#undef FILE_KINDS
};

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);
    return len > tail && strcmp(text + len - tail, end) == 0;
}

static bool is_of(const struct file_kind *kind, const char *path)
{
    if (!kind->folder)
        return strcmp(path, kind->ending) == 0;
    return strncmp(path, kind->folder, strlen(kind->folder)) == 0 && ends_in(path + strlen(kind->folder), kind->ending);
}

/* NULL: the package has no use for it. */
static const struct file_kind *kind_of(const char *path)
{
    for (size_t i = 0; i < LEN(kinds); i++)
        if (is_of(&kinds[i], path))
            return &kinds[i];
    return NULL;
}

static const char *mode_of(const struct file_kind *kind, const struct file *file)
{
    bool text = !file || (text_is_utf8(file->bytes, file->len) && !memchr(file->bytes, '\0', file->len));
    return kind && text ? kind->mode : NULL;
}

const char *studio_mode(const char *path)
{
    const struct file_kind *kind = kind_of(path);
    return kind ? kind->mode : NULL;
}

/* The paper whose template or SELECT it is; NULL: of none. */
static const struct document_kind *paper_of(const struct package *package, const char *path)
{
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        if ((kind->path && strcmp(kind->path, path) == 0) || (kind->evidence && strcmp(kind->evidence, path) == 0))
            return kind;
    }
    return NULL;
}

/* The number in a criterion's file name; NULL: it is none of a criterion. */
static const char *criterion_of(struct arena *arena, const struct file_kind *kind, const char *path)
{
    if (!kind || !kind->folder || strcmp(kind->folder, "criteria/") != 0)
        return NULL;
    const char *name = path + strlen(kind->folder);
    const char *id = arena_strndup(arena, name, strlen(name) - strlen(kind->ending));
    return arena_strndup(arena, id, strcspn(id, "@"));
}

/* What a criterion's own file says it is called. */
static const char *title_of(struct arena *arena, const struct file *file)
{
    const struct rule_file rule = {file->path, arena_strndup(arena, file->bytes, file->len)};
    const char *title = NULL;
    bool plain = false;
    return rule_file_get(arena, &rule, "title", &title, &plain, NULL) && plain ? title : NULL;
}

/* file NULL: the package has it not. */
static struct value *file_value(struct arena *arena, const struct package *package, const char *path, const struct file *file)
{
    const struct file_kind *kind = kind_of(path);
    struct value *map = value_map(arena);
    value_set_text(map, "path", path);
    value_set_text(map, "title_vi", kind ? kind->vi : "");
    value_set_text(map, "title_en", kind ? kind->en : "");
    const char *criterion = criterion_of(arena, kind, path);
    value_set_text(map, "criterion", criterion);
    const struct document_kind *paper = paper_of(package, path);
    value_set_text(map, "of", criterion && file && kind->mode && strcmp(kind->mode, "sql") != 0 ? title_of(arena, file) : paper ? paper->title : NULL);
    value_set_text(map, "mode", mode_of(kind, file));
    value_set(map, "bytes", file ? value_int(arena, (int64_t)file->len) : value_null(arena));
    value_set_bool(map, "new", !file);
    value_set_bool(map, "test", strncmp(path, "tests/", strlen("tests/")) == 0);
    return map;
}

struct value *studio_files(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(kinds); i++) {
        const struct file_kind *kind = &kinds[i];
        if (!kind->folder && !file_find(&package->files, kind->ending))
            value_append(list, file_value(arena, package, kind->ending, NULL));
        for (size_t j = 0; j < package->files.len; j++)
            if (kind_of(package->files.items[j].path) == kind)
                value_append(list, file_value(arena, package, package->files.items[j].path, &package->files.items[j]));
    }
    return list;
}

/* Where a new file may stand: “criteria/….lua, criteria/….ini …”. */
static const char *places(struct arena *arena)
{
    struct buffer text = {0};
    for (size_t i = 0; i < LEN(kinds); i++)
        if (kinds[i].folder && kinds[i].mode)
            buffer_printf(&text, "%s%s…%s", text.len ? ", " : "", kinds[i].folder, kinds[i].ending);
    return buffer_take(&text, arena);
}

/* Text that can be edited; absent: a file that the package has not is none. */
static bool text_of(struct arena *arena, const struct package *package, const char *path, bool absent, const char **ret_text, struct err *err)
{
    const struct file *file = file_find(&package->files, path);
    const struct file_kind *kind = kind_of(path);
    if (!kind || strstr(path, "/.") || (!file && !absent))
        return err_set(err, "gói không có tệp “%s”; tên các tệp: rules files; tệp mới đặt ở: %s", "the package has no file “%s”; rules files names them; a new one stands in: %s", path,
                       places(arena));
    if (!mode_of(kind, file))
        return err_set(err, "“%s” không phải là tệp chữ UTF-8; mẫu Word: xem templates", "“%s” is no text in UTF-8; Word templates: see templates", path);
    *ret_text = file ? arena_strndup(arena, file->bytes, file->len) : "";
    return true;
}

static struct value *removal(struct arena *arena, const char *cell, const char *option, const char *other)
{
    struct value *map = value_map(arena), *options = value_list(arena);
    value_set_text(map, "cell", cell);
    value_append(options, value_text(arena, option));
    if (other)
        value_append(options, value_text(arena, other));
    value_set(map, "options", options);
    return map;
}

const struct value *studio_removes(struct arena *arena, const struct package *package, const char *path)
{
    const struct file_kind *kind = kind_of(path);
    const struct document_kind *paper = paper_of(package, path);
    const char *name = strrchr(path, '/');
    if (!kind || !file_find(&package->files, path))
        return value_null(arena);
    if (paper)
        return removal(arena, "document", paper->kind, NULL);
    if (name && criterion_of(arena, kind, path) && strcmp(kind->mode, "sql") != 0)
        return removal(arena, "criterion", arena_strndup(arena, name + 1, strlen(name + 1) - strlen(kind->ending)), NULL);
    bool test = name && strncmp(path, "tests/", strlen("tests/")) == 0;
    return removal(arena, "file", path, test ? arena_strndup(arena, path, (size_t)(name + 1 - path)) : NULL);
}

struct value *studio_text(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err)
{
    const char *text, *like = "";
    if (!text_of(arena, package, asked->path, true, &text, err) || (asked->like && !text_of(arena, package, asked->like, false, &like, err)))
        return NULL;
    const struct file *file = file_find(&package->files, asked->path);
    struct value *answer = file_value(arena, package, asked->path, file);
    value_set_text(answer, "text", file ? text : like);
    value_set(answer, "removes", studio_removes(arena, package, asked->path));
    struct value *sections = file ? studio_sections(arena, asked->path, text) : NULL;
    value_set(answer, "sections", sections ? sections : value_null(arena));
    value_set(answer, "section", sections && asked->section ? studio_section(arena, package, asked->path, text, asked->section) : value_null(arena));
    studio_known(arena, package, asked->today, answer);
    return answer;
}
