#include "document/draft.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/transition.h"
#include "contest/wording.h"
#include "document/document.h"
#include "document/document_setting.h"
#include "document/draft_version.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <inttypes.h>
#include <string.h>

static void refuse(struct draft *draft, struct arena *arena, const char *vi, const char *en)
{
    draft->bytes = draft->content = NULL;
    draft->refusal_vi = arena_strdup(arena, vi);
    draft->refusal_en = arena_strdup(arena, en);
}

/* What is not filled at all. */
static bool refuse_unfilled(struct draft *draft, struct arena *arena, const struct package *package)
{
    if (document_not_applicable(draft->dossier)) {
        refuse(draft, arena, document_not_applicable(draft->dossier), document_not_applicable_en(draft->dossier));
        return true;
    }
    if (file_find(&package->files, draft->kind->path))
        return false;
    refuse(draft, arena, arena_printf(arena, "gói không có mẫu %s", draft->kind->path),
           arena_printf(arena, "the package has no template %s", draft->kind->path));
    return true;
}

/* Drafts of one template on their way through a worker; papers[i] is drafts[i]'s. */
struct filling {
    struct arena *arena;
    const struct file *file;
    struct draft **drafts;
    struct template_paper *papers;
    size_t count;
};

int64_t draft_written_at(const struct value *seal, const struct value *dossier)
{
    int32_t day = 0;
    day_parse(value_get_text(dossier, "day", ""), &day);
    return value_get_int(seal, "sealed_at", day_instant(day, 0));
}

static void add(struct filling *filling, struct draft *draft, const struct package *package)
{
    struct err err = {0};
    const struct value *data = document_data(filling->arena, package, value_get(draft->seal, "content"), draft->dossier, &err);
    if (!data) {
        refuse(draft, filling->arena, err.vi, err.en);
        err_clear(&err);
        return;
    }
    filling->papers[filling->count] = (struct template_paper){.data = data, .written_at = draft_written_at(draft->seal, draft->dossier)};
    filling->drafts[filling->count++] = draft;
}

static void take(struct draft *draft, struct arena *arena, const struct template_paper *paper)
{
    if (!paper->bytes) {
        refuse(draft, arena, arena_printf(arena, "%s: %s", draft->kind->path, paper->vi), arena_printf(arena, "%s: %s", draft->kind->path, paper->en));
        return;
    }
    draft->bytes = paper->bytes;
    draft->len = paper->len;
    draft->content = paper->content;
}

/* A package in force has been checked, so a problem with its template is rare but still said: the first of them. */
static void refuse_all(const struct filling *filling, const struct problems *problems)
{
    const struct problem *first = NULL;
    for (size_t i = 0; i < problems->len && !first; i++)
        if (problems->items[i].level == PROBLEM_ERROR)
            first = &problems->items[i];
    for (size_t i = 0; i < filling->count; i++)
        refuse(filling->drafts[i], filling->arena,
               arena_printf(filling->arena, "mẫu %s: %s", filling->file->path, first ? first->vi : "không đọc được"),
               arena_printf(filling->arena, "template %s: %s", filling->file->path, first ? first->en : "cannot be read"));
}

static bool fill(struct filling *filling, const struct worker_settings *worker, struct err *err)
{
    struct problems problems;
    bool usable;
    problems_init(&problems, filling->arena);
    if (!filling->count)
        return true;
    if (!parse_template(worker, filling->file, filling->papers, filling->count, true, filling->arena, &problems, &usable, err))
        return false;
    for (size_t i = 0; usable && i < filling->count; i++)
        take(filling->drafts[i], filling->arena, &filling->papers[i]);
    if (!usable)
        refuse_all(filling, &problems);
    return true;
}

bool draft_fill(struct draft *const *drafts, size_t count, struct arena *arena, const struct package *package,
                const struct worker_settings *worker, struct err *err)
{
    struct filling filling = {.arena = arena,
                              .drafts = arena_alloc(arena, (count + 1) * sizeof *filling.drafts),
                              .papers = arena_alloc(arena, (count + 1) * sizeof *filling.papers)};
    for (size_t i = 0; i < count; i++) {
        if (refuse_unfilled(drafts[i], arena, package))
            continue;
        filling.file = file_find(&package->files, drafts[i]->kind->path);
        add(&filling, drafts[i], package);
    }
    return fill(&filling, worker, err);
}

