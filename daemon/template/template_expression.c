/* Expressions of a template, by recursive descent: or < and < not < comparison < filters < path. */
#include "template/template_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>

struct parser {
    struct arena *arena;
    const char *at, *end;
    int depth;
    struct err *err;
};

static const struct template_node *parse_or(struct parser *parser);

bool template_at_end(const char **cursor, const char *end)
{
    while (*cursor < end && strchr(" \t\r\n", **cursor) && **cursor)
        ++*cursor;
    return *cursor >= end;
}

/* Letters with Vietnamese marks are letters too: every byte of a longer UTF-8 sequence. */
static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

char *template_word(struct arena *arena, const char **cursor, const char *end)
{
    if (template_at_end(cursor, end))
        return NULL;
    const char *start = *cursor;
    while (*cursor < end && name_byte(**cursor))
        ++*cursor;
    return *cursor > start ? arena_strndup(arena, start, (size_t)(*cursor - start)) : NULL;
}

static struct template_node *node_of(struct parser *parser, enum template_node_kind kind,
                                     const struct template_node *left, const struct template_node *right)
{
    struct template_node *node = arena_alloc(parser->arena, sizeof *node);
    *node = (struct template_node){.kind = kind, .written = "…", .left = left, .right = right};
    return node;
}

static const struct template_node *literal_of(struct parser *parser, const struct value *literal)
{
    struct template_node *node = node_of(parser, NODE_LITERAL, NULL, NULL);
    node->literal = literal;
    return node;
}

static bool take(struct parser *parser, const char *sign)
{
    size_t len = strlen(sign);
    if (template_at_end(&parser->at, parser->end) || (size_t)(parser->end - parser->at) < len ||
        memcmp(parser->at, sign, len) != 0)
        return false;
    if (name_byte(sign[0]) && parser->at + len < parser->end && name_byte(parser->at[len]))
        return false; /* "order" is not "or" */
    parser->at += len;
    return true;
}

static const struct template_node *parse_text(struct parser *parser)
{
    char quote = *parser->at++;
    const char *close = memchr(parser->at, quote, (size_t)(parser->end - parser->at));
    if (!close) {
        err_set(parser->err, "thiếu dấu %c đóng chuỗi", "the closing %c of a text is missing", quote);
        return NULL;
    }
    const struct value *text = value_text_len(parser->arena, parser->at, (size_t)(close - parser->at));
    parser->at = close + 1;
    return literal_of(parser, text);
}

static const struct template_node *parse_number(struct parser *parser)
{
    int64_t number = 0;
    bool minus = *parser->at == '-';
    parser->at += minus;
    for (; parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9'; parser->at++) {
        if (number > INT64_MAX / 10 - 9) {
            err_set(parser->err, "số quá lớn", "the number is too large");
            return NULL;
        }
        number = number * 10 + (*parser->at - '0');
    }
    return literal_of(parser, value_int(parser->arena, minus ? -number : number));
}

static const struct template_node *parse_bracketed(struct parser *parser, const char *close)
{
    if (++parser->depth > TEMPLATE_DEPTH) {
        err_set(parser->err, "quá nhiều ngoặc lồng nhau", "too many brackets within brackets");
        return NULL;
    }
    const struct template_node *node = parse_or(parser);
    parser->depth--;
    if (node && !take(parser, close)) {
        err_set(parser->err, "thiếu dấu “%s”", "“%s” is missing", close);
        return NULL;
    }
    return node;
}

/* A name with its .members and [indexes]. */
static const struct template_node *parse_path(struct parser *parser)
{
    const char *start = parser->at;
    struct template_node *node = node_of(parser, NODE_NAME, NULL, NULL);
    node->name = template_word(parser->arena, &parser->at, parser->end);
    node->written = node->name;
    while (parser->at < parser->end && (*parser->at == '.' || *parser->at == '[')) {
        bool index = *parser->at++ == '[';
        const struct template_node *right = index ? parse_bracketed(parser, "]") : NULL;
        if (index && !right)
            return NULL;
        node = node_of(parser, index ? NODE_INDEX : NODE_MEMBER, node, right);
        if (!index && !(node->name = template_word(parser->arena, &parser->at, parser->end))) {
            err_set(parser->err, "thiếu tên sau dấu chấm", "a name is missing after the dot");
            return NULL;
        }
        node->written = arena_strndup(parser->arena, start, (size_t)(parser->at - start));
    }
    if (parser->at < parser->end && *parser->at == '(') {
        err_set(parser->err, "“%1$s” không phải hàm; trong thẻ chỉ có giá trị và bộ lọc, ví dụ {{ %1$s | hoa }}",
                "“%1$s” is no function; a tag holds values and filters, as in {{ %1$s | hoa }}", node->written);
        return NULL;
    }
    return node;
}

