#include "attachment/attachment_clean.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "media/media.h"
#include "media/media_found.h"
#include "worker/worker.h"
#include "worker/worker_program.h"

#include <string.h>

#define PROGRAM "thidua-cleaner"

enum {
    MEMORY = 448 << 20,     /* of addresses: the libraries, the file, what qpdf makes of it, the file written anew */
    PART_MAX = 1 << 20,     /* a piece of 192 KiB in base64 */
    CLEAN_MAX = 64 << 20,   /* a PDF may grow when it is written anew */
    NAME_MAX_BYTES = 200,
};

struct taking {
    struct buffer bytes;
    struct arena *arena;
};

static bool refuse_shape(struct err *err)
{
    return err_set(err, "tiến trình làm sạch tệp trả lời không đúng mẫu", "the process that cleans the file answered in a wrong shape");
}

static bool take_part(void *context, const struct value *part, struct err *err)
{
    struct taking *taking = context;
    const char *text = value_get_text(part, "bytes", NULL), *bytes;
    size_t len;
    struct arena *scratch = arena_create();
    bool good = text && base64_bytes(scratch, text, &bytes, &len) && len <= CLEAN_MAX - taking->bytes.len;
    if (good)
        buffer_add(&taking->bytes, bytes, len);
    arena_destroy(scratch);
    return good || refuse_shape(err);
}

/* Whatever a person's machine calls it: one line, no folder, whole letters. */
static const char *name_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    bool fit = *name && text_is_utf8(name, strlen(name)) && text_unfit(name) < 0 && !strpbrk(name, "\r\n\t\\") && strlen(name) <= NAME_MAX_BYTES;
    return arena_strdup(arena, fit ? name : "tep");
}

/* Whole numbers, words and a truth: nothing else of what the worker says is kept. */
static const struct value *facts_of(struct arena *arena, const struct value *ok)
{
    static const char *const numbers[] = {"width", "height", "pages"};
    struct value *facts = value_map(arena), *removed = value_list(arena);
    const struct value *said = value_get(ok, "removed");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int64_t number = value_get_int(ok, numbers[i], 0);
        value_set(facts, numbers[i], number > 0 ? value_int(arena, number) : value_null(arena));
    }
    for (unsigned i = 0; media_removed_name(i); i++)
        for (size_t j = 0; j < value_len(said); j++)
            if (value_type(value_at(said, j)) == VALUE_TEXT && strcmp(value_as_text(value_at(said, j)), media_removed_name(i)) == 0)
                value_append(removed, value_text(arena, media_removed_name(i)));
    value_set(facts, "removed", removed);
    value_set_bool(facts, "signed", value_get_bool(ok, "signed", false));
    return facts;
}

static bool take_answer(const struct value *answer, struct taking *taking, struct attachment_clean *clean, struct err *err)
{
    const struct value *ok = value_get(answer, "ok");
    const char *media = value_get_text(ok, "media", "");
    enum media_kind said, seen;
    if (!taking->bytes.len || !media_find(media, &said) || !media_recognise(taking->bytes.bytes, taking->bytes.len, &seen, NULL) ||
        seen != said)
        return refuse_shape(err);
    clean->media = media_name(said);
    clean->facts = facts_of(taking->arena, ok);
    clean->len = taking->bytes.len;
    clean->bytes = buffer_take(&taking->bytes, taking->arena);
    return true;
}

static bool is(const struct value *error, const char *fault)
{
    return strcmp(value_get_text(error, "fault", ""), fault) == 0;
}

/* No fault of the file. */
static bool is_ours(const struct value *error)
{
    return strcmp(value_get_text(error, "kind", ""), "start") == 0 || is(error, "stopped");
}

static bool is_said(const struct value *error)
{
    return strcmp(value_get_text(error, "kind", ""), "rule") == 0;
}

/* The worker's own sentence about the file, or how the file ended it. */
static void blame_file(const struct file *file, const struct value *error, struct problems *problems)
{
    const char *fault = value_get_text(error, "fault", "crash");
    if (is_said(error))
        problem_add(problems, file->path, 0, NULL, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
    else
        problem_add(problems, file->path, 0, NULL, "không đọc được tệp (%1$s%2$.0s); mở ra, lưu lại hoặc in thành PDF rồi gửi lại",
                    "the file cannot be read (%2$s%1$.0s); open it, save it again or print it to PDF, and send that",
                    fault_title(fault, false), fault_title(fault, true));
}

/* *ret_ended: the file ended the worker. */
static bool clean_one(const struct worker_settings *settings, const struct file *file, struct arena *arena, struct problems *problems,
                      struct attachment_clean *clean, bool *ret_ended, struct err *err)
{
    struct value *job = value_map(arena);
    struct taking taking = {.arena = arena};
    const struct worker_stream stream = {file->bytes, file->len, take_part, &taking};
    *clean = (struct attachment_clean){.name = name_of(arena, file->path)};
    value_set_text(job, "kind", "clean");
    const struct value *answer = worker_stream(settings, arena, job, &stream), *error = value_get(answer, "error");
    bool ours = error && is_ours(error);
    bool good = ours ? err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", ""), value_get_text(error, "en", ""))
                     : error || take_answer(answer, &taking, clean, err);
    if (good && error)
        blame_file(file, error, problems);
    *ret_ended = error && !is_said(error);
    buffer_finish(&taking.bytes);
    return good;
}

bool attachment_clean_all(const struct worker_settings *settings, const struct file *files, size_t count, int most_ms, struct arena *arena,
                          struct problems *problems, struct attachment_clean *ret_cleans, struct err *err)
{
    struct worker_settings own = *settings;
    int64_t until = clock_steady() + most_ms;
    bool ended = false;
    own.program = worker_program_find(arena, settings->program, PROGRAM, err);
    own.fork_server = NULL; /* it forks the daemon, and this is another program */
    own.memory = MEMORY;
    own.answer_max = PART_MAX;
    for (size_t i = 0; own.program && i < count && !ended; i++) {
        int64_t left = until - clock_steady();
        own.deadline_ms = left < ATTACHMENT_CLEAN_ONE_MS ? (int)left : ATTACHMENT_CLEAN_ONE_MS;
        if (left <= 0) {
            problem_add(problems, files[i].path, 0, NULL, "các tệp trước nó mất quá nhiều thời gian; gửi ít tệp hơn một lần",
                        "the files before it took too long; send fewer at a time");
            return true;
        }
        if (!clean_one(&own, &files[i], arena, problems, &ret_cleans[i], &ended, err))
            return false;
    }
    return own.program != NULL;
}
