/* Performs the operations of a template over data: names are looked up, nothing is remembered. */
#include "template/template_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct loop {
    const char *name;
    const struct value *list;
    size_t index;
};

struct render {
    struct arena *arena; /* of what is evaluated: one of the two */
    struct arena *lists; /* that loops go through */
    struct arena *spent; /* what was written or decided by: a page of a thousand rows evaluates a million values */
    size_t spent_ops;
    const struct value *data;
    struct loop loops[TEMPLATE_DEPTH];
    size_t depth;
    enum template_escape escape;
    struct buffer *out;
    struct err *err;
    bool missing; /* the last error was a name without a value */
    int excused;  /* deep in so many mac_dinh: a missing name needs no sentence */
};

static const struct value *evaluate(struct render *render, const struct template_node *node);

static const struct value *loop_facts(struct render *render)
{
    const struct loop *loop = &render->loops[render->depth - 1];
    struct value *facts = value_map(render->arena);
    value_set_int(facts, "index", (int64_t)loop->index + 1);
    value_set_int(facts, "index0", (int64_t)loop->index);
    value_set_int(facts, "length", (int64_t)value_len(loop->list));
    value_set_bool(facts, "first", loop->index == 0);
    value_set_bool(facts, "last", loop->index + 1 == value_len(loop->list));
    return facts;
}

/* The error of a name without a value; `among` may hold the name that was meant. */
static const struct value *missing(struct render *render, const struct template_node *node, const char *name,
                                   const struct value *among)
{
    render->missing = true;
    if (render->excused)
        return NULL;
    size_t len = value_type(among) == VALUE_MAP ? value_len(among) : 0;
    const char **keys = arena_alloc(render->arena, len * sizeof *keys);
    for (size_t i = 0; i < len; i++)
        keys[i] = value_key(among, i);
    const char *nearest = name ? text_nearest(name, keys, len) : NULL;
    if (nearest && strcmp(nearest, name) != 0)
        err_set(render->err, "thiếu “%s”; có phải ý là “%s”?", "“%s” is missing; did you mean “%s”?",
                node->written, nearest);
    else
        err_set(render->err, "thiếu “%s”", "“%s” is missing", node->written);
    return NULL;
}

static const struct value *lookup(struct render *render, const struct template_node *node)
{
    for (size_t i = render->depth; i-- > 0;)
        if (strcmp(render->loops[i].name, node->name) == 0)
            return value_at(render->loops[i].list, render->loops[i].index);
    if (render->depth && strcmp(node->name, "loop") == 0)
        return loop_facts(render);
    const struct value *found = value_get(render->data, node->name);
    return found ? found : missing(render, node, node->name, render->data);
}

static const struct value *member(struct render *render, const struct template_node *node)
{
    const struct value *left = evaluate(render, node->left);
    if (!left)
        return NULL;
    const struct value *found = value_get(left, node->name);
    return found ? found : missing(render, node, node->name, left);
}

static const struct value *element(struct render *render, const struct template_node *node)
{
    const struct value *left = evaluate(render, node->left);
    const struct value *right = left ? evaluate(render, node->right) : NULL;
    if (!right)
        return NULL;
    const struct value *found = NULL;
    if (value_type(right) == VALUE_TEXT)
        found = value_get(left, value_as_text(right));
    else if (value_type(right) == VALUE_INT && value_type(left) == VALUE_LIST && value_as_int(right) >= 0 &&
             (uint64_t)value_as_int(right) < value_len(left))
        found = value_at(left, (size_t)value_as_int(right));
    return found ? found : missing(render, node, NULL, NULL);
}

/* mac_dinh: the other value where there is none. */
static const struct value *defaulted(struct render *render, const struct template_node *node)
{
    render->excused++;
    const struct value *value = evaluate(render, node->left);
    render->excused--;
    if (value && !value_is_null(value))
        return value;
    if (!value && !render->missing)
        return NULL;
    render->missing = false;
    err_clear(render->err);
    return evaluate(render, node->right);
}

