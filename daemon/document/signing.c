#include "document/signing.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <stdbool.h>
#include <string.h>

#define BLANK "[chức vụ]" /* as the packages mark what nobody has said */

static const struct way {
    const char *name, *prefix;
    bool titled;     /* the deputy's own title stands below */
    bool collective; /* a paper that is signed for a collective may be signed so */
} ways[] = {
    {"kt", "KT. ", true, true},
    {"q", "Q. ", false, true},
    {"tl", "TL. ", true, false},
    {"tuq", "TUQ. ", true, false},
    {"head", "", false, true}, /* the head, where a body's papers are signed by a deputy as a rule */
};

static const char FOR_ALL[] = "TM. ";

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* CHỦ TỊCH of “KT. CHỦ TỊCH”: whoever signs for a head signs for that head, not for the deputy who did so before. */
static const char *head_of(const char *line)
{
    for (size_t i = 0; i < LEN(ways); i++)
        if (*ways[i].prefix && begins(line, ways[i].prefix))
            return line + strlen(ways[i].prefix);
    return line;
}

static const struct way *way_of(const char *name)
{
    for (size_t i = 0; i < LEN(ways); i++)
        if (strcmp(ways[i].name, name) == 0)
            return &ways[i];
    return &ways[0];
}

bool signing_is_way(const char *signs)
{
    for (size_t i = 0; i < LEN(ways); i++)
        if (strcmp(ways[i].name, signs) == 0)
            return true;
    return false;
}

/* The lines for the collective stay; the first behind them is the head's. */
static struct value *lines_of(struct arena *arena, const struct value *lines, const struct way *way, const struct signing *signing, bool *ret_collective)
{
    struct value *made = value_list(arena);
    size_t i = 0;
    for (; i + 1 < value_len(lines) && begins(value_as_text(value_at(lines, i)), FOR_ALL); i++)
        value_append(made, value_at(lines, i));
    *ret_collective = i > 0;
    value_append(made, value_printf(arena, "%s%s", way->prefix, head_of(value_as_text(value_at(lines, i)))));
    if (way->titled)
        value_append(made, value_text(arena, signing->title ? text_upper(arena, signing->title) : BLANK));
    return made;
}

struct value *signing_block(struct arena *arena, const struct value *signatory, const struct signing *signing, struct err *err)
{
    const struct way *way = way_of(signing->signs);
    struct value *block = value_copy(arena, signatory);
    bool collective;
    value_set(block, "lines", lines_of(arena, value_get(signatory, "lines"), way, signing, &collective));
    if (value_get_text(signatory, "sign_title", NULL))
        value_set_text(block, "sign_title", signing->office ? text_upper(arena, signing->office) : BLANK);
    value_set_text(block, "sign_name", signing->name);
    if (!collective || way->collective)
        return block;
    err_set(err, "văn bản này ký thay mặt tập thể (TM.), không ký %s được; giao làm thay với --signs kt hoặc q", "this paper is signed for a collective (TM.), and nobody signs that as %s; give the deputy --signs kt or q",
            way->prefix);
    return NULL;
}
