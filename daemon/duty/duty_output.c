#include "duty/duty_output.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "duty/duty_record.h"
#include "media/media.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_MOST = 200 };

static enum duty_output kind_of(const struct duty_asked *asked)
{
    return asked->paper ? DUTY_OUTPUT_PAPER : asked->type ? DUTY_OUTPUT_RECORD : asked->file ? DUTY_OUTPUT_FILE : DUTY_OUTPUT_NONE;
}

static bool is_kind(const struct duty *duty, const char *kind)
{
    for (size_t i = 0; i < duty->paper_count; i++)
        if (strcmp(duty->papers[i], kind) == 0)
            return true;
    return false;
}

/* An occasion that is a phase asks for that phase's paper; of a month, a day or the whole contest any will do: papers are of phases. A ward's duty asks for a paper about the ward; what
 * stands in its place, about a unit of the same home. */
bool duty_output_fits(const struct package *package, const struct duty *duty, const char *occurrence, const char *unit, const char *kind, const char *subject, const char *of)
{
    bool phased = occurrence && package_phase(package, occurrence) && package_phase(package, of);
    bool placed = unit && unit_place(&package->units, subject) != package->units.fact_count;
    const char *home = placed ? unit_home(&package->units, subject, package->until - 1) : NULL;
    return is_kind(duty, kind) && (!phased || strcmp(of, occurrence) == 0) && (!placed || strcmp(subject, unit) == 0 || (home && strcmp(home, unit) == 0));
}

/* Whose paper it is: of a team's its ward. NULL with err. */
static const char *owner_of(struct turn *turn, const struct value *draft, struct err *err)
{
    const char *subject = value_get_text(draft, "subject", "");
    const struct document_kind *kind = package_document(turn->package, value_get_text(draft, "kind", ""));
    const struct value *shown = kind && kind->each == LEVEL_TEAM ? draft_show(turn->store, turn->arena, turn->package, value_get_text(draft, "id", ""), err) : draft;
    return shown ? value_get_text(value_get(shown, "content"), "ward", subject) : NULL;
}

static bool check_paper(struct turn *turn, const struct duty *duty, const struct duty_asked *asked, struct err *err)
{
    const struct value *draft = draft_find(turn->store, turn->arena, asked->paper, err);
    const char *kind = draft ? value_get_text(draft, "kind", "") : "";
    if (!draft)
        return false;
    if (!workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS | WORKFLOW_COUNTS))
        return err_set(err, "“%s” không còn hiệu lực hoặc không lập được; chọn văn bản khác", "“%s” does not stand or could not be drafted; name another paper", asked->paper);
    if (!duty || duty->output != DUTY_OUTPUT_PAPER || !duty->paper_count)
        return true;
    if (!is_kind(duty, kind))
        return err_set(err, "nhiệm vụ này cần “%1$s” (loại %2$s), “%3$s” là loại %4$s", "this duty asks for “%1$s” (kind %2$s), “%3$s” is of kind %4$s", duty->output_title, text_list(turn->arena, duty->papers, duty->paper_count),
                       asked->paper, kind);
    const char *owner = owner_of(turn, draft, err);
    if (!owner)
        return false;
    return duty_output_fits(turn->package, duty, asked->occurrence, asked->unit, kind, owner, value_get_text(draft, "phase", "")) ||
           err_set(err, "“%1$s” là của đơn vị khác hoặc của đợt khác với nhiệm vụ này; chọn văn bản cùng đơn vị, cùng đợt", "“%1$s” is of another unit or phase than this duty; name a paper of the same", asked->paper);
}

static bool check_file(const struct file *file, struct err *err)
{
    enum media_kind kind;
    if (file->len > DUTY_FILE_MAX)
        return err_set(err, "tệp lớn hơn %d MiB; quét lại ở độ phân giải thấp hơn (200 dpi là đủ)", "the file is larger than %d MiB; scan it again at a lower resolution (200 dpi will do)",
                       DUTY_FILE_MAX >> 20);
    return media_recognise(file->bytes, file->len, &kind, NULL) ||
           err_set(err, "kèm tệp PDF, JPEG hoặc PNG; tệp này không phải (tệp Word: xuất ra PDF)", "attach a PDF, a JPEG or a PNG; this file is none (of a Word file make a PDF)");
}

