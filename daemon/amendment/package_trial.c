#include "amendment/package_trial.h"

#include "alert/alert_kind.h"
#include "amendment/unit_target.h"
#include "award/certificate.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/vocabulary.h"
#include "contest/message_kind.h"
#include "contest/wording.h"
#include "trial/document_trial.h"
#include "duty/duty_check.h"
#include "document/evidence.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "package/soundness.h"
#include "package/unread.h"
#include "record/record_sql.h"
#include "run/run_job.h"
#include "store/record_table.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/worker.h"

#include <string.h>

/* What a worker found of one criterion; its facts are null when it is not usable. */
static void note_check(const struct criterion_source *criterion, const struct value *answer,
                       struct problems *problems, struct value *facts)
{
    const struct value *error = value_get(answer, "error"), *found = value_get(answer, "ok");
    size_t before = problems->errors;
    if (!value_is_null(error))
        problem_add(problems, criterion->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s",
                    value_get_text(error, "vi", "không kiểm tra được"),
                    value_get_text(error, "en", "could not be checked"));
    problems_add_value(problems, value_get(found, "problems"));
    if (!value_is_null(value_get(found, "facts")))
        value_set(facts, criterion->name, value_get(found, "facts"));
    else if (problems->errors == before)
        problem_add(problems, criterion->path, 0, NULL,
                    "tiêu chí không dùng được; xem hướng dẫn viết tiêu chí",
                    "the criterion is not usable; see the rule guide");
}

/* Whether a text speaks of a name that was refused: trying it would only repeat that. It is said where to mend. */
static bool is_doubted(const struct package *package, const char *path, const char *text, struct problems *problems)
{
    const struct doubt *doubt = soundness_doubted(package, text);
    if (doubt)
        problem_warn(problems, doubt->path, 0, doubt->name,
                     "chưa kiểm tra %s vì khai báo này bị từ chối; sửa rồi kiểm tra lại",
                     "%s was not checked, for this is refused; mend it and check again", path);
    return doubt != NULL;
}

static const char *text_of(const struct package *package, const char *path, struct arena *arena)
{
    const struct file *file = path ? file_find(&package->files, path) : NULL;
    return file ? arena_strndup(arena, file->bytes, file->len) : "";
}

/* By all of its files. */
static bool criterion_is_doubted(const struct package *package, const struct criterion_source *criterion,
                                 struct arena *arena, struct problems *problems)
{
    static const char *const endings[] = {"lua", "ini", "sql", "evidence.sql"};
    const char *text = "";
    for (size_t i = 0; i < LEN(endings); i++)
        text = arena_printf(arena, "%s\n%s", text,
                            text_of(package, arena_printf(arena, "criteria/%s.%s", criterion->name, endings[i]), arena));
    return is_doubted(package, criterion->path, text, problems);
}

static bool same_fact(const struct value *was, const struct value *is)
{
    return (value_is_null(was) && value_is_null(is)) || value_equal(was, is);
}

/* Whom it judges, which returns it waits for and since when are of the criterion, not of a version: a phase adds up months of several. */
static void check_versions(const struct package *package, const struct value *facts, struct problems *problems)
{
    static const char *const kept[] = {"subject", "reports", "from"};
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = package->criteria[i].next; version; version = version->next)
            for (size_t k = 0; k < LEN(kept); k++) {
                const struct value *was = value_get(facts, version->id), *is = value_get(facts, version->name);
                if (was && is && !same_fact(value_get(was, kept[k]), value_get(is, kept[k])))
                    problem_add(problems, version->path, 0, kept[k],
                                "không được khác công thức trước ngày ấy (%s); ghi như cũ, hoặc viết một tiêu chí mới bắt đầu từ ngày ấy",
                                "may not differ from the formula before that day (%s); write what stands there, or a new criterion that begins on that day", package->criteria[i].path);
            }
}

