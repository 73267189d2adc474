#include "run/replay.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "contest/used_figure.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/replay_compare.h"
#include "run/result.h"
#include "run/run.h"
#include "run/run_job.h"
#include "run/run_measure.h"
#include "run/stored_run.h"
#include "contest/erasure.h"
#include "store/record_history.h"
#include "store/store.h"

#include "config.h"

#include <inttypes.h>
#include <string.h>

enum { FORMAT_OLDEST = 1, FORMAT_NEWEST = 2 };
static const char engine[] = "thidua " PACKAGE_VERSION;

struct replay {
    struct turn *turn;
    struct value *notes, *notes_en;
    int64_t compared;
    const struct value *difference;   /* the first; NULL = none */
    const struct value *erased;       /* [type…] of which something was erased since */
    const struct value *resting;      /* the first difference in what rests on them; NULL = none */
    const struct value *why, *why_en; /* something could not be had again; NULL = all could */
};

/* One run computed again. */
struct again {
    const struct package *package; /* with the criteria that were asked for */
    const struct period *period;
    enum run_stage stage;
    struct merged merged;
};

/* Not replayable; the first reason stays. Takes the err. */
static bool give_up(struct replay *replay, struct err *why)
{
    if (!replay->why) {
        replay->why = value_text(replay->turn->arena, why->vi);
        replay->why_en = value_text(replay->turn->arena, why->en);
    }
    err_clear(why);
    return false;
}

/* A note in both languages, taken from an err that was printed for it. */
static void note(struct replay *replay, struct err *said)
{
    value_append(replay->notes, value_text(replay->turn->arena, said->vi));
    value_append(replay->notes_en, value_text(replay->turn->arena, said->en));
    err_clear(said);
}

/* Another program may well compute the same; that it is another one is worth knowing when it does not. */
static void note_version(struct replay *replay, const char *what_vi, const char *what_en, const char *then,
                         const char *now)
{
    struct err said = {0};
    if (!then || strcmp(then, now) == 0)
        return;
    err_set(&said, "%1$s khi ấy là %3$s, nay là %4$s%2$.0s", "%2$s was %3$s then and is %4$s now%1$.0s",
            what_vi, what_en, then, now);
    note(replay, &said);
}

static void note_difference(struct replay *replay, const struct value *difference)
{
    if (!replay->difference)
        replay->difference = difference;
}

/* Reads the package of a run and measures with it at the run's sequence; criterion NULL = all. */
static bool measure(struct replay *replay, const struct value *run, const char *criterion,
                    struct again *ret_again)
{
    struct err err = {0};
    struct arena *arena = replay->turn->arena;
    const char *period = value_get_text(run, "period", "");
    struct again again = {0};
    again.package = snapshot_package(replay->turn->store, arena, value_get_text(run, "package", ""), &err);
    if (!again.package)
        return give_up(replay, &err);
    struct period_list periods = period_list(again.package, arena);
    again.period = period_find(&periods, period);
    if (again.period)
        again.package = run_package(again.package, again.period, arena);
    if (criterion)
        again.package = used_figure_narrowed(arena, again.package, value_get(run, "receipt"), criterion);
    if (!again.package || !again.period || !run_stage_parse(value_get_text(run, "stage", ""), &again.stage)) {
        err_set(&err, "gói quy tắc của lần tính ấy không có kỳ %s hoặc tiêu chí %s",
                "the package of that run has no period %s or no criterion %s", period,
                criterion ? criterion : "–");
        return give_up(replay, &err);
    }
    turn_progress(replay->turn, "đang tính lại %1$s, lần tính %3$d%2$.0s", "computing %2$s again, run %3$d%1$.0s", period_title(again.period, arena), period, (int)value_get_int(run, "id", 0));
    struct turn turn = *replay->turn;
    turn.package = again.package;
    turn.periods = &periods;
    if (!run_measure_again(&turn, again.package, again.period, again.stage, value_get_int(run, "sequence", 0),
                           &again.merged, &err))
        return give_up(replay, &err);
    if (criterion) /* what it was made of was measured with it, and says nothing here */
        again.package = used_figure_narrowed(arena, again.package, NULL, criterion);
    *ret_again = again;
    return true;
}