static const struct value *filtered(struct render *render, const struct template_node *node)
{
    if (!node->filter->apply)
        return defaulted(render, node);
    const struct value *value = evaluate(render, node->left);
    if (value && value_is_null(value))
        return missing(render, node->left, NULL, NULL);
    const struct value *argument = value && node->right ? evaluate(render, node->right) : NULL;
    if (!value || (node->right && !argument))
        return NULL;
    const struct value *result = node->filter->apply(render->arena, value, argument, render->err);
    if (!result)
        err_prefix(render->err, "“%s | %s”", "“%s | %s”", node->written, node->filter->name);
    return result;
}

/* Null, false, 0, the empty text and the empty list or map are false. */
static bool truth(const struct value *value)
{
    switch (value_type(value)) {
    case VALUE_NULL:
        return false;
    case VALUE_BOOL:
        return value_as_bool(value);
    case VALUE_INT:
        return value_as_int(value) != 0;
    case VALUE_REAL:
        return value_as_real(value) != 0;
    case VALUE_TEXT:
        return value_text_size(value) != 0;
    default:
        return value_len(value) != 0;
    }
}

static bool contains(const struct value *item, const struct value *in)
{
    if (value_type(in) == VALUE_TEXT)
        return value_type(item) == VALUE_TEXT && strstr(value_as_text(in), value_as_text(item));
    if (value_type(in) == VALUE_MAP)
        return value_type(item) == VALUE_TEXT && value_get(in, value_as_text(item));
    for (size_t i = 0; i < value_len(in); i++)
        if (value_equal(item, value_at(in, i)))
            return true;
    return false;
}

/* -1, 0, 1; false when the two have no order. */
static bool order_of(const struct value *left, const struct value *right, int *ret_order)
{
    enum value_type a = value_type(left), b = value_type(right);
    if (a == VALUE_INT && b == VALUE_INT) {
        int64_t x = value_as_int(left), y = value_as_int(right);
        *ret_order = (x > y) - (x < y);
    } else if ((a == VALUE_INT || a == VALUE_REAL) && (b == VALUE_INT || b == VALUE_REAL)) {
        double x = value_as_real(left), y = value_as_real(right);
        *ret_order = (x > y) - (x < y);
    } else if (a == VALUE_TEXT && b == VALUE_TEXT) {
        *ret_order = strcmp(value_as_text(left), value_as_text(right));
    } else {
        return false;
    }
    return true;
}

static const struct value *compared(struct render *render, const struct template_node *node)
{
    const struct value *left = evaluate(render, node->left);
    const struct value *right = left ? evaluate(render, node->right) : NULL;
    int order = 0;
    if (!right)
        return NULL;
    if (node->kind == NODE_EQUAL || node->kind == NODE_UNEQUAL)
        return value_bool(render->arena, value_equal(left, right) == (node->kind == NODE_EQUAL));
    if (node->kind == NODE_IN)
        return value_bool(render->arena, contains(left, right));
    if (!order_of(left, right, &order)) {
        err_set(render->err, "so sánh hai giá trị khác loại", "two values of different kinds are compared");
        return NULL;
    }
    bool holds = node->kind == NODE_LESS         ? order < 0
                 : node->kind == NODE_LESS_EQUAL ? order <= 0
                 : node->kind == NODE_GREATER    ? order > 0
                                                 : order >= 0;
    return value_bool(render->arena, holds);
}

static const struct value *evaluate(struct render *render, const struct template_node *node)
{
    const struct value *left;
    render->missing = false;
    switch (node->kind) {
    case NODE_LITERAL:
        return node->literal;
    case NODE_NAME:
        return lookup(render, node);
    case NODE_MEMBER:
        return member(render, node);
    case NODE_INDEX:
        return element(render, node);
    case NODE_FILTER:
        return filtered(render, node);
    case NODE_NOT:
        left = evaluate(render, node->left);
        return left ? value_bool(render->arena, !truth(left)) : NULL;
    case NODE_AND:
        left = evaluate(render, node->left);
        return left && truth(left) ? evaluate(render, node->right) : left;
    case NODE_OR:
        left = evaluate(render, node->left);
        return left && !truth(left) ? evaluate(render, node->right) : left;
    default:
        return compared(render, node);
    }
}

