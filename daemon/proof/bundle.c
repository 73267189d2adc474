#include "proof/bundle.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/used_figure.h"
#include "login/signing_key.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "proof/sealed.h"
#include "record/record_type.h"
#include "run/run_job.h"
#include "run/run_stage.h"
#include "store/store.h"

#include <string.h>

enum { FORMAT = 1, JOBS_AT_ONCE = 64 };

/* ---- made ---- */

struct making {
    struct command_call *call;
    struct sealed of;
    const struct package *now; /* in force: it says what is private */
    struct value *evidence;
};

static struct value *job_for(const struct making *making, const char *criterion, const char *subject)
{
    struct arena *arena = making->call->arena;
    struct value *job = run_job(arena, "explain", making->of.package, criterion, store_path(making->call->store), value_get_int(making->of.seal, "sequence", 0));
    run_job_period(arena, job, making->of.periods, making->of.phase, RUN_FINAL);
    used_figure_give(arena, job, value_get(making->of.content, "receipt"), criterion, value_get(making->of.content, "results"));
    value_set_text(job, "subject", subject);
    value_set(job, "private", record_private_value(&making->now->types, arena));
    value_set_int(job, "limit", CALL_FILE_ROWS);
    return job;
}

/* Rows that are too many for one answer have their count alone. */
static void keep_evidence(struct making *making, const char *criterion, const char *subject, const struct value *answer)
{
    struct arena *arena = making->call->arena;
    const struct value *evidence = value_get(answer, "evidence"), *rows = value_get(evidence, "rows");
    struct value *of_criterion = value_copy(arena, value_get(making->evidence, criterion)), *entry = value_map(arena);
    int64_t total = value_get_int(evidence, "total", 0);
    value_set_int(entry, "rows", total);
    value_set_text(entry, "sha256", total == (int64_t)value_len(rows) ? digest_value(arena, rows) : NULL);
    value_set(of_criterion, subject, entry);
    value_set(making->evidence, criterion, of_criterion);
}

static bool ask(struct making *making, const char *criterion, const char *const *subjects, size_t count, struct err *err)
{
    const struct value *jobs[JOBS_AT_ONCE] = {NULL};
    for (size_t i = 0; i < count; i++)
        jobs[i] = job_for(making, criterion, subjects[i]);
    size_t failed = 0;
    const struct value **answers = sealed_ask(making->call, jobs, count, &failed, err);
    if (!answers)
        return err_prefix(err, "chỉ tiêu %s của %s", "criterion %s of %s", criterion, subjects[failed]);
    for (size_t i = 0; i < count; i++)
        keep_evidence(making, criterion, subjects[i], answers[i]);
    return true;
}

/* Of each ward that has a result which could be counted. */
static bool add_evidence(struct making *making, const char *criterion, struct err *err)
{
    const struct value *results = value_get(making->of.content, "results");
    const char *subjects[JOBS_AT_ONCE];
    size_t count = 0;
    bool good = true;
    value_set(making->evidence, criterion, value_map(making->call->arena));
    for (size_t i = 0; good && i < value_len(results); i++) {
        const struct value *row = value_at(results, i), *cell = value_get(value_get(row, "cells"), criterion);
        if (cell && strcmp(value_get_text(row, "level", ""), "ward") == 0 && strcmp(value_get_text(cell, "verdict", "error"), "error") != 0)
            subjects[count++] = value_get_text(row, "subject", "");
        if (count == JOBS_AT_ONCE) {
            good = ask(making, criterion, subjects, count, err);
            count = 0;
        }
    }
    return good && ask(making, criterion, subjects, count, err);
}

static bool gather(struct making *making, struct err *err)
{
    const struct value *criteria = value_get(making->of.content, "criteria");
    making->evidence = value_map(making->call->arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        call_progress(making->call, "đang tính mã băm các bản ghi của chỉ tiêu %s", "hashing the records of criterion %s", id);
        if (!add_evidence(making, id, err))
            return false;
    }
    return true;
}

static struct value *bundle_value(const struct making *making)
{
    static const char *const kept[] = {"id", "hash", "sequence", "content"};
    struct arena *arena = making->call->arena;
    const struct package *package = making->of.package;
    const struct unit_fact *district = unit_at(&package->units, package->district, making->of.phase->until - 1);
    struct value *bundle = value_map(arena), *contest = value_map(arena), *issuer = value_map(arena), *seal = value_map(arena);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "title", package->title);
    value_set_text(issuer, "unit", package->district);
    value_set_text(issuer, "name", district ? district->name : package->district);
    for (size_t i = 0; i < LEN(kept); i++)
        value_set(seal, kept[i], value_get(making->of.seal, kept[i]));
    value_set_int(bundle, "format", FORMAT);
    value_set(bundle, "contest", contest);
    value_set(bundle, "issuer", issuer);
    value_set(bundle, "seal", seal);
    value_set(bundle, "evidence", making->evidence);
    return bundle;
}

