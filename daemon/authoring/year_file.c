#include "authoring/year_file.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/file.h"
#include "base/param.h"
#include "base/problem.h"
#include "package/package.h"
#include "package/unit.h"

#include <stdlib.h>
#include <string.h>

/* ---- days that the contest itself sets ---- */

/* hai-an-2024 is hai-an-2025 then. */
static const char *with_year(const struct year_move *move, const char *line, int year)
{
    const char *old = arena_printf(move->arena, "%d", year), *at = strstr(line, old);
    return at ? arena_printf(move->arena, "%.*s%d%s", (int)(at - line), line, year + move->years, at + strlen(old)) : line;
}

static const char *moved_end(const struct year_move *move, const char *line, const char *value)
{
    int32_t day;
    size_t len = strcspn(value, " \t");
    if (!day_parse(arena_strndup(move->arena, value, len), &day))
        return line;
    return arena_printf(move->arena, "%.*s%s%s", (int)(value - line), line, day_text(move->arena, year_last_day(move, day)), value + len);
}

/* From when on weeks and quarters are asked for. */
static const char *first_day(const char *line)
{
    const char *week = year_value(line, "week_from");
    return week ? week : year_value(line, "quarter_from");
}

static void move_first_day(struct year_text *text, const char *line)
{
    int32_t day;
    year_put(text, year_days(text->move, line, false));
    if (day_parse(first_day(line), &day) && day > text->move->old->from)
        year_look(text, "phong trào cũ bắt đầu tính giữa chừng; phong trào mới có thể tính từ ngày đầu", "the old contest began with them half-way; the new one may from its first day on");
}

void year_file_contest(struct year_text *text)
{
    for (const char *line; (line = year_next(text));) {
        const char *end = year_value(line, "until");
        if (end)
            year_put(text, moved_end(text->move, line, end));
        else if (first_day(line))
            move_first_day(text, line);
        else if (year_value(line, "from"))
            year_put(text, year_days(text->move, line, false));
        else
            year_copy(text, year_value(line, "id") ? with_year(text->move, line, text->move->first) : line);
    }
}

/* A value of a unit that is no more when the new contest begins. */
static bool is_of_lost_unit(const struct year_move *move, const char *name)
{
    const char *unit = param_unit(name);
    return unit && !unit_stands(&move->old->units, unit, move->from);
}

void year_file_targets(struct year_text *text)
{
    const char *name, *before = "";
    int32_t day;
    bool kept = true;
    for (const char *line; (line = year_next(text));) {
        bool header = year_header(text->move->arena, line, &name, &day);
        const char *end = year_value(line, "until");
        kept = header ? !is_of_lost_unit(text->move, name) : kept;
        if (header && !kept)
            problem_note(text->move->look, text->path, text->line, name, "mức riêng của đơn vị đã kết thúc, không chép sang", "a value of a unit that has ended, not taken over");
        if (!kept && *line && !year_is_comment(line))
            continue;
        if (!header && !end) {
            year_copy(text, line);
            continue;
        }
        year_put(text, header ? year_days(text->move, line, false) : moved_end(text->move, line, end));
        if (header && param_unit(name))
            year_look(text, "mức riêng của một đơn vị; xem phong trào mới có giữ mức ấy không", "a value of one unit; see whether the new contest keeps it");
        else if (header && strcmp(name, before) == 0)
            year_look(text, "giá trị đổi giữa phong trào cũ; xem phong trào mới có đổi vào ngày này không",
                      "a value that changed within the old contest; see whether it does so in the new one");
        before = header ? name : before;
    }
}

void year_file_duties(struct year_text *text)
{
    for (const char *line; (line = year_next(text));) {
        if (strncmp(line, "date_", 5) != 0) {
            year_copy(text, line);
            continue;
        }
        year_put(text, year_days(text->move, line, false));
        year_look(text, "ngày đã dời sang năm mới; xem lại, nhất là ngày theo âm lịch", "the day was moved; look at it again, above all at one of the lunar calendar");
    }
}

/* ---- the calendar ---- */

static bool is_fixed(int32_t day)
{
    static const struct {
        int month, day;
    } fixed[] = {{1, 1}, {4, 30}, {5, 1}, {9, 2}}; /* Bộ luật Lao động 2019, Điều 112 */
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    for (size_t i = 0; i < LEN(fixed); i++)
        if (fixed[i].month == month && fixed[i].day == of_month)
            return true;
    return false;
}

/* "2025-01-25..2025-02-02 = Tết": false for any other line. */
static bool read_entry(const char *line, int32_t *ret_from, int32_t *ret_last)
{
    char word[32];
    size_t len = strcspn(line, " \t=");
    if (!len || len >= sizeof word)
        return false;
    memcpy(word, line, len);
    word[len] = '\0';
    char *dots = strstr(word, "..");
    if (!dots)
        return day_parse(word, ret_from) && day_parse(word, ret_last);
    *dots = '\0';
    return day_parse(word, ret_from) && day_parse(dots + 2, ret_last);
}

