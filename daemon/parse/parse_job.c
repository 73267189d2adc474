#include "parse/parse_job.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "parse/package_job.h"
#include "parse/template_job.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

#include <string.h>

enum { BATCH_ROWS = 256, BATCH_BYTES = 64 << 10 };

/* The rows that wait to be sent. */
struct batch {
    struct arena *arena;
    struct value *rows;
    size_t columns, bytes;
    enum sheet_serials serials;
};

/* Whoever waits for the rows is gone when they cannot be sent. */
static void send(struct value *part)
{
    struct err err = {0};
    if (!worker_send_part(part, &err))
        die("the rows could not be sent: %s", err.en);
}

static void begin(struct batch *batch)
{
    batch->arena = arena_create();
    batch->rows = value_list(batch->arena);
    batch->bytes = 0;
}

static void flush(struct batch *batch)
{
    struct value *part = value_map(batch->arena);
    value_set(part, "rows", batch->rows);
    if (value_len(batch->rows))
        send(part);
    arena_destroy(batch->arena);
}

static void take_key(void *context, const char *name, const char *value)
{
    struct batch *batch = context;
    struct value *part = value_map(batch->arena), *pair = value_list(batch->arena);
    value_append(pair, value_text(batch->arena, name));
    value_append(pair, value_text(batch->arena, value));
    value_set(part, "key", pair);
    send(part);
}

static void take_head(void *context, int line, const char *const *columns, size_t count)
{
    struct batch *batch = context;
    struct value *part = value_map(batch->arena), *head = value_map(batch->arena), *list = value_list(batch->arena);
    for (size_t i = 0; i < count; i++)
        value_append(list, value_text(batch->arena, columns[i]));
    value_set_int(head, "line", line);
    value_set_int(head, "serials", (int64_t)batch->serials);
    value_set(head, "columns", list);
    value_set(part, "head", head);
    send(part);
    batch->columns = count;
}

static void take_serials(void *context, enum sheet_serials serials)
{
    struct batch *batch = context;
    batch->serials = serials;
}

static void take_row(void *context, int line, const char *const *cells)
{
    struct batch *batch = context;
    struct value *row = value_list(batch->arena);
    value_append(row, value_int(batch->arena, line));
    for (size_t i = 0; i < batch->columns; i++) {
        value_append(row, value_text(batch->arena, cells[i]));
        batch->bytes += strlen(cells[i]);
    }
    value_append(batch->rows, row);
    if (value_len(batch->rows) == BATCH_ROWS || batch->bytes >= BATCH_BYTES) {
        flush(batch);
        begin(batch);
    }
}

static const char *const *names_of(struct arena *arena, const struct value *list)
{
    const char **names = arena_alloc(arena, value_len(list) * sizeof *names);
    for (size_t i = 0; i < value_len(list); i++)
        names[i] = value_as_text(value_at(list, i));
    return names;
}

static struct value *sheet_perform(struct arena *arena, const struct value *job, struct err *err)
{
    (void)err; /* what is wrong with a file are problems */
    struct problems problems;
    struct batch batch = {0};
    const struct value *names = value_get(job, "names");
    enum legacy_text legacy;
    bool named = legacy_text_parse(value_get_text(job, "legacy", ""), &legacy);
    sheet_prepare();
    worker_lock_down_as(WORKER_PARSE, NULL);
    problems_init(&problems, arena);
    begin(&batch);
    const struct sheet_reading reading = {.file = value_get_text(job, "file", ""),
                                          .source = byte_source_of(WORKER_FILE),
                                          .names = names_of(arena, names),
                                          .name_count = value_len(names),
                                          .legacy = named ? &legacy : NULL,
                                          .arena = arena,
                                          .problems = &problems,
                                          .sink = {&batch, take_key, take_head, take_row, take_serials}};
    bool read = sheet_stream(&reading);
    flush(&batch);
    struct value *answer = value_map(arena);
    value_set_bool(answer, "read", read);
    value_set(answer, "problems", problems_to_value(&problems, arena));
    return answer;
}

static const struct {
    const char *kind;
    worker_perform *perform;
} performers[] = {{PARSE_JOB, sheet_perform}, {TEMPLATE_JOB, template_job_fill}, {COMMENT_JOB, template_job_comment}, {PAPER_JOB, template_job_read}, {STAMP_JOB, template_job_stamp}, {PACKAGE_JOB, package_job_read}, {BUNDLE_JOB, template_job_bundle}};

static worker_perform *performer_of(const char *kind)
{
    for (size_t i = 0; i < LEN(performers); i++)
        if (strcmp(performers[i].kind, kind) == 0)
            return performers[i].perform;
    return NULL;
}

bool parse_performs(const char *kind)
{
    return performer_of(kind) != NULL;
}

struct value *parse_perform(struct arena *arena, const struct value *job, struct err *err)
{
    worker_perform *perform = performer_of(value_get_text(job, "kind", ""));
    return perform ? perform(arena, job, err) : (err_set(err, "việc lạ", "an unknown job"), NULL);
}
