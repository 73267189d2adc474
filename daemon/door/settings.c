#include "door/settings.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "package/ini.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 64 * 1024, MEBIBYTE = 1024 * 1024 };

/* One row a setting; says whether the value could be taken. */
typedef bool take(struct settings *settings, struct arena *arena, const char *value);

static bool number(const char *value, long min, long max, long *ret)
{
    char *end;
    long found = strtol(value, &end, 10);
    if (end == value || *end || found < min || found > max)
        return false;
    *ret = found;
    return true;
}

static bool take_administrator(struct settings *settings, const char *name)
{
    long uid;
    const struct passwd *person = getpwnam(name);
    if (person)
        uid = (long)person->pw_uid;
    else if (!number(name, 0, 0xfffffffeL, &uid))
        return false;
    if (settings->administrator_count == SETTINGS_ADMINISTRATORS_MAX)
        return false;
    settings->administrators[settings->administrator_count++] = (uid_t)uid;
    return true;
}

static bool take_administrators(struct settings *settings, struct arena *arena, const char *value)
{
    bool good = true;
    char *rest, *copy = arena_strdup(arena, value);
    for (char *name = strtok_r(copy, ", \t", &rest); name && good; name = strtok_r(NULL, ", \t", &rest))
        good = take_administrator(settings, name);
    return good;
}

static bool take_log_level(struct settings *settings, struct arena *arena, const char *value)
{
    static const struct {
        const char *name;
        enum log_level level;
    } levels[] = {{"error", LOG_ERROR},
                  {"warning", LOG_WARNING},
                  {"notice", LOG_NOTICE},
                  {"info", LOG_INFO},
                  {"debug", LOG_DEBUG}};
    (void)arena;
    for (size_t i = 0; i < LEN(levels); i++)
        if (strcmp(levels[i].name, value) == 0) {
            settings->log_level = levels[i].level;
            return true;
        }
    return false;
}

static bool take_deadline(struct settings *settings, struct arena *arena, const char *value)
{
    long seconds;
    (void)arena;
    if (!number(value, 1, 600, &seconds))
        return false;
    settings->worker.deadline_ms = (int)seconds * 1000;
    return true;
}

static bool take_memory(struct settings *settings, struct arena *arena, const char *value)
{
    long mebibytes;
    (void)arena;
    if (!number(value, 8, 4096, &mebibytes))
        return false;
    settings->worker.memory = (size_t)mebibytes * MEBIBYTE;
    return true;
}

static bool take_parallel(struct settings *settings, struct arena *arena, const char *value)
{
    long count;
    (void)arena;
    if (!number(value, 1, 64, &count))
        return false;
    settings->worker.parallel = (int)count;
    return true;
}

static const struct setting_row {
    const char *section, *name;
    take *take;
    const char *form; /* what is taken, for people */
} rows[] = {
    {"daemon", "administrators", take_administrators, "user, 1000, …"},
    {"daemon", "log_level", take_log_level, "error | warning | notice | info | debug"},
    {"worker", "deadline", take_deadline, "1 … 600 (s)"},
    {"worker", "memory", take_memory, "8 … 4096 (MiB)"},
    {"worker", "parallel", take_parallel, "1 … 64"},
};

static const struct setting_row *find_row(const char *section, const char *name)
{
    for (size_t i = 0; i < LEN(rows); i++)
        if (strcmp(rows[i].section, section) == 0 && strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static void take_section(struct settings *settings, struct arena *arena, const char *file,
                         const struct ini_section *section, struct problems *problems)
{
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        const struct setting_row *row = find_row(section->name, key->name);
        if (!row)
            problem_add(problems, file, key->line, key->name, "không có thiết lập [%s] %s",
                        "there is no setting [%s] %s", section->name, key->name);
        else if (!row->take(settings, arena, key->value))
            problem_add(problems, file, key->line, key->name, "“%s” không được nhận; hãy ghi: %s",
                        "“%s” is not taken; write: %s", key->value, row->form);
    }
}

static bool read_file(const char *path, struct arena *arena, struct settings *settings, struct err *err)
{
    struct file file;
    struct problems problems;
    problems_init(&problems, arena);
    if (!file_read(arena, path, FILE_MAX, &file, err))
        return false;
    struct ini ini = ini_read(arena, &file, &problems);
    for (size_t i = 0; i < ini.len; i++)
        take_section(settings, arena, path, &ini.sections[i], &problems);
    if (!problems.errors)
        return true;
    problems_sort(&problems);
    struct err first = {strdup(problems.items[0].vi), strdup(problems.items[0].en)};
    err_move(err, &first);
    return err_prefix(err, "%s:%d", "%s:%d", path, problems.items[0].line);
}

bool settings_read(const char *path, const char *program, struct settings *ret_settings, struct err *err)
{
    struct settings settings = {.log_level = LOG_INFO};
    worker_settings_default(&settings.worker, program);
    if (!path && access(SETTINGS_FILE, F_OK) == 0)
        path = SETTINGS_FILE;
    struct arena *arena = arena_create();
    bool good = !path || read_file(path, arena, &settings, err);
    arena_destroy(arena);
    if (good)
        *ret_settings = settings;
    return good;
}

enum command_role settings_role(const struct settings *settings, uid_t uid)
{
    bool administers = uid == 0 || uid == geteuid();
    for (size_t i = 0; i < settings->administrator_count; i++)
        administers = administers || settings->administrators[i] == uid;
    return administers ? ROLE_ADMINISTRATOR : ROLE_READER;
}