/* What the plan asks for may come as another thing too: the office's own letter is a file, or a line that says where it is. Nothing at all is refused. */
bool duty_output_check(struct turn *turn, const struct duty *duty, const struct duty_asked *asked, struct err *err)
{
    enum duty_output kind = kind_of(asked);
    if ((asked->paper != NULL) + (asked->type != NULL) + (asked->file != NULL) > 1)
        return err_set(err, "chỉ kèm một thứ: văn bản, bản ghi hoặc tệp", "give one of them: a paper, a record or a file");
    if (!asked->type != !asked->key)
        return err_set(err, "bản ghi cần cả loại và mã: --type publicity --record quan-hai-an/12", "a record has a type and a key: --type publicity --record quan-hai-an/12");
    if (kind == DUTY_OUTPUT_PAPER)
        return check_paper(turn, duty, asked, err);
    if (kind == DUTY_OUTPUT_FILE)
        return check_file(asked->file, err);
    if (kind == DUTY_OUTPUT_RECORD)
        return duty_record_stands(turn->store, turn->arena, turn->package, asked->type, asked->key, err);
    return !duty || duty->output == DUTY_OUTPUT_NONE || (asked->reason && *asked->reason) ||
           err_set(err, "chưa kèm “%s”: kèm văn bản, bản ghi hoặc tệp, hoặc ghi số, ngày của nó vào ghi chú", "“%s” is missing: attach a paper, a record or a file, or write its number and day as a note",
                   duty->output_title);
}

/* Whatever a person's machine calls it: one line, no folder, whole letters. */
static const char *name_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    bool fit = *name && text_is_utf8(name, strlen(name)) && text_unfit(name) < 0 && !strpbrk(name, "\r\n\t\\") && strlen(name) <= NAME_MOST;
    return arena_strdup(arena, fit ? name : "tep");
}

bool duty_output_put(struct change *change, struct arena *arena, const struct duty_asked *asked, struct err *err)
{
    const struct value *before = duty_output_list(change->store, arena, asked->id, err);
    const struct file *file = asked->file;
    const char *hash = file ? digest_bytes(arena, file->bytes, file->len) : NULL, *media = NULL;
    enum media_kind kind;
    if (file && media_recognise(file->bytes, file->len, &kind, err))
        media = media_name(kind);
    if (!before || (file && (!media || !store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, file->bytes, file->len))))
        return false;
    return store_do(change->store, err, QUERY_DUTY_OUTPUT_PUT, "iitttttttt", asked->id, (int64_t)value_len(before) + 1, duty_output_name(kind_of(asked)), asked->paper, asked->type, asked->key,
                    file ? name_of(arena, file->path) : NULL, media, hash, asked->reason);
}

struct value *duty_output_list(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    return store_rows(store, arena, err, QUERY_DUTY_OUTPUT_LIST, "i", id);
}

bool duty_output_file(struct store *store, struct arena *arena, int64_t id, int64_t number, const char **ret_bytes, size_t *ret_len, const char **ret_name, struct err *err)
{
    const struct value *list = duty_output_list(store, arena, id, err);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *output = value_at(list, i);
        const char *hash = value_get_text(output, "sha256", NULL);
        if (value_get_int(output, "number", 0) != number || !hash)
            continue;
        *ret_name = value_get_text(output, "name", "");
        return store_blob(store, arena, err, ret_bytes, ret_len, QUERY_CONTENT_GET, "t", hash);
    }
    return list && err_set(err, "nhiệm vụ số %1$" PRId64 " không kèm tệp số %2$" PRId64 "; xem duties show %1$" PRId64, "the duty %1$" PRId64 " has no file %2$" PRId64 "; see duties show %1$" PRId64, id,
                           number);
}
