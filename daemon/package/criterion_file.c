/*
 * criteria/: a criterion is ID.lua, or ID.ini with its SQL (criterion_ini.c), or both; ID@DAY.lua and so on is its version from that day
 * on. Carried as texts, ordered by number; what they say is found in a worker (evaluate/). Beside them, at the top, the rules of no number:
 * suggest.lua says who deserves a nomination, conclusion.lua how a unit stands by its targets, ranking.lua in which place; each may have
 * versions too (conclusion@DAY.lua).
 */
#include "package/reading.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/problem.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/soundness.h"
#include "sheet/encoding.h"

#include <stdlib.h>
#include <string.h>

enum { SOURCE_MAX = 256 * 1024, CRITERIA_MAX = 200 };

static const char folder[] = "criteria/";
/* The files of a criterion; a longer ending before one that it ends in. */
enum file_kind { FILE_LUA, FILE_INI, FILE_EVIDENCE, FILE_SQL, FILE_KINDS };
static const char *const endings[FILE_KINDS] = {".lua", ".ini", ".evidence.sql", ".sql"};

/* Numbers joined by points, without leading zeros, so that one number has one name. */
static bool is_number(const char *id)
{
    size_t len = strlen(id);
    if (len == 0 || len > 12 || strspn(id, "0123456789.") != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool first = i == 0 || id[i - 1] == '.';
        bool last = i + 1 == len || id[i + 1] == '.';
        if ((id[i] == '.' && first) || (id[i] == '0' && first && !last))
            return false;
    }
    return id[len - 1] != '.';
}

/* "1.1" and "1.1@2025-03-01", the day as it is written by one hand only. */
static bool is_name(struct arena *arena, const char *name)
{
    const char *at = strchr(name, '@');
    int32_t from;
    if (!at)
        return is_number(name);
    return is_number(arena_strndup(arena, name, (size_t)(at - name))) && day_parse(at + 1, &from) && strcmp(day_text(arena, from), at + 1) == 0;
}

/* "criteria/1.1.lua" → "1.1" and FILE_LUA; NULL for anything else. */
static const char *name_of(struct arena *arena, const char *path, enum file_kind *ret_kind)
{
    const char *name = path + strlen(folder);
    for (int kind = 0; kind < FILE_KINDS; kind++) {
        size_t len = strlen(name), after = strlen(endings[kind]);
        if (len <= after || strcmp(name + len - after, endings[kind]) != 0)
            continue;
        const char *stem = arena_strndup(arena, name, len - after);
        *ret_kind = (enum file_kind)kind;
        return is_name(arena, stem) ? stem : NULL;
    }
    return NULL;
}

/* 1.1 < 1.2 < 2.1 < 10.1 */
static int compare_ids(const char *a, const char *b)
{
    for (;;) {
        char *after_a, *after_b;
        unsigned long one = strtoul(a, &after_a, 10), other = strtoul(b, &after_b, 10);
        if (one != other)
            return one < other ? -1 : 1;
        if (!*after_a || !*after_b)
            return (*after_a != 0) - (*after_b != 0);
        a = after_a + 1;
        b = after_b + 1;
    }
}

/* The versions of a criterion behind each other: the undated one, then by day. */
static int compare_versions(const void *left, const void *right)
{
    const struct criterion_source *a = left, *b = right;
    int order = compare_ids(a->id, b->id);
    return order ? order : strcmp(a->name, b->name);
}

static bool is_source(const struct package_reading *reading, const struct file *file, const char *language)
{
    size_t mark;
    bool small = file->len <= SOURCE_MAX && !(file->len && file->bytes[0] == '\033');
    bool good = small && encoding_check(file->path, ENCODING_TEXT, file->bytes, file->len, reading->problems, &mark);
    if (!small)
        problem_add(reading->problems, file->path, 0, NULL,
                    "không phải mã nguồn %s dưới 256 KiB; thay bằng tệp nguồn",
                    "not %s source below 256 KiB; put the source file there", language);
    if (!good)
        soundness_lose(reading->package, file->path);
    return good;
}

/* The version of that name; a new one when it is the first file of it. NULL: there are too many. */
static struct criterion_source *criterion_of(const struct package_reading *reading, const char *name,
                                             const char *path)
{
    struct package *package = reading->package;
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].name, name) == 0)
            return &package->criteria[i];
    if (package->criterion_count == CRITERIA_MAX) {
        problem_add(reading->problems, path, 0, NULL, "có hơn %d tiêu chí; bớt lại",
                    "there are more than %d criteria; take some away", CRITERIA_MAX);
        return NULL;
    }
    struct criterion_source *criterion = &package->criteria[package->criterion_count++];
    const char *at = strchr(name, '@');
    *criterion = (struct criterion_source){.id = at ? arena_strndup(reading->arena, name, (size_t)(at - name)) : name, .name = name};
    if (at)
        day_parse(at + 1, &criterion->from);
    return criterion;
}

