#include "package/dated.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/reading.h"
#include "package/setting.h"

#include <stdlib.h>
#include <string.h>

static struct setting setting_of(const struct package_reading *reading, const char *file,
                                 const struct ini_section *section)
{
    return (struct setting){reading->arena, reading->problems, file, section};
}

/* "1.1.share 2024-11-01" → name and day. Without a day that is one, the name alone, so that who needs it is not told
 * that it is missing; false, and NULL where not even a name stands. */
static bool split_name(const struct setting *setting, const char **ret_name, int32_t *ret_from)
{
    const char *whole = setting->section->name, *blank = strrchr(whole, ' ');
    bool day = blank && day_parse(blank + 1, ret_from);
    bool like_day = blank && blank[1] && blank[1 + strspn(blank + 1, "0123456789-/.")] == '\0';
    *ret_name = !*whole ? NULL : day || like_day ? arena_strndup(setting->arena, whole, (size_t)(blank - whole)) : whole;
    if (day)
        return true;
    if (like_day)
        setting_refuse(setting, NULL, "“%s” không phải là ngày có thật; viết như 2024-11-01 hoặc 01/11/2024",
                       "“%s” is no date there is; write it like 2024-11-01 or 01/11/2024", blank + 1);
    else if (*whole)
        setting_refuse(setting, NULL, "tên mục thiếu ngày bắt đầu; viết như [%s 2024-11-01]",
                       "the section's name lacks its first day; write it like [%s 2024-11-01]", whole);
    else if (setting->section->key_count)
        setting_refuse(setting, setting->section->keys[0].name,
                       "khóa đứng ngoài mọi mục; đặt sau một dòng [tên ngày]",
                       "a key outside of all sections; put it below a [name day]");
    return false;
}

static struct dated_group *group_of(struct dated_list *list, const char *name)
{
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return &list->items[i];
    list->items[list->len] = (struct dated_group){.name = name};
    return &list->items[list->len++];
}

static void add_entry(struct arena *arena, struct dated_group *group, struct dated entry)
{
    group->entries =
        arena_grow(arena, group->entries, group->len * sizeof entry, (group->len + 1) * sizeof entry);
    group->entries[group->len++] = entry;
}

static int compare_from(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

/* Sorts a group and gives every entry its last day. */
static void close_group(const struct package_reading *reading, const char *file, struct dated_group *group)
{
    qsort(group->entries, group->len, sizeof *group->entries, compare_from);
    for (size_t i = 0; i < group->len; i++) {
        struct dated *entry = &group->entries[i];
        struct setting setting = setting_of(reading, file, entry->section);
        int32_t next = i + 1 < group->len ? group->entries[i + 1].from : DAY_NEVER;
        if (next == entry->from)
            setting_refuse(&setting, NULL, "“%s” có hai mục cùng một ngày; giữ lại một mục",
                           "“%s” has two sections of one day; keep one of them", group->name);
        if (!setting_optional(&setting, "until")) {
            entry->last = next == DAY_NEVER ? DAY_NEVER : next - 1;
            continue;
        }
        entry->last = setting_day(&setting, "until", next == DAY_NEVER ? DAY_NEVER - 1 : next - 1);
        if (entry->last < entry->from)
            setting_refuse(&setting, "until", "ngày cuối trước ngày đầu của mục; sửa lại một trong hai ngày",
                           "the last day is before the section's first; correct one of the two");
        else if (entry->last >= next)
            setting_refuse(
                &setting, "until",
                "còn hiệu lực khi mục tiếp theo của “%s” đã bắt đầu; bỏ dòng này hoặc lùi ngày",
                "it still holds when the next section of “%s” begins; drop the line or set an earlier day",
                group->name);
    }
}

struct dated_list dated_read(const struct package_reading *reading, const struct ini *ini)
{
    struct dated_list list = {arena_alloc(reading->arena, ini->len * sizeof *list.items), 0};
    const char **undated = arena_alloc(reading->arena, ini->len * sizeof *undated); /* names, by section */
    for (size_t i = 0; i < ini->len; i++) {
        const struct ini_section *section = &ini->sections[i];
        struct setting setting = setting_of(reading, ini->file, section);
        const char *name;
        int32_t from;
        undated[i] = NULL;
        if (split_name(&setting, &name, &from)) {
            setting_check_day(&setting, NULL, reading->package, "from", from);
            add_entry(reading->arena, group_of(&list, name), (struct dated){from, DAY_NEVER, section});
        } else {
            undated[i] = name;
        }
    }
    for (size_t i = 0; i < ini->len; i++) {
        struct dated_group *group = undated[i] ? group_of(&list, undated[i]) : NULL;
        if (group && !group->len) /* the only one of its name: taken from the contest's first day */
            add_entry(reading->arena, group, (struct dated){reading->package->from, DAY_NEVER, &ini->sections[i]});
    }
    for (size_t i = 0; i < list.len; i++)
        close_group(reading, ini->file, &list.items[i]);
    return list;
}

static struct value *entry_to_value(struct arena *arena, const struct dated *entry)
{
    struct value *map = value_map(arena);
    value_set_text(map, "from", day_text(arena, entry->from));
    value_set_text(map, "until", entry->last == DAY_NEVER ? NULL : day_text(arena, entry->last));
    for (size_t i = 0; i < entry->section->key_count; i++) {
        const struct ini_key *key = &entry->section->keys[i];
        if (strcmp(key->name, "until") != 0 && strcmp(key->name, "from") != 0)
            value_set_text(map, key->name, key->value);
    }
    return map;
}

struct value *dated_to_value(const struct package_reading *reading, const struct dated_list *list)
{
    struct value *map = value_map(reading->arena);
    for (size_t i = 0; i < list->len; i++) {
        struct value *entries = value_list(reading->arena);
        for (size_t j = 0; j < list->items[i].len; j++)
            value_append(entries, entry_to_value(reading->arena, &list->items[i].entries[j]));
        value_set(map, list->items[i].name, entries);
    }
    return map;
}
