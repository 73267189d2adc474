/* Whom issued decisions commend: the list for the ceremony, totals by year, certificates on the office's own printed forms. */
#include "command/perform.h"

#include "award/award.h"
#include "award/certificate.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "package/package.h"
#include "parse/parse_preview.h"
#include "parse/parse_template.h"
#include "workflow/workflow.h"

#include <string.h>

enum { SHIFT_MOST = 500 }; /* tenths of a millimetre */

static const struct value *asked(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *all = award_list(call->store, call->arena, package, call_text(call, "phase"), (int)call_number(call, "year", 0),
                                         instant_day(clock_now(call->clock)), err);
    return all ? belongs_visible(call, all, "ward", err) : NULL;
}

struct value *command_awards_list(struct command_call *call, struct err *err)
{
    const struct value *awards = asked(call, err);
    return awards ? value_copy(call->arena, awards) : NULL;
}

struct value *command_awards_totals(struct command_call *call, struct err *err)
{
    const struct value *awards = asked(call, err);
    return awards ? award_totals(call->arena, awards) : NULL;
}

/* ---- certificates ---- */

/* Millimetres, perhaps below 0. */
static bool read_shift(const struct command_call *call, const char *name, int64_t *ret_tenths, struct err *err)
{
    const char *text = call_text(call, name);
    struct decimal number = {0};
    struct err wrong = {0};
    bool good = !text || !*text || (decimal_parse(text, &number, &wrong) && !number.percent && number.scale <= 1);
    int64_t tenths = number.digits * (number.scale ? 1 : 10);
    err_clear(&wrong);
    *ret_tenths = tenths;
    return (good && tenths <= SHIFT_MOST && tenths >= -SHIFT_MOST) ||
           err_set(err, "“%s” không được; ghi số milimét, một số lẻ: 1,5 hoặc -2, nhiều nhất %d", "“%s” is refused; write millimetres with one decimal: 1,5 or -2, at most %d", text, SHIFT_MOST / 10);
}

static bool is_said(const struct value *text, const char *name)
{
    for (size_t i = 0; i < value_len(text); i++) {
        const struct value *block = value_at(text, i), *rows = value_get(block, "rows");
        if (strstr(value_get_text(block, "text", ""), name))
            return true;
        for (size_t r = 0; r < value_len(rows); r++)
            for (size_t c = 0; c < value_len(value_at(rows, r)); c++)
                if (is_said(value_at(value_at(rows, r), c), name))
                    return true;
    }
    return false;
}

static bool was_edited(const struct value *versions)
{
    for (size_t i = 0; i < value_len(versions); i++)
        if (strcmp(value_get_text(value_at(versions, i), "origin", ""), draft_origin_name(DRAFT_EDITED)) == 0)
            return true;
    return false;
}

/* A decision that somebody edited in Word may name people otherwise than its dossier, which certificates are made from. */
static bool check_names(struct command_call *call, const struct value *draft, struct err *err)
{
    const char *id = value_get_text(draft, "id", ""), *bytes;
    const struct value *versions = draft_version_list(call->store, call->arena, id, err), *nominees = value_get(value_get(draft, "content"), "nominees");
    size_t len;
    if (!versions || !was_edited(versions))
        return versions != NULL;
    const struct value *text = draft_export(call->store, call->arena, id, &bytes, &len, err) ? parse_paper(call->worker, bytes, len, call->arena, err) : NULL;
    for (size_t i = 0; text && i < value_len(nominees); i++) {
        const char *name = value_get_text(value_at(nominees, i), "subject_name", "");
        if (strcmp(value_get_text(value_at(nominees, i), "kind", ""), "collective") != 0 && !is_said(text, name))
            return err_set(err, "quyết định đã sửa trong Word không còn ghi “%s” như hồ sơ; sửa họ tên ở số liệu và ban hành văn bản thay thế (drafts correct), rồi in giấy khen",
                           "the decision was edited in Word and does not say “%s” any more, as its dossier does; correct the name in the records, issue a correction (drafts correct), then print", name);
    }
    return text != NULL;
}

/* A test shows a decision's first certificate with the edges of its fields, whatever has become of the decision. */
static bool check_issued(const struct value *draft, bool test, struct err *err)
{
    const char *state = value_get_text(draft, "state", "");
    bool stands = workflow_is("draft", state, WORKFLOW_ISSUED) && workflow_is("draft", state, WORKFLOW_STANDS);
    return test || stands ||
           err_set(err, "“%s” chưa ban hành, hoặc đã thu hồi, bị thay; giấy khen chỉ in từ quyết định đã ban hành (in thử: --test)",
                   "“%s” is not issued, or was revoked or replaced; certificates are printed from an issued decision alone (a trial print: --test)", value_get_text(draft, "id", ""));
}

struct value *command_drafts_certificates(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    bool test = call_flag(call, "test");
    const char *id = call_text(call, "id");
    int64_t right, down;
    if (!call_contest(call, &package, &periods, err) || !read_shift(call, "right", &right, err) || !read_shift(call, "down", &down, err))
        return NULL;
    const struct value *draft = draft_show(call->store, call->arena, package, id, err);
    const struct document_kind *kind = draft ? document_kind_of(package, value_get_text(draft, "kind", ""), err) : NULL;
    if (!kind || !check_issued(draft, test, err) || !check_names(call, draft, err))
        return NULL;
    struct value *form = certificate_form(call->arena, package, kind, draft, value_get(draft, "content"), test ? 1 : 0, err);
    if (!form)
        return NULL;
    value_set_int(form, "right", right);
    value_set_int(form, "down", down);
    value_set_bool(form, "frame", test);
    struct preview_paper paper = {.title = arena_printf(call->arena, "%s %s", value_get_text(form, "title", ""), id), .form = form};
    if (!parse_preview_one(call->worker, &paper, call->arena, err))
        return NULL;
    call->bytes = paper.pdf;
    call->bytes_len = paper.pdf_len;
    return value_printf(call->arena, "%s-%s.pdf", id, value_get_text(form, "id", ""));
}