void draft_refuse(struct draft *draft, struct arena *arena, const struct err *why, int32_t day,
                  const struct value *nominations)
{
    struct value *dossier = value_map(arena);
    value_set_text(dossier, "kind", draft->kind->kind);
    value_set_text(dossier, "phase", draft->phase);
    value_set_text(dossier, "subject", draft->subject);
    value_set_text(dossier, "day", day_text(arena, day));
    value_set_text(dossier, "refusal", why->vi);
    value_set(dossier, "nominations", nominations);
    draft->dossier = dossier;
    refuse(draft, arena, why->vi, why->en);
}

/* The act that stores it. */
static const char *act_of(const struct draft *draft)
{
    return draft->bytes ? "make" : document_not_applicable(draft->dossier) ? "omit" : "refuse";
}

const char *draft_state(const struct draft *draft)
{
    return workflow_to("draft", act_of(draft));
}

bool draft_refusal_text(struct arena *arena, const struct package *package, const struct period *phase,
                        const struct draft *draft, char **ret_text, struct err *err)
{
    const struct unit_fact *unit = unit_at(&package->units, draft->subject, phase->until - 1);
    struct value *data = value_map(arena);
    value_set_text(data, "title", draft->kind->title);
    value_set_text(data, "name", unit ? unit->name : draft->subject);
    value_set_text(data, "period", period_title(phase, arena));
    value_set_text(data, "reason", draft->refusal_vi);
    *ret_text = wording_fill(arena, package, "alert.refused", data, err);
    return *ret_text != NULL;
}

/* phase-1-a-1 for the district's, phase-1-e-trang-cat-1 for a ward's. */
static const char *id_of(struct arena *arena, const struct package *package, const struct draft *draft, int64_t number)
{
    if (strcmp(draft->subject, package->district) == 0)
        return arena_printf(arena, "%s-%s-%" PRId64, draft->phase, draft->kind->kind, number);
    return arena_printf(arena, "%s-%s-%s-%" PRId64, draft->phase, draft->kind->kind, draft->subject, number);
}

static const char *canonical(struct arena *arena, const struct value *value)
{
    struct buffer text = {0};
    json_write_canonical(&text, value);
    return buffer_take(&text, arena);
}

/* A step of a stored one, or the first. */
static bool step(struct change *change, const char *id, const char *state, const char *act, const char *note,
                 const struct workflow_row **ret_row, struct err *err)
{
    const struct transition made = {
        .kind = "draft", .object = id, .state = state, .act = act, .roles = ROLE_MACHINE, .note = note};
    return transition_make(change, &made, ret_row, err);
}

/* Numbers go on, whatever is stale. */
static bool insert(struct change *change, const struct package *package, struct arena *arena, const struct draft *draft,
                   const char *dossier, const char *hash, const char **ret_id, struct err *err)
{
    const struct file *template = file_find(&package->files, draft->kind->path);
    const char *template_hash = template ? digest_bytes(arena, template->bytes, template->len) : "";
    const struct value *newest = store_row(change->store, arena, err, QUERY_DRAFT_NUMBER, "ttt", draft->kind->kind,
                                           draft->subject, draft->phase);
    if (!newest)
        return false;
    int64_t number = value_get_int(newest, "number", 0) + 1;
    *ret_id = id_of(arena, package, draft, number);
    const struct draft_version made = {*ret_id, DRAFT_BY_MACHINE, draft->dossier, draft->bytes, draft->len, draft->content, NULL, NULL};
    return (!hash || store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, draft->bytes, draft->len)) &&
           store_do(change->store, err, QUERY_DRAFT_INSERT, "ttttitttttttti", *ret_id, draft->kind->kind,
                    draft->subject, draft->phase, number, value_get_text(draft->seal, "id", NULL), dossier,
                    draft_state(draft), template_hash, hash, hash ? draft->content : NULL,
                    hash ? NULL : draft->refusal_vi, hash ? NULL : draft->refusal_en, change->at) &&
           (!hash || draft_version_add(change, arena, &made, NULL, err));
}

/* The stored one of the same seal, dossier and outcome; a null value when there is none. What was issued and is not in effect any more is not drafted again but
 * anew: the dossier then says after which. */
static const struct value *find_same(struct change *change, struct arena *arena, struct draft *draft, struct err *err)
{
    const char *outcome = draft->bytes ? digest_bytes(arena, draft->bytes, draft->len) : draft->refusal_vi;
    for (;;) {
        const struct value *same = store_row(change->store, arena, err, QUERY_DRAFT_SAME, "ttttt", draft->kind->kind, draft->subject,
                                             value_get_text(draft->seal, "id", NULL), digest_value(arena, draft->dossier), outcome);
        if (!workflow_is("draft", value_get_text(same, "state", ""), WORKFLOW_ISSUED))
            return same;
        struct value *dossier = value_copy(arena, draft->dossier);
        value_set_text(dossier, "after", value_get_text(same, "id", NULL));
        draft->dossier = dossier;
    }
}

