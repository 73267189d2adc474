#include "door/settings.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "login/leaked.h"
#include "package/ini.h"
#include "workflow/role.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 64 * 1024, MEBIBYTE = 1024 * 1024 };

/* Says whether the value could be taken. */
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

/* Of before there were accounts: said at the start, and nothing else. */
static bool take_administrators(struct settings *settings, struct arena *arena, const char *names)
{
    (void)arena, (void)names;
    settings->names_administrators = true;
    return true;
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

static bool take_text(char *place, size_t size, const char *value)
{
    size_t len = strlen(value);
    if (!len || len >= size)
        return false;
    memcpy(place, value, len + 1);
    return true;
}

static bool take_plugins(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->worker.plugins, sizeof settings->worker.plugins, value);
}

static bool take_programs(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->worker.programs, sizeof settings->worker.programs, value);
}

static bool take_mirror(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return take_text(settings->worker.mirror.plugin, sizeof settings->worker.mirror.plugin, value);
}

static bool take_connection(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return take_text(settings->worker.mirror.connection, sizeof settings->worker.mirror.connection, value);
}

static bool take_password(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->worker.mirror.password, sizeof settings->worker.mirror.password, value);
}

static bool take_schema(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return take_text(settings->worker.mirror.schema, sizeof settings->worker.mirror.schema, value);
}

static bool take_counts(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    settings->worker.mirror.counts = strcmp(value, "yes") == 0;
    return settings->worker.mirror.counts || strcmp(value, "no") == 0;
}

static bool take_listen(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return take_text(settings->http.listen, sizeof settings->http.listen, value);
}

static bool take_certificate(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->http.certificate, sizeof settings->http.certificate, value);
}

static bool take_key(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->http.key, sizeof settings->http.key, value);
}

/* As a browser writes them, without a port. */
static bool take_names(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_[]:*, ")] == '\0' &&
           take_text(settings->http.names, sizeof settings->http.names, value);
}

static bool take_proxy(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return net_addresses_read(value, &settings->http.proxies);
}

static bool take_public(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    settings->http.board = strcmp(value, "board") == 0;
    return settings->http.board || strcmp(value, "nothing") == 0;
}

static bool take_second_factor(struct settings *settings, struct arena *arena, const char *value)
{
    size_t count;
    const char *const *names = text_split(arena, value, &count);
    settings->login.second_factor = 0;
    for (size_t i = 0; i < count; i++) {
        const struct role_row *row = role_find(names[i]);
        if (!row || !(row->role & ROLE_PEOPLE))
            return false;
        settings->login.second_factor |= row->role;
    }
    return true;
}

static bool take_leaked(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->login.leaked, sizeof settings->login.leaked, value);
}

static bool take_scanner(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    return value[0] == '/' && take_text(settings->scanner, sizeof settings->scanner, value);
}

/* Pages' addresses follow it, so it ends without a slash. */
static bool take_link(struct settings *settings, struct arena *arena, const char *value)
{
    size_t len = strlen(value);
    (void)arena;
    bool web = strncmp(value, "https://", strlen("https://")) == 0 || strncmp(value, "http://", strlen("http://")) == 0;
    return web && value[len - 1] != '/' && !strpbrk(value, " \t\"<>?#") && take_text(settings->messages.link, sizeof settings->messages.link, value);
}