static void check_criteria(const struct package *package, const struct worker_settings *worker,
                           struct arena *arena, struct problems *problems, struct value *facts)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            most++;
    const struct value **jobs = arena_alloc(arena, (most + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(arena, (most + 1) * sizeof *answers);
    const struct criterion_source **tried = arena_alloc(arena, (most + 1) * sizeof *tried);
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next) {
            if (criterion_is_doubted(package, version, arena, problems))
                continue;
            tried[count] = version;
            struct value *job = run_job_of(arena, "check", package, version, NULL, 0);
            value_set_bool(job, "measure", unit_target_has(package));
            jobs[count++] = job;
        }
    worker_run(worker, arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        note_check(tried[i], answers[i], problems, facts);
    check_versions(package, facts, problems);
    if (count == most && !problems->errors) /* else it may follow from that */
        unit_target_check(package, &(struct unit_target_rules){tried, answers, count}, arena, problems);
}

/* What a worker found of a rule of no number (nominations, the conclusion), with its examples; rule NULL: the package has it not. */
static void check_other(const struct package *package, const struct criterion_source *rule,
                        struct value *(*job_of)(struct arena *, const struct package *), const struct worker_settings *worker, struct arena *arena,
                        struct problems *problems)
{
    const struct value *answer;
    if (!rule || !soundness_has(package, rule->path) || is_doubted(package, rule->path, rule->source, problems))
        return;
    const struct value *job = job_of(arena, package);
    worker_run(worker, arena, &job, 1, &answer);
    const struct value *error = value_get(answer, "error");
    if (!value_is_null(error))
        problem_add(problems, rule->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(error, "vi", "không kiểm tra được"),
                    value_get_text(error, "en", "could not be checked"));
    problems_add_value(problems, value_get(value_get(answer, "ok"), "problems"));
}

/* A paper that grants an award counts with all of rates.ini; every paper is filled with what records.ini declares. */
static bool dossier_is_doubted(const struct package *package, const struct document_kind *kind, struct arena *arena,
                               struct problems *problems)
{
    const struct doubt *doubt = value_get(kind->settings, "award") ? soundness_doubt_in(package, "rates.ini") : NULL;
    if (!doubt)
        doubt = soundness_doubt_in(package, "records.ini");
    return doubt && is_doubted(package, kind->path, doubt->of ? arena_printf(arena, "%s.%s", doubt->of, doubt->name) : doubt->name, problems);
}

/* Of all templates together, for whoever changes something meanwhile waits: what an ordinary one takes on a machine that has much else to
 * do, and what may be lost by those that are not. */
enum { TEMPLATE_MS = 2000, DOCUMENTS_MS = 20000 };

/* Templates that made the others too late are to be mended first. */
static bool is_late(const struct document_kind *kind, int64_t begun, size_t before, struct problems *problems)
{
    bool late = clock_steady() - begun > DOCUMENTS_MS + (int64_t)before * TEMPLATE_MS;
    if (late)
        problem_add(problems, kind->path, 0, NULL,
                    "chưa kiểm tra mẫu này vì các mẫu trước nó mất quá nhiều thời gian; sửa các mẫu đó trước (nếu máy đang bận việc khác thì thử lại)",
                    "this template was not checked, for those before it took too long; mend them first (when the machine was busy otherwise, try again)");
    return late;
}

static void check_documents(const struct package *package, const struct worker_settings *worker,
                            const struct value *facts, bool tables, struct arena *arena, struct problems *problems)
{
    int64_t begun = clock_steady();
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        const struct file *file = kind->path ? file_find(&package->files, kind->path) : NULL;
        if (!file || !kind->trigger) /* the package's reader has said so */
            continue;
        if (is_late(kind, begun, i, problems))
            return;
        bool doubted = kind->evidence && is_doubted(package, kind->evidence, text_of(package, kind->evidence, arena), problems);
        if (tables && !doubted)
            evidence_check(package, kind, worker, arena, problems);
        bool dossiers = !dossier_is_doubted(package, kind, arena, problems);
        document_trial(package, kind, file, dossiers, facts, worker, arena, problems);
        if (dossiers && problems->errors == 0)
            certificate_check(package, kind, arena, problems);
    }
}

/* A condition is joined from its lines: a constant is said at its section. */
static void check_constants(const struct package *package, const struct record_type *type, struct arena *arena,
                            struct problems *problems)
{
    const struct sql_vocabulary vocabulary = vocabulary_of(package, arena);
    const struct sql_row row = {type, "r", true};
    for (size_t i = 0; i < type->warning_count; i++) {
        const struct sql_findings findings = sql_lint(arena, &vocabulary, &row, type->warnings[i].sql);
        vocabulary_say(&findings, "records.ini", type->warnings[i].line, "when", problems);
    }
}

static bool conditions_are_doubted(const struct package *package, const struct record_type *type, struct arena *arena)
{
    for (size_t i = 0; i < type->warning_count; i++)
        if (soundness_doubted(package, arena_printf(arena, "%s %s", type->name, type->warnings[i].sql)))
            return true;
    return false;
}

/* Its key and what is unique are fields that it has: otherwise something of them was refused, and no table follows. */
static bool is_whole(const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++)
        if (!record_field(type, type->key[i]))
            return false;
    for (size_t i = 0; i < type->unique_count; i++)
        if (!record_field(type, type->unique[i]))
            return false;
    return type->key_count > 0;
}

/* The conditions of records.ini are SQL: each type's are prepared against the tables that follow from the package.
 * False when no tables can be made of it. */
