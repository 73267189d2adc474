/*
 * An editor's quick tries, each in a worker with all its limits: a rule on figures given in words, one statement on
 * the current data. A rule that fails is an answer here, with the time it took; only a wrong question is refused.
 */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "record/record_type.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "studio/candidate.h"
#include "studio/studio.h"
#include "studio/written_statement.h"
#include "worker/worker.h"

#include <stdlib.h>
#include <string.h>

static const char body_path[] = "--body"; /* thiduactl sends the option's text under this name */

enum { ROWS_MAX = 1000 };

/* "num=79,den=99" → {num: "79", den: "99"} */
static bool read_pairs(const struct command_call *call, const char *name, struct value **ret_map, struct err *err)
{
    const char *text = call_text(call, name);
    struct value *map = value_map(call->arena);
    while (text && *text) {
        size_t len = strcspn(text, ",");
        const char *equals = memchr(text, '=', len);
        if (!equals || equals == text)
            return err_set(err, "--%s: hãy ghi như num=79,den=99", "--%s: write it like num=79,den=99", name);
        value_set_text(map, text_clean(call->arena, text, (size_t)(equals - text)),
                       text_clean(call->arena, equals + 1, len - (size_t)(equals + 1 - text)));
        text += len + (text[len] == ',');
    }
    *ret_map = map;
    return true;
}

static bool read_figure(struct command_call *call, const struct value *pairs, const char *name, struct value *row,
                        struct err *err)
{
    const char *text = value_get_text(pairs, name, NULL);
    size_t digits = text ? strspn(text, "0123456789") : 0;
    if (!text)
        return true;
    if (!digits || digits > 9 || text[digits])
        return err_set(err, "--row: %s = “%s” không phải là số nguyên không âm",
                       "--row: %s = “%s” is no whole number from 0 on", name, text);
    value_set(row, name, value_int(call->arena, strtoll(text, NULL, 10)));
    return true;
}

static bool read_row(struct command_call *call, struct value *tried, struct err *err)
{
    struct value *pairs, *row = value_map(call->arena);
    if (!read_pairs(call, "row", &pairs, err))
        return false;
    for (size_t i = 0; i < value_len(pairs); i++)
        if (strcmp(value_key(pairs, i), "num") != 0 && strcmp(value_key(pairs, i), "den") != 0)
            return err_set(err, "--row: không có “%s”; chỉ num và den", "--row: there is no “%s”; only num and den",
                           value_key(pairs, i));
    if (!read_figure(call, pairs, "num", row, err) || !read_figure(call, pairs, "den", row, err))
        return false;
    if (value_len(row))
        value_set(tried, "row", row);
    return true;
}

static struct value *source_value(struct command_call *call, const struct file *file)
{
    struct value *criterion = value_map(call->arena);
    const char *slash = strrchr(file->path, '/');
    value_set_text(criterion, "id", "0");
    value_set_text(criterion, "path", slash ? slash + 1 : file->path);
    value_set(criterion, "source", value_text_len(call->arena, file->bytes, file->len));
    return criterion;
}

static bool is_ini(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".ini") == 0;
}

/* The one file; text of Lua or SQL has neither a zero byte nor another encoding. */
static const struct file *the_file(const struct command_call *call, struct err *err)
{
    const struct file *file = call->files.len == 1 ? &call->files.items[0] : NULL;
    if (!file)
        err_set(err, "hãy gửi đúng một tệp", "send exactly one file");
    else if (!text_is_utf8(file->bytes, file->len) || memchr(file->bytes, 0, file->len))
        err_set(err, "%s: không phải là chữ UTF-8", "%s: is not text in UTF-8", file->path);
    else if (is_ini(file->path))
        err_set(err, "%s: tiêu chí viết bằng INI không có gì để chạy thử; dùng rules check",
                "%s: a criterion in INI has nothing to try; use rules check", file->path);
    else
        return file;
    return NULL;
}

/* A job like a criterion's own, with another text in its place. */
static struct value *job_around(struct command_call *call, const char *kind, const struct package *package,
                                const struct file *file)
{
    struct value *job = run_job(call->arena, kind, package, package->criteria[0].id, store_path(call->store),
                                change_latest(call->store));
    value_set(job, "criterion", source_value(call, file));
    value_set(job, "private", record_private_value(&package->types, call->arena));
    value_set(job, "rights", value_null(call->arena)); /* those of its kind, whatever that criterion asks */
    return job;
}

