#include "received/received_sender.h"

#include "base/value.h"
#include "package/package.h"

#include <string.h>
#include <strings.h>

/* Of a section of that day; false: it sends none. */
static bool read_sender(const struct package *package, size_t at, int32_t day, struct received_sender *ret_sender)
{
    const struct value *entry = package_dated(value_item(package->bodies, at), day);
    *ret_sender = (struct received_sender){
        .name = value_get_text(entry, "name", value_key(package->bodies, at)),
        .unit = value_get_text(entry, "speaks_for", NULL),
        .key = value_get_text(entry, "bundle_key", NULL),
        .contest = value_get_text(entry, "bundle_contest", NULL),
        .entry = entry,
    };
    return ret_sender->unit && ret_sender->key && ret_sender->contest;
}

bool received_sender_find(const struct package *package, int32_t day, const char *key, struct received_sender *ret_sender)
{
    struct received_sender sender;
    for (size_t i = 0; i < value_len(package->bodies); i++)
        if (read_sender(package, i, day, &sender) && strcasecmp(sender.key, key) == 0) {
            *ret_sender = sender;
            return true;
        }
    return false;
}

struct value *received_sender_list(const struct package *package, int32_t day, struct arena *arena)
{
    struct value *list = value_list(arena);
    struct received_sender sender;
    for (size_t i = 0; i < value_len(package->bodies); i++) {
        if (!read_sender(package, i, day, &sender))
            continue;
        struct value *map = value_map(arena);
        value_set_text(map, "unit", sender.unit);
        value_set_text(map, "name", sender.name);
        value_set_text(map, "contest", sender.contest);
        value_set_text(map, "key", sender.key);
        value_set(map, "from", value_get(sender.entry, "from"));
        value_set(map, "until", value_get(sender.entry, "until"));
        value_append(list, map);
    }
    return list;
}