bool draft_store(struct change *change, struct arena *arena, const struct package *package,
                 const struct draft *draft, const struct workflow_row **ret_row, struct err *err)
{
    struct draft own = *draft;
    const char *note = draft->bytes ? NULL : draft->refusal_vi;
    if (draft->replaces && !draft_retire(change, arena, draft->replaces, NULL, err))
        return false;
    const struct value *same = find_same(change, arena, &own, err);
    const char *dossier = digest_value(arena, own.dossier), *id = value_get_text(same, "id", NULL);
    if (!same || !store_do(change->store, err, QUERY_DOSSIER_PUT, "tt", dossier, canonical(arena, own.dossier)))
        return false;
    if (id)
        return step(change, id, value_get_text(same, "state", ""), act_of(draft), note, ret_row, err) &&
               store_do(change->store, err, QUERY_DRAFT_MARK, "tt", id, draft_state(draft));
    return insert(change, package, arena, &own, dossier, own.bytes ? digest_bytes(arena, own.bytes, own.len) : NULL, &id, err) &&
           step(change, id, WORKFLOW_NEW, act_of(draft), note, ret_row, err);
}

bool draft_retire(struct change *change, struct arena *arena, const char *id, const struct workflow_row **ret_row, struct err *err)
{
    const struct value *row = store_row(change->store, arena, err, QUERY_DRAFT_GET, "t", id);
    return row && step(change, id, value_get_text(row, "state", ""), "retire", NULL, ret_row, err) &&
           draft_version_drop(change, arena, id, err) &&
           store_do(change->store, err, QUERY_DRAFT_MARK, "tt", id, workflow_to("draft", "retire"));
}

static bool read_content(struct arena *arena, struct value *row, struct err *err)
{
    const char *text = value_get_text(row, "content", "");
    const struct value *dossier = json_parse(arena, text, strlen(text), err);
    if (dossier)
        value_set(row, "dossier_content", dossier);
    return dossier != NULL;
}

struct value *draft_current(struct store *store, struct arena *arena, const char *kind, const char *subject,
                            const char *phase, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_DRAFT_CURRENT, "tttv", kind, subject, phase, workflow_states(arena, "draft", WORKFLOW_STANDS));
    return !row || value_is_null(row) || read_content(arena, row, err) ? row : NULL;
}

struct value *draft_held(struct store *store, struct arena *arena, const char *kind, const char *phase, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_HELD, "ttv", kind, phase, workflow_states(arena, "draft", WORKFLOW_STANDS));
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        if (!read_content(arena, row, err))
            return NULL;
        value_append(list, row);
    }
    return rows ? list : NULL;
}

static struct value *listed(struct arena *arena, const struct package *package, const struct value *row)
{
    struct value *draft = value_copy(arena, row);
    value_set_text(draft, "title", package_document_title(package, value_get_text(draft, "kind", "")));
    value_set_text(draft, "made_at", instant_text(arena, value_get_int(draft, "made_at", 0)));
    if (!value_is_null(value_get(draft, "issued_on")))
        value_set_text(draft, "issued_on", day_text(arena, (int32_t)value_get_int(draft, "issued_on", 0)));
    return draft;
}

/* {id: the newest name}, of teams, which the package does not know. */
static struct value *team_names(struct store *store, struct arena *arena, const struct package *package, const struct value *rows, struct err *err)
{
    struct value *names = value_map(arena), *ids = value_list(arena);
    for (size_t i = 0; package && i < value_len(rows); i++) {
        const struct value *subject = value_get(value_at(rows, i), "subject");
        if (unit_place(&package->units, value_as_text(subject)) == package->units.fact_count)
            value_append(ids, subject);
    }
    const struct value *found = value_len(ids) ? store_rows(store, arena, err, QUERY_BUILTIN_UNIT_NAMES, "v", ids) : value_list(arena);
    for (size_t i = 0; i < value_len(found); i++)
        value_set(names, value_get_text(value_at(found, i), "id", ""), value_get(value_at(found, i), "name"));
    return found ? names : NULL;
}

