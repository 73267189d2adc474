#include "proof/dossier.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "document/draft.h"
#include "login/signing_key.h"
#include "package/package.h"
#include "proof/dossier_part.h"
#include "proof/proof_text.h"
#include "proof/sealed.h"
#include "store/change.h"

#include <string.h>

enum { FORMAT = 1 };

/* ---- what it is about ---- */

static bool find_paper(struct dossier *dossier, const char *id, struct err *err)
{
    const struct package *now;
    const struct period_list *periods;
    const char *bytes;
    size_t len;
    if (!call_package(dossier->call, &now, &periods, err) || !draft_export(dossier->call->store, dossier->arena, id, &bytes, &len, err))
        return false;
    dossier->paper = draft_show(dossier->call->store, dossier->arena, now, id, err);
    struct sealed sealed;
    const char *seal = value_get_text(dossier->paper, "seal", NULL);
    if (dossier->paper && !seal)
        return err_set(err, "văn bản “%1$s” là của một nhiệm vụ, không dựa vào bản chốt nào: không có số liệu để kiểm lại; lấy văn bản bằng drafts export %1$s",
                       "the paper “%1$s” is of a duty and rests on no seal: it has no figures to check again; drafts export %1$s hands out the paper itself", id);
    if (!dossier->paper || !sealed_find(dossier->call, seal, &sealed, err))
        return false;
    dossier->seal = sealed.seal;
    dossier->package = sealed.package;
    dossier->periods = sealed.periods;
    dossier->phase = sealed.phase;
    dossier->made = value_get(dossier->paper, "content");
    dossier->team = value_get(dossier->made, "team");
    dossier->subject = value_get_text(dossier->team, "ward", value_get_text(dossier->paper, "subject", ""));
    dossier->whole = strcmp(dossier->subject, dossier->package->district) == 0;
    dossier_add(dossier, arena_printf(dossier->arena, "paper/%s.docx", id), bytes, len);
    return true;
}

/* ---- the chain ---- */

/* From the seal's change on: the papers of a phase are made after it. */
static bool add_chain(struct dossier *dossier, struct value *manifest, struct err *err)
{
    struct buffer lines = {0};
    struct value *chain = value_map(dossier->arena);
    int64_t first = value_get_int(dossier->seal, "sequence", 1), last;
    const char *head;
    if (!change_lines(dossier->call->store, dossier->arena, first, &lines, &last, &head, err)) {
        buffer_finish(&lines);
        return false;
    }
    size_t len = lines.len;
    dossier_add(dossier, "chain.jsonl", buffer_take(&lines, dossier->arena), len);
    value_set_int(chain, "first", first);
    value_set_int(chain, "last", last);
    value_set_text(chain, "head", head);
    value_set(manifest, "chain", chain);
    return true;
}

/* ---- the manifest ---- */

static struct value *paper_value(const struct dossier *dossier)
{
    static const char *const copied[] = {"id", "kind", "title", "subject", "phase", "state", "sha256", "dossier", "seal", "issue_number", "issued_on"};
    struct value *paper = value_map(dossier->arena);
    for (size_t i = 0; i < LEN(copied); i++)
        value_set(paper, copied[i], value_get(dossier->paper, copied[i]));
    value_set(paper, "issuer", value_get(value_get(dossier->made, "issuer"), "id"));
    value_set(paper, "day", value_get(dossier->made, "day"));
    return paper;
}

static struct value *parts_value(const struct dossier *dossier)
{
    struct value *parts = value_map(dossier->arena);
    for (size_t i = 0; i < dossier->archive.len; i++) {
        const struct archive_entry *part = &dossier->archive.items[i];
        value_set_text(parts, part->name, digest_bytes(dossier->arena, part->bytes, part->len));
    }
    return parts;
}

static void sign(struct dossier *dossier)
{
    const struct signing_key *key = signing_key_of(dossier->call->login);
    const struct archive_entry *manifest = &dossier->archive.items[dossier->archive.len - 1];
    struct value *signature = value_map(dossier->arena);
    value_set_text(signature, "key", signing_public(key, dossier->arena));
    value_set_text(signature, "signature", signing_sign_text(key, manifest->bytes, manifest->len, dossier->arena));
    dossier_add_value(dossier, "manifest.sig", signature);
}

static void add_manifest(struct dossier *dossier, struct value *manifest)
{
    struct value *seal = value_map(dossier->arena);
    value_set(seal, "id", value_get(dossier->seal, "id"));
    value_set(seal, "hash", value_get(dossier->seal, "hash"));
    value_set(seal, "sequence", value_get(dossier->seal, "sequence"));
    value_set_int(manifest, "format", FORMAT);
    value_set_bool(manifest, "internal", dossier->internal);
    value_set(manifest, "paper", paper_value(dossier));
    value_set(manifest, "seal", seal);
    value_set(manifest, "parts", parts_value(dossier));
    dossier_add_value(dossier, "manifest.json", manifest);
    sign(dossier);
}

bool dossier_make(struct command_call *call, const char *id, bool internal, struct buffer *out, struct err *err)
{
    struct dossier dossier = {.call = call, .arena = call->arena, .internal = internal};
    struct value *manifest = value_map(call->arena);
    const char *texts;
    dossier_add(&dossier, "HUONG-DAN.txt", proof_guide, strlen(proof_guide));
    dossier_add(&dossier, "verify.py", proof_verify, strlen(proof_verify));
    if (!find_paper(&dossier, id, err))
        return false;
    dossier_add_value(&dossier, "seal.json", value_get(dossier.seal, "content"));
    if (internal)
        dossier_add_value(&dossier, "paper/dossier.json", dossier.made);
    if (!dossier_add_contest(&dossier, &texts, err) || !dossier_add_own(&dossier, &texts, err) || !dossier_add_records(&dossier, texts, err) ||
        !add_chain(&dossier, manifest, err))
        return false;
    dossier_add_prizes(&dossier);
    add_manifest(&dossier, manifest);
    return archive_write(&dossier.archive, out, err);
}
