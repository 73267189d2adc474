#include "testing/rule_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/run_job.h"
#include "run/run_measure.h"
#include "store/change.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/worker.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DATABASE_MAX = 64 * 1024 * 1024,
    BATCH = 64, /* cases whose databases are open at once */
};

static const char actor[] = "testing", via[] = "start";

/* What is asked of a case that stands ready. */
struct asking {
    const struct value *job; /* of a criterion; NULL: of units, by all criteria */
    struct store *store;
    int64_t sequence;
};

struct trial {
    struct memory_held held; /* first: nothing stays behind when memory runs out */
    const struct rule_trial_ground *ground;
    const struct period_list *periods;
    const char *scratch;  /* the folder of all that is made here */
    struct file template; /* a database in which the package is in force and nothing was imported */
    struct rule_trial_answers answers;
    struct asking *asking;      /* of each of the answers */
    size_t asked;               /* answers that are there already */
    struct store *stores[BATCH]; /* a reader needs the log and its index, which only a writer can make */
    size_t open;
    size_t folders; /* of cases, the template's the first: they are numbered */
};

/* Facts may be of any day of the contest; nobody imports before they happened. */
static int64_t now(const struct trial *trial)
{
    return day_instant(trial->ground->package->until + 366, 0);
}

static bool failed(struct err *err, const char *path)
{
    return err_set(err, "%s: không ghi được vào chỗ tạm: %s", "%s: the scratch place cannot be written: %s", path,
                   strerror(errno));
}

static const char *folder_of_case(const struct trial *trial, size_t number)
{
    return arena_printf(trial->ground->arena, "%s/%zu", trial->scratch, number);
}

/* Takes no memory. */
static void remove_folder(const char *scratch, size_t number)
{
    static const char *const names[] = {"/" STORE_FILE, "/" STORE_FILE "-wal", "/" STORE_FILE "-shm", ""};
    char path[PATH_MAX];
    for (size_t i = 0; i < LEN(names); i++) {
        snprintf(path, sizeof path, "%s/%zu%s", scratch, number, names[i]);
        remove(path);
    }
}

static void remove_scratch(struct memory_held *held)
{
    const struct trial *trial = (const struct trial *)held;
    for (size_t i = 0; i < trial->folders; i++)
        remove_folder(trial->scratch, i);
    rmdir(trial->scratch);
}

/* Memory, where there is such a place: nothing of it is to last. */
static bool make_scratch(struct trial *trial, struct err *err)
{
    const char *wish = getenv("TMPDIR");
    const char *place = wish && *wish ? wish : access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    char *path = arena_printf(trial->ground->arena, "%s/thidua-testing-XXXXXX", place);
    trial->scratch = mkdtemp(path);
    if (!trial->scratch)
        return failed(err, path);
    memory_hold(&trial->held, remove_scratch);
    return true;
}

static bool load(const struct trial *trial, struct store *store, struct err *err)
{
    struct change change;
    if (!change_begin(&change, store, now(trial), actor, via, "contest load", NULL, err))
        return false;
    if (snapshot_load(&change, trial->ground->package, trial->ground->facts, trial->ground->arena, err) &&
        change_commit(&change, NULL, err))
        return true;
    change_cancel(&change);
    return false;
}

/* Made once and then copied: bringing up the tables is most of a case's time. */
static bool make_template(struct trial *trial, struct err *err)
{
    const char *folder = folder_of_case(trial, 0);
    if (mkdir(folder, 0700) != 0)
        return failed(err, folder);
    struct store *store = store_open(folder, STORE_WRITE, err);
    bool good = store && load(trial, store, err);
    store_close(store); /* the last one to close brings the log into the file */
    return good && file_read(trial->ground->arena, arena_printf(trial->ground->arena, "%s/" STORE_FILE, folder),
                             DATABASE_MAX, &trial->template, err);
}

static bool copy_template(const struct trial *trial, const char *folder, struct err *err)
{
    char *path = arena_printf(trial->ground->arena, "%s/" STORE_FILE, folder);
    if (mkdir(folder, 0700) != 0)
        return failed(err, folder);
    FILE *file = fopen(path, "wbe");
    if (!file)
        return failed(err, path);
    bool good = fwrite(trial->template.bytes, 1, trial->template.len, file) == trial->template.len;
    return fclose(file) == 0 && good ? true : failed(err, path);
}

/* Imports a case's files as one call. *ret_sequence: the data version, 0 when a row was refused. */
static bool import(const struct trial *trial, struct store *store, const struct rule_case *item,
                   int64_t *ret_sequence, struct err *err)
{
    struct change change;
    struct import_outcome outcome;
    const struct rule_trial_ground *ground = trial->ground;
    struct problems found; /* of this case alone: what another one has wrong is no fault of its rows */
    problems_init(&found, ground->arena);
    if (!change_begin(&change, store, now(trial), actor, via, "import", NULL, err))
        return false;
    const struct import_call call = {.change = &change, .package = ground->package, .periods = trial->periods,
                                     .roles = ROLE_ADMINISTRATOR, .today = instant_day(now(trial)), .bundles = true};
    bool good = import_files(&call, item->files, item->file_count, ground->arena, &found, &outcome, err);
    bool refused = found.errors != 0;
    problems_append(ground->problems, &found);
    if (good && !refused)
        good = change_commit(&change, NULL, err);
    else
        change_cancel(&change);
    if (good)
        *ret_sequence = refused ? 0 : change.sequence;
    return good;
}

static bool is_asked(const struct trial *trial, const struct rule_case *item, const struct rule_expected *row)
{
    for (size_t i = trial->answers.len; i-- && trial->answers.items[i].item == item;)
        if (trial->answers.items[i].period == row->period && trial->answers.items[i].stage == row->stage)
            return true;
    return false;
}

