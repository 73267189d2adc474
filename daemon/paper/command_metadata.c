/* What an issued paper says of itself beside its file, in edXML's terms, for the office's own document system. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "paper/draft_call.h"
#include "register/signed_copy.h"

#include <string.h>

static struct value *organ(struct arena *arena, const char *name)
{
    struct value *map = value_map(arena);
    value_set(map, "OrganId", value_null(arena)); /* given by the city; the program does not know it */
    value_set_text(map, "OrganName", name);
    return map;
}

static struct value *pair(struct arena *arena, const char *one, const char *first, const char *other, const char *second)
{
    struct value *map = value_map(arena);
    value_set_text(map, one, first);
    value_set_text(map, other, second);
    return map;
}

static struct value *signer_of(struct arena *arena, const struct value *dossier)
{
    const struct value *made = value_get(value_get(dossier, "signed"), "signatory"), *signatory = made ? made : value_get(dossier, "signatory");
    const struct value *lines = value_get(signatory, "lines");
    struct value *map = value_map(arena);
    size_t len = value_len(lines);
    value_set_text(map, "Competence", len > 1 ? value_as_text(value_at(lines, 0)) : NULL);
    value_set_text(map, "Position", len ? value_as_text(value_at(lines, len - 1)) : NULL);
    value_set_text(map, "FullName", value_get_text(signatory, "sign_name", NULL));
    return map;
}

/* 2025/02/12, as the packets have it. */
static const char *slashed(struct arena *arena, const char *day)
{
    char *text = day ? arena_strdup(arena, day) : NULL;
    for (char *at = text; at && *at; at++)
        *at = *at == '-' ? '/' : *at;
    return text;
}

static struct value *header_of(struct arena *arena, const struct value *draft)
{
    const struct value *dossier = value_get(draft, "content"), *issuer = value_get(dossier, "issuer"), *recipient = value_get(dossier, "recipient");
    struct value *map = value_map(arena), *to = value_list(arena);
    const char *number = arena_printf(arena, "%lld", (long long)value_get_int(draft, "issue_number", 0));
    if (value_get_text(recipient, "name", NULL))
        value_append(to, organ(arena, value_get_text(recipient, "name", NULL)));
    value_set(map, "From", organ(arena, value_get_text(issuer, "name", NULL)));
    value_set(map, "To", to);
    value_set(map, "DocumentId", value_null(arena)); /* begins with the OrganId */
    value_set(map, "Code", pair(arena, "CodeNumber", number, "CodeNotation", value_get_text(issuer, "symbol", NULL)));
    value_set(map, "PromulgationInfo", pair(arena, "Place", value_get_text(issuer, "place", NULL), "PromulgationDate", slashed(arena, value_get_text(draft, "issued_on", NULL))));
    value_set(map, "DocumentType", pair(arena, "Type", NULL, "TypeName", value_get_text(draft, "title", NULL))); /* Type: a number of the axis's own list */
    value_set(map, "Subject", value_get(draft, "title"));
    value_set(map, "SignerInfo", signer_of(arena, dossier));
    return map;
}

static struct value *reference_of(struct arena *arena, const char *name, const char *type, const char *sha256)
{
    struct value *map = pair(arena, "AttachmentName", name, "ContentType", type);
    value_set(map, "Description", value_printf(arena, "SHA-256 %s", sha256));
    return map;
}

/* The issued text, and the signed copies beside it. */
static struct value *references_of(struct arena *arena, const struct value *draft, const struct value *copies)
{
    struct value *list = value_list(arena);
    value_append(list, reference_of(arena, arena_printf(arena, "%s.docx", value_get_text(draft, "id", "")),
                                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", value_get_text(draft, "sha256", "")));
    for (size_t i = 0; i < value_len(copies); i++) {
        const struct value *copy = value_at(copies, i);
        const char *media = value_get_text(copy, "media", "");
        value_append(list, reference_of(arena, value_get_text(copy, "name", ""), arena_printf(arena, "%s/%s", strcmp(media, "pdf") == 0 ? "application" : "image", media),
                                        value_get_text(copy, "sha256", "")));
    }
    return list;
}

/* The names and their order are those of the packets of QCVN 102:2016/BTTTT (edXML), decisions/0074; nothing was sent to, or checked against, the national
 * axis, and the file says so. */
static struct value *metadata_of(struct arena *arena, const struct value *draft, const struct value *copies)
{
    struct value *map = value_map(arena), *manifest = value_map(arena);
    value_set_text(map, "Note", "Tên trường theo gói tin edXML (QCVN 102:2016/BTTTT). Chưa kiểm tra với trục liên thông văn bản quốc gia. Để trống, văn thư ghi khi gửi: OrganId, DocumentId, DocumentType.Type.");
    value_set(map, "MessageHeader", header_of(arena, draft));
    value_set(manifest, "Reference", references_of(arena, draft, copies));
    value_set(map, "edXMLManifest", manifest);
    return map;
}

struct value *command_drafts_metadata(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    const struct value *draft = draft_call_show(call, err);
    struct buffer text = {0};
    if (!draft)
        return NULL;
    if (value_is_null(value_get(draft, "issue_number"))) {
        err_set(err, "“%s” chưa ban hành nên chưa có số, ngày; văn thư ghi bằng drafts issue", "“%s” is not issued and has no number and day yet; the clerk gives them with drafts issue", id);
        return NULL;
    }
    const struct value *copies = signed_copy_list(call->store, call->arena, id, err);
    if (!copies)
        return NULL;
    json_write(&text, metadata_of(call->arena, draft, copies));
    call->bytes_len = text.len;
    call->bytes = buffer_take(&text, call->arena);
    return value_printf(call->arena, "%s.json", id);
}
