#include "document/draft_life.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "contest/transition.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "register/register.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <inttypes.h>
#include <string.h>

static bool is_act(const struct draft_step *step, const char *act)
{
    return strcmp(step->act, act) == 0;
}

const char *draft_next_act(const char *state, unsigned roles)
{
    static const char *const acts[] = {"issue", "approve", "submit"};
    const struct workflow *workflow = workflow_find("draft");
    for (size_t i = 0; i < LEN(acts); i++) {
        const struct workflow_row *row = workflow_row(workflow, state, acts[i]);
        if (row && (row->roles & roles))
            return acts[i];
    }
    return NULL;
}

/* A report of achievement has no number and no line in the register: it is a part of what it is sent with. */
static bool is_numbered(const struct value *draft)
{
    return *value_get_text(draft, "symbol", "") != '\0';
}

static bool gives_issue(const struct draft_step *step, const struct value *draft)
{
    return is_act(step, "issue") && (step->number > 0 || !is_numbered(draft)) && step->day != DAY_NEVER;
}

/* A paper is issued after it was drafted, and not in the future. */
static bool check_day(struct arena *arena, const struct value *draft, int32_t day, int32_t today, struct err *err)
{
    int32_t drafted = day;
    day_parse(value_get_text(draft, "day", ""), &drafted);
    if (day > today)
        return err_set(err, "ngày ban hành %s sau hôm nay; ghi ngày đã ký", "the day of issue, %s, is after today; give the day of the signature",
                       day_text(arena, day));
    if (day < drafted)
        return err_set(err, "ngày ban hành %1$s trước ngày lập dự thảo (%2$s); căn cứ và mức tiền của dự thảo là của ngày %2$s",
                       "the day of issue, %1$s, is before the day the draft was made for (%2$s), of which its legal bases and amounts are",
                       day_text(arena, day), day_text(arena, drafted));
    return true;
}

static const struct value *dossier_of(struct arena *arena, const struct value *row, struct err *err)
{
    const char *text = value_get_text(row, "content", "");
    return json_parse(arena, text, strlen(text), err);
}

/* Its line in the register, with who signed it as the version in force has it. */
static bool enter(struct change *change, struct arena *arena, const struct value *draft, const struct draft_step *step, struct err *err)
{
    const struct value *row = store_row(change->store, arena, err, QUERY_DRAFT_SHOW, "t", step->id), *dossier = row ? dossier_of(arena, row, err) : NULL;
    const struct value *issuer = value_get(dossier, "issuer");
    const struct register_entry entry = {
        .source = REGISTER_ISSUED,
        .issuer = value_get_text(issuer, "id", ""),
        .issuer_name = value_get_text(issuer, "name", value_get_text(issuer, "id", "")),
        .symbol = value_get_text(draft, "symbol", ""),
        .number = step->number,
        .day = step->day,
        .subject = value_get_text(draft, "subject", ""),
        .draft = step->id,
        .signer = value_get_text(value_get(dossier, "signed"), "name", value_get_text(value_get(dossier, "signatory"), "sign_name", NULL)),
        .recipients = value_get_text(value_get(dossier, "recipient"), "name", NULL),
        .reason = step->reason,
    };
    return dossier && register_add(change, arena, &entry, NULL, err);
}

static bool check_issue(struct change *change, struct arena *arena, const struct value *draft, const struct draft_step *step, struct err *err)
{
    if (step->number > 0 && !is_numbered(draft))
        return err_set(err, "“%s” là văn bản không có số, không vào sổ; chỉ ghi ngày", "“%s” is a paper without a number, which is in no register; give the day alone", step->id);
    return check_day(arena, draft, step->day, instant_day(change->at), err) && (!is_numbered(draft) || enter(change, arena, draft, step, err));
}

/* A paper is revoked by a decision of its day or later. */
static bool check_revocation(struct arena *arena, const struct value *draft, const struct draft_step *step, int32_t today, struct err *err)
{
    int32_t issued = (int32_t)value_get_int(draft, "issued_on", 0);
    if (step->day > today)
        return err_set(err, "ngày %s của quyết định thu hồi sau hôm nay; ghi ngày đã ký", "the day of the revoking decision, %s, is after today; give the day of its signature",
                       day_text(arena, step->day));
    return step->day >= issued || err_set(err, "ngày %s của quyết định thu hồi trước ngày ban hành văn bản (%s); xem lại quyết định ấy",
                                          "the day of the revoking decision, %s, is before the day the paper was issued (%s); look at that decision again",
                                          day_text(arena, step->day), day_text(arena, issued));
}

static bool has_nominee(const struct value *dossier, const char *subject)
{
    const struct value *nominees = value_get(dossier, "nominees");
    for (size_t i = 0; i < value_len(nominees); i++)
        if (strcmp(value_get_text(value_at(nominees, i), "subject", ""), subject) == 0)
            return true;
    return false;
}

/* Whether the later paper decides on everybody on whom the earlier one did; a decision on others stands beside it. */
static bool covers(const struct value *later, const struct value *earlier)
{
    const struct value *nominees = value_get(earlier, "nominees");
    for (size_t i = 0; i < value_len(nominees); i++)
        if (!has_nominee(later, value_get_text(value_at(nominees, i), "subject", "")))
            return false;
    return true;
}

