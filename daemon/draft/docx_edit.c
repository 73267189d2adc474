#include "draft/docx_edit.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <stdlib.h>
#include <string.h>

enum { ADDED_MOST = 2 };

bool docx_edit_open(struct docx_edit *edit, struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    struct archive archive;
    *edit = (struct docx_edit){.arena = arena};
    if (!archive_is(bytes, len))
        return err_set(err, "tệp hỏng hoặc không phải .docx nên không ghi thêm vào được", "the file is broken or no .docx, so nothing can be written into it");
    if (!archive_read(arena, bytes, len, opc_limits, &archive, err) || !opc_read(arena, &archive, &edit->opc, err))
        return false;
    const struct opc *opc = &edit->opc;
    edit->text = opc_related(arena, opc, opc->related, "officeDocument");
    if (!edit->text)
        return err_set(err, "không phải tài liệu Word nên không ghi thêm vào được", "no Word document, so nothing can be written into it");
    edit->tree = docx_tree_parse(arena, edit->text->name, edit->text->bytes, edit->text->len, err);
    edit->archive.items = arena_alloc(arena, (opc->len + ADDED_MOST) * sizeof *edit->archive.items);
    edit->archive.len = opc->len;
    for (size_t i = 0; i < opc->len; i++)
        edit->archive.items[i] = (struct archive_entry){opc->items[i].name, opc->items[i].bytes, opc->items[i].len, NULL};
    return edit->tree != NULL;
}

void docx_edit_rewrite(struct docx_edit *edit, const struct xml_node *root, const struct opc_part *part)
{
    struct archive_entry *entry = &edit->archive.items[part - edit->opc.items];
    struct buffer out = {0};
    xml_write(root, &out);
    entry->len = out.len;
    entry->bytes = buffer_take(&out, edit->arena);
}

void docx_edit_add(struct docx_edit *edit, const char *name, const char *bytes, size_t len)
{
    edit->archive.items[edit->archive.len++] = (struct archive_entry){name, bytes, len, NULL};
}

const char *docx_edit_free_name(const struct docx_edit *edit, const char *start, const char *end)
{
    const char *name = arena_printf(edit->arena, "%s%s", start, end);
    for (int i = 1; opc_find(&edit->opc, name); i++)
        name = arena_printf(edit->arena, "%s%d%s", start, i, end);
    return name;
}

void docx_edit_say_type(struct docx_edit *edit, const char *element)
{
    struct opc_part *types = edit->opc.types;
    xml_append(types->tree, xml_new_raw(edit->arena, element));
    docx_edit_rewrite(edit, types->tree, types);
}

void docx_edit_relate(struct docx_edit *edit, const char *id, const char *type, const char *name)
{
    struct arena *arena = edit->arena;
    struct opc_part *related = edit->text->related;
    const char *relation = arena_printf(arena, "<Relationship xmlns=\"" DOCX_PACKAGE "relationships\" Id=\"%s\" Type=\"" DOCX_OFFICE "/%s\" Target=\"/%s\"/>", id, type, name);
    if (related) {
        xml_append(related->tree, xml_new_raw(arena, relation));
        docx_edit_rewrite(edit, related->tree, related);
        return;
    }
    const char *text = edit->text->name, *slash = strrchr(text, '/'), *file = slash ? slash + 1 : text;
    relation = arena_printf(arena, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" DOCX_PACKAGE "relationships\">%s</Relationships>", relation);
    docx_edit_add(edit, arena_printf(arena, "%.*s_rels/%s.rels", (int)(file - text), text, file), relation, strlen(relation));
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *docx_edit_content(struct arena *arena, const struct archive *archive)
{
    const char **lines = arena_alloc(arena, archive->len * sizeof *lines);
    struct buffer all = {0};
    for (size_t i = 0; i < archive->len; i++)
        lines[i] = arena_printf(arena, "%s %s\n", archive->items[i].name, digest_bytes(arena, archive->items[i].bytes, archive->items[i].len));
    qsort(lines, archive->len, sizeof *lines, compare_lines);
    for (size_t i = 0; i < archive->len; i++)
        buffer_puts(&all, lines[i]);
    const char *digest = digest_bytes(arena, buffer_text(&all), all.len);
    buffer_finish(&all);
    return digest;
}
