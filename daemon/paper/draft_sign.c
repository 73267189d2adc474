#include "paper/draft_sign.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/seal.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "document/signing.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "store/change.h"

#include <string.h>

/* Two drafts of a stored one's kind: as it was made, and signed. False with err when they cannot be made. */
static bool fill(struct arena *arena, const struct package *package, const struct worker_settings *worker, const struct value *seal,
                 const struct value *row, const struct value *const dossiers[2], struct draft ret_drafts[2], struct err *err)
{
    struct draft *const drafts[] = {&ret_drafts[0], &ret_drafts[1]};
    const struct document_kind *kind = document_kind_of(package, value_get_text(row, "kind", ""), err);
    if (!kind)
        return false;
    for (size_t i = 0; i < LEN(drafts); i++)
        *drafts[i] = (struct draft){
            .kind = kind,
            .subject = value_get_text(row, "subject", ""),
            .phase = value_get_text(row, "phase", ""),
            .seal = seal,
            .dossier = dossiers[i],
        };
    if (!draft_fill(drafts, LEN(drafts), arena, package, worker, err))
        return false;
    for (size_t i = 0; i < LEN(drafts); i++)
        if (!drafts[i]->bytes)
            return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", drafts[i]->refusal_vi, drafts[i]->refusal_en);
    return true;
}

static bool is_same(struct arena *arena, const struct draft *draft, const struct value *row, struct err *err)
{
    return strcmp(digest_bytes(arena, draft->bytes, draft->len), value_get_text(row, "sha256", "")) == 0 ||
           err_set(err, "mẫu hoặc gói quy tắc đã đổi từ khi lập “%s”, nên người làm thay không duyệt được bản này; người được thay tự duyệt, hoặc chờ bản dự thảo mới",
                   "the template or the package has changed since “%s” was made, so a deputy cannot approve it; whoever is deputised approves it, or wait for a new draft",
                   value_get_text(row, "id", ""));
}

static struct value *dossier_signed(struct arena *arena, const struct value *dossier, const struct signing *signing, struct err *err)
{
    struct value *block = signing_block(arena, value_get(dossier, "signatory"), signing, err), *told = value_map(arena);
    struct value *made = value_copy(arena, dossier);
    if (!block)
        return NULL;
    value_set(told, "signatory", block);
    value_set_text(told, "by", signing->person);
    value_set_text(told, "name", signing->name);
    value_set_text(told, "signs", signing->signs);
    value_set_text(told, "deputy_of", signing->deputy_of);
    value_set_text(told, "basis", signing->basis);
    value_set(made, "signed", told);
    return made;
}

static bool store(struct change *change, struct arena *arena, const char *id, const struct draft *draft, struct err *err)
{
    const struct draft_version signed_one = {id, DRAFT_SIGNED, draft->dossier, draft->bytes, draft->len, draft->content, NULL, NULL};
    return draft_version_add(change, arena, &signed_one, NULL, err);
}

/* ---- a version that somebody edited ---- */

/* Whether a paragraph of it, in a table or not, says the line and nothing else. */
static bool says(const struct value *text, const char *line)
{
    for (size_t i = 0; i < value_len(text); i++) {
        const struct value *block = value_at(text, i), *rows = value_get(block, "rows");
        if (strcmp(value_get_text(block, "text", ""), line) == 0)
            return true;
        for (size_t r = 0; r < value_len(rows); r++)
            for (size_t c = 0; c < value_len(value_at(rows, r)); c++)
                if (says(value_at(value_at(rows, r), c), line))
                    return true;
    }
    return false;
}

/* The block cannot be put into what a person wrote; it has to stand there. */
static bool check_block(struct arena *arena, const struct value *text, const struct value *block, const char *id, struct err *err)
{
    struct value *lines = value_copy(arena, value_get(block, "lines"));
    struct buffer wanted = {0};
    bool there = true;
    value_append(lines, value_get(block, "sign_name"));
    for (size_t i = 0; i < value_len(lines); i++) {
        const char *line = value_as_text(value_at(lines, i));
        there &= says(text, line);
        buffer_printf(&wanted, "%s%s", i ? " / " : "", line);
    }
    if (there)
        buffer_finish(&wanted);
    return there || err_set(err, "“%1$s” đã sửa trong Word mà khối chữ ký không phải của người làm thay; trả lại để sửa thành các dòng: %2$s",
                            "“%1$s” was edited in Word and its signature block is not the deputy's; return it, so that it says the lines: %2$s", id, buffer_take(&wanted, arena));
}

static bool sign_edited(struct change *change, struct arena *arena, const struct worker_settings *worker, const char *id, const struct value *row,
                        const struct value *signed_one, struct err *err)
{
    struct draft_version version = {.draft = id, .origin = DRAFT_SIGNED, .dossier = signed_one, .content = value_get_text(row, "content_sha256", "")};
    if (!draft_export(change->store, arena, id, &version.bytes, &version.len, err))
        return false;
    const struct value *text = parse_paper(worker, version.bytes, version.len, arena, err);
    return text && check_block(arena, text, value_get(value_get(signed_one, "signed"), "signatory"), id, err) &&
           draft_version_add(change, arena, &version, NULL, err);
}

bool draft_sign(struct change *change, struct arena *arena, const struct package *package, const struct worker_settings *worker, const char *id,
                const struct signing *signing, struct err *err)
{
    const struct value *row = draft_show(change->store, arena, package, id, err);
    const struct value *seal = row ? seal_get(change->store, arena, value_get_text(row, "seal", ""), err) : NULL;
    const struct value *made = value_get(row, "content"), *signed_one = seal ? dossier_signed(arena, made, signing, err) : NULL;
    const struct value *const dossiers[] = {made, signed_one};
    struct draft drafts[2];
    if (signed_one && strcmp(value_get_text(row, "origin", ""), draft_origin_name(DRAFT_EDITED)) == 0)
        return sign_edited(change, arena, worker, id, row, signed_one, err);
    return signed_one && fill(arena, package, worker, seal, row, dossiers, drafts, err) && is_same(arena, &drafts[0], row, err) &&
           store(change, arena, id, &drafts[1], err);
}
