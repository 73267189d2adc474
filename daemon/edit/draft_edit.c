#include "edit/draft_edit.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "edit/edit_difference.h"
#include "parse/parse_template.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

enum { MACHINE_S = 1 }; /* the version that the daemon made is the first */

/* The file written anew: the same file gives the same bytes. NULL with problems or err. */
static const struct template_paper *normalise(struct arena *arena, const struct worker_settings *worker, const struct file *file, int64_t written_at,
                                              struct problems *problems, struct err *err)
{
    struct template_paper *paper = arena_alloc(arena, sizeof *paper);
    bool usable;
    *paper = (struct template_paper){.data = value_map(arena), .written_at = written_at};
    if (!parse_template(worker, file, paper, 1, true, arena, problems, &usable, err) || !usable)
        return NULL;
    if (paper->bytes)
        return paper;
    problem_add(problems, file->path, 0, NULL, "%1$s%2$.0s; đây là tệp mẫu, không phải văn bản đã lập: tải bản dự thảo về, sửa rồi gửi lại",
                "%2$s%1$.0s; this is a template, no drafted paper: download the draft, edit it and send that", paper->vi, paper->en);
    return NULL;
}

static const struct value *read_version(struct store *store, struct arena *arena, const struct worker_settings *worker, const char *draft, int64_t number,
                                        struct err *err)
{
    const char *bytes;
    size_t len;
    return draft_version_bytes(store, arena, draft, number, &bytes, &len, err) ? parse_paper(worker, bytes, len, arena, err) : NULL;
}

static bool is_new(const struct value *current, const struct draft_edit *edit, struct err *err)
{
    bool same = strcmp(value_get_text(current, "content_sha256", ""), edit->content) == 0 || strcmp(value_get_text(current, "sha256", ""), edit->received) == 0;
    return !same ||
           err_set(err, "tệp này đúng là phiên bản %1$" PRId64 " của “%2$s” đang dùng, không có gì mới; sửa trong Word, lưu lại rồi gửi",
                   "this file is version %1$" PRId64 " of “%2$s”, which is in force: nothing is new; edit it in Word, save it and send that",
                   value_get_int(current, "number", 0), edit->draft);
}

bool draft_edit_read(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct file *file, struct draft_edit *edit,
                     struct problems *problems, struct err *err)
{
    const struct value *draft = draft_find(store, arena, edit->draft, err);
    const struct value *current = draft ? draft_version_find(store, arena, edit->draft, 0, err) : NULL;
    const struct value *seal = current ? seal_get(store, arena, value_get_text(draft, "seal", ""), err) : NULL;
    const struct template_paper *paper = seal ? normalise(arena, worker, file, draft_written_at(seal, draft), problems, err) : NULL;
    if (!paper)
        return false;
    edit->bytes = paper->bytes;
    edit->len = paper->len;
    edit->content = paper->content;
    edit->received = digest_bytes(arena, file->bytes, file->len);
    if (!is_new(current, edit, err))
        return false;
    const struct value *made = read_version(store, arena, worker, edit->draft, MACHINE_S, err);
    const struct value *text = made ? parse_paper(worker, edit->bytes, edit->len, arena, err) : NULL;
    edit->difference = text ? edit_difference(arena, made, text, err) : NULL;
    return edit->difference != NULL;
}

bool draft_edit_store(struct change *change, struct arena *arena, const struct draft_edit *edit, int64_t *ret_number, struct err *err)
{
    const struct draft_version version = {
        .draft = edit->draft,
        .origin = DRAFT_EDITED,
        .bytes = edit->bytes,
        .len = edit->len,
        .content = edit->content,
        .received = edit->received,
        .note = edit->note,
    };
    const struct value *figures = value_get(edit->difference, "figures");
    if (!draft_version_add(change, arena, &version, ret_number, err))
        return false;
    for (size_t i = 0; i < value_len(figures); i++) {
        const struct value *figure = value_at(figures, i);
        if (!store_do(change->store, err, QUERY_DRAFT_FIGURE_PUT, "tiittttt", edit->draft, *ret_number, (int64_t)i + 1, value_get_text(figure, "place", ""),
                      value_get_text(figure, "place_en", ""), value_get_text(figure, "name", ""), value_get_text(figure, "said", ""),
                      value_get_text(figure, "says", "")))
            return false;
    }
    return store_do(change->store, err, QUERY_DRAFT_FIGURE_KEEP, "ti", edit->draft, *ret_number);
}

