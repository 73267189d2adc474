#include "described/described_document.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "described/describing.h"
#include "package/package.h"
#include "rewrite/ini_text.h"

#include <string.h>

static const char documents[] = "documents.ini";

/* ---- a new one ---- */

static bool is_name(const char *kind)
{
    return *kind && strspn(kind, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(kind) && strlen(kind) <= DOCUMENT_KIND_MOST;
}

const char *described_template_path(struct arena *arena, const char *kind, struct err *err)
{
    if (is_name(kind))
        return arena_printf(arena, "documents/%s.docx", kind);
    err_set(err, "“%s” không dùng làm mã loại văn bản được: chữ thường không dấu, số và “_”, tối đa %d, như k hay b5",
            "“%s” cannot be a kind's id: letters a-z, digits and “_”, at most %d, like k or b5", kind, DOCUMENT_KIND_MOST);
    return NULL;
}

/* What a kind does not take from the one that it is like. */
static size_t put_own(const struct describing *describing, const char *text, const char *like, struct ini_text_key *keys)
{
    static const char *const own[] = {"trigger", "evidence", "periods"};
    size_t count = 0;
    for (size_t i = 0; i < LEN(own); i++) {
        const char *value = ini_text_get(describing->arena, text, like, own[i]);
        if (value)
            keys[count++] = (struct ini_text_key){own[i], value};
    }
    return count;
}

/* Bodies sign it with the sign of the kind that it is like (symbol_d → symbol_k). */
static void sign_alike(struct describing *describing, const char *like, const char *kind)
{
    static const char bodies[] = "bodies.ini";
    struct arena *arena = describing->arena;
    const char *text = describing_text(describing, bodies);
    size_t len = 0;
    const char *const *sections = text ? ini_text_sections(arena, text, &len) : NULL;
    for (size_t i = 0; i < len; i++) {
        const char *symbol = ini_text_get(arena, text, sections[i], arena_printf(arena, "symbol_%s", like));
        const struct ini_text_key key = {arena_printf(arena, "symbol_%s", kind), symbol};
        if (symbol && !ini_text_get(arena, text, sections[i], key.name))
            text = ini_text_set(arena, text, sections[i], &key, 1);
    }
    if (len)
        describing_put(describing, bodies, text);
}

static bool refuse_like(const struct describing *describing, const char *text, const char *like, struct err *err)
{
    size_t len;
    const char *const *known = ini_text_sections(describing->arena, text, &len);
    return err_set(err, "không có loại văn bản “%s”%s để làm theo; xem templates", "there is no kind of papers “%s”%s to be like; see templates", like,
                   describing_nearest(describing->arena, like, known, len));
}

bool described_document(struct describing *describing, const struct value *row, struct err *err)
{
    struct arena *arena = describing->arena;
    const char *kind = value_get_text(row, "document", ""), *given = value_get_text(row, "title", ""), *title = text_clean(arena, given, strlen(given));
    const char *like = value_get_text(row, "copy", ""), *text = describing_text(describing, documents), *path;
    describing_at(describing, "document");
    path = described_template_path(arena, kind, err);
    if (!path)
        return false;
    if (!text)
        return err_set(err, "gói không có tệp %s", "the package has no %s", documents);
    if (ini_text_has(text, kind))
        return err_set(err, "đã có loại văn bản “%s”; chọn mã khác, hoặc thay mẫu của loại ấy", "there is a kind “%s” already; choose another id, or replace that kind's template", kind);
    const struct document_kind *model = ini_text_has(text, like) ? package_document(describing->base, like) : NULL;
    describing_at(describing, "copy");
    if (!model || !model->path)
        return refuse_like(describing, text, like, err);
    describing_at(describing, "title");
    if (!*title)
        return err_set(err, "chưa ghi tên của loại văn bản “%s”: như “Thông báo kết quả kiểm tra”", "the kind “%s” has no title yet: like “Notice of an inspection”", kind);
    describing_at(describing, NULL);
    struct ini_text_key keys[6] = {{"title", title}, {"file", path}, {"like", like}};
    size_t count = 3 + put_own(describing, text, like, &keys[3]);
    describing_put(describing, documents, ini_text_add(arena, text, NULL, kind, keys, count));
    sign_alike(describing, like, kind);
    const struct file *sent = file_find(&describing->files, path), *template = file_find(&describing->files, model->path);
    if (!sent && template)
        describing_put_file(describing, &(struct file){path, template->bytes, template->len});
    return true;
}

/* ---- one goes ---- */

static bool is_used_by_another(const struct package *package, const struct document_kind *kind, const char *path)
{
    bool found = false;
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *other = &package->documents[i];
        bool uses = (other->path && strcmp(other->path, path) == 0) || (other->evidence && strcmp(other->evidence, path) == 0);
        found = found || (other != kind && uses);
    }
    return found;
}

bool described_document_remove(struct describing *describing, const char *name, struct err *err)
{
    const struct document_kind *kind = package_document(describing->base, name);
    const char *text = describing_text(describing, documents);
    if (!kind || !text || !ini_text_has(text, name))
        return err_set(err, "không có loại văn bản “%s”; xem templates", "there is no kind of papers “%s”; see templates", name);
    const char *const paths[] = {kind->path, kind->evidence};
    for (size_t i = 0; i < LEN(paths); i++)
        if (paths[i] && !is_used_by_another(describing->base, kind, paths[i]))
            describing_remove(describing, paths[i]);
    describing_put(describing, documents, ini_text_replace(describing->arena, text, arena_printf(describing->arena, "%s]", name), ""));
    return true;
}