bool bundle_make(struct command_call *call, const char *seal, struct buffer *out, struct err *err)
{
    struct making making = {.call = call};
    struct buffer text = {0};
    const struct period_list *periods;
    if (!sealed_find(call, seal, &making.of, err) || !call_contest(call, &making.now, &periods, err) || !gather(&making, err))
        return false;
    const struct signing_key *key = signing_key_of(call->login);
    struct value *file = value_map(call->arena), *bundle = bundle_value(&making);
    json_write_canonical(&text, bundle);
    value_set(file, "bundle", bundle);
    value_set_text(file, "key", signing_public(key, call->arena));
    value_set_text(file, "signature", signing_sign_text(key, text.bytes, text.len, call->arena));
    buffer_finish(&text);
    json_write_canonical(out, file);
    buffer_putc(out, '\n');
    return true;
}

/* ---- read ---- */

/* Of one that was read: its parts, never NULL (an empty map stands for what is not there). */
struct reading {
    struct arena *arena;
    const char *file;
    const struct value *bundle, *seal, *content;
    struct problems *problems;
};

static const struct value *map_of(struct arena *arena, const struct value *map, const char *key)
{
    const struct value *found = value_type(map) == VALUE_MAP ? value_get(map, key) : NULL;
    return value_type(found) == VALUE_MAP ? found : value_map(arena);
}

static void check_signature(const struct reading *reading, const struct value *file, const char *announced)
{
    struct buffer text = {0};
    const char *key = value_get_text(file, "key", "");
    json_write_canonical(&text, reading->bundle);
    if (!signing_holds_text(key, text.bytes, text.len, value_get_text(file, "signature", "")))
        problem_add(reading->problems, reading->file, 0, NULL, "chữ ký không đúng: tệp đã bị sửa hoặc không do thidua lập; xin lại tệp từ đơn vị",
                    "the signature does not hold: the file was changed or is none of thidua's; ask the unit for it again");
    else if (announced && strcmp(announced, key) != 0)
        problem_add(reading->problems, reading->file, 0, NULL, "khóa đã ký, %s, không phải khóa đơn vị công bố; tệp này không do đơn vị ấy lập",
                    "it was signed by the key %s, which is not the one that was announced; that unit did not make it", key);
    buffer_finish(&text);
}

static void check_hash(const struct reading *reading)
{
    const char *hash = value_get_text(reading->seal, "hash", "");
    if (strcmp(digest_value(reading->arena, reading->content), hash) != 0)
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
    const struct value *criteria = value_get(reading->content, "criteria"), *results = value_get(reading->content, "results");
    const char *district = value_get_text(map_of(reading->arena, reading->bundle, "issuer"), "unit", "");
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
    const struct value *results = value_get(reading->content, "results");
    bool good = value_get_int(reading->bundle, "format", 0) == FORMAT && is_list_of(value_get(reading->content, "criteria"), of_criterion) &&
                is_list_of(results, of_result) && has_cells(results);
    return good || err_set(err, "tệp này không phải là gói kết quả của một đợt đã chốt (seals export)", "the file is no bundle of a sealed phase (seals export)");
}

static struct value *titles_of(struct arena *arena, const struct value *criteria)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *title = value_map(arena);
        value_set(title, "id", value_get(value_at(criteria, i), "id"));
        value_set(title, "title", value_get(value_at(criteria, i), "title"));
        value_append(list, title);
    }
    return list;
}

static struct value *answer_of(const struct reading *reading, const struct value *file, const struct signing_key *own)
{
    struct arena *arena = reading->arena;
    const struct value *contest = map_of(arena, reading->bundle, "contest"), *issuer = map_of(arena, reading->bundle, "issuer");
    const char *key = value_get_text(file, "key", "");
    struct value *answer = value_map(arena);
    value_set_text(answer, "contest", value_get_text(contest, "id", NULL));
    value_set_text(answer, "title", value_get_text(contest, "title", NULL));
    value_set_text(answer, "issuer", value_get_text(issuer, "unit", NULL));
    value_set_text(answer, "issuer_name", value_get_text(issuer, "name", NULL));
    value_set_text(answer, "seal", value_get_text(reading->seal, "id", NULL));
    value_set_text(answer, "phase", value_get_text(reading->content, "phase", NULL));
    value_set_text(answer, "sealed_at", value_get_text(reading->content, "sealed_at", NULL));
    value_set_text(answer, "key", key);
    value_set_bool(answer, "own", strcmp(key, signing_public(own, arena)) == 0);
    value_set(answer, "criteria", titles_of(arena, value_get(reading->content, "criteria")));
    value_set(answer, "rows", value_get(reading->content, "results"));
    return answer;
}

struct value *bundle_read(struct command_call *call, const char *bytes, size_t len, const char *key, struct problems *problems, struct err *err)
{
    const struct value *file = parse_bundle(call->worker, bytes, len, call->arena, err);
    struct reading reading = {.arena = call->arena, .file = call->files.items[0].path, .problems = problems};
    if (!file)
        return NULL;
    reading.bundle = map_of(call->arena, file, "bundle");
    reading.seal = map_of(call->arena, reading.bundle, "seal");
    reading.content = map_of(call->arena, reading.seal, "content");
    if (!check_shape(&reading, err))
        return NULL;
    check_signature(&reading, file, key);
    check_hash(&reading);
    check_sums(&reading);
    struct value *answer = answer_of(&reading, file, signing_key_of(call->login));
    value_set(answer, "problems", problems_to_value(problems, call->arena));
    return answer;
}