struct value *draft_list(struct store *store, struct arena *arena, const struct package *package,
                         const char *phase, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_LIST, "t", phase);
    const struct value *teams = rows ? team_names(store, arena, package, rows, err) : NULL;
    if (!teams)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *draft = listed(arena, package, value_at(rows, i));
        int64_t moved = value_get_int(draft, "moved_at", 0);
        value_set_text(draft, "about", value_get_text(teams, value_get_text(draft, "subject", ""), NULL));
        value_set_text(draft, "since", moved ? instant_text(arena, moved) : value_get_text(draft, "made_at", NULL));
        value_append(list, draft);
    }
    return list;
}

static bool refuse_unknown(const char *id, struct err *err)
{
    return err_set(err, "không có bản dự thảo “%s”; xem danh sách bằng drafts",
                   "there is no draft “%s”; see the list with drafts", id);
}

struct value *draft_show(struct store *store, struct arena *arena, const struct package *package, const char *id,
                         struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_DRAFT_SHOW, "t", id);
    if (!row || value_is_null(row))
        return row ? refuse_unknown(id, err), NULL : NULL;
    const char *text = value_get_text(row, "content", "");
    struct value *draft = listed(arena, package, row), *content = json_parse(arena, text, strlen(text), err), *alone = value_list(arena);
    value_append(alone, row);
    const struct value *teams = content ? team_names(store, arena, package, alone, err) : NULL;
    if (!teams)
        return NULL;
    value_set_text(draft, "about", value_get_text(teams, value_get_text(draft, "subject", ""), NULL));
    value_set(draft, "content", content);
    return draft;
}

struct value *draft_find(struct store *store, struct arena *arena, const char *id, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_DRAFT_GET, "t", id);
    return row && value_is_null(row) ? (refuse_unknown(id, err), NULL) : row;
}

/* Nothing stands beside it that would take its place. */
static bool check_correctable(struct change *change, struct arena *arena, const struct value *row, struct err *err)
{
    const char *id = value_get_text(row, "id", "");
    const struct value *current = draft_current(change->store, arena, value_get_text(row, "kind", ""), value_get_text(row, "subject", ""),
                                                value_get_text(row, "phase", ""), err);
    if (!current)
        return false;
    return strcmp(value_get_text(current, "id", ""), id) == 0 ||
           err_set(err, "“%1$s” đã có văn bản lập sau là “%2$s”; sửa văn bản ấy", "a paper was drafted after “%1$s”: “%2$s”; edit that one", id, value_get_text(current, "id", ""));
}

bool draft_correct(struct change *change, struct arena *arena, const struct package *package, const char *id, const char **ret_id, struct err *err)
{
    const struct value *row = draft_show(change->store, arena, package, id, err);
    const struct document_kind *kind = row && check_correctable(change, arena, row, err) ? document_kind_of(package, value_get_text(row, "kind", ""), err) : NULL;
    const struct value *seal = kind ? seal_get(change->store, arena, value_get_text(row, "seal", ""), err) : NULL;
    struct draft draft = {.kind = kind, .subject = value_get_text(row, "subject", ""), .phase = value_get_text(row, "phase", ""), .seal = seal};
    if (!seal || !draft_export(change->store, arena, id, &draft.bytes, &draft.len, err))
        return false;
    struct value *dossier = value_copy(arena, value_get(row, "content"));
    value_set_text(dossier, "after", id);
    draft.dossier = dossier;
    draft.content = value_get_text(row, "content_sha256", "");
    if (!draft_store(change, arena, package, &draft, NULL, err))
        return false;
    const struct value *made = draft_current(change->store, arena, kind->kind, draft.subject, draft.phase, err);
    *ret_id = value_get_text(made, "id", NULL);
    return made != NULL;
}

bool draft_export(struct store *store, struct arena *arena, const char *id, const char **ret_bytes,
                  size_t *ret_len, struct err *err)
{
    const struct value *row = draft_find(store, arena, id, err);
    if (!row)
        return false;
    const char *refusal = value_get_text(row, "refusal", NULL), *english = value_get_text(row, "refusal_en", refusal);
    bool omitted = strcmp(value_get_text(row, "state", ""), workflow_to("draft", "omit")) == 0;
    if (refusal)
        return err_set(err,
                       omitted ? "văn bản “%1$s” không áp dụng: %2$s%3$.0s" : "bản dự thảo “%1$s” chưa lập được: %2$s%3$.0s",
                       omitted ? "the paper “%1$s” does not apply: %2$.0s%3$s" : "draft “%1$s” could not be made: %2$.0s%3$s",
                       id, refusal, english);
    return store_blob(store, arena, err, ret_bytes, ret_len, QUERY_DRAFT_BYTES, "t", id);
}