static bool take_set_clock(struct settings *settings, struct arena *arena, const char *value)
{
    (void)arena;
    settings->messages.set_clock = strcmp(value, "yes") == 0;
    return settings->messages.set_clock || strcmp(value, "no") == 0;
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

static bool take_answer(struct settings *settings, struct arena *arena, const char *value)
{
    long mebibytes;
    (void)arena;
    if (!number(value, 1, 1024, &mebibytes))
        return false;
    settings->worker.answer_max = (size_t)mebibytes * MEBIBYTE;
    return true;
}

/* A row either has its own way of taking, or is a number that goes, times `unit`, into an int of the settings. */
static const struct setting_row {
    const char *section, *name;
    const char *form; /* what is taken, for people */
    take *take;
    size_t place;
    long least, most, unit;
} rows[] = {
    {"daemon", "administrators", "", .take = take_administrators},
    {"daemon", "log_level", "error | warning | notice | info | debug", .take = take_log_level},
    {"worker", "memory", "8 … 4096 (MiB)", .take = take_memory},
    {"worker", "answer", "1 … 1024 (MiB)", .take = take_answer},
    {"http", "listen", "127.0.0.1:8799", .take = take_listen},
    {"http", "certificate", "/etc/thidua/certificate.pem", .take = take_certificate},
    {"http", "key", "/etc/thidua/key.pem", .take = take_key},
    {"http", "names", "thidua.phuong.vn, 192.168.1.10", .take = take_names},
    {"http", "proxy", "127.0.0.1, 192.168.1.5", .take = take_proxy},
    {"http", "public", "nothing | board", .take = take_public},
    {"login", "second_factor", "administrator, leader, clerk, reviewer, auditor, officer", .take = take_second_factor},
    {"login", "leaked", "/var/lib/thidua/pwned-passwords.txt", .take = take_leaked},
    {"files", "scanner", "/run/clamav/clamd.ctl", .take = take_scanner},
    {"messages", "link", "https://thidua.phuong.vn", .take = take_link},
    {"messages", "set_clock", "no | yes", .take = take_set_clock},
    {"plugins", "folder", "/usr/lib/thidua/plugins", .take = take_plugins},
    {"plugins", "programs", "/usr/local/bin/a, /usr/local/bin/b", .take = take_programs},
    {"mirror", "plugin", "pgsql", .take = take_mirror},
    {"mirror", "connection", "host=10.0.0.5 dbname=thidua user=thidua", .take = take_connection},
    {"mirror", "password", "/etc/thidua/mirror.password", .take = take_password},
    {"mirror", "schema", "thidua", .take = take_schema},
    {"mirror", "counts", "yes | no", .take = take_counts},
#define NUMBER(section, name, form, member, least, most, unit) \
    {section, name, form, NULL, offsetof(struct settings, member), least, most, unit}
    NUMBER("daemon", "clock_jump", "1 … 365 (ngày / days)", clock_jump, 1, 365, DAY_SECONDS),
    NUMBER("worker", "deadline", "1 … 600 (s)", worker.deadline_ms, 1, 600, 1000),
    NUMBER("worker", "parallel", "1 … 64", worker.parallel, 1, 64, 1),
    NUMBER("worker", "trials", "1 … 16", trials, 1, 16, 1),
    NUMBER("mirror", "deadline", "1 … 86400 (s)", worker.mirror.deadline_ms, 1, 86400, 1000),
    NUMBER("attachments", "file", "1 … 32 (MiB)", attachments.file, 1, 32, MEBIBYTE),
    NUMBER("attachments", "record", "1 … 50", attachments.record, 1, 50, 1),
    NUMBER("attachments", "total", "1 … 1000000 (MiB)", attachments.total, 1, 1000000, 1),
    NUMBER("privacy", "keep_readings", "30 … 3650 (ngày / days)", retention.readings, 30, 3650, 1),
    NUMBER("privacy", "keep_unsent", "1 … 365 (ngày / days)", retention.unsent, 1, 365, 1),
    NUMBER("privacy", "keep_private", "30 … 7300 (ngày / days)", retention.private, 30, 7300, 1),
    NUMBER("daemon", "patience", "1 … 3600 (s)", patience, 1, 3600, 1),
    NUMBER("messages", "late", "1 … 1440 (phút / minutes)", messages.late, 1, 1440, 60),
    NUMBER("messages", "keep_trying", "1 … 720 (giờ / hours)", messages.keep_trying, 1, 720, 3600),
    NUMBER("messages", "gather", "0 … 3600 (s)", messages.gather, 0, 3600, 1),
    NUMBER("http", "connections", "1 … 10000", http.connections, 1, 10000, 1),
    NUMBER("http", "per_peer", "1 … 10000", http.per_peer, 1, 10000, 1),
    NUMBER("http", "head", "1 … 600 (s)", http.limits.head, 1, 600, 1),
    NUMBER("http", "body", "1 … 3600 (s)", http.limits.body, 1, 3600, 1),
    NUMBER("http", "answer", "1 … 3600 (s)", http.limits.answer, 1, 3600, 1),
    NUMBER("http", "slow", "1 … 600 (s)", http.limits.slow, 1, 600, 1),
    NUMBER("http", "idle", "1 … 3600 (s)", http.limits.idle, 1, 3600, 1),
#undef NUMBER
};

static bool take_row(const struct setting_row *row, struct settings *settings, struct arena *arena, const char *value)
{
    long found;
    if (row->take)
        return row->take(settings, arena, value);
    if (!number(value, row->least, row->most, &found))
        return false;
    int whole = (int)(found * row->unit);
    memcpy((char *)settings + row->place, &whole, sizeof whole);
    return true;
}

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
        else if (!take_row(row, settings, arena, key->value))
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
    struct err first = {.vi = strdup(problems.items[0].vi), .en = strdup(problems.items[0].en)};
    err_move(err, &first);
    return err_prefix(err, "%s:%d", "%s:%d", path, problems.items[0].line);
}

bool settings_read(const char *path, const char *program, struct settings *ret_settings, struct err *err)
{
    struct settings settings = {
        .log_level = LOG_INFO,
        .clock_jump = CLOCK_JUMP_DAYS * DAY_SECONDS,
        .patience = 300,
        .attachments = ATTACHMENT_LIMITS,
        .retention = RETENTION,
        .messages = MESSAGE_SETTINGS,
        .trials = 4,
        .http = {.connections = 256, .per_peer = 64, .limits = {.head = 10, .body = 60, .answer = 60, .idle = 60, .slow = 30}},
    };
    worker_settings_default(&settings.worker, program);
    if (!path && access(SETTINGS_FILE, F_OK) == 0)
        path = SETTINGS_FILE;
    struct arena *arena = arena_create();
    bool good = !path || read_file(path, arena, &settings, err);
    arena_destroy(arena);
    if (good && !settings.http.certificate[0] != !settings.http.key[0])
        good = err_set(err, "%s: [http] certificate và key đi cùng nhau; hãy ghi cả hai, hoặc bỏ cả hai",
                       "%s: [http] certificate and key go together; write both, or neither", path);
    good = good && (!settings.login.leaked[0] || leaked_check(settings.login.leaked, err));
    if (good)
        *ret_settings = settings;
    return good;
}
