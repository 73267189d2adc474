/* Which files a candidate is made of, and what may not change while a contest runs. Pure. */
#include "amendment/proposal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "calendar/period.h"
#include "package/package.h"
#include "record/record_sql.h"

#include <string.h>

/* A file of a package lies in a folder by what its name ends in, or at the top. */
static const struct {
    const char *end, *folder;
} places[] = {{".lua", "criteria/"}, {".sql", "criteria/"}, {".docx", "documents/"}};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);
    return len > tail && strcmp(text + len - tail, end) == 0;
}

/* The place of a file that the package has not: said by its own folder, or by what it is. */
static const char *new_place(struct arena *arena, const char *path)
{
    static const char *const folders[] = {"criteria/", "documents/", "tests/"};
    for (size_t i = 0; i < LEN(folders); i++) {
        const char *inside = strstr(path, folders[i]);
        if (inside)
            return inside;
    }
    for (size_t i = 0; i < LEN(places); i++)
        if (ends_in(path, places[i].end))
            return arena_printf(arena, "%s%s", places[i].folder, base_name(path));
    if (base_name(path)[0] >= '0' && base_name(path)[0] <= '9') /* a criterion's 8.1.ini */
        return arena_printf(arena, "criteria/%s", base_name(path));
    return base_name(path); /* package_read refuses a name that it has no use for */
}

/* criteria/1.1.lua and criteria/1.1.ini are of 1.1, criteria/1.1.2.lua is not. */
static bool is_of_criterion(const char *path, const char *criterion)
{
    static const char folder[] = "criteria/";
    size_t head = strlen(folder), len = strlen(criterion);
    return strncmp(path, folder, head) == 0 && strncmp(path + head, criterion, len) == 0 &&
           path[head + len] == '.' && !(path[head + len + 1] >= '0' && path[head + len + 1] <= '9');
}

struct file_list proposal_criterion_from(struct arena *arena, const struct file_list *base,
                                         const struct file_list *from, const char *criterion)
{
    struct file_list list = {arena_alloc(arena, (base->len + from->len + 1) * sizeof *list.items), 0};
    for (size_t i = 0; i < base->len; i++)
        if (!is_of_criterion(base->items[i].path, criterion))
            list.items[list.len++] = base->items[i];
    for (size_t i = 0; i < from->len; i++)
        if (is_of_criterion(from->items[i].path, criterion))
            list.items[list.len++] = from->items[i];
    return list;
}

/* NULL with a problem when several files of the package have that name. */
static const char *place_of(struct arena *arena, const struct package *base, const char *path,
                            struct problems *problems)
{
    const char *found = NULL;
    for (size_t i = 0; i < base->files.len; i++) {
        const char *known = base->files.items[i].path;
        if (strcmp(known, path) == 0)
            return known;
        if (strcmp(base_name(known), base_name(path)) != 0)
            continue;
        if (found) {
            problem_add(problems, path, 0, NULL, "gói có hai tệp tên này (%s, %s); hãy gửi cả thư mục của gói",
                        "the package has two files of this name (%s, %s); give the package's whole folder", found,
                        known);
            return NULL;
        }
        found = known;
    }
    return found ? found : new_place(arena, path);
}

bool proposal_files(struct arena *arena, const struct package *base, const struct file_list *given,
                    struct problems *problems, struct file_list *ret_files)
{
    if (file_find(given, "contest.ini") && file_find(given, "records.ini")) { /* a whole package */
        *ret_files = *given;
        return true;
    }
    struct file_list placed = {arena_alloc(arena, (given->len + 1) * sizeof *placed.items), 0};
    for (size_t i = 0; i < given->len; i++) {
        const char *path = place_of(arena, base, given->items[i].path, problems);
        if (path && file_find(&placed, path))
            problem_add(problems, path, 0, NULL, "tệp này được gửi hai lần", "this file was given twice");
        else if (path)
            placed.items[placed.len++] = (struct file){path, given->items[i].bytes, given->items[i].len};
    }
    *ret_files = proposal_overlay(arena, &base->files, placed.items, placed.len);
    return problems->errors == 0;
}

static void refuse(struct problems *problems, const char *file, const char *vi, const char *en)
{
    problem_add(problems, file, 0, NULL, "%1$s không đổi được khi cuộc thi đang chạy; cần một thư mục trạng thái mới%2$.0s",
                "%2$s cannot change while the contest runs; that takes a new state folder%1$.0s", vi, en);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Runs, seals and drafts are filed by their periods' ids: the periods stay as they are. */
static bool same_periods(const struct package *a, const struct package *b, struct arena *arena)
{
    struct period_list x = period_list(a, arena), y = period_list(b, arena);
    bool same = x.len == y.len;
    for (size_t i = 0; same && i < x.len; i++)
        same = strcmp(x.items[i].id, y.items[i].id) == 0 && x.items[i].from == y.items[i].from &&
               x.items[i].until == y.items[i].until;
    return same;
}

static bool same_file(const struct package *a, const struct package *b, const char *path)
{
    const struct file *x = file_find(&a->files, path), *y = file_find(&b->files, path);
    return !x || !y ? x == y : x->len == y->len && memcmp(x->bytes, y->bytes, x->len) == 0;
}

static const char *tables_of(struct arena *arena, const struct record_type *type)
{
    return record_sql_tables(arena, type, NULL, 0);
}

/* The tables are what is stored; titles, warnings and limits of letters are free. */
static void compare_records(const struct package *base, const struct package *candidate, struct problems *problems)
{
    struct arena *arena = problems->arena;
    for (size_t i = 0; i < base->types.len; i++) {
        const struct record_type *type = &base->types.items[i];
        const struct record_type *then = record_type_find(&candidate->types, type->name);
        if (!then || strcmp(tables_of(arena, type), tables_of(arena, then)) != 0)
            refuse(problems, "records.ini", arena_printf(arena, "các trường của loại bản ghi “%s”", type->name),
                   arena_printf(arena, "the fields of record type “%s”", type->name));
    }
    for (size_t i = 0; i < candidate->types.len; i++)
        if (!record_type_find(&base->types, candidate->types.items[i].name))
            refuse(problems, "records.ini", "danh sách loại bản ghi", "the list of record types");
}

void proposal_compare(const struct package *base, const struct package *candidate, struct problems *problems)
{
    static const char *const fixed[] = {"units.csv", "successions.csv"};
    if (!same_text(base->id, candidate->id))
        refuse(problems, "contest.ini", "mã của cuộc thi (id)", "the contest's id");
    if (!same_text(base->district, candidate->district))
        refuse(problems, "contest.ini", "đơn vị tổng hợp (district)", "the district");
    if (!same_periods(base, candidate, problems->arena))
        refuse(problems, "contest.ini", "thời gian của cuộc thi, các đợt và các tháng",
               "the contest's days, phases and months");
    for (size_t i = 0; i < LEN(fixed); i++)
        if (!same_file(base, candidate, fixed[i]))
            refuse(problems, fixed[i], "danh mục đơn vị", "the list of units");
    compare_records(base, candidate, problems);
}