static const struct value *job_of(const struct trial *trial, const struct rule_case *item, const struct rule_expected *row, const struct store *store,
                                  int64_t sequence, bool coverage)
{
    struct arena *arena = trial->ground->arena;
    struct value *job = run_job(arena, "evaluate", run_package(item->package, row->period, arena), item->criterion, store_path(store), sequence);
    run_job_period(arena, job, trial->periods, row->period, row->stage);
    if (coverage)
        value_set_bool(job, "coverage", true);
    return job;
}

/* One question a period and stage that the case speaks of. */
static void ask(struct trial *trial, const struct rule_case *item, struct store *store, int64_t sequence, bool coverage)
{
    for (size_t i = 0; i < item->row_count; i++) {
        const struct rule_expected *row = &item->rows[i];
        if (!row->period || is_asked(trial, item, row))
            continue;
        trial->asking[trial->answers.len] = (struct asking){item->of_units ? NULL : job_of(trial, item, row, store, sequence, coverage), store, sequence};
        trial->answers.items[trial->answers.len++] =
            (struct rule_trial_answer){.item = item, .period = row->period, .stage = row->stage};
    }
}

static bool prepare_case(struct trial *trial, const struct rule_case *item, const char *folder, bool coverage,
                         struct err *err)
{
    int64_t sequence = 0;
    if (coverage && item->of_units) /* what criteria say is counted by their own cases */
        return true;
    if (!copy_template(trial, folder, err))
        return false;
    struct store *store = store_open(folder, STORE_WRITE, err);
    bool good = store && import(trial, store, item, &sequence, err);
    if (good && sequence)
        ask(trial, item, store, sequence, coverage);
    if (store)
        trial->stores[trial->open++] = store;
    return good;
}

/* One whose rule is made of the figures of others: those are measured first, of the same case. */
static const struct value *measure_with_used(const struct trial *trial, const struct rule_trial_answer *asked, const struct asking *asking, struct err *err)
{
    struct arena *arena = trial->ground->arena;
    const struct run_measuring measuring = {.worker = trial->ground->worker, .arena = arena, .package = run_package(asked->item->package, asked->period, arena),
                                        .periods = trial->periods, .period = asked->period, .stage = asked->stage, .database = store_path(asking->store),
                                        .sequence = asking->sequence, .coverage = value_get_bool(asking->job, "coverage", false)};
    return run_measure_one(&measuring, asked->item->criterion, err);
}

/* given: what the worker said of a criterion's job. */
static const struct value *answer_of(const struct trial *trial, const struct rule_trial_answer *asked, const struct asking *asking, const struct value *given,
                                     struct err *err)
{
    if (!asking->job)
        return rule_trial_units(trial->ground, trial->periods, asked, asking->store, asking->sequence, err);
    return value_get(value_get(given, "ok"), "uses") ? measure_with_used(trial, asked, asking, err) : given;
}

static bool run_jobs(struct trial *trial, struct err *err)
{
    size_t count = trial->answers.len - trial->asked, jobs_len = 0, taken = 0;
    const struct value **jobs = arena_alloc(trial->ground->arena, (count + 1) * sizeof *jobs);
    const struct value **given = arena_alloc(trial->ground->arena, (count + 1) * sizeof *given);
    for (size_t i = trial->asked; i < trial->answers.len; i++)
        if (trial->asking[i].job)
            jobs[jobs_len++] = trial->asking[i].job;
    worker_run(trial->ground->worker, trial->ground->arena, jobs, jobs_len, given);
    if (!run_job_started(given, jobs_len, err))
        return false;
    for (; trial->asked < trial->answers.len; trial->asked++) {
        const struct asking *asking = &trial->asking[trial->asked];
        struct rule_trial_answer *asked = &trial->answers.items[trial->asked];
        asked->answer = answer_of(trial, asked, asking, asking->job ? given[taken++] : NULL, err);
        if (!asked->answer)
            return false;
    }
    return true;
}

/* Some cases, prepared one after the other and then measured side by side. */
static bool run_batch(struct trial *trial, const struct rule_case *items, size_t count, size_t number, bool coverage,
                      struct err *err)
{
    bool good = true;
    trial->folders = number + count;
    for (size_t i = 0; good && i < count; i++)
        good = prepare_case(trial, &items[i], folder_of_case(trial, number + i), coverage, err);
    good = good && run_jobs(trial, err);
    while (trial->open)
        store_close(trial->stores[--trial->open]);
    for (size_t i = 0; i < count; i++)
        remove_folder(trial->scratch, number + i);
    return good;
}

bool rule_trial_run(const struct rule_trial_ground *ground, const struct period_list *periods,
                    const struct rule_case_list *cases, bool coverage, struct rule_trial_answers *ret_answers,
                    struct err *err)
{
    struct trial trial = {.ground = ground, .periods = periods, .folders = 1};
    size_t most = 0;
    for (size_t i = 0; i < cases->len; i++)
        most += cases->items[i].row_count;
    trial.answers.items = arena_alloc(ground->arena, (most + 1) * sizeof *trial.answers.items);
    trial.asking = arena_alloc(ground->arena, (most + 1) * sizeof *trial.asking);
    if (!make_scratch(&trial, err))
        return false;
    bool good = make_template(&trial, err);
    for (size_t i = 0; good && i < cases->len; i += BATCH) {
        size_t left = cases->len - i;
        good = run_batch(&trial, &cases->items[i], left < BATCH ? left : BATCH, i + 1, coverage, err);
    }
    memory_let_go(&trial.held);
    remove_scratch(&trial.held);
    if (good)
        *ret_answers = trial.answers;
    return good;
}