static void read_lua(const struct package_reading *reading, const struct file *file, const char *name)
{
    struct criterion_source *criterion = criterion_of(reading, name, file->path);
    if (!criterion || !is_source(reading, file, "Lua"))
        return;
    criterion->path = file->path;
    criterion->source = arena_strndup(reading->arena, file->bytes, file->len);
    criterion->rule = digest_bytes(reading->arena, file->bytes, file->len);
}

static const struct file *file_of(const struct package_reading *reading, const char *name, enum file_kind kind)
{
    return file_find(&reading->package->files,
                     arena_printf(reading->arena, "%s%s%s", folder, name, endings[kind]));
}

/* Several files are one rule: its version is of all of them. */
static const char *rule_of(const struct package_reading *reading, const char *name)
{
    const char *list = "";
    for (int kind = 0; kind < FILE_KINDS; kind++) {
        const struct file *file = file_of(reading, name, (enum file_kind)kind);
        if (file)
            list = arena_printf(reading->arena, "%s%s  %s\n", list,
                                digest_bytes(reading->arena, file->bytes, file->len), file->path);
    }
    return digest_bytes(reading->arena, list, strlen(list));
}

/* After all Lua files, so that it knows whether it stands beside one. */
static void read_ini(const struct package_reading *reading, const struct file *file, const char *name)
{
    if (!is_source(reading, file, "INI"))
        return;
    struct criterion_source *criterion = criterion_of(reading, name, file->path);
    if (!criterion)
        return;
    struct ini ini = ini_read(reading->arena, file, reading->problems);
    if (ini.damaged)
        soundness_lose(reading->package, file->path);
    criterion_ini_read(reading, &ini, criterion);
    if (!criterion->source) {
        criterion->path = file->path;
        criterion->source = arena_strndup(reading->arena, file->bytes, file->len);
    }
    criterion->rule = rule_of(reading, name);
}

static void check_sql(const struct package_reading *reading, const struct file *file, const char *name)
{
    const char *ini = arena_printf(reading->arena, "%s%s.ini", folder, name);
    if (is_source(reading, file, "SQL") && !file_find(&reading->package->files, ini))
        problem_add(reading->problems, file->path, 0, NULL,
                    "câu SQL này không thuộc tiêu chí nào; thêm %s, hoặc viết nó trong tệp Lua",
                    "this SQL belongs to no criterion; add %s, or write it in the Lua file", ini);
}

/* One pass a kind, in the order of the kinds. */
static void read_kind(const struct package_reading *reading, enum file_kind wanted)
{
    for (size_t i = 0; i < reading->package->files.len; i++) {
        const struct file *file = &reading->package->files.items[i];
        enum file_kind kind = FILE_KINDS;
        const char *name = strncmp(file->path, folder, strlen(folder)) == 0
                               ? name_of(reading->arena, file->path, &kind)
                               : NULL;
        if (!name || kind != wanted)
            continue;
        if (kind == FILE_LUA)
            read_lua(reading, file, name);
        else if (kind == FILE_INI)
            read_ini(reading, file, name);
        else
            check_sql(reading, file, name);
    }
}

static void refuse_other_names(const struct package_reading *reading)
{
    for (size_t i = 0; i < reading->package->files.len; i++) {
        const char *path = reading->package->files.items[i].path;
        enum file_kind kind;
        if (strncmp(path, folder, strlen(folder)) == 0 && !name_of(reading->arena, path, &kind))
            problem_add(reading->problems, path, 0, NULL,
                        "tên tệp tiêu chí phải là số, như criteria/1.1.lua, thêm ngày khi áp dụng từ một ngày, như "
                        "criteria/1.1@2025-03-01.lua; đổi tên hoặc chuyển đi",
                        "a criterion's file is named by its number, like criteria/1.1.lua, and the day where it holds from a day, like "
                        "criteria/1.1@2025-03-01.lua; rename it or take it away");
    }
}

/* A file that could not be taken was complained of; a criterion without it would be another one. */
static bool is_whole(const struct package_reading *reading, const struct criterion_source *criterion)
{
    bool whole = criterion->source != NULL;
    for (int kind = 0; kind < FILE_KINDS && whole; kind++)
        whole = soundness_has(reading->package, arena_printf(reading->arena, "%s%s%s", folder, criterion->name, endings[kind]));
    return whole;
}

static void drop_broken(const struct package_reading *reading)
{
    struct package *package = reading->package;
    size_t kept = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        if (is_whole(reading, &package->criteria[i]))
            package->criteria[kept++] = package->criteria[i];
    package->criterion_count = kept;
}

