#include "draft/docx_properties.h"

#include "base/array.h"
#include "base/buffer.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>
#include <time.h>

static bool drop_children(struct xml_node *root, const char *const *names, size_t len)
{
    bool dropped = false;
    for (struct xml_node *node = root->first, *next; node; node = next) {
        next = node->next;
        for (size_t i = 0; node->kind == XML_KIND_ELEMENT && i < len; i++)
            if (strcmp(node->local, names[i]) == 0) {
                xml_unlink(node);
                dropped = true;
                break;
            }
    }
    return dropped;
}

void docx_properties_strip(struct arena *arena, struct xml_node *root)
{
    static const char *const names[] = {"created", "modified", "lastModifiedBy", "revision", "lastPrinted", "version"};
    drop_children(root, names, LEN(names));
    xml_append(root, xml_new_raw(arena, "")); /* so that it has an end tag, before which the times are put */
}

void docx_properties_stamp(const struct buffer *rendered, int64_t written_at, struct buffer *out)
{
    static const char times[] =
        "<dcterms:%1$s xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:type=\"dcterms:W3CDTF\">%2$s</dcterms:%1$s>";
    time_t seconds = (time_t)written_at;
    struct tm utc;
    char when[32];
    gmtime_r(&seconds, &utc);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    const char *text = buffer_text(rendered), *end = text + rendered->len;
    while (end > text && strncmp(end, "</", 2) != 0)
        end--;
    buffer_add(out, text, (size_t)(end - text));
    buffer_printf(out, times, "created", when);
    buffer_printf(out, times, "modified", when);
    buffer_puts(out, end);
}

bool docx_settings_strip(struct xml_node *root)
{
    static const char *const names[] = {"proofState", "rsids", "attachedTemplate", "mailMerge", "saveThroughXslt"};
    return docx_is(root, "settings") && drop_children(root, names, LEN(names));
}
