#include "message/message_send.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/value.h"
#include "document/draft.h"
#include "message/channel.h"
#include "parse/parse_preview.h"
#include "store/store.h"
#include "worker/worker.h"
#include "workflow/workflow.h"

#include <string.h>

static struct value *result_of(struct arena *arena, const struct value *message, const char *outcome, const char *vi, const char *en)
{
    struct value *result = value_map(arena);
    value_set(result, "id", value_get(message, "id"));
    value_set(result, "channel", value_get(message, "channel"));
    value_set_text(result, "outcome", outcome);
    value_set_text(result, "vi", vi);
    value_set_text(result, "en", en);
    return result;
}

static struct value *later(struct arena *arena, const struct value *message, struct err *err)
{
    struct value *result = result_of(arena, message, "later", err->vi ? arena_strdup(arena, err->vi) : "", err->en ? arena_strdup(arena, err->en) : "");
    err_clear(err);
    return result;
}

static struct value *context_of(struct arena *arena, const struct value *message)
{
    static const char *const same[] = {"kind", "subject", "text", "key", "language", "link"};
    struct value *context = value_map(arena);
    value_take(context, message, same, sizeof same / sizeof *same);
    value_set_text(context, "recipient", value_get_text(message, "address", ""));
    value_set_text(context, "at", instant_text(arena, value_get_int(message, "made_at", 0)));
    return context;
}

static void add_file(struct arena *arena, struct value *files, const char *name, const char *media, const struct preview_paper *drawn)
{
    struct value *file = value_map(arena);
    value_set_text(file, "name", name);
    value_set_text(file, "media", media);
    value_set_text(file, "bytes", base64_text(arena, drawn->pdf, drawn->pdf_len));
    value_append(files, file);
}

static bool add_paper(struct store *store, const struct worker_settings *worker, struct arena *arena, const char *id, struct value *files, struct err *err)
{
    const struct value *draft = draft_find(store, arena, id, err);
    struct preview_paper paper = {.title = id};
    if (!draft)
        return false;
    paper.issued = workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_ISSUED);
    if (!draft_export(store, arena, id, &paper.bytes, &paper.len, err) || !parse_preview_one(worker, &paper, arena, err))
        return false;
    add_file(arena, files, arena_printf(arena, "%s %s.pdf", paper.issued ? "Văn bản" : "Dự thảo", id), "application/pdf", &paper);
    return true;
}

/* As the outbox keeps it, a text, or as a trial has it. */
static bool add_picture(const struct worker_settings *worker, struct arena *arena, const struct value *message, struct value *files, struct err *err)
{
    const struct value *picture = value_get(message, "picture");
    if (value_type(picture) == VALUE_TEXT)
        picture = json_parse(arena, value_as_text(picture), strlen(value_as_text(picture)), err);
    struct preview_paper drawn = {.title = value_get_text(picture, "title", ""), .form = picture};
    if (!picture || !parse_preview_one(worker, &drawn, arena, err))
        return false;
    char *name = arena_printf(arena, "%s.png", drawn.title);
    for (char *slash = name; (slash = strchr(slash, '/'));)
        *slash = '-'; /* tháng 12/2024 */
    add_file(arena, files, name, "image/png", &drawn);
    return true;
}

/* What goes along, drawn. What cannot be drawn keeps nobody from being told: the link leads to it. */
static const struct value *files_of(struct store *store, const struct worker_settings *worker, struct arena *arena, const struct value *message)
{
    const char *id = value_get_text(message, "paper", NULL);
    const struct value *picture = value_get(message, "picture");
    struct value *files = value_list(arena);
    struct err err = {0};
    if ((id && !add_paper(store, worker, arena, id, files, &err)) || (picture && !value_is_null(picture) && !add_picture(worker, arena, message, files, &err)))
        err_clear(&err);
    return files;
}

/* Into the channel's folder; the names are plain (plugin_host.c). */
static bool keep_files(struct arena *arena, const struct channel *channel, const struct value *kept, struct err *err)
{
    const char *folder = value_get_text(channel->parameters, "folder", NULL);
    for (size_t i = 0; i < value_len(kept); i++) {
        const char *bytes, *name = value_get_text(value_at(kept, i), "name", "");
        size_t len;
        if (strchr(name, '/') || !base64_bytes(arena, value_get_text(value_at(kept, i), "bytes", ""), &bytes, &len))
            return err_set(err, "trình cắm giao một tệp không ghi được", "the plugin handed over a file that cannot be written");
        if (!folder || folder[0] != '/')
            return err_set(err, "kênh %s: folder phải là đường dẫn đầy đủ", "channel %s: folder must be a full path", channel->name);
        if (!file_write(arena_printf(arena, "%s/%s", folder, name), bytes, len, err))
            return false;
    }
    return true;
}

static struct value *understand(struct arena *arena, const struct channel *channel, const struct value *message, const struct value *answer)
{
    const struct value *ok = value_get(answer, "ok"), *error = value_get(answer, "error");
    struct err err = {0};
    if (error)
        return result_of(arena, message, "later", value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
    if (!keep_files(arena, channel, value_get(ok, "kept"), &err))
        return later(arena, message, &err);
    return result_of(arena, message, value_get_text(ok, "outcome", "later"), value_get_text(ok, "vi", NULL), value_get_text(ok, "en", NULL));
}

static struct value *send_one(struct store *store, const struct worker_settings *worker, struct arena *arena, const struct channel_list *channels,
                              const struct value *message)
{
    const char *name = value_get_text(message, "channel", "");
    const struct channel *channel = channel_find(channels, name);
    struct err err = {0};
    if (!channel) {
        err_set(&err, "channels.ini không có kênh [%s]; thêm kênh ấy hoặc sửa routes.ini", "channels.ini has no channel [%s]; add it or correct routes.ini", name);
        return later(arena, message, &err);
    }
    const struct value *job = channel_job(arena, channel, context_of(arena, message), files_of(store, worker, arena, message)), *answer;
    worker_run(worker, arena, &job, 1, &answer);
    return understand(arena, channel, message, answer);
}

struct value *message_send(struct store *store, const struct worker_settings *worker, struct arena *arena, const struct value *messages)
{
    struct value *results = value_list(arena);
    struct channel_list channels;
    struct err err = {0};
    bool readable = channel_read(store, arena, &channels, &err);
    for (size_t i = 0; i < value_len(messages); i++) {
        const struct value *message = value_at(messages, i);
        value_append(results, readable ? send_one(store, worker, arena, &channels, message)
                                       : result_of(arena, message, "later", arena_strdup(arena, err.vi), arena_strdup(arena, err.en)));
    }
    err_clear(&err);
    return results;
}
