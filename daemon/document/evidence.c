#include "document/evidence.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "contest/vocabulary.h"
#include "document/document_figure.h"
#include "package/package.h"
#include "package/soundness.h"
#include "record/sql_token.h"
#include "run/run_job.h"
#include "store/store.h"
#include "worker/kept_answer.h"

#include <string.h>

enum { ROWS_MOST = 20000 }; /* of one document: what nobody could check by hand is no evidence */

static const struct value *ask(const struct worker_settings *worker, struct arena *arena, struct value *job,
                               bool *ret_refused, struct err *err)
{
    const struct value *answer;
    value_set_int(job, "limit", ROWS_MOST);
    kept_answer_run(worker, arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *error = value_get(answer, "error");
    if (!error)
        return value_get(answer, "ok");
    *ret_refused = strcmp(value_get_text(error, "kind", ""), "start") != 0;
    err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
    return NULL;
}

static struct value *job_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct period_list *periods, const struct period *phase, const char *subject)
{
    const struct file *file = file_find(&package->files, kind->evidence);
    const char *source = file ? arena_strndup(arena, file->bytes, file->len) : "";
    struct value *job = run_job_sql(arena, package, kind->evidence, source);
    run_job_period(arena, job, periods, phase, RUN_FINAL);
    value_set_text(job, "subject", subject);
    return job;
}

struct value *evidence_at(const struct turn *turn, const struct period *phase, const struct document_kind *kind, const struct value *sequence, const char *subject,
                          bool *ret_refused, struct err *err)
{
    struct arena *arena = turn->arena;
    const struct file *file = file_find(&turn->package->files, kind->evidence);
    struct value *job = job_of(arena, turn->package, kind, turn->periods, phase, subject);
    value_set_text(job, "database", store_path(turn->store));
    value_set(job, "sequence", sequence);
    const struct value *answer = ask(turn->worker, arena, job, ret_refused, err);
    if (!answer)
        return NULL;
    *ret_refused = true;
    if (value_get_bool(answer, "more", false))
        return err_set(err, "%s: hơn %d dòng; viết câu truy vấn hẹp lại", "%s: more than %d rows; make the query narrower",
                       kind->evidence, ROWS_MOST),
               NULL;
    struct value *evidence = value_map(arena);
    value_set_text(evidence, "source", file ? digest_bytes(arena, file->bytes, file->len) : NULL);
    value_set_text(evidence, "subject", subject);
    value_set(evidence, "sequence", sequence);
    value_set(evidence, "columns", value_get(answer, "columns"));
    value_set(evidence, "rows", value_get(answer, "rows"));
    value_set(evidence, "params", value_get(answer, "params"));
    return evidence;
}

/* Of a paper without a seal: all of the contest, by the key of its occasion (a record's: :period). */
static struct period occasion_period(const struct turn *turn, const struct value *occasion, const struct period *given)
{
    struct period period = *given;
    for (size_t i = 0; i < turn->periods->len; i++)
        if (turn->periods->items[i].kind == PERIOD_CONTEST)
            period = turn->periods->items[i];
    period.id = value_get_text(occasion, "key", period.id);
    return period;
}

bool evidence_add(struct turn *turn, const struct period *phase, const struct document_kind *kind,
                  const struct value *seal, struct value *dossier, bool *ret_refused, struct err *err)
{
    const struct value *nominees = value_get(dossier, "nominees");
    const char *subject = value_get_text(dossier, "subject", "");
    const struct value *sealed = value_get(seal, "sequence"), *sequence = sealed ? sealed : value_get(dossier, "sequence");
    if (!kind->evidence)
        return true;
    if (value_len(nominees) > 0)
        subject = value_get_text(value_at(nominees, 0), "subject", subject);
    const struct period whole = sealed ? *phase : occasion_period(turn, value_get(dossier, "occasion"), phase);
    const struct value *evidence = evidence_at(turn, &whole, kind, sequence, subject, ret_refused, err);
    if (evidence)
        value_set(dossier, "evidence", evidence);
    return evidence != NULL;
}

/* Each unit's paper has its own rows: a SELECT that does not ask for them would give each those of all. */
static void check_own_rows(struct arena *arena, const struct document_kind *kind, const char *sql, struct problems *problems)
{
    const struct sql_tokens tokens = sql_tokens_of(arena, sql);
    bool own = false;
    for (size_t i = 0; i < tokens.len; i++)
        own |= tokens.items[i].kind == SQL_PARAMETER && strcmp(tokens.items[i].text, ":subject") == 0;
    if (kind->each && !own)
        problem_add(problems, kind->evidence, 0, kind->kind, "[%1$s] lập riêng cho từng đơn vị, câu truy vấn này không dùng :subject nên đơn vị nào cũng có mọi dòng; thêm điều kiện theo :subject",
                    "[%1$s] is a paper of each unit, and this query does not use :subject, so each would have all rows; add a condition on :subject", kind->kind);
}

void evidence_check(const struct package *package, const struct document_kind *kind,
                    const struct worker_settings *worker, struct arena *arena, struct problems *problems)
{
    struct err err = {0};
    bool refused;
    struct period_list periods = period_list(package, arena);
    const struct period *phase = NULL;
    for (size_t i = 0; i < periods.len && !phase; i++)
        if (periods.items[i].kind == PERIOD_PHASE)
            phase = &periods.items[i];
    if (!kind->evidence || !file_find(&package->files, kind->evidence) || !soundness_has(package, kind->evidence) || !phase)
        return;
    const struct value *answer =
        ask(worker, arena, job_of(arena, package, kind, &periods, phase, package->district), &refused, &err);
    if (!answer || !document_figures(arena, kind, answer, &err)) {
        problem_add_err(problems, kind->evidence, 0, NULL, &err);
        return;
    }
    const struct file *file = file_find(&package->files, kind->evidence);
    const struct sql_vocabulary vocabulary = vocabulary_of(package, arena);
    const struct sql_findings findings = sql_lint(arena, &vocabulary, NULL, arena_strndup(arena, file->bytes, file->len));
    vocabulary_say(&findings, kind->evidence, 1, NULL, problems);
    check_own_rows(arena, kind, arena_strndup(arena, file->bytes, file->len), problems);
    document_figures_check_shares(arena, kind, value_get(answer, "columns"), arena_strndup(arena, file->bytes, file->len), problems);
}
