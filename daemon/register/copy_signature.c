#include "register/copy_signature.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "media/media.h"
#include "worker/worker.h"
#include "worker/worker_program.h"

#include <string.h>

#define PROGRAM "thidua-signatures"
#define JOB "signatures" /* signature/signature.h tells what it answers */

enum {
    MEMORY = 384 << 20, /* of addresses: the libraries, the file, what poppler and qpdf make of it */
    DEADLINE_MS = 5000,
};

/* ---- asked ---- */

static const struct {
    const char *name, *vi, *en;
} states[] = {
    {"intact", "còn nguyên vẹn", "intact"},
    {"partial", "đúng chữ ký, nhưng tệp còn được thêm vào sau khi ký", "the signature fits, but the file was added to after it"},
    {"changed", "tệp đã bị đổi sau khi ký", "the file was changed after it"},
    {"unreadable", "không đọc được chữ ký", "the signature cannot be read"},
};

static size_t state_place(const char *name)
{
    size_t i = 0;
    while (i < LEN(states) && strcmp(states[i].name, name) != 0)
        i++;
    return i;
}

/* Names, instants and known words: nothing else of what the worker says is kept. */
static struct value *kept_of(struct arena *arena, const struct value *said)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(said); i++) {
        const struct value *one = value_at(said, i);
        size_t place = state_place(value_get_text(one, "state", ""));
        struct value *kept = value_map(arena);
        if (place == LEN(states))
            return NULL;
        value_set_text(kept, "signer", value_get_text(one, "signer", NULL));
        value_set(kept, "signed_at", value_get(one, "signed_at"));
        value_set_text(kept, "state", states[place].name);
        value_append(list, kept);
    }
    return list;
}

static struct value *reading_of(struct arena *arena, const struct value *signatures, const char *fault)
{
    struct value *reading = value_map(arena);
    value_set(reading, "signatures", signatures ? signatures : value_list(arena));
    value_set_text(reading, "fault", fault);
    return reading;
}

static bool is(const struct value *error, const char *key, const char *word)
{
    return strcmp(value_get_text(error, key, ""), word) == 0;
}

bool copy_signature_read(const struct worker_settings *settings, const struct file *file, struct arena *arena, const struct value **ret_read, struct err *err)
{
    struct worker_settings own = *settings;
    struct value *job = value_map(arena);
    const struct worker_stream stream = {.bytes = file->bytes, .len = file->len};
    enum media_kind kind;
    *ret_read = value_null(arena);
    if (!media_recognise(file->bytes, file->len, &kind, NULL) || kind != MEDIA_PDF)
        return true;
    own.program = worker_program_find(arena, settings->program, PROGRAM, err);
    own.fork_server = NULL; /* it forks the daemon, and this is another program */
    own.memory = MEMORY;
    own.deadline_ms = DEADLINE_MS;
    if (!own.program)
        return false;
    value_set_text(job, "kind", JOB);
    const struct value *answer = worker_stream(&own, arena, job, &stream), *error = value_get(answer, "error");
    if (error && (is(error, "kind", "start") || is(error, "fault", "stopped")))
        return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
    struct value *kept = error ? NULL : kept_of(arena, value_get(value_get(answer, "ok"), "signatures"));
    *ret_read = reading_of(arena, kept, kept ? NULL : error ? value_get_text(error, "fault", "crash") : "garbage");
    return true;
}

/* ---- shown ---- */

static void say_one(struct buffer *text, const struct value *signature, bool first, bool english)
{
    const char *signer = value_get_text(signature, "signer", english ? "unknown" : "không rõ ai"), *at = value_get_text(signature, "signed_at", NULL);
    size_t place = state_place(value_get_text(signature, "state", ""));
    buffer_printf(text, "%s%s", first ? "" : "; ", signer);
    if (at)
        buffer_printf(text, ", %.10s %.5s", at, at + strlen("2025-02-12T"));
    if (place < LEN(states))
        buffer_printf(text, ": %s", english ? states[place].en : states[place].vi);
}

static const char *say(struct arena *arena, const struct value *signatures, const char *fault, bool english)
{
    struct buffer text = {0};
    if (fault)
        buffer_puts(&text, english ? "the signatures cannot be read" : "không đọc được chữ ký số trong tệp");
    else if (!value_len(signatures))
        buffer_puts(&text, english ? "no digital signature" : "không có chữ ký số");
    for (size_t i = 0; i < value_len(signatures); i++)
        say_one(&text, value_at(signatures, i), i == 0, english);
    return buffer_take(&text, arena);
}

void copy_signature_show(struct arena *arena, const struct value *reading, struct value *copy)
{
    const struct value *said = value_get(reading, "signatures");
    const char *fault = value_get_text(reading, "fault", NULL);
    struct value *signatures = value_list(arena);
    for (size_t i = 0; i < value_len(said); i++) {
        struct value *one = value_copy(arena, value_at(said, i));
        int64_t at = value_get_int(one, "signed_at", 0);
        value_set_text(one, "signed_at", at ? instant_text(arena, at) : NULL);
        value_append(signatures, one);
    }
    value_set(copy, "signatures", said ? signatures : value_null(arena));
    value_set_text(copy, "fault", fault);
    value_set_text(copy, "signed", said ? say(arena, signatures, fault, false) : NULL);
    value_set_text(copy, "signed_en", said ? say(arena, signatures, fault, true) : NULL);
}