static const struct template_node *parse_primary(struct parser *parser)
{
    if (template_at_end(&parser->at, parser->end)) {
        err_set(parser->err, "thẻ thiếu tên hoặc giá trị", "the tag lacks a name or a value");
        return NULL;
    }
    char c = *parser->at;
    if (take(parser, "("))
        return parse_bracketed(parser, ")");
    if (c == '"' || c == '\'')
        return parse_text(parser);
    if ((c >= '0' && c <= '9') ||
        (c == '-' && parser->at + 1 < parser->end && parser->at[1] >= '0' && parser->at[1] <= '9'))
        return parse_number(parser);
    if (take(parser, "true") || take(parser, "True")) /* as Jinja and as Python write it */
        return literal_of(parser, value_bool(parser->arena, true));
    if (take(parser, "false") || take(parser, "False"))
        return literal_of(parser, value_bool(parser->arena, false));
    if (name_byte(c))
        return parse_path(parser);
    err_set(parser->err, "không hiểu dấu “%c” trong thẻ", "the sign “%c” in a tag is not understood", c);
    return NULL;
}

static bool unknown_filter(struct parser *parser, const char *name)
{
    size_t len = 0;
    const char *const *names = template_filter_names();
    while (names[len])
        len++;
    const char *nearest = text_nearest(name, names, len);
    if (nearest)
        return err_set(parser->err, "không có bộ lọc “%s”; có phải ý là “%s”?",
                       "there is no filter “%s”; did you mean “%s”?", name, nearest);
    struct buffer all = {0};
    for (size_t i = 0; i < len; i++)
        buffer_printf(&all, "%s%s", i ? ", " : "", names[i]);
    const char *list = buffer_take(&all, parser->arena);
    return err_set(parser->err, "không có bộ lọc “%s”; các bộ lọc: %s",
                   "there is no filter “%s”; filters: %s", name, list);
}

static const struct template_node *parse_filter(struct parser *parser, const struct template_node *left)
{
    char *name = template_word(parser->arena, &parser->at, parser->end);
    if (!name) {
        err_set(parser->err, "thiếu tên bộ lọc sau dấu |", "the filter's name is missing after |");
        return NULL;
    }
    const struct template_filter *filter = template_filter_find(name);
    if (!filter) {
        unknown_filter(parser, name);
        return NULL;
    }
    const struct template_node *argument = NULL;
    if (take(parser, "(") && !(argument = parse_bracketed(parser, ")")))
        return NULL;
    if (filter->argument != (argument != NULL)) {
        if (filter->argument)
            err_set(parser->err, "bộ lọc “%s” cần một giá trị trong ngoặc, ví dụ %s(\"…\")",
                    "filter “%s” needs a value in brackets, as in %s(\"…\")", name, name);
        else
            err_set(parser->err, "bộ lọc “%s” không nhận giá trị trong ngoặc",
                    "filter “%s” takes no value in brackets", name);
        return NULL;
    }
    struct template_node *node = node_of(parser, NODE_FILTER, left, argument);
    node->filter = filter;
    node->written = left->written;
    return node;
}

static const struct template_node *parse_filtered(struct parser *parser)
{
    const struct template_node *node = parse_primary(parser);
    while (node && take(parser, "|"))
        node = parse_filter(parser, node);
    return node;
}

static const struct {
    const char *sign;
    enum template_node_kind kind;
} comparisons[] = {
    {"==", NODE_EQUAL}, {"!=", NODE_UNEQUAL}, {"<=", NODE_LESS_EQUAL}, {">=", NODE_GREATER_EQUAL},
    {"<", NODE_LESS},   {">", NODE_GREATER},  {"in", NODE_IN}};

static const struct template_node *parse_comparison(struct parser *parser)
{
    const struct template_node *left = parse_filtered(parser);
    for (size_t i = 0; left && i < LEN(comparisons); i++) {
        if (!take(parser, comparisons[i].sign))
            continue;
        const struct template_node *right = parse_filtered(parser);
        return right ? node_of(parser, comparisons[i].kind, left, right) : NULL;
    }
    return left;
}

static const struct template_node *parse_not(struct parser *parser)
{
    if (!take(parser, "not"))
        return parse_comparison(parser);
    if (++parser->depth > TEMPLATE_DEPTH) {
        err_set(parser->err, "quá nhiều “not”", "too many “not”");
        return NULL;
    }
    const struct template_node *node = parse_not(parser);
    parser->depth--;
    return node ? node_of(parser, NODE_NOT, node, NULL) : NULL;
}

static const struct template_node *parse_and(struct parser *parser)
{
    const struct template_node *left = parse_not(parser);
    while (left && take(parser, "and")) {
        const struct template_node *right = parse_not(parser);
        left = right ? node_of(parser, NODE_AND, left, right) : NULL;
    }
    return left;
}

static const struct template_node *parse_or(struct parser *parser)
{
    const struct template_node *left = parse_and(parser);
    while (left && take(parser, "or")) {
        const struct template_node *right = parse_and(parser);
        left = right ? node_of(parser, NODE_OR, left, right) : NULL;
    }
    return left;
}

const struct template_node *template_expression(struct arena *arena, const char **cursor, const char *end,
                                                struct err *err)
{
    struct parser parser = {arena, *cursor, end, 0, err};
    const struct template_node *node = parse_or(&parser);
    *cursor = parser.at;
    return node;
}
