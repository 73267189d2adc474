#include "amendment/package_trial.h"

#include "alert/alert_kind.h"
#include "amendment/criteria_trial.h"
#include "amendment/paper_standing.h"
#include "award/certificate.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
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

/* A paper that grants an award counts with all of rates.ini; every paper is filled with what records.ini declares. */
static bool dossier_is_doubted(const struct package *package, const struct document_kind *kind, struct arena *arena,
                               struct problems *problems)
{
    const struct doubt *doubt = value_get(kind->settings, "award") ? soundness_doubt_in(package, "rates.ini") : NULL;
    if (!doubt)
        doubt = soundness_doubt_in(package, "records.ini");
    return doubt && criteria_trial_doubted(package, kind->path, doubt->of ? arena_printf(arena, "%s.%s", doubt->of, doubt->name) : doubt->name, problems);
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

/* stand: the templates need no trial. */
static void check_documents(const struct package *package, const struct worker_settings *worker,
                            const struct value *facts, bool tables, bool stand, struct arena *arena, struct problems *problems)
{
    int64_t begun = clock_steady();
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        const struct file *file = kind->path ? file_find(&package->files, kind->path) : NULL;
        if (!file || !kind->trigger) /* the package's reader has said so */
            continue;
        if (is_late(kind, begun, i, problems))
            return;
        bool doubted = kind->evidence && criteria_trial_doubted(package, kind->evidence, criteria_trial_text(package, kind->evidence, arena), problems);
        if (tables && !doubted)
            evidence_check(package, kind, worker, arena, problems);
        if (stand)
            continue;
        bool dossiers = !dossier_is_doubted(package, kind, arena, problems);
        document_trial(package, kind, file, dossiers, facts, worker, problems);
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
static bool check_conditions(const struct package *package, const struct worker_settings *worker, struct arena *arena, struct problems *problems)
{
    struct err err = {0};
    for (size_t i = 0; i < package->types.len; i++)
        if (!is_whole(&package->types.items[i]))
            return false;
    struct store *store = store_open_scratch(worker->kept, &err);
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

/* Rules are tried on the tables and on the contest's days; without those each would only repeat what is wrong. */
static bool has_tables(const struct package *package, const struct worker_settings *worker, struct arena *arena, struct problems *problems)
{
    return soundness_has(package, "records.ini") && check_conditions(package, worker, arena, problems) && package->district && package->from < package->until;
}

/* What is tried against several files: where one of those could not be read, a trial would only repeat that in other
 * words. */
enum { FILES_MOST = 12, CRITERIA_FILES = 5 };

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

/* What takes no worker. */
static void check_words(const struct package *package, struct arena *arena, struct problems *problems)
{
    duty_check(package, arena, problems);
    if (soundness_has(package, "texts.ini"))
        wording_check(package, arena, problems);
    message_kind_check(package, problems);
    check_alerts(package, arena, problems);
}

/* The rules of no number, in each of their versions; those of one file alone, unless path is NULL. */
static void check_other_rules(const struct package *package, const char *path, const struct worker_settings *worker, struct arena *arena, struct problems *problems)
{
    const struct
    {
        const struct criterion_source *rule;
        struct value *(*job_of)(struct arena *, const struct package *);
    } others[] = {{package->suggestion, run_job_suggest}, {package->conclusion, run_job_conclude}, {package->ranking, run_job_rank}};
    for (size_t i = 0; i < LEN(others); i++)
        for (const struct criterion_source *version = others[i].rule; version; version = version->next)
            if (!path || strcmp(version->path, path) == 0)
                criteria_trial_other(package, version, others[i].job_of, worker, arena, problems);
}

/* The rule of no number, or the SELECT of a paper, that the file is. */
static void check_other_file(const struct package *package, const char *path, const struct worker_settings *worker, struct arena *arena, struct problems *problems)
{
    check_other_rules(package, path, worker, arena, problems);
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        if (kind->evidence && strcmp(kind->evidence, path) == 0 && !criteria_trial_doubted(package, path, criteria_trial_text(package, path, arena), problems))
            evidence_check(package, kind, worker, arena, problems);
    }
}

/* A file that every criterion is tried against. */
static bool is_read_by_all(const struct value *changed)
{
    bool found = false;
    for (size_t i = 0; i < value_len(changed); i++)
        found = found || text_place(value_get_text(value_at(changed, i), "path", ""), criteria_trial.files, CRITERIA_FILES) >= 0;
    return found;
}

void package_trial_files(const struct package *package, const struct value *changed, const struct worker_settings *worker, struct arena *arena,
                         struct problems *problems)
{
    bool tried = has_tables(package, worker, arena, problems) && may_try(package, &criteria_trial, problems);
    if (tried && is_read_by_all(changed))
        criteria_trial_all(package, worker, arena, problems, value_map(arena));
    else if (tried)
        criteria_trial_files(package, changed, worker, arena, problems);
    for (size_t i = 0; tried && i < value_len(changed); i++)
        check_other_file(package, value_get_text(value_at(changed, i), "path", ""), worker, arena, problems);
    check_words(package, arena, problems);
}

void package_trial(const struct package *package, const struct package_trial_known *known, const struct worker_settings *worker, struct arena *arena,
                   struct problems *problems, struct value **ret_facts)
{
    struct value *facts = value_map(arena);
    bool tables = has_tables(package, worker, arena, problems);
    if (may_try(package, &criteria_trial, problems) && tables) {
        criteria_trial_all(package, worker, arena, problems, facts);
        check_other_rules(package, NULL, worker, arena, problems);
    }
    if (may_try(package, &document_trials, problems))
        check_documents(package, worker, facts, tables, known->criteria && paper_standing(arena, package, facts, known->package, known->criteria), arena, problems);
    check_params(package, problems);
    check_words(package, arena, problems);
    *ret_facts = facts;
}