/* Of an entry the days that are fixed by law; what else it had is left as a comment for whoever knows. */
static void move_entry(struct year_text *text, const char *line, int32_t from, int32_t last, bool off)
{
    struct arena *arena = text->move->arena;
    const char *equals = strchr(line, '=');
    int year, month, of_month;
    for (int32_t day = from; off && equals && day <= last; day++) {
        day_split(day, &year, &month, &of_month);
        if (is_fixed(day))
            year_put(text, arena_printf(arena, "%s %s", day_text(arena, year_day(text->move, day)), with_year(text->move, equals, year)));
    }
    if (off && from == last && is_fixed(from))
        return;
    year_put(text, arena_printf(arena, "# năm trước / the year before: %s", line));
    year_look(text, off ? "ngày nghỉ của năm mới theo thông báo; ghi thêm vào đây" : "ngày làm bù của năm mới, nếu có, theo thông báo; ghi thêm vào đây",
              off ? "the new year's days off as announced; add them here" : "the new year's make-up days, if any, as announced; add them here");
}

void year_file_calendar(struct year_text *text)
{
    bool off = true;
    int32_t from, last;
    for (const char *line; (line = year_next(text));) {
        if (*line == '[')
            off = strncmp(line, "[workdays]", strlen("[workdays]")) != 0;
        if (read_entry(line, &from, &last))
            move_entry(text, line, from, last, off);
        else
            year_put(text, line);
    }
}

/* ---- what holds by real days ---- */

/* Whether another section of the name holds by then. */
static bool is_replaced(const struct year_move *move, const char *whole, const char *name, int32_t day)
{
    struct year_text all = {.move = move, .at = whole};
    const char *other;
    int32_t from;
    for (const char *line; (line = year_next(&all));)
        if (year_header(move->arena, line, &other, &from) && strcmp(other, name) == 0 && from > day && from <= move->from)
            return true;
    return false;
}

static void look_at_section(struct year_text *text, int32_t day)
{
    if (day >= text->move->old->from && day < text->move->old->until)
        year_look(text, "mục bắt đầu trong phong trào cũ; xem có còn đúng với phong trào mới không", "a section that began within the old contest; see whether it holds for the new one");
}

void year_file_dated(struct year_text *text)
{
    const char *whole = text->at, *name;
    bool kept = true;
    int32_t day;
    for (const char *line; (line = year_next(text));) {
        bool header = year_header(text->move->arena, line, &name, &day);
        if (header) /* the first section of a rate says its title for all */
            kept = strcmp(text->path, "rates.ini") == 0 || !is_replaced(text->move, whole, name, day);
        if (!kept && *line && !year_is_comment(line))
            continue;
        year_put(text, line);
        const char *end = year_value(line, "until");
        if (header)
            look_at_section(text, day);
        else if (end && day_parse(end, &day) && day < text->move->from)
            year_look(text, "hết hiệu lực trước khi phong trào mới bắt đầu; thêm mục thay thế", "ends before the new contest begins; add the section that replaces it");
    }
}

/* ---- units ---- */

/* The n-th cell of a line of a table, without quotes; "" when there is none. */
static const char *cell(struct arena *arena, const char *line, int column)
{
    for (;; column--) {
        bool quoted = *line == '"';
        const char *begin = line + quoted, *end = quoted ? strchr(begin, '"') : begin + strcspn(begin, ",;\r");
        end = end ? end : begin + strlen(begin);
        if (column == 0)
            return arena_strndup(arena, begin, (size_t)(end - begin));
        line = end + strcspn(end, ",;");
        if (!*line)
            return "";
        line++;
    }
}

static int column_of(struct arena *arena, const char *head, const char *name)
{
    enum { COLUMNS_MAX = 20 };
    for (int i = 0; i < COLUMNS_MAX; i++)
        if (strcmp(cell(arena, head, i), name) == 0)
            return i;
    return -1;
}

/* Rows whose day in the column lies before the new contest are left out; the others stand as they are. */
static void keep_rows(struct year_text *text, const char *column, int32_t first)
{
    const char *line = year_next(text);
    int at = line ? column_of(text->move->arena, line, column) : -1;
    for (; line; line = year_next(text)) {
        int32_t day;
        if (at < 0 || !day_parse(cell(text->move->arena, line, at), &day) || day >= first)
            year_put(text, line);
    }
}

void year_file_units(struct year_text *text)
{
    keep_rows(text, "valid_until", text->move->from);
}

void year_file_successions(struct year_text *text)
{
    keep_rows(text, "on", text->move->from + 1);
}

bool year_file_names_lost_unit(const struct year_move *move, const struct file *file)
{
    const char *text = arena_strndup(move->arena, file->bytes, file->len);
    for (size_t i = 0; i < move->old->units.fact_count; i++) {
        const struct unit_fact *fact = &move->old->units.facts[i];
        size_t len = strlen(fact->id);
        if (unit_stands(&move->old->units, fact->id, move->from) || fact->from > move->from)
            continue;
        for (const char *at = strstr(text, fact->id); at; at = strstr(at + 1, fact->id))
            if ((at == text || strchr(",;\n\"", at[-1])) && strchr(",;\r\n\"", at[len]))
                return true;
    }
    return false;
}

/* A day falls on another day of the week in another year. */
static bool names_week(const char *line)
{
    for (const char *at = line; *at; at++)
        if (year_week_here(line, at))
            return true;
    return false;
}

void year_file_case(struct year_text *text)
{
    bool said = false;
    for (const char *line; (line = year_next(text));) {
        year_put(text, year_days(text->move, line, true));
        if (!said && names_week(line))
            year_look(text, "ca tính theo tuần: ngày của năm mới rơi vào thứ khác; xem lại tuần và kết quả", "a case of weeks: days fall on other days of the week in the new year; look at the weeks and the results");
        said = said || names_week(line);
    }
}