static bool check_conditions(const struct package *package, struct arena *arena, struct problems *problems)
{
    struct err err = {0};
    for (size_t i = 0; i < package->types.len; i++)
        if (!is_whole(&package->types.items[i]))
            return false;
    struct store *store = store_open_scratch(&err);
    bool good = store && record_tables_bring_up(store, 0, &package->types, arena, &err);
    for (size_t i = 0; good && i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        if (conditions_are_doubted(package, type, arena))
            continue;
        struct statement *statement =
            type->warning_count ? store_prepare_condition(store, &package->targets, record_sql_warnings(arena, type), &err) : NULL;
        if (type->warning_count && !statement)
            problem_add_err(problems, "records.ini", type->line, "warning", &err);
        else
            check_constants(package, type, arena, problems);
        statement_finish(statement);
        err_clear(&err);
    }
    if (!good && !problems->errors) /* else its cause is said already */
        problem_add_err(problems, "records.ini", 0, NULL, &err);
    err_clear(&err);
    store_close(store);
    return good;
}

/* What is tried against several files: where one of those could not be read, a trial would only repeat that in other
 * words. */
enum { FILES_MOST = 12 };

struct trial {
    const char *vi, *en;
    const char *files[FILES_MOST];
};

static const struct trial criteria_trial = {
    "các tiêu chí", "the criteria", {"contest.ini", "units.csv", "successions.csv", "records.ini", "targets.ini"}};
static const struct trial document_trials = {
    "các văn bản",
    "the documents",
    {"contest.ini", "units.csv", "successions.csv", "records.ini", "targets.ini", "rates.ini", "bodies.ini", "legal.ini",
     "documents.ini", "criteria/"}};

/* Whether all that it is tried against could be read; else that it was not tried is said at the file to mend. */
static bool may_try(const struct package *package, const struct trial *trial, struct problems *problems)
{
    for (size_t i = 0; i < FILES_MOST && trial->files[i]; i++) {
        const char *lost = soundness_lost(package, trial->files[i]);
        if (!lost)
            continue;
        problem_warn(problems, lost, 0, NULL, "chưa kiểm tra %1$s vì chưa đọc được tệp này; sửa rồi kiểm tra lại%2$.0s",
                     "%2$s were not checked, for this file could not be read; mend it and check again%1$.0s", trial->vi,
                     trial->en);
        return false;
    }
    return true;
}

static void check_alerts(const struct package *package, struct arena *arena, struct problems *problems)
{
    const char **kinds = arena_alloc(arena, alert_kind_count * sizeof *kinds);
    for (size_t i = 0; i < alert_kind_count; i++)
        kinds[i] = alert_kinds[i].name;
    alert_setting_check(package, kinds, alert_kind_count, arena, problems);
}

/* Of a package with a fault elsewhere it may be that fault. */
static void check_params(const struct package *package, struct problems *problems)
{
    for (size_t i = 0; i < package->targets.len && !problems->errors; i++) {
        const char *name = package->targets.items[i].name;
        if (!param_unit(name) && unread_param(package, name))
            problem_warn(problems, "targets.ini", unread_param_line(package, name), name, "không quy tắc, văn bản nào dùng tham số này; xóa các mục của nó, hoặc dùng nó",
                         "no rule and no document uses this parameter; remove its sections, or use it");
    }
}

void package_trial_criterion(const struct package *package, const char *criterion, const struct worker_settings *worker, struct arena *arena,
                             struct problems *problems)
{
    struct value *facts = value_map(arena);
    bool tables = soundness_has(package, "records.ini") && check_conditions(package, arena, problems) && package->district && package->from < package->until;
    if (!may_try(package, &criteria_trial, problems) || !tables)
        return;
    for (size_t i = 0; i < package->criterion_count; i++) {
        const struct criterion_source *source = &package->criteria[i];
        if (strcmp(source->id, criterion) != 0 || criterion_is_doubted(package, source, arena, problems))
            continue;
        const struct value *job = run_job(arena, "check", package, source->id, NULL, 0), *answer;
        worker_run(worker, arena, &job, 1, &answer);
        note_check(source, answer, problems, facts);
    }
}

void package_trial(const struct package *package, const struct worker_settings *worker, struct arena *arena,
                   struct problems *problems, struct value **ret_facts)
{
    struct value *facts = value_map(arena);
    /* Rules are tried on the tables and on the contest's days; without those each would only repeat what is wrong. */
    bool tables = soundness_has(package, "records.ini") && check_conditions(package, arena, problems);
    tables = tables && package->district && package->from < package->until;
    if (may_try(package, &criteria_trial, problems) && tables) {
        check_criteria(package, worker, arena, problems, facts);
        check_other(package, package->suggestion, run_job_suggest, worker, arena, problems);
        check_other(package, package->conclusion, run_job_conclude, worker, arena, problems);
        check_other(package, package->ranking, run_job_rank, worker, arena, problems);
    }
    if (may_try(package, &document_trials, problems))
        check_documents(package, worker, facts, tables, arena, problems);
    check_params(package, problems);
    duty_check(package, arena, problems);
    if (soundness_has(package, "texts.ini"))
        wording_check(package, arena, problems);
    message_kind_check(package, problems);
    check_alerts(package, arena, problems);
    *ret_facts = facts;
}
