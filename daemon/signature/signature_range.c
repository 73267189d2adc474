#include "signature/signature_range.h"

#include "base/arena.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <string.h>

enum { FIELDS_MAX = 1000, DEPTH_MAX = 16 };

struct signature_ranges {
    struct {
        const char *field;
        bool all;
    } items[FIELDS_MAX];
    size_t len;
};

struct reading {
    struct arena *arena;
    qpdf_data pdf;
    const char *bytes;
    size_t len;
    size_t steps;
    struct signature_ranges *ranges;
};

static bool read_range(const struct reading *reading, qpdf_oh signature, long long ret_range[static 4])
{
    qpdf_oh array = qpdf_oh_get_key(reading->pdf, signature, "/ByteRange");
    bool good = qpdf_oh_is_array(reading->pdf, array) && qpdf_oh_get_array_n_items(reading->pdf, array) == 4;
    for (int i = 0; i < 4 && good; i++)
        good = qpdf_oh_get_value_as_longlong(reading->pdf, qpdf_oh_get_array_item(reading->pdf, array, i), &ret_range[i]) && ret_range[i] >= 0 &&
               ret_range[i] <= (long long)reading->len;
    return good;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Between its two parts stands the signature in hexadecimal digits, and nothing else: no room for an object. */
static bool gap_is(const char *gap, size_t len, const unsigned char *contents, size_t count)
{
    if (len != 2 * count + 2 || gap[0] != '<' || gap[len - 1] != '>')
        return false;
    for (size_t i = 0; i < count; i++)
        if (digit(gap[1 + 2 * i]) * 16 + digit(gap[2 + 2 * i]) != contents[i] || digit(gap[2 + 2 * i]) < 0)
            return false;
    return true;
}

static bool covers_all(const struct reading *reading, qpdf_oh signature)
{
    long long range[4];
    size_t count = 0;
    if (!read_range(reading, signature, range) || range[0] != 0 || range[2] < range[1] || range[2] + range[3] != (long long)reading->len)
        return false;
    const char *contents = qpdf_oh_get_binary_string_value(reading->pdf, qpdf_oh_get_key(reading->pdf, signature, "/Contents"), &count);
    return contents && gap_is(reading->bytes + range[1], (size_t)(range[2] - range[1]), (const unsigned char *)contents, count);
}

static void add(struct reading *reading, const char *field, bool all)
{
    struct signature_ranges *ranges = reading->ranges;
    if (ranges->len == FIELDS_MAX)
        return;
    ranges->items[ranges->len].field = field;
    ranges->items[ranges->len++].all = all;
}

/* The parts of a full name stand with a point between them. */
static const char *name_of(const struct reading *reading, qpdf_oh field, const char *parent)
{
    qpdf_oh part = qpdf_oh_get_key(reading->pdf, field, "/T");
    const char *name = qpdf_oh_is_string(reading->pdf, part) ? qpdf_oh_get_utf8_value(reading->pdf, part) : NULL;
    return !name ? parent : *parent ? arena_printf(reading->arena, "%s.%s", parent, name) : arena_strdup(reading->arena, name);
}

static void read_fields(struct reading *reading, qpdf_oh list, const char *parent, int depth)
{
    int count = qpdf_oh_is_array(reading->pdf, list) && depth < DEPTH_MAX ? qpdf_oh_get_array_n_items(reading->pdf, list) : 0;
    for (int i = 0; i < count && reading->steps++ < FIELDS_MAX; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(reading->pdf, list, i);
        if (!qpdf_oh_is_dictionary(reading->pdf, field))
            continue;
        const char *name = name_of(reading, field, parent);
        qpdf_oh value = qpdf_oh_get_key(reading->pdf, field, "/V");
        if (qpdf_oh_is_dictionary(reading->pdf, value) && qpdf_oh_has_key(reading->pdf, value, "/ByteRange"))
            add(reading, name, covers_all(reading, value));
        read_fields(reading, qpdf_oh_get_key(reading->pdf, field, "/Kids"), name, depth + 1);
    }
}

struct signature_ranges *signature_ranges_read(struct arena *arena, const char *bytes, size_t len)
{
    struct signature_ranges *ranges = arena_alloc(arena, sizeof *ranges);
    struct reading reading = {.arena = arena, .pdf = qpdf_init(), .bytes = bytes, .len = len, .ranges = ranges};
    *ranges = (struct signature_ranges){0};
    qpdf_set_suppress_warnings(reading.pdf, QPDF_TRUE);
    qpdf_silence_errors(reading.pdf);
    qpdf_set_attempt_recovery(reading.pdf, QPDF_FALSE); /* what has to be mended is not what was signed */
    if (!(qpdf_read_memory(reading.pdf, "pdf", bytes, len, NULL) & QPDF_ERRORS)) {
        qpdf_oh form = qpdf_oh_get_key(reading.pdf, qpdf_get_root(reading.pdf), "/AcroForm");
        if (qpdf_oh_is_dictionary(reading.pdf, form))
            read_fields(&reading, qpdf_oh_get_key(reading.pdf, form, "/Fields"), "", 0);
    }
    qpdf_cleanup(&reading.pdf);
    return ranges;
}

bool signature_ranges_cover_all(const struct signature_ranges *ranges, const char *field)
{
    size_t found = 0, all = 0;
    for (size_t i = 0; i < ranges->len; i++)
        if (strcmp(ranges->items[i].field, field) == 0) {
            found++;
            all += ranges->items[i].all;
        }
    return found == 1 && all == 1;
}