static void note_stopped(struct replay *replay, const struct comparison *comparison)
{
    for (size_t i = 0; i < value_len(comparison->stopped); i++) {
        const char *criterion = value_key(comparison->stopped, i);
        const char *kind = value_as_text(value_item(comparison->stopped, i));
        struct err said = {0};
        if (strcmp(kind, REPLAY_COMPARE_NOT_STARTED) == 0) {
            err_set(&said, "tiêu chí %s khi ấy đang cách ly nên không tính",
                    "criterion %s was quarantined then", criterion);
            note(replay, &said);
            continue;
        }
        if (strcmp(kind, REPLAY_COMPARE_OUTSIDE) == 0)
            err_set(&said,
                    "số liệu của tiêu chí %s do một chương trình, hoặc một trình cắm nay đã khác, đưa ra; "
                    "kho không "
                    "giữ được cách tính ấy",
                    "the figures of criterion %s came from a program, or from a plugin that is another one "
                    "now; the "
                    "store cannot repeat them",
                    criterion);
        else
            err_set(&said, "tiêu chí %s khi ấy hoặc nay dừng giữa chừng (%s), nên không so được",
                    "criterion %s was ended half-way, then or now (%s), so there is nothing to compare",
                    criterion, kind);
        give_up(replay, &said);
    }
}

/* Holds what is stored of a run against it computed again. run: named in the places, 0 = not. */
static void compare(struct replay *replay, const struct again *again, int64_t run, const struct value *rows,
                    const struct value *receipt, enum replay_rows which)
{
    struct comparison comparison = {.arena = replay->turn->arena,
                                    .period = again->period->id,
                                    .stage = run_stage_name(again->stage),
                                    .run = run,
                                    .types = replay->erased,
                                    .resting = replay_compare_resting(replay->turn->arena, again->package, receipt, replay->erased),
                                    .stopped = value_map(replay->turn->arena)};
    replay_compare_receipts(&comparison, again->package, receipt, again->merged.receipt);
    replay_compare_rows(&comparison, again->package, rows, &again->merged, which);
    replay->compared += comparison.compared;
    note_difference(replay, comparison.difference);
    if (!replay->resting)
        replay->resting = comparison.resting_difference;
    note_stopped(replay, &comparison);
}

static bool compare_run(struct replay *replay, const struct again *again, const struct value *run,
                        struct err *err)
{
    int64_t id = value_get_int(run, "id", 0);
    const struct value *rows =
        result_rows(replay->turn->store, replay->turn->arena, again->package, again->period, id, err);
    if (rows)
        compare(replay, again, id, rows, value_get(run, "receipt"), REPLAY_ALL);
    return rows != NULL;
}

static void keep_subject(struct merged *merged, const char *subject)
{
    size_t kept = 0;
    for (size_t i = 0; i < merged->len; i++)
        if (strcmp(merged->rows[i].subject, subject) == 0)
            merged->rows[kept++] = merged->rows[i];
    merged->len = kept;
}

/* One cell in the form in which whole runs are compared. */
static struct value *row_of(struct arena *arena, const struct result_id *id, const char *level,
                            const struct value *cell)
{
    struct value *row = value_map(arena), *cells = value_map(arena), *rows = value_list(arena);
    value_set(cells, id->criterion, cell);
    value_set_text(row, "subject", id->subject);
    value_set_text(row, "level", level);
    value_set(row, "cells", cells);
    value_append(rows, row);
    return rows;
}

/* One result: its criterion alone is measured again. */
static bool replay_result(struct replay *replay, const char *id, struct err *err)
{
    struct arena *arena = replay->turn->arena;
    struct result_id parts;
    struct again again;
    if (!result_id_parse(arena, id, &parts, err))
        return false;
    const struct value *run = result_run_of(replay->turn->store, arena, &parts, err);
    const char *level = NULL;
    const struct value *cell = run ? result_cell(replay->turn->store, arena, value_get_int(run, "id", 0),
                                                 parts.criterion, parts.subject, &level, err)
                                   : NULL;
    if (!cell)
        return false;
    if (value_is_null(cell))
        return err_set(err, "chưa có kết quả “%s”; xem “thiduactl results”",
                       "there is no result “%s” yet; see “thiduactl results”", id);
    note_version(replay, "phần mềm", "the program", value_get_text(run, "engine", NULL), engine);
    if (!measure(replay, run, parts.criterion, &again))
        return true;
    keep_subject(&again.merged, parts.subject);
    compare(replay, &again, value_get_int(run, "id", 0), row_of(arena, &parts, level, cell),
            value_get(run, "receipt"), REPLAY_ALL);
    return true;
}

