#include "plugin/plugin.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "plugin/parameter.h"

#include <thidua_plugin.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_BYTES_MAX = 64 * 1024 * 1024, NAME_MAX_BYTES = 40 };

/* The least that a description of ABI 1 holds. */
#define SIZE_OF_1 (offsetof(struct thidua_plugin, run) + sizeof(thidua_function *))

const char *plugin_kind_name(const struct thidua_plugin *description)
{
    static const char *const names[] = {[THIDUA_EVALUATOR] = "evaluator", [THIDUA_NOTIFIER] = "notifier", [THIDUA_ENGINE] = "engine"};
    return names[description->kind];
}

static bool is_name(const char *name)
{
    size_t len = name ? strlen(name) : 0;
    return len > 0 && len <= NAME_MAX_BYTES && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

bool plugin_check(const struct thidua_plugin *description, struct err *err)
{
    if (!is_name(description->name))
        return err_set(err, "tên phải gồm a-z, 0-9 và dấu -", "its name must be of a-z, 0-9 and -");
    if (description->kind < THIDUA_EVALUATOR || description->kind > THIDUA_ENGINE)
        return err_set(err, "kind = %d; phải là THIDUA_EVALUATOR, THIDUA_NOTIFIER hoặc THIDUA_ENGINE",
                       "kind = %d; it must be THIDUA_EVALUATOR, THIDUA_NOTIFIER or THIDUA_ENGINE", (int)description->kind);
    if (!description->version || !description->title.vi || !description->title.en)
        return err_set(err, "khai báo thiếu version hoặc title (vi và en)",
                       "the description lacks version or title (vi and en)");
    return true;
}

/* Sizes and versions come first and alone: nothing else of the struct means anything before they agree. */
static bool copy_description(struct arena *arena, const struct thidua_plugin *theirs,
                             const struct thidua_plugin **ret_copy, struct err *err)
{
    if (!theirs)
        return err_set(err, "thidua_plugin() trả về NULL; phải trả khai báo của trình cắm",
                       "thidua_plugin() gave NULL; it must give the plugin's description");
    if (theirs->size < offsetof(struct thidua_plugin, kind) || theirs->abi != THIDUA_PLUGIN_ABI)
        return err_set(
            err, "trình cắm dùng ABI %u, thiduad dùng ABI %u; dịch lại với thidua_plugin.h hiện có",
            "the plugin has ABI %u, thiduad has ABI %u; build it again with the present "
            "thidua_plugin.h",
            theirs->size < offsetof(struct thidua_plugin, kind) ? 0 : theirs->abi, THIDUA_PLUGIN_ABI);
    if (theirs->size < SIZE_OF_1)
        return err_set(err,
                       "khai báo dài %zu byte, ít nhất phải %zu; đặt size = sizeof(struct thidua_plugin)",
                       "the description has %zu bytes, at least %zu are needed; set size = sizeof(struct "
                       "thidua_plugin)",
                       theirs->size, SIZE_OF_1);
    struct thidua_plugin *copy = arena_alloc(arena, sizeof *copy);
    memcpy(copy, theirs, theirs->size < sizeof *copy ? theirs->size : sizeof *copy);
    *ret_copy = copy;
    return plugin_check(copy, err) &&
           (copy->run || err_set(err, "khai báo thiếu hàm run", "the description lacks the function run"));
}

/* What dlopen says begins with the path that it was given; we say the file's own. */
static bool fail_to_open(const struct plugin *plugin, struct err *err)
{
    const char *why = dlerror(), *path = plugin->path;
    size_t len = strlen(plugin->object);
    if (why && strncmp(why, plugin->object, len) == 0 && strncmp(why + len, ": ", 2) == 0)
        why += len + 2;
    return err_set(err, "%s không nạp được: %s", "%s cannot be loaded: %s", path, why ? why : "?");
}

static bool check_name(const char *path, const struct thidua_plugin *description, struct err *err)
{
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    size_t len = strlen(description->name);
    if (strncmp(file, description->name, len) == 0 && strcmp(file + len, ".so") == 0)
        return true;
    return err_set(err, "trình cắm tên “%s” nên tệp phải là %s.so",
                   "the plugin is “%s”, so its file must be %s.so", description->name, description->name);
}

/* It runs in our process, so nobody else may be able to change it. */
bool plugin_open(struct arena *arena, const char *path, struct plugin *ret_plugin, struct err *err)
{
    struct stat about;
    struct file file;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const char *object = arena_printf(arena, "/proc/self/fd/%d", fd);
    if (fd < 0 || !file_read(arena, object, FILE_BYTES_MAX, &file, NULL))
        return file_read(arena, path, FILE_BYTES_MAX, &file, err) && /* which says it with the file's own name */
               err_set(err, "%s vừa bị thay đổi; hãy thử lại", "%s has just changed; try again", path);
    if (fstat(fd, &about) == 0 && about.st_mode & S_IWOTH)
        return err_set(err, "%s: ai cũng ghi được tệp này; hãy chmod o-w",
                       "%s: anybody may write it; chmod o-w", path);
    *ret_plugin = (struct plugin){
        .path = arena_strdup(arena, path), .digest = digest_bytes(arena, file.bytes, file.len), .object = object};
    return true;
}

bool plugin_load(struct arena *arena, struct plugin *plugin, struct err *err)
{
    if (!plugin->object)
        return true;
    void *object = dlopen(plugin->object, RTLD_NOW | RTLD_LOCAL);
    if (!object)
        return fail_to_open(plugin, err);
    const struct thidua_plugin *(*describe)(void);
    *(void **)&describe = dlsym(object, "thidua_plugin"); /* as POSIX dlsym asks for */
    if (!describe)
        return err_set(err, "%s không phải là trình cắm: không có hàm thidua_plugin",
                       "%s is no plugin: it exports no function thidua_plugin", plugin->path);
    return (copy_description(arena, describe(), &plugin->description, err) && check_name(plugin->path, plugin->description, err)) ||
           err_prefix(err, "%s", "%s", plugin->path);
}

struct value *plugin_describe(struct arena *arena, const struct plugin *plugin, struct err *err)
{
    const struct thidua_plugin *description = plugin->description;
    struct value *map = value_map(arena), *parameters;
    if (!parameter_describe(arena, description->parameters, &parameters, err)) {
        err_prefix(err, "trình cắm %s", "plugin %s", description->name);
        return NULL;
    }
    value_set_text(map, "name", description->name);
    value_set_text(map, "kind", plugin_kind_name(description));
    value_set_text(map, "version", description->version);
    value_set_text(map, "vi", description->title.vi);
    value_set_text(map, "en", description->title.en);
    value_set(map, "parameters", parameters);
    value_set_text(map, "path", plugin->path);
    value_set_text(map, "digest", plugin->digest);
    return map;
}
