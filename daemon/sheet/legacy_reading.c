#include "sheet/legacy_reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "sheet/spoilt_text.h"

#include <string.h>

enum {
    LIKELY_SHARE = 60, /* words of a hundred */
    FAR = 20,          /* of a hundred: no file in the right encoding reads so much better in another */
    SHOWN_BYTES = 160,
};

static const enum legacy_text asked[] = {LEGACY_TCVN3, LEGACY_VNI, LEGACY_CP1258};

/* A piece as Windows-1252 shows it: all of it, and the beginning of its first line. */
struct shown {
    const char *whole, *beginning;
};

static struct shown show(const struct legacy_piece *piece, struct arena *arena)
{
    const char *stop = memchr(piece->bytes, '\n', piece->len);
    size_t size = stop ? (size_t)(stop - piece->bytes) : piece->len;
    return (struct shown){legacy_text_of_bytes(arena, piece->bytes, piece->len),
                          legacy_text_of_bytes(arena, piece->bytes, size < SHOWN_BYTES ? size : SHOWN_BYTES)};
}

static int share_of(struct arena *arena, enum legacy_text legacy, const char *whole)
{
    struct spoilt_judge judge = {arena, {.arena = arena}};
    return spoilt_text_share(&judge, legacy_text_decode(arena, legacy, whole));
}

bool legacy_reading_ask(const struct legacy_piece *piece, struct arena *arena, struct problems *problems)
{
    const struct shown shown = show(piece, arena);
    struct buffer vi = {0}, en = {0};
    for (size_t i = 0; i < LEN(asked); i++) {
        const char *word = legacy_text_word(asked[i]), *title = legacy_text_title(asked[i]);
        if (share_of(arena, asked[i], shown.whole) < LIKELY_SHARE)
            continue;
        const char *text = legacy_text_decode(arena, asked[i], shown.beginning);
        buffer_printf(&vi, "%s theo %s là “%s” (nhập lại với --encoding %s)", vi.len ? ";" : "", title, text, word);
        buffer_printf(&en, "%s as %s it says “%s” (import again with --encoding %s)", en.len ? ";" : "", title, text, word);
    }
    bool likely = vi.len > 0;
    if (likely)
        problem_add(problems, piece->file, piece->line, NULL, "chữ không ở bảng mã UTF-8;%1$s%2$.0s", "the text is not UTF-8;%2$s%1$.0s",
                    buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return likely;
}

/* “as named it says …, as better …” */
static void say_better(const struct legacy_piece *piece, enum legacy_text named, enum legacy_text better, const struct shown *shown,
                       bool refused, struct arena *arena, struct problems *problems)
{
    static const char vi[] = "theo bảng mã đã chọn (%1$s) dòng này là “%2$s”, không phải tiếng Việt; theo %3$s là “%4$s”: nhập lại với --encoding %5$s";
    static const char en[] = "in the encoding that was named (%1$s) this line says “%2$s”, which is no Vietnamese; as %3$s it says “%4$s”: import again "
                             "with --encoding %5$s";
    static const char warn_vi[] = "chữ đọc theo %3$s (“%4$s”) đúng chính tả hơn theo %1$s (“%2$s”); xem lại, nếu đúng thế thì nhập lại với --encoding %5$s";
    static const char warn_en[] = "read as %3$s (“%4$s”) the text is better spelt than as %1$s (“%2$s”); look again, and if so import again with "
                                  "--encoding %5$s";
    const char *title = legacy_text_title(named), *other = legacy_text_title(better), *word = legacy_text_word(better);
    const char *as_named = legacy_text_decode(arena, named, shown->beginning), *as_better = legacy_text_decode(arena, better, shown->beginning);
    if (refused)
        problem_add(problems, piece->file, piece->line, NULL, vi, en, title, as_named, other, as_better, word);
    else
        problem_warn(problems, piece->file, piece->line, NULL, warn_vi, warn_en, title, as_named, other, as_better, word);
}

bool legacy_reading_check(const struct legacy_piece *piece, enum legacy_text named, struct arena *arena, struct problems *problems)
{
    const struct shown shown = show(piece, arena);
    int share = share_of(arena, named, shown.whole), best = share;
    enum legacy_text better = named;
    for (size_t i = 0; i < LEN(asked); i++) {
        int other = share_of(arena, asked[i], shown.whole);
        if (share >= 0 && other > best && other >= LIKELY_SHARE) {
            best = other;
            better = asked[i];
        }
    }
    bool refused = share >= 0 && best - share >= FAR;
    if (better != named)
        say_better(piece, named, better, &shown, refused, arena, problems);
    else if (share >= 0 && share < LIKELY_SHARE)
        problem_warn(problems, piece->file, piece->line, NULL,
                     "đọc theo %1$s dòng này là “%2$s”: phần lớn chữ có dấu không phải tiếng Việt; xem lại bảng mã",
                     "as %1$s this line says “%2$s”: most words with marks are no Vietnamese; look at the encoding again",
                     legacy_text_title(named), legacy_text_decode(arena, named, shown.beginning));
    return !refused;
}