/* A version from a day on follows one that holds before it, and some day of the contest is its own. */
static bool may_follow(const struct package_reading *reading, const struct criterion_source *version, bool first)
{
    const struct package *package = reading->package;
    if (first && !soundness_has(package, folder))
        return false; /* the one that it follows may be the file that could not be read */
    if (first)
        problem_add(reading->problems, version->path, 0, NULL, "chưa có công thức áp dụng từ đầu phong trào; thêm %.*s.lua",
                    "there is no formula from the contest's beginning; add %.*s.lua", (int)strcspn(version->path, "@"), version->path);
    else if (package->from < package->until && (version->from <= package->from || version->from >= package->until))
        problem_add(reading->problems, version->path, 0, NULL,
                    "ngày trong tên tệp phải sau ngày đầu và không sau ngày cuối của phong trào; sửa tên tệp, hoặc sửa tệp không ghi ngày",
                    "the day in the file's name is after the contest's first day and not after its last; rename the file, or change the one without a day");
    else
        return true;
    return false;
}

/* Of the sorted versions the first of each criterion stay in the list, the others behind them. */
static void link_versions(const struct package_reading *reading)
{
    struct package *package = reading->package;
    const struct criterion_source **end = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < package->criterion_count; i++) {
        const struct criterion_source *version = &package->criteria[i];
        bool dated = strchr(version->name, '@'), first = !kept || strcmp(package->criteria[kept - 1].id, version->id) != 0;
        if (dated && !may_follow(reading, version, first))
            continue;
        struct criterion_source *place = dated ? arena_alloc(reading->arena, sizeof *place) : &package->criteria[kept++];
        *place = *version;
        place->from = dated ? version->from : package->from;
        if (dated)
            *end = place;
        end = &place->next;
    }
    package->criterion_count = kept;
}

/* One file of a rule of no number; NULL: its text could not be read. */
static struct criterion_source *other_of(const struct package_reading *reading, const char *id, const struct file *file, int32_t from)
{
    if (!is_source(reading, file, "Lua"))
        return NULL;
    struct criterion_source *rule = arena_alloc(reading->arena, sizeof *rule);
    *rule = (struct criterion_source){.id = id,
                                      .name = arena_strndup(reading->arena, file->path, strlen(file->path) - strlen(endings[FILE_LUA])),
                                      .path = file->path,
                                      .source = arena_strndup(reading->arena, file->bytes, file->len),
                                      .rule = digest_bytes(reading->arena, file->bytes, file->len),
                                      .from = from};
    return rule;
}

/* "conclusion@2025-03-01.lua" of "conclusion": the day; false for anything else. */
static bool is_version_of(const struct package_reading *reading, const char *id, const char *path, int32_t *ret_from)
{
    size_t len = strlen(id), after = strlen(endings[FILE_LUA]), whole = strlen(path);
    if (strncmp(path, id, len) != 0 || path[len] != '@' || whole <= len + after || strcmp(path + whole - after, endings[FILE_LUA]) != 0)
        return false;
    const char *day = arena_strndup(reading->arena, path + len + 1, whole - len - 1 - after);
    return day_parse(day, ret_from) && strcmp(day_text(reading->arena, *ret_from), day) == 0;
}

/* A rule of no number, for it measures nothing, with its versions; NULL: the package has not that file. */
static const struct criterion_source *read_other(const struct package_reading *reading, const char *id)
{
    const struct file_list *files = &reading->package->files;
    const struct file *file = file_find(files, arena_printf(reading->arena, "%s%s", id, endings[FILE_LUA]));
    const struct criterion_source *first = file ? other_of(reading, id, file, reading->package->from) : NULL, **end = first ? &((struct criterion_source *)first)->next : NULL;
    for (size_t i = 0; i < files->len; i++) { /* by their paths, so by their days */
        int32_t from;
        if (!is_version_of(reading, id, files->items[i].path, &from))
            continue;
        struct criterion_source *version = other_of(reading, id, &files->items[i], from);
        if (!version || (!first && file) || !may_follow(reading, version, first == NULL))
            continue;
        *end = version;
        end = &version->next;
    }
    return first;
}

void criterion_file_read(const struct package_reading *reading)
{
    struct package *package = reading->package;
    package->criteria = arena_alloc(reading->arena, CRITERIA_MAX * sizeof *package->criteria);
    /* An INI file looks at the SQL beside it, and at the Lua. */
    static const enum file_kind order[FILE_KINDS] = {FILE_LUA, FILE_EVIDENCE, FILE_SQL, FILE_INI};
    for (int i = 0; i < FILE_KINDS; i++)
        read_kind(reading, order[i]);
    package->suggestion = read_other(reading, "suggest");
    package->conclusion = read_other(reading, "conclusion");
    package->ranking = read_other(reading, "ranking");
    refuse_other_names(reading);
    drop_broken(reading);
    qsort(package->criteria, package->criterion_count, sizeof *package->criteria, compare_versions);
    link_versions(reading);
    if (!package->criterion_count && soundness_has(package, folder))
        problem_add(reading->problems, folder, 0, NULL,
                    "không có tiêu chí nào; thêm tệp như criteria/1.1.lua",
                    "there is no criterion; add a file like criteria/1.1.lua");
}
