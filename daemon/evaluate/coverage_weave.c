/*
 * Weaving marks into a piece of SQL: reached(7, (condition)) gives the condition's value unchanged and notes it. The
 * text is walked word by word; strings, quoted names and comments are passed over; where a condition ends is found by
 * the depth of brackets and the words that may follow it.
 */
#include "evaluate/coverage.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { OPEN_MAX = 64, CONTEXT = 32 };

enum opening { OPEN_WHEN, OPEN_GIVES, OPEN_WHERE, OPEN_IIF, OPEN_CASE, OPEN_CASE_OF };

/* What was opened and waits for its end. For a mark: where its text begins and where it stands in the output. */
struct open {
    enum opening what;
    int depth;
    const char *from;
    size_t at;
};

struct weaving {
    struct coverage *coverage;
    const char *piece, *text;
    struct buffer out;
    struct open open[OPEN_MAX];
    int opened, depth;
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool is(const char *at, size_t len, const char *word)
{
    return strlen(word) == len && strncasecmp(at, word, len) == 0;
}

/* The end of what is no word of SQL: a string, a quoted name, a comment; NULL when none begins here. */
static const char *passed_over(const char *at)
{
    const char *end = NULL;
    if (*at == '\'' || *at == '"' || *at == '`')
        end = strchr(at + 1, *at);
    else if (*at == '[')
        end = strchr(at, ']');
    else if (strncmp(at, "--", 2) == 0)
        return at + strcspn(at, "\n");
    else if (strncmp(at, "/*", 2) == 0)
        end = strstr(at + 2, "*/");
    else
        return NULL;
    return !end ? at + strlen(at) : end + (*at == '/' ? 2 : 1);
}

/* Whether a text compares something, so that it has two outcomes. */
static bool is_condition(const char *text)
{
    static const char *const words[] = {"is", "in", "not", "and", "or", "exists", "between", "notnull", "isnull"};
    for (const char *at = text, *next; *at; at = next) {
        size_t len = 0;
        next = passed_over(at);
        if (next)
            continue;
        if (strchr("<>=", *at))
            return true;
        while (is_word(at[len]))
            len++;
        for (size_t i = 0; i < LEN(words); i++)
            if (is(at, len, words[i]))
                return true;
        next = at + (len ? len : 1);
    }
    return strstr(text, "param_has(") != NULL;
}

size_t coverage_add(struct coverage *coverage, const char *piece, const char *text, bool both)
{
    if (coverage->len == coverage->size) {
        size_t size = coverage->size ? 2 * coverage->size : 16;
        coverage->marks = arena_grow(coverage->arena, coverage->marks, coverage->len * sizeof *coverage->marks,
                                     size * sizeof *coverage->marks);
        coverage->size = size;
    }
    coverage->marks[coverage->len] = (struct coverage_mark){.piece = piece, .text = text, .both = both};
    return coverage->len++;
}

static void open_mark(struct weaving *weaving, enum opening what, const char *from)
{
    if (weaving->opened == OPEN_MAX)
        return; /* deeper than any rule that a person reads: not marked */
    weaving->open[weaving->opened++] = (struct open){what, weaving->depth, from, weaving->out.len};
}

/* Closes the newest mark at `end`: its text is known now, and its head is put before what was written since. */
static void close_mark(struct weaving *weaving, const char *end)
{
    struct open *open = &weaving->open[--weaving->opened];
    struct arena *arena = weaving->coverage->arena;
    const char *text = text_clean(arena, open->from, (size_t)(end - open->from));
    bool both = open->what != OPEN_GIVES || is_condition(text);
    size_t mark = coverage_add(weaving->coverage, weaving->piece, text, both);
    size_t before = (size_t)(open->from - weaving->text), lead = before < CONTEXT ? before : CONTEXT;
    const char *from = open->from - lead;
    lead += strspn(open->from, " \t\r\n");
    weaving->coverage->marks[mark].context = arena_strndup(arena, from, (size_t)(end - from));
    weaving->coverage->marks[mark].lead = lead;
    char *inner = arena_strndup(arena, weaving->out.bytes + open->at, weaving->out.len - open->at);
    weaving->out.len = open->at;
    buffer_printf(&weaving->out, " reached(%zu, (%s\n)) ", mark, inner);
}

static const struct open *newest(const struct weaving *weaving)
{
    return weaving->opened ? &weaving->open[weaving->opened - 1] : NULL;
}

static bool is_newest(const struct weaving *weaving, enum opening what)
{
    const struct open *open = newest(weaving);
    return open && open->what == what && open->depth == weaving->depth;
}

/* What a bracket, a comma or the text's end closes: everything opened deeper than `depth`. */
static void close_deeper(struct weaving *weaving, int depth, const char *end)
{
    while (newest(weaving) && newest(weaving)->depth > depth) {
        if (newest(weaving)->what >= OPEN_CASE)
            weaving->opened--; /* a CASE without END: SQLite will say so */
        else
            close_mark(weaving, end);
    }
}

/* Words that end a WHERE or HAVING of the same depth. */
static bool ends_where(const char *at, size_t len)
{
    static const char *const words[] = {"group", "order",  "window",    "limit", "having",
                                        "union", "except", "intersect", "where"};
    for (size_t i = 0; i < LEN(words); i++)
        if (is(at, len, words[i]))
            return true;
    return false;
}

/* Before a word is written: what it ends. */
static void end_before(struct weaving *weaving, const char *at, size_t len)
{
    bool then = is(at, len, "then"), next = is(at, len, "when") || is(at, len, "else") || is(at, len, "end");
    if ((then && is_newest(weaving, OPEN_WHEN)) || (next && is_newest(weaving, OPEN_GIVES)) ||
        (ends_where(at, len) && is_newest(weaving, OPEN_WHERE)))
        close_mark(weaving, at);
    if (is(at, len, "end") && (is_newest(weaving, OPEN_CASE) || is_newest(weaving, OPEN_CASE_OF)))
        weaving->opened--;
}

/* After it was written: what it opens. `CASE x WHEN value` compares values, which have no outcome of their own. */
static void begin_after(struct weaving *weaving, const char *at, size_t len)
{
    const char *after = at + len, *next = after + strspn(after, " \t\r\n");
    if (is(at, len, "case"))
        open_mark(weaving, strncasecmp(next, "when", 4) == 0 ? OPEN_CASE : OPEN_CASE_OF, after);
    else if (is(at, len, "when") && is_newest(weaving, OPEN_CASE))
        open_mark(weaving, OPEN_WHEN, after);
    else if (is(at, len, "then") || is(at, len, "else"))
        open_mark(weaving, OPEN_GIVES, after);
    else if (is(at, len, "where") || is(at, len, "having"))
        open_mark(weaving, OPEN_WHERE, after);
}

static const char *take_word(struct weaving *weaving, const char *at, size_t len)
{
    end_before(weaving, at, len);
    buffer_add(&weaving->out, at, len);
    begin_after(weaving, at, len);
    return at + len;
}

static const char *take_sign(struct weaving *weaving, const char *text, const char *at)
{
    if (*at == ')')
        close_deeper(weaving, --weaving->depth, at);
    if (*at == ',' && is_newest(weaving, OPEN_IIF))
        close_mark(weaving, at);
    buffer_putc(&weaving->out, *at);
    if (*at == '(') {
        weaving->depth++;
        if (at - text >= 3 && strncasecmp(at - 3, "iif", 3) == 0 && (at - text == 3 || !is_word(at[-4])))
            open_mark(weaving, OPEN_IIF, at + 1);
    }
    return at + 1;
}

char *coverage_weave(struct coverage *coverage, const char *piece, const char *text, bool whole)
{
    struct weaving weaving = {.coverage = coverage, .piece = piece, .text = text};
    for (const char *at = text; *at;) {
        const char *end = passed_over(at);
        size_t len = 0;
        while (!end && is_word(at[len]))
            len++;
        if (end) {
            buffer_add(&weaving.out, at, (size_t)(end - at));
            at = end;
        } else if (len) {
            at = take_word(&weaving, at, len);
        } else {
            at = take_sign(&weaving, text, at);
        }
    }
    close_deeper(&weaving, -1, text + strlen(text));
    char *woven = buffer_take(&weaving.out, coverage->arena);
    if (!whole)
        return woven;
    size_t mark = coverage_add(coverage, piece, text_clean(coverage->arena, text, strlen(text)), is_condition(text));
    return arena_printf(coverage->arena, "reached(%zu, (%s\n))", mark, woven);
}
