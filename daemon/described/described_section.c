#include "described/described_section.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "described/describing.h"
#include "rewrite/ini_text.h"

#include <string.h>

enum { MORE_MOST = 20 };

static bool is_key(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.") == strlen(name);
}

static bool add_key(struct arena *arena, struct ini_text_key *keys, size_t *count, const char *name, const char *value, struct err *err)
{
    const char *text = text_clean(arena, value, strlen(value));
    if (!is_key(name))
        return err_set(err, "“%s” không phải là tên khóa: chữ thường không dấu, số, dấu gạch dưới", "“%s” is no name of a key: lower-case letters, digits, underscores", name);
    keys[(*count)++] = (struct ini_text_key){name, *text ? text : NULL};
    return true;
}

/* key.NAME, and more.N.key with more.N.value. */
static bool read_keys(const struct describing *describing, const struct value *row, struct ini_text_key **ret_keys, size_t *ret_count, struct err *err)
{
    static const char prefix[] = "key.";
    struct arena *arena = describing->arena;
    struct ini_text_key *keys = arena_alloc(arena, (value_len(row) + MORE_MOST) * sizeof *keys);
    size_t count = 0;
    for (size_t i = 0; i < value_len(row); i++) {
        describing_at(describing, value_key(row, i));
        if (strncmp(value_key(row, i), prefix, strlen(prefix)) == 0 && !add_key(arena, keys, &count, value_key(row, i) + strlen(prefix), value_get_text(row, value_key(row, i), ""), err))
            return false;
    }
    for (int i = 1; i <= MORE_MOST; i++) {
        const char *name = value_get_text(row, arena_printf(arena, "more.%d.key", i), ""), *value = value_get_text(row, arena_printf(arena, "more.%d.value", i), "");
        describing_at(describing, arena_printf(arena, "more.%d.key", i));
        if ((*name || *value) && !add_key(arena, keys, &count, text_clean(arena, name, strlen(name)), value, err))
            return false;
    }
    describing_at(describing, NULL);
    *ret_keys = keys;
    *ret_count = count;
    return true;
}

/* Only what is another value. */
static const char *with_keys(struct arena *arena, const char *text, const char *section, const struct ini_text_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *before = ini_text_get(arena, text, section, keys[i].name);
        if (!before ? keys[i].value != NULL : !keys[i].value || strcmp(before, keys[i].value) != 0)
            text = ini_text_set(arena, text, section, &keys[i], 1);
    }
    return text;
}

static bool refuse_section(const struct describing *describing, const char *path, const char *text, const char *section, struct err *err)
{
    size_t len;
    const char *const *known = ini_text_sections(describing->arena, text, &len);
    const char *near = describing_nearest(describing->arena, section, known, len);
    return err_set(err, "%s không có mục [%s]%s; mục mới cần new=yes", "%s has no section [%s]%s; a new one needs new=yes", path, section, near);
}

bool described_section(struct describing *describing, const struct value *row, struct err *err)
{
    struct arena *arena = describing->arena;
    const char *path = value_get_text(row, "file", ""), *given = value_get_text(row, "section", ""), *section = text_clean(arena, given, strlen(given));
    const char *text = describing_text(describing, path), *end = strrchr(path, '.');
    bool fresh = *value_get_text(row, "new", ""), drop = *value_get_text(row, "drop", "");
    struct ini_text_key *keys;
    size_t count;
    if (!text || !end || strcmp(end, ".ini") != 0 || strchr(path, '/'))
        return err_set(err, "“%s” không phải là tệp có các mục [tên] của gói", "“%s” is no file of sections of the package", path);
    describing_at(describing, "section");
    if (!*section || strpbrk(section, "[]\r\n"))
        return err_set(err, "“%s” không dùng làm tên mục được; ghi một tên không có ngoặc vuông", "“%s” cannot be a section's name; write one without brackets", section);
    if (fresh && ini_text_has(text, section))
        return err_set(err, "%s đã có mục [%s]; chọn tên khác, hoặc sửa mục ấy", "%s has a section [%s] already; choose another name, or change that one", path, section);
    if (!fresh && !ini_text_has(text, section))
        return refuse_section(describing, path, text, section, err);
    if (!read_keys(describing, row, &keys, &count, err))
        return false;
    describing_put(describing, path, drop ? ini_text_drop(arena, text, section) : fresh ? ini_text_add(arena, text, NULL, section, keys, count) : with_keys(arena, text, section, keys, count));
    return true;
}