/* One worker; how long it took stands in the answer. An error becomes the one problem of the answer. */
static struct value *perform(struct command_call *call, const struct value *job, const struct file *file,
                             const struct value **ret_found, struct err *err)
{
    struct value *answer = value_map(call->arena);
    const struct value *said;
    int64_t start = clock_steady();
    worker_run(call->worker, call->arena, (const struct value *const[]){job}, 1, &said);
    const struct value *error = value_get(said, "error");
    const char *fault = value_get_text(error, "fault", NULL);
    if (strcmp(value_get_text(error, "kind", ""), "start") == 0) {
        call_error(err, value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
        return NULL;
    }
    value_set_text(answer, "verdict", fault ? "error" : NULL);
    value_set_int(answer, "ms", clock_steady() - start);
    if (fault) {
        struct problems problems;
        problems_init(&problems, call->arena);
        problem_add(&problems, file->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(error, "vi", ""),
                    value_get_text(error, "en", ""));
        value_set_text(answer, "fault", fault);
        value_set(answer, "problems", problems_to_value(&problems, call->arena));
    }
    *ret_found = value_get(said, "ok");
    return answer;
}

static void take_result(struct value *answer, const struct value *found)
{
    static const char *const keys[] = {"verdict", "num", "den", "value", "target", "short", "decimals", "says"};
    const struct value *result = value_get(found, "result"), *problems = value_get(found, "problems");
    value_take_some(answer, result, keys, LEN(keys));
    const struct value *error = problems_value_error(problems);
    if (error) {
        value_set_text(answer, "verdict", "error");
        value_set_text(answer, "fault", value_get_text(error, "fault", "rejected")); /* what is written is wrong */
    }
    value_set(answer, "problems", problems);
}

/* A body is asked even when nothing was given: of one out of one, against everything. */
static void fill_for_body(struct command_call *call, struct value *tried)
{
    value_set_bool(tried, "body", true);
    if (!value_get(tried, "row")) {
        struct value *row = value_map(call->arena);
        value_set_int(row, "num", 1);
        value_set_int(row, "den", 1);
        value_set(tried, "row", row);
    }
    if (!value_get(tried, "target"))
        value_set_text(tried, "target", "100 %");
}

struct value *command_rules_try(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct value *found = NULL;
    struct value *params, *tried = value_map(call->arena);
    const struct file *file = the_file(call, err);
    if (!file || !call_contest(call, &package, &periods, err) || !read_row(call, tried, err) ||
        !read_pairs(call, "params", &params, err))
        return NULL;
    value_set(tried, "params", params);
    value_set_bool(tried, "at_end", call_flag(call, "at-end"));
    if (call_text(call, "target"))
        value_set_text(tried, "target", call_text(call, "target"));
    if (strcmp(file->path, body_path) == 0)
        fill_for_body(call, tried);
    struct value *job = job_around(call, "try", package, file);
    value_set(job, "try", tried);
    struct value *answer = perform(call, job, file, &found, err);
    if (answer && found)
        take_result(answer, found);
    return answer;
}

/* The statement at a line of a file of the package that the call would make. */
static const struct file *written_statement_file(struct command_call *call, const struct package *package, struct err *err)
{
    const char *path = call_text(call, "in");
    const struct file *whole = path ? file_find(&package->files, path) : NULL;
    if (!whole) {
        err_set(err, "hãy gửi một tệp có câu SELECT, hoặc nêu tệp của gói bằng --in (tên các tệp: rules files)", "give a file with one SELECT, or name a file of the package by --in (rules files names them)");
        return NULL;
    }
    const struct written_statements statements = written_statement_list(call->arena, arena_strndup(call->arena, whole->bytes, whole->len), studio_mode(path));
    const struct written_statement *statement = written_statement_at(&statements, (int)call_number(call, "line", 1));
    if (!statement) {
        err_set(err, "“%s” không có câu SQL nào; xem căn cứ của chỉ tiêu bằng rules evidence", "“%s” holds no SQL statement; rules evidence shows what is behind a criterion's figures", path);
        return NULL;
    }
    struct file *file = arena_alloc(call->arena, sizeof *file);
    const char *source = written_statement_source(call->arena, statement);
    *file = (struct file){path, source, strlen(source)};
    return file;
}

struct value *command_rules_sql(struct command_call *call, struct err *err)
{
    const struct package *base;
    const struct period_list *periods_now;
    const struct value *found = NULL;
    const struct file *file = call->files.len ? the_file(call, err) : NULL;
    if ((call->files.len && !file) || !call_contest(call, &base, &periods_now, err))
        return NULL;
    call->files = (struct file_list){0}; /* the statement is no file of the package */
    const struct package *package = candidate_tried(call, base, err);
    if (!package || (!file && !(file = written_statement_file(call, package, err))))
        return NULL;
    const struct period_list periods = period_list(package, call->arena);
    const struct period *period = call_text(call, "period") ? call_period(call, &periods, "period", err) : period_find(&periods, "contest");
    if (!period)
        return NULL;
    struct value *job = job_around(call, "sql", package, file);
    value_set(job, "private", record_private_value(&base->types, call->arena)); /* what is private, the package in force says */
    run_job_period(call->arena, job, &periods, period, RUN_PROVISIONAL);
    value_set_int(job, "limit", ROWS_MAX);
    if (call_text(call, "subject"))
        value_set_text(job, "subject", call_text(call, "subject"));
    struct value *answer = perform(call, job, file, &found, err);
    for (size_t i = 0; answer && i < value_len(found); i++)
        value_set(answer, value_key(found, i), value_item(found, i));
    return answer;
}
