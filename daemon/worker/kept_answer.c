#include "worker/kept_answer.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte_cache.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "worker/no_answer.h"
#include "worker/worker.h"

#include <string.h>

struct asking {
    const struct worker_settings *settings;
    struct arena *arena;
    const struct value *contest; /* of the last job */
    const char *digest;          /* of that; NULL: there was none */
};

/* ---- keys ---- */

static const char *key_of(struct arena *arena, struct buffer *text)
{
    const char *key = digest_bytes(arena, text->bytes, text->len);
    buffer_finish(text);
    return key;
}

/* The contest without what its parameters say: their names alone. */
static const char *contest_digest(struct arena *arena, const struct value *contest)
{
    struct value *map = value_map(arena), *names = value_list(arena);
    const struct value *targets = value_get(contest, "targets");
    for (size_t i = 0; i < value_len(targets); i++)
        value_append(names, value_text(arena, value_key(targets, i)));
    for (size_t i = 0; i < value_len(contest); i++)
        value_set(map, value_key(contest, i), value_item(contest, i));
    value_set(map, "targets", names);
    struct buffer text = {0};
    json_write(&text, map);
    return key_of(arena, &text);
}

/* All else of the job, and what it may take. */
static void put_job(struct buffer *text, const struct worker_settings *settings, struct arena *arena, const struct value *job)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(job); i++)
        if (strcmp(value_key(job, i), WORKER_SHARED) != 0)
            value_set(map, value_key(job, i), value_item(job, i));
    buffer_printf(text, "%d %zu %zu ", settings->deadline_ms, settings->memory, settings->answer_max);
    json_write(text, map);
}

/* Behind it stands which parameters were looked at. */
static const char *first_key(struct asking *asking, const struct value *job)
{
    const struct value *contest = value_get(job, WORKER_SHARED);
    struct buffer text = {0};
    if (!asking->digest || asking->contest != contest) {
        asking->contest = contest;
        asking->digest = contest_digest(asking->arena, contest);
    }
    buffer_printf(&text, "%s ", asking->digest);
    put_job(&text, asking->settings, asking->arena, job);
    return key_of(asking->arena, &text);
}

/* Behind it stands the answer that was given while those parameters said so. */
static const char *second_key(const struct asking *asking, const struct value *job, const char *first, const struct value *noted)
{
    const struct value *targets = value_get(value_get(job, WORKER_SHARED), "targets");
    struct value *said = value_map(asking->arena);
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(noted); i++) {
        const char *name = value_as_text(value_at(noted, i));
        value_set(said, name, value_get(targets, name));
    }
    buffer_printf(&text, "%s ", first);
    json_write(&text, said);
    return key_of(asking->arena, &text);
}

/* ---- what there is ---- */

static struct value *find(const struct worker_settings *settings, struct arena *arena, const char *key)
{
    struct buffer found = {0};
    struct value *value = byte_cache_find(settings->kept, key, &found) ? json_parse(arena, found.bytes, found.len, NULL) : NULL;
    buffer_finish(&found);
    return value;
}

static void keep(const struct worker_settings *settings, const char *key, const struct value *value)
{
    struct buffer text = {0};
    json_write(&text, value);
    byte_cache_keep(settings->kept, key, text.bytes, text.len);
    buffer_finish(&text);
}

/* A plugin or a program answers for itself; another database (of a test) may be another one tomorrow. */
static bool may_keep(const struct asking *asking, const struct value *job)
{
    const char *database = value_get_text(job, "database", NULL), *known = asking->settings->kept_of;
    return asking->settings->kept && (!database || (known && strcmp(database, known) == 0)) && !value_get(job, "rights") && !value_get(value_get(job, "criterion"), "evaluator");
}

/* An error among the problems may be that the machine was busy. */
static bool is_whole(const struct value *ok)
{
    const struct value *problems = value_get(ok, "problems");
    for (size_t i = 0; i < value_len(problems); i++)
        if (problem_level_of(value_at(problems, i)) == PROBLEM_ERROR)
            return false;
    return ok != NULL;
}

/* NULL: nobody knows it. */
static const struct value *find_answer(const struct asking *asking, const struct value *job, const char *first)
{
    const struct value *noted = find(asking->settings, asking->arena, first);
    return noted ? find(asking->settings, asking->arena, second_key(asking, job, first, noted)) : NULL;
}

