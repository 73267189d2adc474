#include "agenda/record_change.h"

#include "agenda/agenda.h"
#include "agenda/consequence.h"
#include "agenda/owed_run.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/receipt.h"
#include "contest/turn.h"
#include "import/import_file.h"
#include "package/package.h"
#include "store/record_written.h"
#include "store/store.h"

enum { KEPT_PROBLEMS = 100 }; /* groups of them, in the audit row */

/* ---- what the audit row says ---- */

/* Keeps the bytes of every file beside the rows that came of it. */
static struct value *keep_files(const struct record_change *change, struct err *err)
{
    struct value *list = value_list(change->turn->arena);
    for (size_t i = 0; i < change->file_count; i++) {
        const struct import_file *item = &change->files[i];
        char *hash = digest_bytes(change->turn->arena, item->file.bytes, item->file.len);
        if (!store_do(change->change.store, err, QUERY_CONTENT_PUT, "tb", hash, item->file.bytes, item->file.len) ||
            !store_do(change->change.store, err, QUERY_IMPORTED_INSERT, "ittti", change->change.sequence, item->type,
                      item->file.path, hash, change->outcome.rows[i]))
            return NULL;
        struct value *map = value_map(change->turn->arena);
        value_set_text(map, "type", item->type);
        value_set_text(map, "file", item->file.path);
        value_set_text(map, "sha256", hash);
        value_append(list, map);
    }
    return list;
}

/* What was said then, for whoever asks later. */
static struct value *keep_problems(const struct record_change *change)
{
    const struct value *all = problems_to_value(&change->problems, change->turn->arena);
    struct value *kept = value_list(change->turn->arena);
    for (size_t i = 0; i < value_len(all) && i < KEPT_PROBLEMS; i++)
        value_append(kept, value_at(all, i));
    return kept;
}

static void set_counts(struct value *map, const struct import_outcome *outcome)
{
    value_set_int(map, "read", outcome->read);
    value_set_int(map, "added", outcome->added);
    value_set_int(map, "corrected", outcome->corrected);
    value_set_int(map, "unchanged", outcome->unchanged);
    value_set_int(map, "outdated", outcome->outdated);
    value_set_int(map, "left_out", outcome->left_out);
}

static bool commit(struct record_change *change, const struct value *plan, struct value *detail, struct err *err)
{
    struct value *files = keep_files(change, err);
    struct value *records = files ? record_written(change->change.store, &change->turn->package->types, change->change.sequence,
                                                   change->turn->arena, err)
                                  : NULL;
    if (!records || !owed_run_note(change->turn, &change->change, plan, err))
        return false;
    set_counts(detail, &change->outcome);
    value_set(detail, "files", files);
    value_set(detail, "records", records);
    value_set(detail, "problems", keep_problems(change));
    if (value_len(change->outcome.exceptions))
        value_set(detail, "exceptions", change->outcome.exceptions);
    return change_commit(&change->change, detail, err);
}

/* ---- the answer ---- */

static void say_later(struct record_change *change, struct err *err, const char *vi, const char *en)
{
    err_prefix(err, "%1$s%2$.0s", "%1$.0s%2$s", vi, en);
    problem_warn(&change->problems, NULL, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s", err->vi, err->en);
    err_clear(err);
}

/* The change is in the chain: its hash proves what was sent. */
static void give_receipt(struct record_change *change, struct value *answer)
{
    struct err err = {0};
    const struct value *row = store_row(change->turn->store, change->turn->arena, &err, QUERY_AUDIT_HASH, "i", change->change.sequence);
    if (row)
        value_set_text(answer, "receipt", receipt_code(change->turn->arena, change->change.sequence, value_get_text(row, "hash", "")));
    else
        say_later(change, &err, "số liệu đã nhập, nhưng không đọc được biên nhận; xem import list",
                  "the records are in, but their receipt could not be read; see import list");
}

/* The records are in and stay in; what is owed is tried again by the daemon's timer. */
static void settle(struct record_change *change, const struct consequence *consequence, struct value *answer)
{
    struct err err = {0};
    if (!agenda_settle(change->turn, &err))
        say_later(change, &err, "số liệu đã nhập, nhưng chưa tính lại được, máy chủ sẽ thử lại",
                  "the records are in, but could not be evaluated yet, the daemon will try again");
    if (!consequence_end(change->turn, consequence, answer, &err))
        say_later(change, &err, "số liệu đã nhập, nhưng không đọc được kết quả nào đã đổi; xem results",
                  "the records are in, but which results moved could not be read; see results");
}

static struct value *answer_of(const struct record_change *change, const struct import_outcome *outcome, const struct value *plan)
{
    struct value *answer = value_map(change->turn->arena);
    set_counts(answer, outcome);
    for (size_t i = 0; i < value_len(outcome->report); i++)
        value_set(answer, value_key(outcome->report, i), value_item(outcome->report, i));
    value_set(answer, "left_rows", outcome->left_rows ? outcome->left_rows : value_list(change->turn->arena));
    value_set(answer, "reruns", plan);
    return answer;
}

static bool writes(const struct import_outcome *outcome)
{
    return !outcome->refused && outcome->added + outcome->corrected > 0;
}

/* What an outcome would do, inside the change that is cancelled then. NULL with err. */
static struct value *foreseen(const struct record_change *change, const struct import_outcome *outcome, struct err *err)
{
    const struct value *plan = owed_run_plan(change->turn, outcome->touched, outcome->touched_count, err);
    struct value *answer = plan ? answer_of(change, outcome, plan) : NULL;
    return answer && writes(outcome) && !consequence_foresee(change->turn, answer, err) ? NULL : answer;
}

static struct value *finished(struct record_change *change, struct value *answer, bool written)
{
    problems_sort(&change->problems);
    value_set_bool(answer, "dry_run", change->dry_run);
    value_set_bool(answer, "written", written);
    value_set(answer, "sequence", written ? value_int(change->turn->arena, change->change.sequence) : value_null(change->turn->arena));
    value_set(answer, "problems", problems_to_value(&change->problems, change->turn->arena));
    return answer;
}

static struct value *try_out(struct record_change *change, struct err *err)
{
    struct value *answer = foreseen(change, &change->outcome, err);
    struct value *good = answer && change->good ? foreseen(change, change->good, err) : NULL;
    if (!answer || (change->good && !good))
        return NULL;
    value_set(answer, "good_rows", good ? good : value_null(change->turn->arena));
    change_cancel(&change->change);
    return finished(change, answer, false);
}

static struct value *write(struct record_change *change, struct value *detail, struct err *err)
{
    const struct import_outcome *outcome = &change->outcome;
    struct consequence consequence;
    const struct value *plan = owed_run_plan(change->turn, outcome->touched, outcome->touched_count, err);
    if (!plan || !consequence_begin(change->turn, plan, change->change.sequence, &consequence, err) ||
        !commit(change, plan, detail, err))
        return NULL;
    struct value *answer = answer_of(change, outcome, plan);
    give_receipt(change, answer);
    settle(change, &consequence, answer);
    return finished(change, answer, true);
}

struct value *record_change_finish(struct record_change *change, struct value *detail, struct err *err)
{
    return change->dry_run || !writes(&change->outcome) ? try_out(change, err) : write(change, detail, err);
}

struct value *record_change_nothing(struct record_change *change)
{
    return finished(change, answer_of(change, &change->outcome, value_list(change->turn->arena)), false);
}
