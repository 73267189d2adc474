#include "proof/bundle.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "login/signing_key.h"
#include "package/package.h"
#include "proof/sealed.h"
#include "record/record_type.h"
#include "run/run_job.h"
#include "run/run_stage.h"
#include "store/store.h"

#include <string.h>

enum { JOBS_AT_ONCE = 64 };

struct making {
    struct command_call *call;
    struct sealed of;
    const struct package *now; /* in force: it says what is private */
    struct value *evidence;
    struct value *given; /* what a job of the criterion is given of others' figures (run_job_used) */
};

static struct value *job_for(const struct making *making, const char *criterion, const char *subject)
{
    struct arena *arena = making->call->arena;
    struct value *job = run_job(arena, "explain", making->of.package, criterion, store_path(making->call->store), value_get_int(making->of.seal, "sequence", 0));
    run_job_period(arena, job, making->of.periods, making->of.phase, RUN_FINAL);
    if (value_get(making->given, "used"))
        value_set(job, "used", value_get(making->given, "used"));
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
    making->given = value_map(making->call->arena);
    bool good = run_job_used(making->call->arena, making->given, making->call->store, value_get_int(making->of.content, "run", 0), criterion, err);
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
    value_set_int(bundle, "format", BUNDLE_FORMAT);
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
