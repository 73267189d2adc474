#include "proof/stamping.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "command/perform.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "login/qr.h"
#include "login/signing_key.h"
#include "media/media_bilevel.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "proof/paper_figures.h"
#include "proof/stamp.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

enum { EDGE = 1 }; /* white points around the QR code; the white that readers want is the paper's */

/* One stamping. */
struct stamping {
    struct command_call *call;
    struct change *change;
    const char *id, *kind;
    const struct value *version; /* that is approved */
    const char *bytes;
    size_t len;
    const char *payload, *code;
    unsigned char signature[SIGNATURE_BYTES];
    struct parse_stamp stamp; /* of its file */
};

static bool wants(const struct package *package, const char *kind)
{
    const struct document_kind *document = document_kind_of(package, kind, NULL);
    return !document || strcmp(value_get_text(document->settings, "stamp", "yes"), "no") != 0;
}

/* ---- what it says ---- */

static const char *figures_of(struct stamping *stamping, struct err *err)
{
    struct arena *arena = stamping->call->arena;
    const struct value *text = parse_paper(stamping->call->worker, stamping->bytes, stamping->len, arena, err);
    const char *figures = text ? paper_figures(arena, text) : NULL;
    return figures ? digest_bytes(arena, figures, strlen(figures)) : NULL;
}

static const char *issuer_of(const struct stamping *stamping, const struct value *draft)
{
    const struct value *issuer = value_get(value_get(draft, "content"), "issuer");
    return value_get_text(issuer, "name", value_get_text(issuer, "id", stamping->kind));
}

static bool store_stamp(struct stamping *stamping, const char *figures, struct err *err)
{
    const struct signing_key *key = signing_key_of(stamping->call->login);
    struct arena *arena = stamping->call->arena;
    signing_sign(key, stamping->payload, strlen(stamping->payload), stamping->signature);
    return store_do(stamping->change->store, err, QUERY_STAMP_PUT, "ttittttti", stamping->code, stamping->id, value_get_int(stamping->version, "number", 0), stamping->payload,
                    signing_sign_text(key, stamping->payload, strlen(stamping->payload), arena), signing_public(key, arena), figures,
                    value_get_text(stamping->version, "sha256", ""), stamping->change->sequence);
}

static bool make(struct stamping *stamping, struct err *err)
{
    struct command_call *call = stamping->call;
    const struct package *package;
    const struct period_list *periods;
    const struct value *head = store_row(call->store, call->arena, err, QUERY_AUDIT_HEAD, "");
    const struct value *draft = head && call_package(call, &package, &periods, err) ? draft_show(call->store, call->arena, package, stamping->id, err) : NULL;
    const char *figures = draft ? figures_of(stamping, err) : NULL;
    if (!figures)
        return false;
    const struct stamp stamp = {stamping->kind, issuer_of(stamping, draft), stamping->id, value_get_int(stamping->version, "number", 0), figures,
                                value_get_text(head, "hash", "")};
    stamping->payload = stamp_payload(call->arena, &stamp);
    stamping->code = stamp_code(call->arena, stamping->payload);
    return store_stamp(stamping, figures, err);
}

/* That of the version, which may have been approved before. */
static bool find(struct stamping *stamping, struct err *err)
{
    const struct value *row =
        store_row(stamping->change->store, stamping->call->arena, err, QUERY_STAMP_OF, "ti", stamping->id, value_get_int(stamping->version, "number", 0));
    if (!row || value_is_null(row))
        return row && make(stamping, err);
    stamping->payload = value_get_text(row, "payload", "");
    stamping->code = value_get_text(row, "code", "");
    return signing_signature(value_get_text(row, "signature", ""), stamping->signature) ||
           err_set(err, "con dấu kiểm tra của “%s” bị hỏng; xem audit verify", "the stamp of “%s” is damaged; see audit verify", stamping->id);
}

/* ---- its file ---- */

static bool draw(struct stamping *stamping, struct buffer *picture, struct err *err)
{
    struct arena *arena = stamping->call->arena;
    const struct value *rows = qr_rows_small(arena, stamp_qr(arena, stamping->payload, stamping->signature, SIGNATURE_BYTES), err);
    const char **lines = arena_alloc(arena, (value_len(rows) + 1) * sizeof *lines);
    for (size_t i = 0; i < value_len(rows); i++)
        lines[i] = value_as_text(value_at(rows, i));
    if (rows)
        media_bilevel(lines, value_len(rows), EDGE, picture);
    return rows != NULL;
}

/* "Mã kiểm tra: 7KQ2-… (đầu nhật ký 1f0a…)" */
static const char *words_of(struct stamping *stamping)
{
    const char *head = strrchr(stamping->payload, '\n') + 1;
    return arena_printf(stamping->call->arena, PAPER_STAMP_WORDS "%s (nhật ký: %.16s)", stamping->code, head);
}

static bool fill(struct stamping *stamping, struct err *err)
{
    struct buffer picture = {0};
    struct arena *arena = stamping->call->arena;
    bool good = draw(stamping, &picture, err);
    stamping->stamp = (struct parse_stamp){.words = words_of(stamping), .about = arena_printf(arena, "Mã QR: %s", stamping->code), .picture_len = picture.len};
    if (good)
        stamping->stamp.picture = buffer_take(&picture, arena);
    buffer_finish(&picture);
    return good && parse_stamp(stamping->call->worker, stamping->bytes, stamping->len, &stamping->stamp, arena, err);
}

static bool keep(const struct stamping *stamping, struct value *detail, struct err *err)
{
    const struct draft_version stamped = {stamping->id, DRAFT_STAMPED, NULL, stamping->stamp.bytes, stamping->stamp.len, stamping->stamp.content, NULL, NULL};
    value_set_text(detail, "code", stamping->code);
    value_set_text(detail, "sha256", digest_bytes(stamping->call->arena, stamped.bytes, stamped.len));
    return draft_version_add(stamping->change, stamping->call->arena, &stamped, NULL, err);
}

bool stamping_do(struct command_call *call, struct change *change, const char *id, struct value *detail, struct err *err)
{
    struct stamping stamping = {.call = call, .change = change, .id = id};
    const struct package *package;
    const struct period_list *periods;
    const struct value *draft = call_contest(call, &package, &periods, err) ? draft_find(call->store, call->arena, id, err) : NULL;
    if (!draft)
        return false;
    stamping.kind = value_get_text(draft, "kind", "");
    if (!wants(package, stamping.kind))
        return true;
    stamping.version = draft_version_find(call->store, call->arena, id, 0, err);
    return stamping.version && draft_export(call->store, call->arena, id, &stamping.bytes, &stamping.len, err) && find(&stamping, err) && fill(&stamping, err) &&
           keep(&stamping, detail, err);
}
