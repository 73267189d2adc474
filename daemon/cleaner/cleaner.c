#include "cleaner/cleaner.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "cleaner/cleaner_pdf.h"
#include "media/media.h"
#include "media/media_found.h"
#include "worker/lock_down.h"
#include "worker/worker_main.h"

enum { PIECE = 192 << 10 };

static bool send(const struct buffer *clean, struct err *err)
{
    bool good = true;
    for (size_t at = 0; good && at < clean->len; at += PIECE) {
        struct arena *arena = arena_create();
        struct value *part = value_map(arena);
        size_t len = clean->len - at < PIECE ? clean->len - at : PIECE;
        value_set_text(part, "bytes", base64_text(arena, clean->bytes + at, len));
        good = worker_send_part(part, err);
        arena_destroy(arena);
    }
    return good;
}

static struct value *removed_of(struct arena *arena, unsigned removed)
{
    struct value *list = value_list(arena);
    for (unsigned i = 0; media_removed_name(i); i++)
        if (removed & 1u << i)
            value_append(list, value_text(arena, media_removed_name(i)));
    return list;
}

static struct value *answer_of(struct arena *arena, enum media_kind kind, const struct media_found *found, const struct cleaner_pdf *pdf)
{
    struct value *answer = value_map(arena);
    bool paper = kind == MEDIA_PDF;
    value_set_text(answer, "media", media_name(kind));
    value_set(answer, "width", paper ? value_null(arena) : value_int(arena, found->width));
    value_set(answer, "height", paper ? value_null(arena) : value_int(arena, found->height));
    value_set(answer, "pages", paper ? value_int(arena, pdf->pages) : value_null(arena));
    value_set(answer, "removed", removed_of(arena, found->removed));
    value_set_bool(answer, "signed", pdf->is_signed);
    return answer;
}

struct value *cleaner_perform(struct arena *arena, const struct value *job, struct err *err)
{
    (void)job;
    enum media_kind kind;
    struct media_found found;
    struct cleaner_pdf pdf = {0};
    struct buffer file = {0}, clean = {0};
    worker_lock_down_as(WORKER_CLEAN, NULL);
    worker_read_file(&file); /* whole: each of the formats speaks of places ahead and behind */
    bool good = media_recognise(buffer_text(&file), file.len, &kind, err) &&
                (kind == MEDIA_PDF ? cleaner_pdf_clean(file.bytes, file.len, &clean, &found, &pdf, err)
                                   : media_clean(kind, file.bytes, file.len, &clean, &found, err)) &&
                send(&clean, err);
    struct value *answer = good ? answer_of(arena, kind, &found, &pdf) : NULL;
    buffer_finish(&file);
    buffer_finish(&clean);
    return answer;
}