struct value *draft_edit_figures(struct store *store, struct arena *arena, const char *draft, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_FIGURES, "t", draft);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *figure = value_copy(arena, value_at(rows, i));
        const struct value *at = value_get(figure, "confirmed_at");
        if (!value_is_null(at))
            value_set_text(figure, "confirmed_at", instant_text(arena, value_as_int(at)));
        value_append(list, figure);
    }
    return rows ? list : NULL;
}

bool draft_edit_confirm(struct change *change, struct arena *arena, const char *draft, int64_t figure, struct err *err)
{
    const struct value *figures = draft_edit_figures(change->store, arena, draft, err), *found = NULL;
    for (size_t i = 0; i < value_len(figures) && !found; i++)
        if (value_get_int(value_at(figures, i), "number", 0) == figure)
            found = value_at(figures, i);
    if (!figures)
        return false;
    if (!found)
        return err_set(err, "“%1$s” không có số đã sửa thứ %2$" PRId64 "; xem drafts changes %1$s", "“%1$s” has no changed figure %2$" PRId64 "; see drafts changes %1$s", draft,
                       figure);
    if (!value_is_null(value_get(found, "confirmed_at")))
        return err_set(err, "số đã sửa thứ %" PRId64 " đã có người xác nhận; không phải làm gì", "the changed figure %" PRId64 " was confirmed already; nothing is to be done", figure);
    return store_do(change->store, err, QUERY_DRAFT_FIGURE_CONFIRM, "tiitit", draft, value_get_int(found, "version", 0), figure, change->actor, change->at, change->reason);
}

/* ---- what differs ---- */

static struct value *end_of(struct arena *arena, const struct value *version)
{
    static const char *const keys[] = {"draft", "number", "origin", "made_at", "made_by", "note"};
    struct value *map = value_map(arena);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_set(map, keys[i], value_get(version, keys[i]));
    return map;
}

static struct value *compare(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct value *from, const struct value *to,
                             struct err *err)
{
    const struct value *const ends[] = {from, to};
    const struct value *texts[2];
    for (size_t i = 0; i < 2; i++) {
        texts[i] = read_version(store, arena, worker, value_get_text(ends[i], "draft", ""), value_get_int(ends[i], "number", 0), err);
        if (!texts[i])
            return NULL;
    }
    struct value *answer = edit_difference(arena, texts[0], texts[1], err);
    if (!answer)
        return NULL;
    value_set(answer, "from", end_of(arena, from));
    value_set(answer, "to", end_of(arena, to));
    return answer;
}

static bool is_edited(const struct value *version)
{
    return strcmp(value_get_text(version, "origin", ""), draft_origin_name(DRAFT_EDITED)) == 0;
}

/* What the daemon's new text changes in what somebody had edited. */
static struct value *compare_before(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct value *version, struct err *err)
{
    const struct value *before = store_row(store, arena, err, QUERY_DRAFT_EDITED_BEFORE, "tt", value_get_text(version, "draft", ""), draft_origin_name(DRAFT_EDITED));
    if (!before || value_is_null(before))
        return before ? value_null(arena) : NULL;
    const struct value *edited = draft_version_find(store, arena, value_get_text(before, "draft", ""), value_get_int(before, "number", 0), err);
    return edited ? compare(store, arena, worker, edited, version, err) : NULL;
}

struct value *draft_edit_changes(struct store *store, struct arena *arena, const struct worker_settings *worker, const char *draft, int64_t number, struct err *err)
{
    const struct value *found = draft_find(store, arena, draft, err);
    if (!found || !value_is_null(value_get(found, "refusal")))
        return found ? value_null(arena) : NULL;
    const struct value *version = number ? draft_version_find(store, arena, draft, number, err) : draft_version_unstamped(store, arena, draft, err);
    if (!version)
        return NULL;
    if (value_get_int(version, "number", 0) == MACHINE_S)
        return compare_before(store, arena, worker, version, err);
    const struct value *made = draft_version_find(store, arena, draft, MACHINE_S, err);
    struct value *answer = made ? compare(store, arena, worker, made, version, err) : NULL;
    const struct value *figures = answer && is_edited(version) && (!number || value_get_bool(version, "current", false)) ? draft_edit_figures(store, arena, draft, err) : NULL;
    if (figures)
        value_set(answer, "figures", figures);
    return answer;
}
