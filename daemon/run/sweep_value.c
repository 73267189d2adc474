/* The values that a parameter is tried with: exact decimals of its own kind, within its range. */
#include "run/sweep.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"

#include <inttypes.h>
#include <string.h>

static bool is_percent(const struct param *param)
{
    return strcmp(param->type, "percent") == 0;
}

static int64_t scaled(struct decimal decimal, int scale)
{
    for (int i = decimal.scale; i < scale; i++)
        decimal.digits *= 10;
    return decimal.digits;
}

/* 70,0 is 70. */
static struct decimal shortest(struct decimal decimal)
{
    while (decimal.scale && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.scale--;
    }
    return decimal;
}

bool sweep_same(const char *a, const char *b)
{
    struct decimal one, other;
    if (!decimal_parse(a, &one, NULL) || !decimal_parse(b, &other, NULL))
        return false;
    one = shortest(one);
    other = shortest(other);
    return one.digits == other.digits && one.scale == other.scale && one.percent == other.percent;
}

/* Of a share with its %, of a number without. */
static bool read_number(const struct param *param, const char *name, const char *text, struct decimal *ret_number, struct err *err)
{
    struct decimal number;
    if (!decimal_parse(text, &number, NULL) || number.percent != is_percent(param))
        return is_percent(param) ? err_set(err, "--%s: “%s” không phải là tỷ lệ; ghi như 80%%", "--%s: “%s” is no share; write it like 80%%", name, text)
                                 : err_set(err, "--%s: “%s” không phải là số; ghi như 15", "--%s: “%s” is no number; write it like 15", name, text);
    *ret_number = shortest(number);
    return true;
}

static bool check_range(const struct param *param, const char *name, const char *text, struct decimal number, struct err *err)
{
    const struct decimal bare = {number.digits, number.scale, false};
    const char *sign = is_percent(param) ? " %" : "";
    return (decimal_compare(param->least, bare) <= 0 && decimal_compare(param->most, bare) >= 0) ||
           err_set(err, "--%s: “%s” nằm ngoài khoảng của %s, từ %" PRId64 "%s đến %" PRId64 "%s",
                   "--%s: “%s” is outside the range of %s, %" PRId64 "%s to %" PRId64 "%s", name, text, param->name, param->least, sign,
                   param->most, sign);
}

static bool check_count(int64_t from, int64_t to, int64_t step, struct err *err)
{
    if (step <= 0)
        return err_set(err, "--step phải lớn hơn 0", "--step must be more than 0");
    if (from > to)
        return err_set(err, "--from lớn hơn --to; đổi chỗ hai giá trị", "--from is greater than --to; exchange them");
    return (to - from) / step < SWEEP_VALUES_MAX ||
           err_set(err, "quá %d giá trị; tăng --step hoặc thu hẹp --from, --to", "more than %d values; take a greater --step or less between --from and --to",
                   SWEEP_VALUES_MAX);
}

struct value *sweep_values(struct arena *arena, const struct param *param, const struct sweep_question *question, struct err *err)
{
    struct decimal from, to, step = {1, 0, is_percent(param)};
    if (!read_number(param, "from", question->from, &from, err) || !read_number(param, "to", question->to, &to, err) ||
        (question->step && !read_number(param, "step", question->step, &step, err)) ||
        !check_range(param, "from", question->from, from, err) || !check_range(param, "to", question->to, to, err))
        return NULL;
    int scale = from.scale > to.scale ? from.scale : to.scale;
    scale = step.scale > scale ? step.scale : scale;
    if (!check_count(scaled(from, scale), scaled(to, scale), scaled(step, scale), err))
        return NULL;
    struct value *list = value_list(arena);
    for (int64_t at = scaled(from, scale); at <= scaled(to, scale); at += scaled(step, scale))
        value_append(list, value_text(arena, decimal_text(arena, shortest((struct decimal){at, scale, is_percent(param)}))));
    return list;
}