static void add_uri_byte(struct buffer *out, unsigned char c)
{
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
    if (plain)
        buffer_putc(out, (char)c);
    else
        buffer_printf(out, "%%%02X", c);
}

/* How many bytes from `at` on are written as they are: letters, digits, blanks, Vietnamese; most of every text. */
static size_t plain_bytes(const unsigned char *at, const unsigned char *end)
{
    const unsigned char *start = at;
    while (at < end && *at >= ' ' && *at != 0xef && *at != '&' && *at != '<' && *at != '>' && *at != '"' && *at != '\'')
        at++;
    return (size_t)(at - start);
}

/* How many bytes at `at` XML 1.0 cannot hold: a control character, U+FFFE or U+FFFF; 0 when it can. */
static size_t unfit_bytes(const unsigned char *at, size_t left)
{
    if (left >= 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe)
        return 3;
    return *at < 0x20 && *at != '\n' && *at != '\t';
}

static void add_marked_up(struct buffer *out, unsigned char c, enum template_escape escape)
{
    static const struct {
        char c;
        const char *reference;
        bool xml_only;
    } references[] = {{'&', "&amp;", false},  {'<', "&lt;", false}, {'>', "&gt;", false}, {'"', "&quot;", false},
                      {'\'', "&#39;", false}, {'\n', "&#10;", true}, {'\t', "&#9;", true}};
    for (size_t i = 0; i < LEN(references); i++)
        if (c == (unsigned char)references[i].c && (!references[i].xml_only || escape == TEMPLATE_XML)) {
            buffer_puts(out, references[i].reference);
            return;
        }
    buffer_putc(out, (char)c);
}

static void add_escaped(struct buffer *out, const char *text, size_t len, enum template_escape escape)
{
    const unsigned char *at = (const unsigned char *)text, *end = at + len;
    if (escape == TEMPLATE_PLAIN)
        buffer_add(out, text, len);
    for (size_t unfit; escape != TEMPLATE_PLAIN && at < end; at += unfit ? unfit : 1) {
        size_t plain = escape == TEMPLATE_URI ? 0 : plain_bytes(at, end);
        buffer_add(out, at, plain);
        if ((at += plain) == end)
            return;
        unfit = unfit_bytes(at, (size_t)(end - at));
        if (!unfit && escape == TEMPLATE_URI)
            add_uri_byte(out, *at);
        else if (!unfit)
            add_marked_up(out, *at, escape);
    }
}

static bool print(struct render *render, const struct template_node *node)
{
    const struct value *value = evaluate(render, node);
    if (!value)
        return false;
    char number[32];
    const char *text = number;
    switch (value_type(value)) {
    case VALUE_NULL:
        return missing(render, node, NULL, NULL) != NULL;
    case VALUE_BOOL:
        text = value_as_bool(value) ? "có" : "không";
        break;
    case VALUE_INT:
        snprintf(number, sizeof number, "%" PRId64, value_as_int(value));
        break;
    case VALUE_REAL:
        snprintf(number, sizeof number, "%.15g", value_as_real(value));
        break;
    case VALUE_TEXT:
        add_escaped(render->out, value_as_text(value), value_text_size(value), render->escape);
        return true;
    default:
        return err_set(render->err, "“%s” là một danh sách, không viết ra được; dùng for hoặc | noi(\", \")",
                       "“%s” is a list and cannot be written; use for or | noi(\", \")", node->written);
    }
    add_escaped(render->out, text, strlen(text), render->escape);
    return true;
}

