#include "message/channel.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/ini.h"
#include "store/store.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 256 * 1024, OTHERS = 077 };

static const char *path_of(const struct store *store, struct arena *arena)
{
    const char *database = store_path(store), *slash = strrchr(database, '/');
    return arena_printf(arena, "%.*s/channels.ini", slash ? (int)(slash - database) : 1, slash ? database : ".");
}

bool channel_any(const struct store *store, struct arena *arena)
{
    return access(path_of(store, arena), F_OK) == 0;
}

static bool check_mode(const char *path, struct err *err)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return err_set(err, "không có tệp %s; xem docs/messages.vi.md", "there is no file %s; see docs/messages.en.md", path);
    return !(about.st_mode & OTHERS) ||
           err_set(err, "%s chứa mật khẩu mà người khác trên máy đọc được; hãy chmod 600", "%s holds passwords and others on this machine can read it; chmod 600", path);
}

static struct channel channel_of(struct arena *arena, const struct ini_section *section)
{
    struct value *parameters = value_map(arena);
    struct channel channel = {.name = section->name, .plugin = "", .parameters = parameters};
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        if (strcmp(key->name, "plugin") == 0)
            channel.plugin = key->value;
        else
            value_set_text(parameters, key->name, key->value);
    }
    return channel;
}

bool channel_read(const struct store *store, struct arena *arena, struct channel_list *ret_list, struct err *err)
{
    const char *path = path_of(store, arena);
    struct file file;
    struct problems problems;
    if (!check_mode(path, err) || !file_read(arena, path, FILE_MAX, &file, err))
        return false;
    file.path = path;
    problems_init(&problems, arena);
    struct ini ini = ini_read(arena, &file, &problems);
    if (problems.errors) /* by its line alone: the line may be a password */
        return err_set(err, "%s:%d: dòng này không đọc được; ghi TÊN = GIÁ TRỊ dưới một mục [KÊNH]", "%s:%d: this line cannot be read; write NAME = VALUE below a [CHANNEL]",
                       path, problems.items[0].line);
    ret_list->items = arena_alloc(arena, (ini.len + 1) * sizeof *ret_list->items);
    ret_list->len = 0;
    for (size_t i = 0; i < ini.len; i++)
        if (*ini.sections[i].name)
            ret_list->items[ret_list->len++] = channel_of(arena, &ini.sections[i]);
    return true;
}

const struct channel *channel_find(const struct channel_list *list, const char *name)
{
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return &list->items[i];
    return NULL;
}

struct value *channel_job(struct arena *arena, const struct channel *channel, const struct value *context, const struct value *files)
{
    struct value *job = value_map(arena);
    value_set_text(job, "kind", "notify");
    value_set_text(job, "rights", strcmp(channel->plugin, "exec") == 0 ? "gateway" : "notify");
    value_set_text(job, "plugin", channel->plugin);
    value_set(job, "parameters", channel->parameters);
    value_set(job, "context", context);
    value_set(job, "files", files);
    return job;
}
