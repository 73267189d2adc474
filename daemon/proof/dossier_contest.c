/* The rules of a dossier: what each criterion measures, as data beside its source; targets with their references; what the paper counted itself. */
#include "proof/dossier_part.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "package/package.h"
#include "proof/sealed.h"
#include "run/run_job.h"
#include "store/store.h"

#include <string.h>

/* ---- the files ---- */

/* Tests and Word templates decide no figure; bodies.ini names people. */
static bool is_left_out(const struct dossier *dossier, const char *path)
{
    static const char *const starts[] = {"tests/", "bodies."};
    size_t len = strlen(path);
    if (len > 5 && strcmp(path + len - 5, ".docx") == 0)
        return true;
    return strncmp(path, starts[0], strlen(starts[0])) == 0 || (!dossier->internal && strncmp(path, starts[1], strlen(starts[1])) == 0);
}

static void add_rules(struct dossier *dossier)
{
    const struct file_list *files = &dossier->package->files;
    for (size_t i = 0; i < files->len; i++)
        if (!is_left_out(dossier, files->items[i].path))
            dossier_add(dossier, arena_printf(dossier->arena, "rules/%s", files->items[i].path), files->items[i].bytes, files->items[i].len);
}

/* ---- what is measured ---- */

static const struct value **read_criteria(const struct dossier *dossier, const struct value **ret_contest, struct err *err)
{
    const struct package *package = dossier->package;
    const struct value **jobs = arena_alloc(dossier->arena, (package->criterion_count + 1) * sizeof *jobs);
    for (size_t i = 0; i < package->criterion_count; i++) {
        struct value *job = run_job(dossier->arena, "check", package, package->criteria[i].id, NULL, 0);
        value_set_bool(job, "measure", true);
        jobs[i] = job;
    }
    *ret_contest = value_get(jobs[0], "contest");
    return sealed_ask(dossier->call, jobs, package->criterion_count, NULL, err);
}

static struct value *criterion_value(struct arena *arena, const struct criterion_source *source, const struct value *answer)
{
    struct value *criterion = value_map(arena);
    value_set_text(criterion, "id", source->id);
    value_set_text(criterion, "path", source->path);
    value_set(criterion, "facts", value_get(answer, "facts"));
    value_set(criterion, "measure", source->evaluator ? value_null(arena) : value_get(answer, "measure"));
    return criterion;
}

static const char *texts_of(struct arena *arena, const struct value *measure, const char *texts)
{
    static const char *const keys[] = {"of", "where", "num", "den", "sql"};
    for (size_t i = 0; i < LEN(keys); i++)
        if (value_get_text(measure, keys[i], NULL))
            texts = arena_printf(arena, "%s\n%s", texts, value_get_text(measure, keys[i], ""));
    return texts;
}

bool dossier_add_contest(struct dossier *dossier, const char **ret_texts, struct err *err)
{
    const struct package *package = dossier->package;
    const struct value *given;
    const struct value **answers = read_criteria(dossier, &given, err);
    struct value *criteria = value_list(dossier->arena), *timed = value_map(dossier->arena);
    *ret_texts = "";
    if (!answers)
        return false;
    for (size_t i = 0; i < package->criterion_count; i++) {
        value_append(criteria, criterion_value(dossier->arena, &package->criteria[i], answers[i]));
        *ret_texts = texts_of(dossier->arena, value_get(answers[i], "measure"), *ret_texts);
    }
    struct value *contest = value_copy(dossier->arena, given);
    run_job_period(dossier->arena, timed, dossier->periods, dossier->phase, RUN_FINAL);
    value_set(contest, "period", value_get(timed, "period"));
    value_set_text(contest, "subject", dossier->subject);
    if (dossier->team)
        value_set(contest, "team", value_get(dossier->team, "id"));
    value_set(contest, "criteria", criteria);
    dossier_add_value(dossier, "contest.json", contest);
    add_rules(dossier);
    return true;
}

/* ---- what the paper counted itself ---- */

/* A record's words may name somebody. */
static struct value *rows_of(const struct dossier *dossier, const struct value *evidence, const struct value *columns)
{
    const struct value *given = value_get(evidence, "rows");
    struct value *rows = value_list(dossier->arena);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *row = value_list(dossier->arena);
        for (size_t c = 0; c < value_len(columns); c++)
            value_append(row, value_at(value_at(given, i), c));
        value_append(rows, row);
    }
    return rows;
}

static struct value *columns_of(const struct dossier *dossier, const struct value *evidence)
{
    const struct value *given = value_get(evidence, "columns");
    struct value *columns = value_list(dossier->arena);
    for (size_t i = 0; i < value_len(given); i++)
        if (dossier->internal || strcmp(value_as_text(value_at(given, i)), "words") != 0)
            value_append(columns, value_at(given, i));
    return columns;
}

static struct value *own_value(const struct dossier *dossier, const struct value *evidence, const char *path)
{
    static const char *const copied[] = {"source", "subject", "sequence", "params"};
    struct value *own = value_map(dossier->arena), *columns = columns_of(dossier, evidence);
    for (size_t i = 0; i < LEN(copied); i++)
        value_set(own, copied[i], value_get(evidence, copied[i]));
    value_set_text(own, "path", path);
    value_set(own, "columns", columns);
    value_set(own, "rows", rows_of(dossier, evidence, columns));
    return own;
}

bool dossier_add_own(struct dossier *dossier, const char **texts, struct err *err)
{
    const struct value *evidence = value_get(dossier->made, "evidence");
    const char *hash = value_get_text(evidence, "source", NULL), *bytes;
    size_t len;
    if (!hash) {
        dossier_add_value(dossier, "figures.json", value_null(dossier->arena));
        return true;
    }
    if (!store_blob(dossier->call->store, dossier->arena, err, &bytes, &len, QUERY_CONTENT_GET, "t", hash))
        return false;
    const char *path = arena_printf(dossier->arena, "own/%s.sql", value_get_text(dossier->paper, "kind", ""));
    dossier_add(dossier, path, bytes, len);
    dossier_add_value(dossier, "figures.json", own_value(dossier, evidence, path));
    *texts = arena_printf(dossier->arena, "%s\n%.*s", *texts, (int)len, bytes);
    return true;
}

/* ---- the prizes ---- */

static struct value *nominees_value(const struct dossier *dossier, const struct value *rates)
{
    const struct value *given = value_get(dossier->made, "nominees");
    struct value *nominees = value_map(dossier->arena);
    for (size_t i = 0; i < value_len(given); i++) {
        const char *kind = value_get_text(value_at(given, i), "kind", "");
        if (value_get(value_get(rates, kind), "amount"))
            value_set_int(nominees, kind, value_get_int(nominees, kind, 0) + 1);
    }
    return nominees;
}

void dossier_add_prizes(struct dossier *dossier)
{
    const struct value *rates = value_get(dossier->made, "rates");
    struct value *prizes = value_map(dossier->arena);
    bool sets = value_get(rates, "base_salary");
    if (sets) {
        value_set(prizes, "day", value_get(dossier->made, "day"));
        value_set(prizes, "rates", rates);
        value_set(prizes, "nominees", nominees_value(dossier, rates));
    }
    dossier_add_value(dossier, "prizes.json", sets ? prizes : value_null(dossier->arena));
}