/* Goes to `target`; without one, on to the next operation. */
static bool enter_loop(struct render *render, const struct template_op *op, size_t *at)
{
    const struct value *list = evaluate(render, op->node);
    if (!list)
        return false;
    if (value_type(list) != VALUE_LIST)
        return err_set(render->err, "“%s” không phải danh sách", "“%s” is no list", op->node->written);
    if (value_len(list) == 0)
        *at = op->target;
    else
        render->loops[render->depth++] = (struct loop){op->name, list, 0};
    return true;
}

enum { SPENT_OPS = 1000 };

static struct arena *arena_for(struct render *render, const struct template_op *op)
{
    if (op->kind == OP_FOR)
        return render->lists;
    if (++render->spent_ops % SPENT_OPS == 0) {
        arena_destroy(render->spent);
        render->spent = arena_create();
    }
    return render->spent;
}

static bool perform(struct render *render, const struct template_op *op, size_t *at)
{
    const struct value *condition;
    ++*at;
    render->arena = arena_for(render, op);
    switch (op->kind) {
    case OP_TEXT:
        buffer_add(render->out, op->text, op->len);
        return true;
    case OP_PRINT:
        return print(render, op->node);
    case OP_FOR:
        return enter_loop(render, op, at);
    case OP_NEXT:
        if (++render->loops[render->depth - 1].index < value_len(render->loops[render->depth - 1].list))
            *at = op->target;
        else
            render->depth--;
        return true;
    case OP_UNLESS:
        condition = evaluate(render, op->node);
        if (condition && !truth(condition))
            *at = op->target;
        return condition != NULL;
    default:
        *at = op->target;
        return true;
    }
}

/* What cannot be said is passed over: words, or all that a condition or loop governs. */
static void pass_over(const struct template_op *op, size_t *at)
{
    if (op->kind == OP_FOR || op->kind == OP_UNLESS)
        *at = op->target;
}

bool template_render_all(const struct template *compiled, const struct value *data, enum template_escape escape,
                         struct buffer *out, template_failed *failed, void *caller)
{
    struct err own = {0}; /* mac_dinh needs the kind of a failure */
    struct render render = {.lists = arena_create(), .spent = arena_create(), .data = data, .escape = escape, .out = out, .err = &own};
    size_t len = out->len, at = 0;
    bool good = true, on = true;
    while (on && at < compiled->len) {
        const struct template_op *op = &compiled->ops[at];
        if (perform(&render, op, &at))
            continue;
        good = false;
        on = failed(caller, op->line, &own);
        err_clear(&own);
        pass_over(op, &at);
    }
    if (!good) {
        out->len = len;
        if (out->bytes)
            out->bytes[len] = '\0';
    }
    err_clear(&own);
    arena_destroy(render.spent);
    arena_destroy(render.lists);
    return good;
}

/* The first failure is the call's. */
static bool take_first(void *caller, int line, const struct err *failed)
{
    struct err *err = caller;
    err_set(err, "dòng %1$d: %2$s%3$.0s", "line %1$d: %3$s%2$.0s", line, failed->vi, failed->en);
    return false;
}

bool template_render(const struct template *compiled, const struct value *data, enum template_escape escape,
                     struct buffer *out, struct err *err)
{
    return template_render_all(compiled, data, escape, out, take_first, err);
}

char *template_fill(struct arena *arena, const char *text, const struct value *data, struct err *err)
{
    struct problems problems;
    struct buffer out = {0};
    struct arena *own = arena_create(); /* compiled, a line of text is a hundred times as long */
    problems_init(&problems, own);
    struct template *compiled = template_compile(own, NULL, text, strlen(text), &problems);
    bool good = compiled && template_render(compiled, data, TEMPLATE_PLAIN, &out, err);
    if (!compiled) {
        const struct problem *first = &problems.items[0];
        err_set(err, "mẫu chữ dòng %d: %s%.0s", "text template line %d: %.0s%s", first->line, first->vi,
                first->en);
    }
    char *filled = good ? buffer_take(&out, arena) : NULL;
    buffer_finish(&out);
    arena_destroy(own);
    return filled;
}
