#include "record/written_day.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "record/written_clock.h"
#include "record/written_date.h"
#include "record/written_token.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the numbers that a workbook writes for days ---- */

enum { SERIAL_LEAST = 10000, SERIAL_MOST = 73051 }; /* 1927 to 2099: a year alone (2024) is no day */

/* "45597" or "45597.903": the day and the seconds of it. */
static bool take_serial(const char *text, int32_t epoch, int32_t *ret_day, int *ret_second)
{
    size_t digits = strspn(text, "0123456789");
    if (digits != 5 || (text[digits] && (text[digits] != '.' || !text[digits + 1] ||
                                                      strspn(text + digits + 1, "0123456789") != strlen(text + digits + 1))))
        return false;
    double serial = strtod(text, NULL);
    if (serial < SERIAL_LEAST || serial >= SERIAL_MOST)
        return false;
    int64_t seconds = llround(serial * DAY_SECONDS);
    *ret_day = (int32_t)(seconds / DAY_SECONDS) + (epoch ? epoch : WRITTEN_EPOCH_1900);
    *ret_second = (int)(seconds % DAY_SECONDS);
    return true;
}

static bool refuse_serial(struct arena *arena, const char *text, int32_t day, struct err *err)
{
    return err_set(err, "“%1$s” là số ngày của Excel (sẽ là %2$s) hay gõ nhầm; định dạng cột là ngày rồi lưu lại, hoặc ghi %2$s",
                   "“%1$s” is Excel's number of a day (it would be %2$s) or a mistake; format the column as a date and save "
                   "again, or write %2$s", text, day_text(arena, day));
}

/* ---- days ---- */

static const struct written_how serial_how = {"số ngày của Excel", "Excel's number of a day"};

static bool refuse_midnight(struct arena *arena, const char *text, int32_t day, struct err *err)
{
    return err_set(err, "“%1$s” đọc được hai cách: 0 giờ ngày hôm sau (%2$s 00:00), hay gõ nhầm giờ của ngày %3$s; ghi %2$s 00:00 hoặc "
                   "sửa giờ",
                   "“%1$s” can be read in two ways: the start of the next day (%2$s 00:00), or a mistyped time of %3$s; write "
                   "%2$s 00:00 or correct the time", text, day_text(arena, day + 1), day_text(arena, day));
}

static bool refuse_clock(const char *text, struct err *err)
{
    return err_set(err, "“%s” không phải ngày giờ: không có giờ như vậy; ghi ví dụ 2024-11-05 21:40 hoặc 05/11/2024 21:40:30",
                   "“%s” is no date and time: there is no such time; write it as 2024-11-05 21:40 or 05/11/2024 21:40:30", text);
}

static bool refuse_day(const char *text, struct err *err)
{
    return err_set(err, "“%s” không phải ngày; ghi ngày/tháng/năm hoặc năm-tháng-ngày, ví dụ 05/11/2024 hoặc 2024-11-05",
                   "“%s” is no date; write day/month/year or year-month-day, as 05/11/2024 or 2024-11-05", text);
}

static void skip_between(struct written_tokens *tokens)
{
    static const char *const words[] = {"t", ",", "-", "luc", "vao", "hoi", "ngay", ";", NULL};
    while (written_token_any(tokens, words) >= 0)
        continue;
}

static void skip_lead(struct written_tokens *tokens)
{
    static const char *const words[] = {"luc", "vao", "hoi", NULL};
    written_token_any(tokens, words);
}

static bool at_end(const struct written_tokens *tokens)
{
    return written_token_at(tokens)->kind == WRITTEN_END;
}

/* A date and what stands with it, in either order. */
struct moment {
    enum written_date_found date;
    enum written_clock_found clock;
    int32_t day;
    struct written_clock time;
    struct written_how how;
    bool clock_first;
};

/* False with a sentence, or without one when the text is nothing of the kind. */
static bool read_moment(struct arena *arena, const char *text, struct moment *moment, struct err *err)
{
    struct written_tokens tokens;
    *moment = (struct moment){0};
    if (!written_tokens_read(&tokens, arena, text))
        return false;
    skip_lead(&tokens);
    moment->date = written_date_take(&tokens, arena, text, &moment->day, &moment->how, err);
    if (moment->date == WRITTEN_DATE_REFUSED)
        return false;
    moment->clock_first = moment->date == WRITTEN_DATE_NONE;
    if (!at_end(&tokens)) {
        if (!moment->clock_first)
            skip_between(&tokens);
        moment->clock = written_clock_take(&tokens, &moment->time);
    }
    if (moment->clock_first && moment->clock != WRITTEN_CLOCK_NONE && !at_end(&tokens)) {
        skip_between(&tokens);
        moment->date = written_date_take(&tokens, arena, text, &moment->day, &moment->how, err);
    }
    written_token_take(&tokens, ".");
    return moment->date != WRITTEN_DATE_REFUSED && at_end(&tokens);
}

