#include "authoring/next_year.h"

#include "authoring/year_file.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx_text.h"
#include "package/package.h"

#include <string.h>

static bool ends(const char *path, const char *ending)
{
    size_t len = strlen(path), own = strlen(ending);
    return len > own && strcmp(path + len - own, ending) == 0;
}

/* Which file is written anew, and how; any other text is copied. */
static const struct {
    const char *path;
    void (*write)(struct year_text *text);
} files[] = {{"contest.ini", year_file_contest}, {"targets.ini", year_file_targets}, {"duties.ini", year_file_duties}, {"calendar.ini", year_file_calendar},
             {"bodies.ini", year_file_dated},    {"legal.ini", year_file_dated},     {"rates.ini", year_file_dated},   {"units.csv", year_file_units},
             {"successions.csv", year_file_successions}};

static void copy(struct year_text *text)
{
    for (const char *line; (line = year_next(text));)
        year_copy(text, line);
}

static void (*writer_of(const char *path))(struct year_text *text)
{
    for (size_t i = 0; i < LEN(files); i++)
        if (strcmp(files[i].path, path) == 0)
            return files[i].write;
    return strncmp(path, "tests/", 6) == 0 ? year_file_case : copy;
}

/* A Word file is taken as it is; a template that names the old year is said. */
static void look_at_paper(const struct year_move *move, const struct file *file)
{
    struct err err = {0};
    const struct value *text = docx_text(move->arena, file->bytes, file->len, &err);
    if (text && year_mentions(move, json_text(move->arena, text)))
        problem_note(move->look, file->path, 0, NULL, "nói đến năm của phong trào cũ; mở bằng Word và sửa nếu cần",
                     "speaks of a year of the old contest; open it in Word and change it, where it must be");
    err_clear(&err);
}

/* What follows the version's name in the path of one of its files: ".lua"; NULL: the file is none of its. */
static const char *ending_of(const char *path, const char *folder, const struct criterion_source *version)
{
    size_t len = strlen(folder) + strlen(version->name);
    bool own = strncmp(path, folder, strlen(folder)) == 0 && strncmp(path + strlen(folder), version->name, strlen(version->name)) == 0;
    return own && path[len] == '.' && !(path[len + 1] >= '0' && path[len + 1] <= '9') ? path + len : NULL;
}

/* Of a rule with several versions the last one is taken over, as the one without a day. Whether the file is one of the rule's; *ret_path NULL: it
 * is left out. */
static bool is_moved(const struct year_move *move, const char *path, const char *folder, const struct criterion_source *first, const char **ret_path)
{
    for (const struct criterion_source *version = first; first && first->next && version; version = version->next) {
        const char *ending = ending_of(path, folder, version);
        if (!ending)
            continue;
        const char *to = arena_printf(move->arena, "%s%s%s", folder, first->id, ending);
        if (!version->next)
            problem_note(move->look, to, 0, NULL, "là công thức áp dụng sau cùng của phong trào cũ (%s); xem lại các ca kiểm thử của những tháng trước ngày ấy",
                         "is the old contest's last formula (%s); look at the tests of months before that day", path);
        *ret_path = version->next ? NULL : to;
        return true;
    }
    return false;
}

/* Where a file goes; NULL: it is left out. */
static const char *new_path(const struct year_move *move, const char *path)
{
    const struct package *old = move->old;
    const char *to = path;
    bool moved = is_moved(move, path, "", old->suggestion, &to) || is_moved(move, path, "", old->conclusion, &to) || is_moved(move, path, "", old->ranking, &to);
    for (size_t i = 0; i < old->criterion_count && !moved; i++)
        moved = is_moved(move, path, "criteria/", &old->criteria[i], &to);
    return to;
}

static struct file move_file(const struct year_move *move, const struct file *file, const char *path)
{
    if (ends(file->path, ".docx"))
        look_at_paper(move, file);
    if (memchr(file->bytes, '\0', file->len)) /* no text */
        return *file;
    struct year_text text = {.move = move, .path = path, .at = arena_strndup(move->arena, file->bytes, file->len)};
    writer_of(path)(&text);
    struct file moved = {.path = path, .len = text.out.len};
    moved.bytes = buffer_take(&text.out, move->arena);
    return moved;
}

/* tests/1.2/name: the folder of a case that a file is in. */
static bool same_case(const char *path, const char *other)
{
    const char *end = strrchr(path, '/');
    return end && strncmp(path, "tests/", 6) == 0 && strncmp(path, other, (size_t)(end - path) + 1) == 0;
}

/* A case whose records are of a unit that is no more cannot be run. */
static bool is_of_a_lost_unit(const struct year_move *move, const char *path)
{
    for (size_t i = 0; i < move->old->files.len; i++)
        if (same_case(path, move->old->files.items[i].path) && year_file_names_lost_unit(move, &move->old->files.items[i]))
            return true;
    return false;
}

bool next_year_make(struct arena *arena, const struct package *old, int year, struct file_list *ret_files, struct problems *look, struct err *err)
{
    struct year_move move = {.arena = arena, .old = old, .look = look};
    int month, day;
    day_split(old->from, &move.first, &month, &day);
    day_split(old->until - 1, &move.last, &month, &day);
    move.years = year - move.first;
    if (move.years < 1 || move.years > 50)
        return err_set(err, "--year %d: phong trào cũ bắt đầu năm %d; ghi một năm sau đó", "--year %d: the old contest began in %d; give a later year", year, move.first);
    move.from = year_day(&move, old->from);
    struct file_list made = {arena_alloc(arena, (old->files.len + 1) * sizeof *made.items), 0};
    const char *left_out = "";
    for (size_t i = 0; i < old->files.len; i++) {
        const struct file *file = &old->files.items[i];
        const char *path = new_path(&move, file->path);
        if (!path)
            continue;
        if (!is_of_a_lost_unit(&move, path)) {
            made.items[made.len++] = move_file(&move, file, path);
            continue;
        }
        if (!*left_out || !same_case(file->path, left_out))
            problem_note(look, file->path, 0, NULL, "ca kiểm thử của đơn vị đã kết thúc, không chép sang", "a case of a unit that has ended, not taken over");
        left_out = file->path;
    }
    *ret_files = made;
    return true;
}