static bool supersede_one(struct change *change, const struct value *earlier, const char *note, struct err *err)
{
    const char *id = value_get_text(earlier, "id", "");
    const struct transition made = {
        .kind = "draft", .object = id, .state = value_get_text(earlier, "state", ""), .act = "replace", .roles = ROLE_MACHINE, .note = note};
    return transition_make(change, &made, NULL, err) && store_do(change->store, err, QUERY_DRAFT_MARK, "tt", id, workflow_to("draft", "replace"));
}

static bool supersede_earlier(struct change *change, struct arena *arena, const char *id, const char *note, struct err *err)
{
    const struct value *rows =
        store_rows(change->store, arena, err, QUERY_DRAFT_EARLIER, "tv", id, workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_ISSUED));
    size_t len = value_len(rows);
    const struct value *issued = len ? dossier_of(arena, value_at(rows, len - 1), err) : NULL;
    for (size_t i = 0; issued && i + 1 < len; i++) {
        const struct value *dossier = dossier_of(arena, value_at(rows, i), err);
        if (!dossier || (covers(issued, dossier) && !supersede_one(change, value_at(rows, i), arena_printf(arena, "%s: %s", id, note), err)))
            return false;
    }
    return issued != NULL;
}

/* Whoever submits it answers for its figures: each that an edit changed has a name beside it. */
static bool check_figures(struct change *change, struct arena *arena, const char *id, struct err *err)
{
    const struct value *figures = store_rows(change->store, arena, err, QUERY_DRAFT_FIGURES, "t", id);
    size_t open = 0;
    const struct value *first = NULL;
    for (size_t i = value_len(figures); i-- > 0;)
        if (value_is_null(value_get(value_at(figures, i), "confirmed_by"))) {
            first = value_at(figures, i);
            open++;
        }
    if (!first)
        return figures != NULL;
    return err_set(err, "bản đã sửa có %1$zu số khác bản máy lập mà chưa ai xác nhận, trước hết số thứ %2$" PRId64 " (%3$s: “%5$s” → “%6$s”)%4$.0s; xác nhận từng số (drafts confirm %7$s) hoặc sửa lại trong Word",
                   "the edited version has %1$zu figures that differ from the program's and nobody has confirmed, first figure %2$" PRId64 " (%4$s: “%5$s” → “%6$s”)%3$.0s; confirm each (drafts confirm %7$s), or put them right in Word",
                   open, value_get_int(first, "number", 0), value_get_text(first, "place", ""), value_get_text(first, "place_en", ""), value_get_text(first, "said", ""),
                   value_get_text(first, "says", ""), id);
}

/* What the history remembers of it. */
static const char *note_of(struct arena *arena, const struct value *draft, const struct draft_step *step)
{
    if (is_act(step, "revoke") && step->decision && step->day != DAY_NEVER)
        return arena_printf(arena, "%s; theo %s ngày %s", step->reason, step->decision, day_shown(arena, step->day));
    if (!gives_issue(step, draft))
        return step->reason;
    if (!is_numbered(draft))
        return arena_printf(arena, "ngày %s%s%s", day_shown(arena, step->day), step->reason ? "; " : "", step->reason ? step->reason : "");
    return arena_printf(arena, "số %" PRId64 "/%s ngày %s%s%s", step->number, value_get_text(draft, "symbol", ""), day_shown(arena, step->day),
                        step->reason ? "; " : "", step->reason ? step->reason : "");
}

bool draft_step(struct change *change, struct arena *arena, const struct draft_step *step, struct err *err)
{
    const struct value *draft = draft_find(change->store, arena, step->id, err);
    bool issues = draft && gives_issue(step, draft);
    const struct workflow_row *row;
    if (!draft)
        return false;
    const struct transition made = {
        .kind = "draft",
        .object = step->id,
        .state = value_get_text(draft, "state", ""),
        .act = step->act,
        .roles = step->roles,
        .note = note_of(arena, draft, step),
        .given = (issues ? WORKFLOW_NUMBER | WORKFLOW_DAY : 0u) | (is_act(step, "revoke") && step->decision && step->day != DAY_NEVER ? WORKFLOW_DAY : 0u) | (step->file ? WORKFLOW_FILE : 0u),
    };
    if (!transition_make(change, &made, &row, err) || (issues && !check_issue(change, arena, draft, step, err)))
        return false;
    if (is_act(step, "submit") && !check_figures(change, arena, step->id, err))
        return false;
    if (is_act(step, "revoke") && !check_revocation(arena, draft, step, instant_day(change->at), err))
        return false;
    return (!is_act(step, "return") || draft_version_drop(change, arena, step->id, err)) &&
           store_do(change->store, err, QUERY_DRAFT_MARK, "tt", step->id, row->to) &&
           (!issues || (store_do(change->store, err, QUERY_DRAFT_ISSUE, "tii", step->id, step->number, (int64_t)step->day) &&
                        supersede_earlier(change, arena, step->id, made.note, err)));
}