static struct written_how with(struct arena *arena, struct written_how how, const char *vi, const char *en)
{
    return (struct written_how){arena_printf(arena, "%s; %s", how.vi, vi), arena_printf(arena, "%s; %s", how.en, en)};
}

/* The same instant by the clock of Vietnam. */
static int64_t instant_of(const struct moment *moment)
{
    int64_t local = (int64_t)moment->day * DAY_SECONDS + moment->time.second;
    return local - (moment->time.zoned ? moment->time.zone : DAY_ZONE);
}

bool written_day(struct arena *arena, const char *text, int32_t epoch, int32_t *ret_day, struct written_how *ret_how,
                 struct err *err)
{
    struct moment moment;
    struct err why = {0};
    int second;
    if (take_serial(text, epoch, ret_day, &second)) {
        *ret_how = serial_how;
        return epoch || refuse_serial(arena, text, *ret_day, err);
    }
    if (!read_moment(arena, text, &moment, &why)) {
        if (!why.vi)
            return refuse_day(text, err);
        err_move(err, &why);
        return false;
    }
    if (moment.date == WRITTEN_DATE_NONE)
        return refuse_day(text, err);
    if (moment.clock == WRITTEN_CLOCK_MIDNIGHT)
        return refuse_midnight(arena, text, moment.day, err);
    if (moment.clock == WRITTEN_CLOCK_BAD)
        return refuse_clock(text, err);
    *ret_day = moment.day;
    *ret_how = moment.how;
    if (moment.clock == WRITTEN_CLOCK_NONE)
        return true;
    if (moment.time.zoned && instant_day(instant_of(&moment)) != moment.day)
        return err_set(err, "“%1$s” ghi giờ của múi giờ khác: có thể là ngày %2$s (như đã ghi) hay %3$s (giờ Việt Nam); chỉ ghi ngày",
                       "“%1$s” gives the time of another zone: it may be %2$s (as written) or %3$s (in Vietnam); write the day "
                       "alone", text, day_text(arena, moment.day), day_text(arena, instant_day(instant_of(&moment))));
    *ret_how = moment.time.second ? with(arena, moment.how, "bỏ giờ", "the time is left out")
                                  : with(arena, moment.how, "bỏ 00:00", "00:00 is left out");
    return true;
}

static bool refuse_part(const char *text, const struct moment *moment, struct err *err)
{
    if (moment->date == WRITTEN_DATE_ONE)
        return err_set(err, "“%s” thiếu giờ; ghi cả ngày và giờ, ví dụ 2024-11-05 21:40",
                       "“%s” has no time; write day and time, as 2024-11-05 21:40", text);
    return err_set(err, "“%s” thiếu ngày; ghi cả ngày và giờ, ví dụ 2024-11-05 21:40",
                   "“%s” has no day; write day and time, as 2024-11-05 21:40", text);
}

static bool refuse_instant(const char *text, struct err *err)
{
    return err_set(err, "“%s” không phải ngày giờ; ghi ví dụ 2024-11-05 21:40 hoặc 05/11/2024 21:40:30",
                   "“%s” is no date and time; write it as 2024-11-05 21:40 or 05/11/2024 21:40:30", text);
}

/* A serial with a time of its day. */
static bool instant_of_serial(struct arena *arena, const char *text, int32_t epoch, int32_t day, int second, int64_t *ret_instant,
                              struct err *err)
{
    if (!epoch)
        return refuse_serial(arena, text, day, err);
    if (!strchr(text, '.'))
        return refuse_part(day_text(arena, day), &(struct moment){.date = WRITTEN_DATE_ONE}, err);
    *ret_instant = (int64_t)day * DAY_SECONDS + second - DAY_ZONE;
    return true;
}

bool written_instant(struct arena *arena, const char *text, int32_t epoch, int64_t *ret_instant, struct written_how *ret_how,
                     struct err *err)
{
    struct moment moment;
    struct err why = {0};
    int32_t day;
    int second;
    *ret_how = serial_how;
    if (take_serial(text, epoch, &day, &second))
        return instant_of_serial(arena, text, epoch, day, second, ret_instant, err);
    if (!read_moment(arena, text, &moment, &why)) {
        if (!why.vi)
            return refuse_instant(text, err);
        err_move(err, &why);
        return false;
    }
    if (moment.clock == WRITTEN_CLOCK_BAD)
        return refuse_clock(text, err);
    if (moment.date == WRITTEN_DATE_NONE || moment.clock == WRITTEN_CLOCK_NONE)
        return refuse_part(text, &moment, err);
    if (moment.clock == WRITTEN_CLOCK_MIDNIGHT)
        return refuse_midnight(arena, text, moment.day, err);
    *ret_instant = instant_of(&moment);
    *ret_how = moment.how;
    if (moment.time.zoned)
        *ret_how = with(arena, moment.how, "đổi sang giờ Việt Nam", "brought to the time of Vietnam");
    else if (!moment.time.plain || moment.clock_first)
        *ret_how = with(arena, moment.how, "giờ viết như 8h30, 8:30 CH", "a time like 8h30, 8:30 PM");
    return true;
}
