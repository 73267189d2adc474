#include "run/suggested.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/used_figure.h"
#include "package/package.h"
#include "run/run.h"
#include "run/run_job.h"
#include "run/stored_run.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

/* With the names of their wards on the period's last day. */
static struct value *named(struct arena *arena, const struct suggested_in *asked, const struct value *candidates)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(candidates); i++) {
        struct value *candidate = value_copy(arena, value_at(candidates, i));
        const char *ward = value_get_text(candidate, "ward", "");
        const struct unit_fact *unit = unit_at(&asked->package->units, ward, asked->period->until - 1);
        value_set_text(candidate, "ward_name", unit ? unit->name : ward);
        value_append(list, candidate);
    }
    return list;
}

/* A receipt of a rule that uses none is what it was before there were any. */
static struct value *receipt_of(struct arena *arena, const struct suggested_in *asked, const struct value *used, const struct value *answer)
{
    const struct value *uses = value_get(answer, "uses");
    struct value *receipt = value_map(arena);
    value_set_text(receipt, "package", asked->package->hash);
    value_set_text(receipt, "rule", run_package(asked->package, asked->period, arena)->suggestion->rule);
    value_set_int(receipt, "sequence", asked->sequence);
    value_set(receipt, "params", value_get(answer, "params"));
    value_set_text(receipt, "hash", digest_value(arena, value_get(answer, "candidates")));
    if (value_len(uses)) {
        value_set_int(receipt, "run", asked->run);
        value_set(receipt, "uses", used_figure_digests(arena, used, uses));
    }
    return receipt;
}

/* The figures of the run that the receipt names, or of the one that spoke last; no run: none. */
static struct value *read_used(struct store *store, struct arena *arena, struct suggested_in *asked, struct err *err)
{
    const struct value *run = asked->run ? stored_run_get(store, arena, asked->run, err) : stored_run_head_at(store, arena, asked->period->id, asked->sequence, err);
    if (!run)
        return NULL;
    if (asked->run && strcmp(value_get_text(run, "period", ""), asked->period->id) != 0) {
        err_set(err, "lần tính %1$lld không phải của kỳ %2$s; ghi đúng số lần tính (run) trong biên nhận", "run %1$lld is not of the period %2$s; give the number that the receipt has as run",
                (long long)asked->run, asked->period->id);
        return NULL;
    }
    asked->run = value_get_int(run, "id", 0);
    const struct value *rows = asked->run ? stored_run_rows(store, arena, asked->run, false, err) : value_list(arena);
    return rows ? used_figure_of_rows(arena, rows) : NULL;
}

struct value *suggested_ask(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct suggested_in *asked,
                             struct err *err)
{
    const struct value *answer;
    if (!asked->package->suggestion) {
        err_set(err, "gói phong trào không có quy tắc gợi ý (suggest.lua); người quản trị thêm tệp ấy vào gói, hoặc cuộc họp tự chọn",
                "the package has no rule for suggestions (suggest.lua); an administrator adds that file, or the meeting chooses without it");
        return NULL;
    }
    struct suggested_in whole = *asked;
    struct value *used = read_used(store, arena, &whole, err);
    if (!used)
        return NULL;
    struct value *job = run_job_suggest(arena, run_package(asked->package, asked->period, arena));
    value_set_text(job, "database", store_path(store));
    value_set_int(job, "sequence", asked->sequence);
    value_set(job, "used", used);
    run_job_period(arena, job, asked->periods, asked->period, RUN_FINAL);
    worker_run(worker, arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    if (!value_is_null(error)) {
        err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
        return NULL;
    }
    if (value_is_null(value_get(ok, "candidates"))) {
        err_set(err, "suggest.lua không dùng được; kiểm tra gói bằng contest check", "suggest.lua is not usable; check the package with contest check");
        return NULL;
    }
    struct value *said = value_map(arena);
    value_set_text(said, "period", asked->period->id);
    value_set_text(said, "period_title", period_title(asked->period, arena));
    value_set(said, "title", value_get(ok, "title"));
    value_set(said, "tie", value_get(ok, "tie"));
    value_set(said, "candidates", named(arena, asked, value_get(ok, "candidates")));
    value_set(said, "receipt", receipt_of(arena, &whole, used, ok));
    return said;
}
