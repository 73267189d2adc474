#include "worker/answer_count.h"

#include "base/err.h"

/* A result of a unit has twelve values, one map and about 350 bytes; a row of an explanation ten short cells, one list and some
 * 100 bytes. At the default of 32 MiB these bounds are 2 million values, half a million of them lists or maps. */
enum { VALUE_BYTES = 16, CONTAINER_BYTES = 64, VALUES_LEAST = 1000, DEPTH_MAX = 16 };

static void open_container(struct answer_count *count)
{
    count->values++;
    count->containers++;
    count->depth++;
    if (count->deepest < count->depth)
        count->deepest = count->depth;
}

static void add_inside_text(struct answer_count *count, char c)
{
    count->text = count->escaped || c != '"';
    count->escaped = !count->escaped && c == '\\';
}

static void add_outside(struct answer_count *count, char c)
{
    if (c == '"')
        count->text = true;
    else if (c == '[' || c == '{')
        open_container(count);
    else if (c == ',')
        count->values++;
    else if (c == ']' || c == '}')
        count->depth -= count->depth > 0;
}

void answer_count_add(struct answer_count *count, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        (count->text ? add_inside_text : add_outside)(count, bytes[i]);
}

bool answer_count_check(const struct answer_count *count, size_t answer_max, struct err *err)
{
    size_t values = VALUES_LEAST + answer_max / VALUE_BYTES, containers = VALUES_LEAST + answer_max / CONTAINER_BYTES;
    if (count->deepest > DEPTH_MAX)
        return err_set(err, "câu trả lời có hơn %d tầng danh sách lồng nhau nên bị bỏ", "the answer has more than %d levels of lists and was left out",
                       DEPTH_MAX);
    if (count->values <= values && count->containers <= containers)
        return true;
    return err_set(err, "câu trả lời có hơn %zu giá trị hoặc %zu danh sách nên bị bỏ; nếu cần nhiều thế, tăng [worker] answer của thiduad.conf",
                   "the answer has more than %zu values or %zu lists and was left out; if it takes so many, raise [worker] answer in thiduad.conf", values,
                   containers);
}
