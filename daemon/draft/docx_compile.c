/* From the bytes of a .docx to a template: unpacked, checked, each part with text compiled. */
#include "draft/docx_template.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_part.h"
#include "draft/docx_place.h"
#include "draft/docx_policy.h"
#include "draft/opc.h"
#include "xml/xml_tree.h"
#include "zip/archive_deflate.h"

#include <string.h>
#include <strings.h>

static bool read_archive(struct arena *arena, const char *bytes, size_t len, struct archive *archive, struct err *err)
{
    static const char ole[] = {'\xd0', '\xcf', '\x11', '\xe0'};
    if (len >= sizeof ole && memcmp(bytes, ole, sizeof ole) == 0)
        return err_set(err, "đây là tệp .doc cũ hoặc tệp có mật khẩu; trong Word chọn Lưu thành .docx, không đặt mật khẩu",
                       "an old .doc or a file with a password; in Word save it as .docx without a password");
    if (!archive_is(bytes, len))
        return err_set(err, "tệp hỏng hoặc không phải .docx; mở bằng Word rồi lưu lại thành .docx",
                       "the file is broken or no .docx; open it in Word and save it again as .docx");
    return archive_read(arena, bytes, len, opc_limits, archive, err);
}

/* A Word template (.dotx) that was renamed becomes a document, as Word does when it makes one of it. */
static void make_document(struct arena *arena, const struct opc *opc, const struct opc_part *text)
{
    static const char type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    if (!strstr(text->type, "template.main+xml"))
        return;
    for (struct xml_node *node = opc->types->tree->first; node; node = node->next) {
        const char *name = xml_attribute(node, "PartName");
        if (name && strcasecmp(name + (*name == '/'), text->name) == 0)
            xml_set_attribute(arena, node, "ContentType", type);
    }
}

/* What every document takes over as it is. */
static bool pack_static(struct arena *arena, struct docx_template *made, struct err *err)
{
    for (size_t i = 0; i < made->archive.len; i++) {
        struct archive_entry *entry = &made->archive.items[i];
        if (made->texts[i].compiled)
            continue;
        made->texts[i].digest = digest_bytes(arena, entry->bytes, entry->len);
        if (!archive_deflate(arena, entry, err))
            return false;
    }
    return true;
}

/* A part that nothing leads to is left out, but still none of Word's. */
static void check_part(const struct docx_report *report, const struct opc_part *part)
{
    struct err err = {0};
    if (xml_looks_like(part->bytes, part->len) && !xml_check(part->name, part->bytes, part->len, &err))
        docx_complain(report, NULL, &err);
}

static void compile_parts(struct docx_report *report, const struct opc *opc, struct docx_template *made)
{
    struct arena *arena = report->arena;
    const struct opc_part *properties = opc_related(arena, opc, opc->related, "core-properties");
    made->archive.items = arena_alloc(arena, opc->len * sizeof *made->archive.items);
    made->texts = arena_alloc(arena, opc->len * sizeof *made->texts);
    for (size_t i = 0; i < opc->len; i++) {
        const struct opc_part *part = &opc->items[i];
        report->part = part->name;
        if (!part->reached) {
            check_part(report, part);
            continue;
        }
        size_t at = made->archive.len++;
        docx_part_compile(report, part, part == properties, &made->texts[at], &made->archive.items[at], &made->highest_id);
    }
    report->part = NULL;
}

struct docx_template *docx_compile(struct arena *arena, const char *file, const char *bytes, size_t len,
                                   struct problems *problems)
{
    struct docx_template *made = arena_alloc(arena, sizeof *made);
    struct docx_report report = {arena, problems, file, NULL};
    struct archive archive = {0};
    struct err err = {0};
    struct opc opc;
    size_t errors = problems->errors;
    const struct opc_part *text = NULL;
    if (read_archive(arena, bytes, len, &archive, &err) && opc_read(arena, &archive, &opc, &err) &&
        (!(text = opc_related(arena, &opc, opc.related, "officeDocument")) || !strstr(text->type, "wordprocessingml")))
        err_set(&err, "không phải tài liệu Word (không có phần văn bản); mở bằng Word rồi lưu lại thành .docx",
                "no Word document (it has no text part); open it in Word and save it as .docx");
    if (err.vi) {
        docx_complain(&report, NULL, &err);
        return NULL;
    }
    docx_policy_apply(&report, &opc);
    make_document(arena, &opc, text);
    compile_parts(&report, &opc, made);
    if (problems->errors == errors && !pack_static(arena, made, &err))
        docx_complain(&report, NULL, &err);
    return problems->errors == errors ? made : NULL;
}
