#include "amendment/proposal_file.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

struct file_list proposal_overlay(struct arena *arena, const struct file_list *base, const struct file *changed,
                                  size_t count)
{
    struct file_list list = {arena_alloc(arena, (base->len + count + 1) * sizeof *list.items), 0};
    const struct file_list changes = {(struct file *)changed, count};
    for (size_t i = 0; i < base->len; i++)
        if (!file_find(&changes, base->items[i].path))
            list.items[list.len++] = base->items[i];
    for (size_t i = 0; i < count; i++)
        if (changed[i].bytes)
            list.items[list.len++] = changed[i];
    return list;
}

static bool same_bytes(const struct file *a, const struct file *b)
{
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static void note_file(struct arena *arena, struct value *list, const char *path, const char *what)
{
    struct value *map = value_map(arena);
    value_set_text(map, "path", path);
    value_set_text(map, "what", what);
    value_append(list, map);
}

/* Both lists are sorted by path, as package_read leaves them. */
struct value *proposal_changed(struct arena *arena, const struct file_list *from, const struct file_list *to)
{
    struct value *list = value_list(arena);
    size_t i = 0, j = 0;
    while (i < from->len || j < to->len) {
        int order = i == from->len ? 1 : j == to->len ? -1 : strcmp(from->items[i].path, to->items[j].path);
        if (order < 0)
            note_file(arena, list, from->items[i].path, "removed");
        else if (order > 0)
            note_file(arena, list, to->items[j].path, "added");
        else if (!same_bytes(&from->items[i], &to->items[j]))
            note_file(arena, list, from->items[i].path, "changed");
        i += order <= 0;
        j += order >= 0;
    }
    return list;
}

static bool is_changed(const struct file_list *from, const struct file_list *to, const char *path)
{
    const struct file *before = file_find(from, path), *after = file_find(to, path);
    return before && after ? !same_bytes(before, after) : before != after;
}

struct file_list proposal_carried(struct arena *arena, const struct file_list *from, const struct file_list *to,
                                  const struct file_list *now)
{
    struct file_list list = {arena_alloc(arena, (now->len + to->len + 1) * sizeof *list.items), 0};
    for (size_t i = 0; i < now->len; i++)
        if (!is_changed(from, to, now->items[i].path))
            list.items[list.len++] = now->items[i];
    for (size_t i = 0; i < to->len; i++)
        if (is_changed(from, to, to->items[i].path))
            list.items[list.len++] = to->items[i];
    return list;
}

const char *proposal_names(struct arena *arena, const struct value *changed)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(changed); i++)
        buffer_printf(&text, "%s%s", i ? ", " : "", value_get_text(value_at(changed, i), "path", ""));
    return buffer_take(&text, arena);
}

const char *proposal_touched(struct arena *arena, const struct file_list *from, const struct file_list *to,
                             const struct file_list *now)
{
    const struct value *changed = proposal_changed(arena, from, to);
    struct value *both = value_list(arena);
    for (size_t i = 0; i < value_len(changed); i++)
        if (is_changed(from, now, value_get_text(value_at(changed, i), "path", "")))
            value_append(both, value_at(changed, i));
    return value_len(both) ? proposal_names(arena, both) : NULL;
}

/* A file of a package lies in a folder by what its name ends in, or at the top. */
static const struct {
    const char *end, *folder;
} places[] = {{".lua", "criteria/"}, {".sql", "criteria/"}, {".docx", "documents/"}};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);
    return len > tail && strcmp(text + len - tail, end) == 0;
}

static const char *const folders[] = {"criteria/", "documents/", "tests/"};

/* Written from the package's folder: it says its place itself. */
static bool is_placed(const char *path)
{
    bool placed = false;
    for (size_t i = 0; i < LEN(folders); i++)
        placed = placed || strncmp(path, folders[i], strlen(folders[i])) == 0;
    return placed;
}

/* The place of a file that the package has not: said by its own folder, or by what it is. */
static const char *new_place(struct arena *arena, const char *path)
{
    for (size_t i = 0; i < LEN(folders); i++) {
        const char *inside = strstr(path, folders[i]);
        if (inside)
            return inside;
    }
    static const char *const at_top[] = {"suggest", "conclusion", "ranking"}; /* the Lua files of no number, conclusion@2025-03-01.lua too */
    if (ends_in(path, ".lua") && text_place(arena_strndup(arena, base_name(path), strcspn(base_name(path), "@.")), at_top, LEN(at_top)) >= 0)
        return base_name(path);
    for (size_t i = 0; i < LEN(places); i++)
        if (ends_in(path, places[i].end))
            return arena_printf(arena, "%s%s", places[i].folder, base_name(path));
    if (base_name(path)[0] >= '0' && base_name(path)[0] <= '9') /* a criterion's 8.1.ini */
        return arena_printf(arena, "criteria/%s", base_name(path));
    return base_name(path); /* package_read refuses a name that it has no use for */
}

struct file_list proposal_criterion_from(struct arena *arena, const struct file_list *base,
                                         const struct file_list *from, const char *criterion)
{
    struct file_list list = {arena_alloc(arena, (base->len + from->len + 1) * sizeof *list.items), 0};
    for (size_t i = 0; i < base->len; i++)
        if (!criterion_has_file(criterion, base->items[i].path))
            list.items[list.len++] = base->items[i];
    for (size_t i = 0; i < from->len; i++)
        if (criterion_has_file(criterion, from->items[i].path))
            list.items[list.len++] = from->items[i];
    return list;
}

/* NULL with a problem when several files of the package have that name. */
static const char *place_of(struct arena *arena, const struct package *base, const char *path,
                            struct problems *problems)
{
    const char *found = NULL;
    if (is_placed(path) || file_find(&base->files, path))
        return path;
    for (size_t i = 0; i < base->files.len; i++) {
        const char *known = base->files.items[i].path;
        if (strcmp(base_name(known), base_name(path)) != 0)
            continue;
        if (found) {
            problem_add(problems, path, 0, NULL, "gói có hai tệp tên này (%s, %s); hãy gửi cả thư mục của gói",
                        "the package has two files of this name (%s, %s); give the package's whole folder", found,
                        known);
            return NULL;
        }
        found = known;
    }
    return found ? found : new_place(arena, path);
}

bool proposal_files(struct arena *arena, const struct package *base, const struct file_list *given,
                    struct problems *problems, struct file_list *ret_files)
{
    if (file_find(given, "contest.ini") && file_find(given, "records.ini")) { /* a whole package */
        *ret_files = *given;
        return true;
    }
    struct file_list placed = {arena_alloc(arena, (given->len + 1) * sizeof *placed.items), 0};
    for (size_t i = 0; i < given->len; i++) {
        const char *path = place_of(arena, base, given->items[i].path, problems);
        if (path && file_find(&placed, path))
            problem_add(problems, path, 0, NULL, "tệp này được gửi hai lần", "this file was given twice");
        else if (path)
            placed.items[placed.len++] = (struct file){path, given->items[i].bytes, given->items[i].len};
    }
    *ret_files = proposal_overlay(arena, &base->files, placed.items, placed.len);
    return problems->errors == 0;
}
