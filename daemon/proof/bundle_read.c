#include "proof/bundle_read.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "login/signing_key.h"
#include "parse/parse_template.h"
#include "proof/bundle.h"

#include <string.h>

struct reading {
    struct arena *arena;
    const char *file;
    const struct bundle *said;
    struct problems *problems;
};

/* An empty map stands for what is not there. */
static const struct value *map_of(struct arena *arena, const struct value *map, const char *key)
{
    const struct value *found = value_type(map) == VALUE_MAP ? value_get(map, key) : NULL;
    return value_type(found) == VALUE_MAP ? found : value_map(arena);
}

static void check_signature(const struct reading *reading)
{
    struct buffer text = {0};
    json_write_canonical(&text, reading->said->bundle);
    if (!signing_holds_text(reading->said->key, text.bytes, text.len, value_get_text(reading->said->file, "signature", "")))
        problem_add(reading->problems, reading->file, 0, NULL, "chữ ký không đúng: tệp đã bị sửa hoặc không do thidua lập; xin lại tệp từ đơn vị",
                    "the signature does not hold: the file was changed or is none of thidua's; ask the unit for it again");
    buffer_finish(&text);
}

static void check_hash(const struct reading *reading)
{
    const char *hash = value_get_text(reading->said->seal, "hash", "");
    if (strcmp(digest_value(reading->arena, reading->said->content), hash) != 0)
        problem_add(reading->problems, reading->file, 0, NULL, "nội dung bản chốt không khớp mã băm của nó", "what the seal holds does not agree with its hash");
}

static bool is_summed(const struct value *criterion)
{
    return strcmp(value_get_text(value_get(criterion, "facts"), "roll_up", ""), "sum") == 0;
}

/* The district's figure, and the sum of its wards'; false where one of them has none. */
static bool sum_of(const struct value *results, const char *district, const char *criterion, const char *figure, int64_t *ret_own, int64_t *ret_sum)
{
    bool own = false;
    *ret_own = *ret_sum = 0;
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *row = value_at(results, i), *value = value_get(value_get(value_get(row, "cells"), criterion), figure);
        bool ward = strcmp(value_get_text(row, "level", ""), "ward") == 0;
        if (!ward && strcmp(value_get_text(row, "subject", ""), district) != 0)
            continue;
        if (value_type(value) != VALUE_INT)
            return false;
        if (ward && __builtin_add_overflow(*ret_sum, value_as_int(value), ret_sum))
            return false;
        if (!ward)
            *ret_own = value_as_int(value);
        own = own || !ward;
    }
    return own;
}

static void check_sums(const struct reading *reading)
{
    static const char *const figures[] = {"num", "den"};
    const struct value *criteria = value_get(reading->said->content, "criteria"), *results = value_get(reading->said->content, "results");
    const char *district = value_get_text(reading->said->issuer, "unit", "");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        for (size_t f = 0; is_summed(value_at(criteria, i)) && f < LEN(figures); f++) {
            int64_t own, sum;
            if (sum_of(results, district, id, figures[f], &own, &sum) && own != sum)
                problem_add(reading->problems, reading->file, 0, id, "%s: tổng ghi %lld, cộng các đơn vị được %lld", "%s: the total says %lld, its units add up to %lld",
                            figures[f], (long long)own, (long long)sum);
        }
    }
}

/* A list of maps each with these texts. */
static bool is_list_of(const struct value *list, const char *const *texts)
{
    bool good = value_type(list) == VALUE_LIST;
    for (size_t i = 0; good && i < value_len(list); i++)
        for (size_t t = 0; good && texts[t]; t++)
            good = value_type(value_get(value_at(list, i), texts[t])) == VALUE_TEXT;
    return good;
}

static bool has_cells(const struct value *results)
{
    bool good = true;
    for (size_t i = 0; good && i < value_len(results); i++) {
        const struct value *cells = value_get(value_at(results, i), "cells");
        good = value_type(cells) == VALUE_MAP;
        for (size_t j = 0; good && j < value_len(cells); j++)
            good = value_type(value_item(cells, j)) == VALUE_MAP;
    }
    return good;
}

/* What follows goes through these lists. */
static bool check_shape(const struct reading *reading, struct err *err)
{
    static const char *const of_criterion[] = {"id", "title", NULL}, *const of_result[] = {"subject", "level", "name", NULL};
    const struct value *results = value_get(reading->said->content, "results");
    bool good = value_get_int(reading->said->bundle, "format", 0) == BUNDLE_FORMAT && is_list_of(value_get(reading->said->content, "criteria"), of_criterion) &&
                is_list_of(results, of_result) && has_cells(results);
    return good || err_set(err, "tệp này không phải là gói kết quả của một đợt đã chốt (seals export)", "the file is no bundle of a sealed phase (seals export)");
}

bool bundle_open(const struct worker_settings *worker, struct arena *arena, const struct file *file, struct problems *problems, struct bundle *ret_bundle, struct err *err)
{
    const struct value *read = parse_bundle(worker, file->bytes, file->len, arena, err);
    struct bundle said = {.file = read};
    const struct reading reading = {arena, file->path, &said, problems};
    if (!read)
        return false;
    said.key = value_get_text(read, "key", "");
    said.bundle = map_of(arena, read, "bundle");
    said.contest = map_of(arena, said.bundle, "contest");
    said.issuer = map_of(arena, said.bundle, "issuer");
    said.evidence = map_of(arena, said.bundle, "evidence");
    said.seal = map_of(arena, said.bundle, "seal");
    said.content = map_of(arena, said.seal, "content");
    if (!check_shape(&reading, err))
        return false;
    check_signature(&reading);
    check_hash(&reading);
    check_sums(&reading);
    *ret_bundle = said;
    return true;
}
