#include "signature/signature_check.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "signature/signature_range.h"

#include <nss.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNER_MAX_BYTES = 200 };

/* Nobody reads what the libraries say of a file; writing it would ask about the terminal. */
static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer data)
{
    (void)level, (void)fields, (void)count, (void)data;
    return G_LOG_WRITER_HANDLED;
}

static PopplerDocument *open_document(const char *bytes, size_t len)
{
    GBytes *held = g_bytes_new_static(bytes, len);
    PopplerDocument *document = poppler_document_new_from_bytes(held, NULL, NULL);
    g_bytes_unref(held);
    return document;
}

static PopplerSignatureInfo *check_field(PopplerFormField *field)
{
    return poppler_form_field_signature_validate_sync(field, (PopplerSignatureValidationFlags)0, NULL, NULL);
}

void signature_check_prepare(void)
{
    g_log_set_writer_func(say_nothing, NULL, NULL);
    /* No person's browser has a say here (poppler looks for Firefox's certificates), and no zone of time is read. */
    setenv("HOME", "/nonexistent", 1);
    setenv("TZ", "UTC", 1);
    if (NSS_NoDB_Init(NULL) != SECSuccess)
        die("the library that checks signatures could not be loaded");
}

static const char *state_of(PopplerSignatureStatus status, bool covers_all)
{
    switch (status) {
    case POPPLER_SIGNATURE_VALID:
        return covers_all ? "intact" : "partial";
    case POPPLER_SIGNATURE_DIGEST_MISMATCH:
    case POPPLER_SIGNATURE_INVALID:
        return "changed";
    default:
        return "unreadable";
    }
}

/* One line, whole letters. */
static const char *signer_of(struct arena *arena, const PopplerSignatureInfo *info)
{
    const char *name = poppler_signature_info_get_signer_name(info);
    bool fit = name && *name && strlen(name) <= SIGNER_MAX_BYTES && text_is_utf8(name, strlen(name)) && text_unfit(name) < 0 && !strpbrk(name, "\r\n\t");
    return fit ? arena_strdup(arena, name) : NULL;
}

static struct value *signature_of(struct arena *arena, const PopplerSignatureInfo *info, bool covers_all)
{
    struct value *signature = value_map(arena);
    GDateTime *at = poppler_signature_info_get_local_signing_time(info);
    gint64 seconds = at ? g_date_time_to_unix(at) : 0;
    value_set_text(signature, "signer", signer_of(arena, info));
    value_set(signature, "signed_at", seconds > 0 ? value_int(arena, seconds) : value_null(arena));
    value_set_text(signature, "state", state_of(poppler_signature_info_get_signature_status(info), covers_all));
    return signature;
}

struct value *signature_check(struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    PopplerDocument *document = open_document(bytes, len);
    struct signature_ranges *ranges = signature_ranges_read(arena, bytes, len);
    struct value *list = value_list(arena);
    if (!document) {
        err_set(err, "tệp PDF bị hỏng hoặc có mật khẩu", "the PDF is damaged or encrypted");
        return NULL;
    }
    GList *fields = poppler_document_get_signature_fields(document);
    for (GList *at = fields; at && value_len(list) < SIGNATURES_MAX; at = at->next) {
        PopplerSignatureInfo *info = check_field(at->data);
        gchar *name = poppler_form_field_get_name(at->data);
        if (info && poppler_signature_info_get_signature_status(info) != POPPLER_SIGNATURE_NOT_FOUND)
            value_append(list, signature_of(arena, info, signature_ranges_cover_all(ranges, name ? name : "")));
        g_free(name);
        poppler_signature_info_free(info);
    }
    g_list_free_full(fields, g_object_unref);
    g_object_unref(document);
    return list;
}