/* The run whose results a seal holds of a month: noted by format 2, found by its instant for format 1. */
static const struct value *month_run(struct replay *replay, const struct value *seal,
                                     const struct value *content, const char *month, struct err *err)
{
    struct arena *arena = replay->turn->arena;
    const struct value *noted = value_get(value_get(content, "month_runs"), month);
    if (noted)
        return stored_run_get(replay->turn->store, arena, value_get_int(noted, "run", 0), err);
    return stored_run_before(replay->turn->store, arena, month, value_get_int(seal, "sealed_at", 0), err);
}

/* What a seal says of one run: its rows and receipt (NULL: the run's own, of a month), and what the run
 * stored. */
static bool replay_sealed(struct replay *replay, const char *name, const struct value *run,
                          const struct value *rows, const struct value *receipt, struct err *err)
{
    struct err lost = {0};
    struct again again;
    if (value_is_null(run)) {
        err_set(&lost, "lần tính %s mà bản chốt ghi không còn trong kho",
                "the run of %s that the seal was made of is no longer stored", name);
        give_up(replay, &lost);
        return true;
    }
    if (!measure(replay, run, NULL, &again))
        return true;
    compare(replay, &again, 0, rows, receipt ? receipt : value_get(run, "receipt"), receipt ? REPLAY_OF_SEAL : REPLAY_WARDS);
    return compare_run(replay, &again, run, err);
}

static bool replay_months(struct replay *replay, const struct value *seal, const struct value *content,
                          struct err *err)
{
    const struct value *months = value_get(content, "months");
    for (size_t i = 0; i < value_len(months); i++) {
        const char *month = value_key(months, i);
        const struct value *rows = value_item(months, i);
        const struct value *run = month_run(replay, seal, content, month, err);
        if (!run)
            return false;
        if (!value_len(rows) && value_is_null(run))
            continue; /* a month that was never run */
        if (!replay_sealed(replay, month, run, rows, NULL, err))
            return false;
    }
    return true;
}

/* What stands in the seal's row, in its content and in its run must be the same three times. */
static void compare_heads(struct replay *replay, const struct value *seal, const struct value *content,
                          const struct value *run)
{
    static const char *const keys[] = {"package", "sequence"};
    struct comparison comparison = {.arena = replay->turn->arena};
    const char *id = value_get_text(seal, "id", "");
    if (!value_equal(value_get(seal, "sequence"), value_get(content, "sequence")))
        replay_compare_note(&comparison, id, "sequence", value_get(seal, "sequence"),
                            value_get(content, "sequence"));
    for (size_t i = 0; i < LEN(keys) && !value_is_null(run); i++)
        if (!value_equal(value_get(content, keys[i]), value_get(run, keys[i])))
            replay_compare_note(&comparison, id, keys[i], value_get(content, keys[i]),
                                value_get(run, keys[i]));
    note_difference(replay, comparison.difference);
}

static bool replay_content(struct replay *replay, const struct value *seal, const struct value *content,
                           struct err *err)
{
    struct err unknown = {0};
    int64_t format = value_get_int(content, "format", 0);
    if (format < FORMAT_OLDEST || format > FORMAT_NEWEST) {
        err_set(&unknown, "bản chốt ghi theo khuôn dạng %lld mà phần mềm này không biết (biết đến %d)",
                "the seal is of format %lld, which this program does not know (it knows up to %d)",
                (long long)format, FORMAT_NEWEST);
        give_up(replay, &unknown);
        return true;
    }
    const struct value *libraries =
        store_row(replay->turn->store, replay->turn->arena, err, QUERY_SEAL_LIBRARIES, "");
    const struct value *run = libraries ? stored_run_get(replay->turn->store, replay->turn->arena,
                                                     value_get_int(content, "run", 0), err)
                                        : NULL;
    if (!run)
        return false;
    note_version(replay, "phần mềm", "the program", value_get_text(content, "engine", NULL), engine);
    note_version(replay, "SQLite", "SQLite", value_get_text(value_get(content, "libraries"), "sqlite", NULL),
                 value_get_text(libraries, "sqlite", ""));
    compare_heads(replay, seal, content, run);
    return replay_sealed(replay, value_get_text(content, "phase", ""), run, value_get(content, "results"),
                         value_get(content, "receipt"), err) &&
           replay_months(replay, seal, content, err);
}

