#include "authoring/year_text.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

static bool is_leap(int year)
{
    return day_is_real(year, 2, 29);
}

int32_t year_day(const struct year_move *move, int32_t day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    year += move->years;
    return day_of(year, month, month == 2 && of_month == 29 && !is_leap(year) ? 28 : of_month);
}

int32_t year_last_day(const struct year_move *move, int32_t day)
{
    int year, month, of_month;
    day_split(day + 1, &year, &month, &of_month);
    return month == 3 && of_month == 1 ? day_of(year + move->years, 3, 1) - 1 : year_day(move, day);
}

static bool is_digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

/* How many letters of a day or month stand here: 10, 7 or none. */
static size_t date_here(const char *begin, const char *at, bool months)
{
    if ((at > begin && at[-1] >= '0' && at[-1] <= '9') || !is_digits(at, 4) || at[4] != '-' || !is_digits(at + 5, 2))
        return 0;
    size_t len = at[7] == '-' && is_digits(at + 8, 2) ? 10 : months ? 7 : 0;
    int month = atoi(at + 5), day = len == 10 ? atoi(at + 8) : 1;
    return len && !(at[len] >= '0' && at[len] <= '9') && day_is_real(atoi(at), month, day) ? len : 0;
}

/* A day as people write it, 05/11/2024: 10, or none. */
static size_t written_day_here(const char *begin, const char *at)
{
    if ((at > begin && at[-1] >= '0' && at[-1] <= '9') || !is_digits(at, 2) || at[2] != '/' || !is_digits(at + 3, 2) || at[5] != '/' || !is_digits(at + 6, 4))
        return 0;
    return !(at[10] >= '0' && at[10] <= '9') && day_is_real(atoi(at + 6), atoi(at + 3), atoi(at)) ? 10 : 0;
}

size_t year_week_here(const char *begin, const char *at)
{
    if ((at > begin && at[-1] >= '0' && at[-1] <= '9') || !is_digits(at, 4) || strncmp(at + 4, "-W", 2) != 0 || !is_digits(at + 6, 2))
        return 0;
    return atoi(at + 6) >= 1 && atoi(at + 6) <= 53 && !(at[8] >= '0' && at[8] <= '9') ? 8 : 0;
}

/* The week that holds the moved Monday. */
static const char *moved_week(const struct year_move *move, const char *at)
{
    int32_t fourth = day_of(atoi(at), 1, 4), monday = fourth - (int32_t)day_weekday(fourth) + 7 * (atoi(at + 6) - 1);
    int32_t moved = year_day(move, monday), thursday = moved - (int32_t)day_weekday(moved) + 3;
    int year, month, day;
    day_split(thursday, &year, &month, &day);
    return arena_printf(move->arena, "%04d-W%02d", year, (int)(thursday - day_of(year, 1, 1)) / 7 + 1);
}

static const char *moved_written_day(const struct year_move *move, const char *at)
{
    int year, month, day;
    day_split(year_day(move, day_of(atoi(at + 6), atoi(at + 3), atoi(at))), &year, &month, &day);
    return arena_printf(move->arena, "%02d/%02d/%04d", day, month, year);
}

char *year_days(const struct year_move *move, const char *text, bool months)
{
    struct buffer out = {0};
    for (const char *at = text; *at;) {
        size_t len = date_here(text, at, months), written = written_day_here(text, at), week = months ? year_week_here(text, at) : 0;
        if (len)
            buffer_add(&out, day_text(move->arena, year_day(move, day_of(atoi(at), atoi(at + 5), len == 10 ? atoi(at + 8) : 1))), len);
        else if (written)
            buffer_add(&out, moved_written_day(move, at), written);
        else if (week)
            buffer_add(&out, moved_week(move, at), week);
        else
            buffer_putc(&out, *at);
        at += len + written + week ? len + written + week : 1;
    }
    return buffer_take(&out, move->arena);
}

bool year_mentions(const struct year_move *move, const char *text)
{
    for (const char *at = text; *at; at++) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 4 && atoi(at) >= move->first && atoi(at) <= move->last)
            return true;
        at += digits ? digits - 1 : 0;
    }
    return false;
}

const char *year_next(struct year_text *text)
{
    if (!*text->at)
        return NULL;
    size_t len = strcspn(text->at, "\n");
    bool carriage = len && text->at[len - 1] == '\r'; /* of a file from Windows */
    const char *line = arena_strndup(text->move->arena, text->at, len - carriage);
    text->at += len + (text->at[len] == '\n');
    return line;
}

bool year_is_comment(const char *line)
{
    line += strspn(line, " \t");
    return *line == '#' || *line == ';' || strncmp(line, "--", 2) == 0;
}

const char *year_value(const char *line, const char *key)
{
    size_t len = strlen(key);
    if (strncmp(line, key, len) != 0)
        return NULL;
    line += len + strspn(line + len, " \t");
    return *line == '=' ? line + 1 + strspn(line + 1, " \t") : NULL;
}

bool year_header(struct arena *arena, const char *line, const char **ret_name, int32_t *ret_day)
{
    const char *inside = *line == '[' ? arena_strndup(arena, line + 1, strcspn(line + 1, "]")) : "", *day = strrchr(inside, ' ');
    if (!day || day == inside || !day_parse(day + 1, ret_day))
        return false;
    *ret_name = arena_strndup(arena, inside, (size_t)(day - inside));
    return true;
}

void year_put(struct year_text *text, const char *line)
{
    buffer_puts(&text->out, line);
    buffer_putc(&text->out, '\n');
    text->line++;
}

void year_look(struct year_text *text, const char *vi, const char *en)
{
    problem_note(text->move->look, text->path, text->line, NULL, "%1$s%2$.0s", "%1$.0s%2$s", vi, en);
}

void year_copy(struct year_text *text, const char *line)
{
    year_put(text, line);
    if (!year_is_comment(line) && year_mentions(text->move, line))
        year_look(text, "nói đến năm của phong trào cũ; sửa theo văn bản mới nếu cần", "speaks of a year of the old contest; change it as the new documents say, where it must be");
}
