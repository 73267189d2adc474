/* The files of a record on its page: when, by whom, how large, what was left out of them, where they are. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/value.h"

#include <inttypes.h>

enum { KIBIBYTE = 1 << 10, MEBIBYTE = 1 << 20 };

/* As people speak of files: "840 KB", "3 MB", rounded up. */
static struct value *size_words(struct arena *arena, int64_t bytes)
{
    if (bytes < MEBIBYTE)
        return value_printf(arena, "%" PRId64 " KB", (bytes + KIBIBYTE - 1) / KIBIBYTE);
    return value_printf(arena, "%" PRId64 " MB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
}

static struct value *removed_words(struct arena *arena, const struct value *removed)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(removed); i++)
        value_append(list, value_printf(arena, "left_out_%s", value_as_text(value_at(removed, i))));
    return list;
}

static const struct value *address_of(struct arena *arena, const struct value *file)
{
    static const char *const names[] = {"type", "key"};
    struct value *arguments = value_map(arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        value_set(arguments, names[i], value_get(file, names[i]));
    value_set(arguments, "number", value_printf(arena, "%" PRId64, value_get_int(file, "id", 0)));
    return value_get(page_json_link(arena, "records file", arguments), "href");
}

struct value *page_ready_files(struct arena *arena, const struct value *files)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(files); i++) {
        struct value *file = value_copy(arena, value_at(files, i));
        const char *detached = value_get_text(file, "detached_at", NULL);
        const char *erased = value_get_text(file, "erased_at", NULL);
        value_set_text(file, "erased_text", erased ? page_instant(arena, erased) : NULL);
        value_set_text(file, "attached_text", page_instant(arena, value_get_text(file, "attached_at", "")));
        value_set_text(file, "detached_text", detached ? page_instant(arena, detached) : NULL);
        value_set(file, "size_words", size_words(arena, value_get_int(file, "size", 0)));
        value_set(file, "left_out", removed_words(arena, value_get(file, "removed")));
        value_set(file, "href", address_of(arena, file));
        value_append(list, file);
    }
    return list;
}
