#include "draft/docx_look.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { STYLES_DEEP = 10, LEVELS = 9 };

static const struct xml_node *child(const struct xml_node *node, const char *name)
{
    return node ? xml_child(node, DOCX_W, name) : NULL;
}

static const char *value_of(const struct xml_node *node, const char *fallback)
{
    const char *value = node ? xml_attribute(node, "val") : NULL;
    return value ? value : fallback;
}

/* The child of `root` called `name` whose attribute says `id`. */
static const struct xml_node *find(const struct xml_node *root, const char *name, const char *attribute, const char *id)
{
    for (const struct xml_node *node = root ? root->first : NULL; node; node = node->next) {
        const char *own = docx_is(node, name) ? xml_attribute(node, attribute) : NULL;
        if (own && strcmp(own, id) == 0)
            return node;
    }
    return NULL;
}

static const struct xml_node *style_of(const struct docx_look *look, const struct xml_node *paragraph)
{
    return find(look->styles, "style", "styleId", value_of(child(child(paragraph, "pPr"), "pStyle"), "Normal"));
}

/* A setting of the style or of those that it is based on. */
static const struct xml_node *styled(const struct docx_look *look, const struct xml_node *style, const char *group, const char *name)
{
    for (int i = 0; style && i < STYLES_DEEP; i++) {
        const struct xml_node *node = child(child(style, group), name);
        if (node)
            return node;
        style = find(look->styles, "style", "styleId", value_of(child(style, "basedOn"), ""));
    }
    return NULL;
}

static const struct xml_node *setting(const struct docx_look *look, const struct xml_node *paragraph, const char *name)
{
    const struct xml_node *own = child(child(paragraph, "pPr"), name);
    return own ? own : styled(look, style_of(look, paragraph), "pPr", name);
}

const char *docx_look_align(const struct docx_look *look, const struct xml_node *paragraph)
{
    return value_of(setting(look, paragraph, "jc"), "left");
}

bool docx_look_is_strong(const struct docx_look *look, const struct xml_node *paragraph, const struct xml_node *run)
{
    const struct xml_node *own = child(child(run, "rPr"), "b");
    const struct xml_node *node = own ? own : styled(look, style_of(look, paragraph), "rPr", "b");
    const char *value = value_of(node, "1");
    return node && strcmp(value, "0") != 0 && strcmp(value, "false") != 0;
}

static int64_t counted(const struct docx_look *look, const char *list, int level, int64_t start)
{
    return value_get_int(look->counts, arena_printf(look->arena, "%s/%d", list, level), start - 1);
}

static void count(struct docx_look *look, const char *list, int level, int64_t number)
{
    value_set_int(look->counts, arena_printf(look->arena, "%s/%d", list, level), number);
}

static int64_t start_of(const struct xml_node *level)
{
    return strtoll(value_of(child(level, "start"), "1"), NULL, 10);
}

static void put_number(struct buffer *out, const struct xml_node *level, int64_t number)
{
    const char *format = value_of(child(level, "numFmt"), "decimal");
    bool lower = strcmp(format, "lowerLetter") == 0;
    if ((lower || strcmp(format, "upperLetter") == 0) && number >= 1 && number <= 26)
        buffer_putc(out, (char)((lower ? 'a' : 'A') + number - 1));
    else
        buffer_printf(out, "%" PRId64, number);
}

static const struct xml_node *level_of(const struct xml_node *list, int level)
{
    char id[] = {(char)('0' + level), '\0'};
    return find(list, "lvl", "ilvl", id);
}

/* "Điều %1." with the counts of this level and those above. */
static const char *written(struct docx_look *look, const char *id, const struct xml_node *list, const char *text)
{
    struct buffer out = {0};
    for (const char *at = text; *at; at++) {
        bool hole = at[0] == '%' && at[1] >= '1' && at[1] <= '0' + LEVELS;
        const struct xml_node *level = hole ? level_of(list, at[1] - '1') : NULL;
        if (level)
            put_number(&out, level, counted(look, id, at[1] - '1', start_of(level) + 1));
        else
            buffer_putc(&out, *at);
        at += level != NULL;
    }
    buffer_putc(&out, ' ');
    return buffer_take(&out, look->arena);
}

const char *docx_look_number(struct docx_look *look, const struct xml_node *paragraph)
{
    const struct xml_node *properties = setting(look, paragraph, "numPr");
    const char *id = value_of(child(properties, "numId"), "0");
    int at = atoi(value_of(child(properties, "ilvl"), "0"));
    const struct xml_node *number = find(look->numbering, "num", "numId", id);
    const struct xml_node *list = number ? find(look->numbering, "abstractNum", "abstractNumId", value_of(child(number, "abstractNumId"), "")) : NULL;
    const struct xml_node *level = list && at >= 0 && at < LEVELS ? level_of(list, at) : NULL;
    if (!level)
        return NULL;
    count(look, id, at, counted(look, id, at, start_of(level)) + 1);
    for (int below = at + 1; below < LEVELS; below++)
        if (level_of(list, below))
            count(look, id, below, start_of(level_of(list, below)) - 1);
    return written(look, id, list, value_of(child(level, "lvlText"), ""));
}