/* The hash is of the content's bytes. When they disagree the figures are held against history all the same:
 * the place of a changed figure tells more than the hash. */
static bool replay_seal(struct replay *replay, const char *id, struct err *err)
{
    struct arena *arena = replay->turn->arena;
    const struct value *seal = seal_get(replay->turn->store, arena, id, err);
    if (!seal)
        return false;
    if (value_is_null(seal))
        return err_set(err,
                       "không có bản chốt hay kết quả “%s”; xem “thiduactl seals” và “thiduactl results”",
                       "there is no seal or result “%s”; see “thiduactl seals” and “thiduactl results”", id);
    const struct value *content = value_get(seal, "content"), *found = value_get(seal, "found");
    if (!value_is_null(content) && !replay_content(replay, seal, content, err))
        return false;
    if (!value_equal(found, value_get(seal, "hash"))) {
        struct comparison comparison = {.arena = arena};
        replay_compare_note(&comparison, id, "hash", value_get(seal, "hash"), found);
        note_difference(replay, comparison.difference);
        struct err said = {0};
        err_set(&said, "nội dung bản chốt không còn khớp với mã băm của nó",
                "the seal's content no longer agrees with its hash");
        note(replay, &said);
    }
    return true;
}

/* A rule that reads what is private computes otherwise since that was erased. */
static void note_erased(struct replay *replay)
{
    struct err said = {0};
    int64_t at = INT64_MIN;
    if (!erasure_at(replay->turn->store, replay->turn->arena, NULL, &at, &said) || at == INT64_MIN)
        return err_clear(&said);
    err_set(&said, "dữ liệu riêng đã xóa ngày %1$s theo thời hạn lưu: quy tắc đọc dữ liệu ấy không tính lại được như cũ",
            "what is private was erased on %1$s, for its time is over: a rule that reads it does not compute the same again",
            day_text(replay->turn->arena, instant_day(at)));
    note(replay, &said);
}

/* A difference tells of changed results only while all rows of history are still there. */
static void blame_history(struct replay *replay)
{
    struct err gap = {0};
    if (record_history_check(replay->turn->store, &replay->turn->package->types, replay->turn->arena, &gap))
        return note_erased(replay);
    replay->difference = replay->resting = NULL;
    give_up(replay, &gap);
}

static struct value *answer_of(struct replay *replay, const char *id)
{
    struct arena *arena = replay->turn->arena;
    struct value *answer = value_map(arena), *null = value_null(arena);
    const struct value *difference = replay->difference ? replay->difference : replay->resting;
    bool lost = replay->why && !difference; /* what differs is so, whatever else is lost */
    value_set_text(answer, "id", id);
    value_set_text(answer, "replay",
                   difference ? "different"
                   : lost             ? "not_replayable"
                                      : "identical");
    value_set_int(answer, "compared", replay->compared);
    value_set(answer, "difference", difference ? difference : null);
    value_set_bool(answer, "erased", replay->resting && !replay->difference && !replay->why);
    value_set(answer, "why", lost ? replay->why : null);
    value_set(answer, "why_en", lost ? replay->why_en : null);
    value_set(answer, "notes", replay->notes);
    value_set(answer, "notes_en", replay->notes_en);
    return answer;
}

struct value *replay(struct turn *turn, const char *id, struct err *err)
{
    struct replay replay = {
        .turn = turn, .notes = value_list(turn->arena), .notes_en = value_list(turn->arena)};
    if (!(replay.erased = erasure_types(turn->store, turn->arena, err)) || !(strchr(id, '/') ? replay_result(&replay, id, err) : replay_seal(&replay, id, err)))
        return NULL;
    if (replay.difference || replay.resting)
        blame_history(&replay);
    return answer_of(&replay, id);
}