static struct value *without_noted(struct arena *arena, const struct value *ok)
{
    struct value *answer = value_map(arena), *rest = value_map(arena);
    for (size_t i = 0; i < value_len(ok); i++)
        if (strcmp(value_key(ok, i), WORKER_NOTED) != 0)
            value_set(rest, value_key(ok, i), value_item(ok, i));
    value_set(answer, "ok", rest);
    return answer;
}

/* What a worker gave, without what it noted. first NULL: it is not kept. */
static const struct value *keep_answer(const struct asking *asking, const struct value *job, const char *first, const struct value *answer)
{
    const struct value *ok = value_get(answer, "ok"), *noted = value_get(ok, WORKER_NOTED);
    if (!noted)
        return answer;
    const struct value *rest = without_noted(asking->arena, ok);
    if (first && is_whole(ok)) {
        keep(asking->settings, first, noted);
        keep(asking->settings, second_key(asking, job, first, noted), rest);
    }
    return rest;
}

void kept_answer_through(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers,
                         kept_answer_ask *ask)
{
    struct asking asking = {.settings = settings, .arena = arena};
    struct worker_settings own = *settings;
    const struct value **asked = arena_alloc(arena, (count + 1) * sizeof *asked), **given = arena_alloc(arena, (count + 1) * sizeof *given);
    const char **first = arena_alloc(arena, (count + 1) * sizeof *first);
    size_t len = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        first[i] = may_keep(&asking, jobs[i]) ? first_key(&asking, jobs[i]) : NULL;
        answers[i] = first[i] ? find_answer(&asking, jobs[i], first[i]) : NULL;
        if (!answers[i])
            asked[len++] = jobs[i];
    }
    own.notes = settings->kept != NULL;
    ask(&own, arena, asked, len, given);
    for (size_t i = 0; i < count; i++)
        if (!answers[i])
            answers[i] = keep_answer(&asking, jobs[i], first[i], given[at++]);
}

void kept_answer_run(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers)
{
    kept_answer_through(settings, arena, jobs, count, answers, worker_run);
}

/* ---- a job that is handed bytes ---- */

enum { PARTS_MOST = 1 << 20 }; /* bytes of them together */

struct keeping {
    const struct worker_stream *stream;
    struct buffer parts; /* [part, part … */
    bool too_many;
};

static bool take_part(void *context, const struct value *part, struct err *err)
{
    struct keeping *keeping = context;
    if (!keeping->too_many) {
        buffer_putc(&keeping->parts, keeping->parts.len ? ',' : '[');
        json_write(&keeping->parts, part);
        keeping->too_many = keeping->parts.len > PARTS_MOST;
    }
    return keeping->stream->take(keeping->stream->context, part, err);
}

static const char *stream_key(const struct worker_settings *settings, struct arena *arena, const struct value *job, const struct worker_stream *stream)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s ", digest_bytes(arena, stream->bytes, stream->len));
    put_job(&text, settings, arena, job);
    return key_of(arena, &text);
}

/* Hands the parts over as the worker did. */
static const struct value *tell_again(struct arena *arena, const struct value *kept, const struct worker_stream *stream)
{
    const struct value *parts = value_get(kept, "parts");
    struct err err = {0};
    for (size_t i = 0; i < value_len(parts); i++)
        if (!stream->take(stream->context, value_at(parts, i), &err))
            return no_answer_of(arena, "garbage", &err);
    return value_get(kept, "answer");
}

const struct value *kept_answer_stream(const struct worker_settings *settings, struct arena *arena, const struct value *job, const struct worker_stream *stream)
{
    if (!settings->kept)
        return worker_stream(settings, arena, job, stream);
    const char *key = stream_key(settings, arena, job, stream);
    const struct value *kept = find(settings, arena, key);
    if (kept)
        return tell_again(arena, kept, stream);
    struct keeping keeping = {.stream = stream};
    const struct worker_stream listened = {stream->bytes, stream->len, take_part, &keeping};
    const struct value *answer = worker_stream(settings, arena, job, &listened);
    if (is_whole(value_get(answer, "ok")) && !keeping.too_many) {
        struct buffer text = {0};
        buffer_printf(&text, "{\"parts\":%s],\"answer\":", keeping.parts.len ? buffer_text(&keeping.parts) : "[");
        json_write(&text, answer);
        buffer_putc(&text, '}');
        byte_cache_keep(settings->kept, key, text.bytes, text.len);
        buffer_finish(&text);
    }
    buffer_finish(&keeping.parts);
    return answer;
}
