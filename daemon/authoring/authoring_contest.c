/* Beginning a contest: a small package that is whole and checks clean, or next year's from this one. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "authoring/new_folder.h"
#include "authoring/next_year.h"
#include "authoring/starter.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/terminal.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first day of the month that is so many months after the day's. */
static int32_t month_after(int32_t day, int months)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    months += month - 1;
    return day_of(year + months / 12, months % 12 + 1, 1);
}

static bool read_day(const char *name, const char *text, int32_t *day, struct err *err)
{
    return !text || day_parse(text, day) ||
           err_set(err, "--%s: “%s” không phải là ngày; ghi như 2026-01-01, hoặc thư mục của gói năm trước cùng --year",
                   "--%s: “%s” is no date; write it like 2026-01-01, or last year's package with --year", name, text);
}

/* Without days: half a year from the first of the next month. */
static bool read_starter(const struct authoring *authoring, struct arena *arena, struct starter *starter, struct err *err)
{
    enum { MONTHS = 6, DAYS_MAX = 3 * 366 };
    struct clock clock;
    clock_init_real(&clock);
    starter->from = month_after(instant_day(clock_now(&clock)), 1);
    if (!read_day("from", authoring->from, &starter->from, err))
        return false;
    starter->last = month_after(starter->from, MONTHS) - 1;
    if (!read_day("until", authoring->until, &starter->last, err))
        return false;
    const char *title = authoring->title ? authoring->title : "Phong trào thi đua (đặt tên)";
    if (!text_is_utf8(title, strlen(title)) || text_unfit(title) >= 0 || strchr(title, '\n'))
        return err_set(err, "--title: phải là một dòng chữ UTF-8", "--title: must be one line of text in UTF-8");
    starter->title = text_clean(arena, title, strlen(title));
    if (!*starter->title || strlen(starter->title) > 500)
        return err_set(err, "--title: từ 1 đến 500 ký tự", "--title: 1 to 500 characters");
    return (starter->from < starter->last && starter->last - starter->from < DAYS_MAX) ||
           err_set(err, "phong trào phải dài từ hai ngày đến ba năm: --from %s, --until %s", "a contest is two days to three years long: --from %s, --until %s",
                   day_text(arena, starter->from), day_text(arena, starter->last));
}

static bool make_starter(const struct authoring *authoring, struct arena *arena, struct file_list *ret_files, struct err *err)
{
    struct starter starter;
    return read_starter(authoring, arena, &starter, err) && starter_make(arena, &starter, ret_files, err);
}

/* Of a package that is good itself: what is wrong in it would be wrong in the new one, and be looked for there. */
static bool make_next_year(const struct authoring *authoring, struct arena *arena, struct file_list *ret_files, struct problems *look, struct err *err)
{
    const char *folder, *within;
    struct package *old;
    struct problems problems;
    problems_init(&problems, arena);
    if (!authoring->from || authoring->until || authoring->title)
        return err_set(err, "--year đi cùng --from GÓI, không cùng --title, --until; sửa tên, ngày ở contest.ini của gói mới",
                       "--year goes with --from PACKAGE, not with --title or --until; change title and days in contest.ini of the new package");
    if (strlen(authoring->year) != 4 || strspn(authoring->year, "0123456789") != 4)
        return err_set(err, "--year: “%s” không phải là năm; ghi như 2026", "--year: “%s” is no year; write it like 2026", authoring->year);
    if (!authoring_folder_find(arena, authoring->from, &folder, &within, err) || !package_read_folder(arena, folder, &problems, &old, err))
        return false;
    return problems.errors ? err_set(err, "%s: gói năm trước có lỗi; sửa theo contest check trước", "%s: last year's package has errors; mend them first, as contest check says", folder)
                           : next_year_make(arena, old, atoi(authoring->year), ret_files, look, err);
}

static bool write_contest(const struct authoring *authoring, struct arena *arena, size_t *ret_count, struct problems *look, struct err *err)
{
    struct file_list files;
    if (!new_folder_may(authoring->paths[0], err) ||
        !(authoring->year ? make_next_year(authoring, arena, &files, look, err) : make_starter(authoring, arena, &files, err)) ||
        !new_folder_write(arena, authoring->paths[0], &files, err))
        return false;
    *ret_count = files.len;
    return true;
}

/* What was written is checked like any package; 1 when it is not good yet. */
static int say(const struct authoring *authoring, struct authoring_folder *folder, size_t count, const struct problems *look)
{
    struct value *answer = value_map(folder->arena);
    for (size_t i = 0; i < look->len; i++)
        problems_put(&folder->problems, &look->items[i]);
    value_set_text(answer, "folder", authoring->paths[0]);
    value_set_int(answer, "files", (int64_t)count);
    value_set_text(answer, "package", folder->package->hash);
    if (!authoring->json)
        terminal_print(stdout, authoring->english ? "written: %s (%zu files)\n" : "đã ghi: %s (%zu tệp)\n", authoring->paths[0], count);
    authoring_folder_say(authoring, folder->arena, answer, &folder->problems);
    if (!authoring->json && !folder->problems.errors)
        terminal_print(stdout, authoring->english ? "Checks clean. Next: edit the files (README.md says the order), then thiduactl contest check %s\n"
                                                  : "Đã kiểm tra, không có lỗi. Tiếp theo: sửa các tệp (thứ tự ở README.md), rồi thiduactl contest check %s\n",
                       authoring->paths[0]);
    return folder->problems.errors != 0;
}

int authoring_contest(const struct authoring *authoring)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct err err = {0};
    struct problems look;
    size_t count;
    int status;
    problems_init(&look, folder.arena);
    if (write_contest(authoring, folder.arena, &count, &look, &err) && authoring_folder_open(&folder, authoring, authoring->paths[0], &err))
        status = say(authoring, &folder, count, &look);
    else
        status = authoring_folder_complain(authoring, &err);
    arena_destroy(folder.arena);
    return status;
}
