#include "draft/docx_string.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_place.h"
#include "draft/docx_tag.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether the blocks of a string are closed within it. */
static bool check_blocks(const char *text, struct err *err)
{
    int depth = 0;
    const char *tag, *end = NULL;
    for (; depth >= 0 && (tag = docx_tag_find(text, &end)); text = end) {
        enum docx_tag_kind kind = docx_tag_kind(tag);
        depth += kind == DOCX_TAG_OPEN;
        depth -= kind == DOCX_TAG_CLOSE || (kind == DOCX_TAG_MIDDLE && depth == 0);
    }
    if (depth != 0)
        return err_set(err, "khối {%% … %%} phải mở và đóng trong cùng chỗ này", "a block {%% … %%} must be opened and closed in this one place");
    return true;
}

/* Data of other programs (JSON in a field's cache, in a variable) end in }} without ever meaning a tag. */
static bool is_json(const char *text)
{
    text += strcspn(text, "{[");
    return (text[0] == '{' || text[0] == '[') && text[1] && strchr("\"{[", text[1]) && !strstr(text, "{{") && !strstr(text, "{%");
}

/* The string with plain tags; NULL when it has none or is refused. */
static const char *check_string(const struct docx_report *report, struct docx_place *place, const char *text)
{
    struct err err = {0};
    const char *tag, *end = NULL, *from = text;
    docx_tag_check_text(report, place, text);
    if (!docx_tag_find(text, &end))
        return NULL;
    if (!check_blocks(text, &err)) {
        docx_complain(report, place, &err);
        return NULL;
    }
    struct buffer plain = {0};
    for (; (tag = docx_tag_find(from, &end)); from = end) {
        buffer_add(&plain, from, (size_t)(tag - from));
        docx_tag_plain(&plain, tag, end);
    }
    buffer_puts(&plain, from);
    return buffer_take(&plain, report->arena);
}

static bool may_hold_tag(const char *text)
{
    return strpbrk(text, "{}") && !is_json(text);
}

static void mark_attributes(const struct docx_report *report, struct xml_node *node)
{
    for (struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
        bool code = docx_is(node, "fldSimple") && strcmp(attribute->local, "instr") == 0; /* docx_field.c */
        if (code || strncmp(attribute->name, "xmlns", 5) == 0 || !may_hold_tag(attribute->value))
            continue;
        struct docx_place *place = docx_place_string(report->arena, node, attribute, attribute->value);
        const char *plain = check_string(report, place, attribute->value);
        if (!plain)
            continue;
        attribute->value = plain;
        attribute->note = place;
    }
}

static void mark_text(const struct docx_report *report, struct xml_node *node)
{
    struct xml_node *parent = node->parent;
    bool of_paragraph = docx_is_text(parent) && docx_paragraph_of(parent);
    if (of_paragraph || docx_is(parent, "instrText") || !may_hold_tag(node->text))
        return;
    struct docx_place *place = docx_place_string(report->arena, parent, NULL, node->text);
    const char *plain = check_string(report, place, node->text);
    if (!plain)
        return;
    node->text = plain;
    parent->note = place;
}

void docx_string_mark(const struct docx_report *report, struct xml_node *root)
{
    for (struct xml_node *node = root; node; node = xml_next(node, root)) {
        if (node->kind == XML_KIND_ELEMENT)
            mark_attributes(report, node);
        else if (node->kind == XML_KIND_TEXT)
            mark_text(report, node);
    }
}

/* The character at *at, which a % may encode; *at moves behind it. */
static char next_char(const char **at)
{
    char hex[3] = {0};
    if ((*at)[0] == '%' && (*at)[1] && (*at)[2]) {
        memcpy(hex, *at + 1, 2);
        char *end;
        long code = strtol(hex, &end, 16);
        if (*end == '\0') {
            *at += 3;
            return (char)code;
        }
    }
    return *(*at)++;
}

/* The whole target with its tags decoded; the rest stays as it is written. */
static const char *decode_tags(struct arena *arena, const char *target)
{
    struct buffer out = {0};
    for (const char *at = target; *at;) {
        const char *from = at, *ahead = at;
        char first = next_char(&ahead), second = *ahead ? next_char(&ahead) : '\0';
        if (first != '{' || !second || !strchr("{%#", second)) {
            first = next_char(&at);
            if (first == '{' || first == '}')
                buffer_putc(&out, first);
            else
                buffer_add(&out, from, (size_t)(at - from));
            continue;
        }
        struct buffer tag = {0};
        char close = second == '{' ? '}' : second, before = '\0';
        for (at = from; *at;) {
            char c = next_char(&at);
            buffer_putc(&tag, c);
            if (c == '}' && before == close && tag.len > 3)
                break;
            before = c;
        }
        buffer_puts(&out, buffer_text(&tag));
        buffer_finish(&tag);
    }
    return buffer_take(&out, arena);
}

/* What comes first says where a link leads; data may not choose that. */
static bool starts_openly(const char *target)
{
    static const char *const starts[] = {"http://", "https://", "mailto:"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncasecmp(target, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static void mark_link(const struct docx_report *report, struct xml_node *node, struct xml_attribute *target)
{
    struct err err = {0};
    const char *decoded = decode_tags(report->arena, target->value);
    if (!may_hold_tag(decoded))
        return;
    struct docx_place *place = docx_place_string(report->arena, node, target, decoded);
    const char *plain = check_string(report, place, decoded);
    if (!plain)
        return;
    target->value = plain;
    target->note = place;
    if (!starts_openly(plain)) {
        err_set(&err, "liên kết có thẻ phải bắt đầu bằng https://, http:// hoặc mailto: viết sẵn, thẻ đặt phía sau",
                "the target of a link with tags must begin with a written https://, http:// or mailto:, tags come after it");
        docx_complain(report, place, &err);
    }
}

void docx_string_mark_links(const struct docx_report *report, struct xml_node *root)
{
    for (struct xml_node *node = root->first; node; node = node->next)
        for (struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
            if (strcmp(attribute->local, "Target") == 0)
                mark_link(report, node, attribute);
}
