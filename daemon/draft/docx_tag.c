#include "draft/docx_tag.h"

#include "base/array.h"
#include "base/buffer.h"
#include "template/template.h"
#include "xml/xml_tree.h"

#include <string.h>

const char *docx_tag_find(const char *text, const char **ret_end)
{
    const char *end = text + strlen(text);
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        if (!at[1] || !strchr("{%#", at[1]))
            continue;
        const char *stop = template_tag_end(at, end);
        if (!stop)
            return NULL;
        *ret_end = stop;
        return at;
    }
    return NULL;
}

static const char *word_of(const char *written)
{
    return written + 2 + strspn(written + 2, "- ");
}

bool docx_tag_says(const char *written, const char *word)
{
    const char *at = word_of(written);
    size_t len = strlen(word);
    return written[1] == '%' && strncmp(at, word, len) == 0 && strchr(" -%", at[len]);
}

enum docx_tag_kind docx_tag_kind(const char *written)
{
    static const struct {
        const char *word;
        enum docx_tag_kind kind;
    } words[] = {{"for", DOCX_TAG_OPEN},    {"if", DOCX_TAG_OPEN},      {"elif", DOCX_TAG_MIDDLE},
                 {"else", DOCX_TAG_MIDDLE}, {"endfor", DOCX_TAG_CLOSE}, {"endif", DOCX_TAG_CLOSE}};
    for (size_t i = 0; i < LEN(words); i++)
        if (docx_tag_says(written, words[i].word))
            return words[i].kind;
    return DOCX_TAG_NONE;
}

bool docx_tag_is(const struct xml_node *node)
{
    return node->kind == XML_KIND_RAW && node->text[0] == '{';
}

/* What Word's keyboard makes of plain signs, and the signs. */
static const struct {
    const char *typed, *plain;
} signs[] = {{"\u201c", "\""}, {"\u201d", "\""}, {"\u201e", "\""}, {"\u2018", "'"}, {"\u2019", "'"},
             {"\u00a0", " "},  {"\u202f", " "},  {"\u2009", " "},  {"\u200b", ""},  {"\ufeff", ""},
             {"\u00ad", ""},   {"\t", " "},      {"\n", " "},      {"\r", " "}};

/* docxtpl's {%p, {%tr, {%r and {#p: the letters are dropped, for the scope is found without them. So is the r of {{r x }},
 * which there means formatted text: here a value takes the look of its tag. */
static const char *skip_scope(const char *at, const char *end, struct buffer *out)
{
    static const char *const words[] = {"p ", "tr ", "r "};
    const char *dash = at + 2 + (at[2] == '-');
    buffer_add(out, at, (size_t)(dash - at));
    for (size_t i = at[1] == '{' ? LEN(words) - 1 : 0; i < LEN(words); i++)
        if ((size_t)(end - dash) > strlen(words[i]) && memcmp(dash, words[i], strlen(words[i])) == 0 &&
            !strchr("-|}", dash[strspn(dash + strlen(words[i]), " ") + strlen(words[i])]))
            return dash + strlen(words[i]) - 1; /* the blank stays */
    return dash;
}

void docx_tag_plain(struct buffer *out, const char *at, const char *end)
{
    at = skip_scope(at, end, out);
    while (at < end) {
        size_t i = 0;
        while (i < LEN(signs) && strncmp(at, signs[i].typed, strlen(signs[i].typed)) != 0)
            i++;
        if (i < LEN(signs)) {
            buffer_puts(out, signs[i].plain);
            at += strlen(signs[i].typed);
        } else {
            buffer_putc(out, *at++);
        }
    }
}
