/* Text to a flat list of operations: tags are found, blocks become jumps. */
#include "template/template_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"

#include <string.h>

#define NO_OP ((size_t)-1)

struct block {
    bool loop;
    bool otherwise; /* its else has been seen */
    int line;
    size_t start; /* the OP_FOR, or the OP_UNLESS that has no target yet; NO_OP after an else */
    size_t
        exits; /* the OP_JUMPs to the block's end: the last one, each naming the one before as its target */
};

struct compiler {
    struct arena *arena;
    struct template *made;
    const char *file;
    struct problems *problems;
    int line; /* of the tag at hand */
    struct block blocks[TEMPLATE_DEPTH];
    size_t depth;
};

static struct template_op *add_op(struct compiler *compiler, enum template_op_kind kind)
{
    struct template *made = compiler->made;
    if (made->len == made->size) {
        size_t size = made->size ? made->size * 2 : 32;
        made->ops =
            arena_grow(compiler->arena, made->ops, made->size * sizeof *made->ops, size * sizeof *made->ops);
        made->size = size;
    }
    struct template_op *op = &made->ops[made->len++];
    *op = (struct template_op){.kind = kind, .line = compiler->line, .target = NO_OP};
    return op;
}

static void add_text(struct compiler *compiler, const char *start, const char *end)
{
    if (end == start)
        return;
    struct template_op *op = add_op(compiler, OP_TEXT);
    op->text = start;
    op->len = (size_t)(end - start);
}

/* What Jinja knows behind a value and this engine does not, and what to write instead. */
static const struct {
    const char *sign, *vi, *en;
} elsewhere[] = {
    {"if ", "viết {% if … %}…{% else %}…{% endif %}", "write {% if … %}…{% else %}…{% endif %}"},
    {"is ", "viết {% if tên %}, hoặc {{ tên | mac_dinh(\"…\") }} khi có thể thiếu",
     "write {% if name %}, or {{ name | mac_dinh(\"…\") }} where it may be missing"},
    {"~", "viết hai thẻ liền nhau", "write two tags one after the other"},
    {"+", "thẻ không tính toán; viết hai thẻ liền nhau, hoặc dùng số có sẵn", "a tag does not compute; write two tags, or use a figure that is there"},
    {"-", "thẻ không tính toán; dùng số có sẵn", "a tag does not compute; use a figure that is there"},
    {"*", "thẻ không tính toán; dùng số có sẵn", "a tag does not compute; use a figure that is there"},
    {"/", "thẻ không tính toán; dùng số có sẵn, tỷ lệ thì {{ a | ty_le(b) }}", "a tag does not compute; use a figure that is there, for a share {{ a | ty_le(b) }}"},
};

static void say_rest(const char *rest, struct err *err)
{
    for (size_t i = 0; i < LEN(elsewhere); i++)
        if (strncmp(rest, elsewhere[i].sign, strlen(elsewhere[i].sign)) == 0) {
            err_set(err, "thừa “%1$s” ở cuối thẻ; %2$s%3$.0s", "“%1$s” is too much at the end of the tag; %2$.0s%3$s", rest,
                    elsewhere[i].vi, elsewhere[i].en);
            return;
        }
    err_set(err, "thừa “%s” ở cuối thẻ", "“%s” is too much at the end of the tag", rest);
}

static const struct template_node *expression(struct compiler *compiler, const char **cursor, const char *end)
{
    struct err err = {0};
    const struct template_node *node = template_expression(compiler->arena, cursor, end, &err);
    if (node && !template_at_end(cursor, end))
        say_rest(arena_strndup(compiler->arena, *cursor, (size_t)(end - *cursor)), &err);
    if (!err.vi)
        return node;
    problem_add_err(compiler->problems, compiler->file, compiler->line, NULL, &err);
    return NULL;
}

static struct block *open_block(struct compiler *compiler, bool loop)
{
    if (compiler->depth == TEMPLATE_DEPTH) {
        problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                    "quá %d khối lồng nhau; tách bớt ra",
                    "more than %d blocks within blocks; take them apart", TEMPLATE_DEPTH);
        return NULL;
    }
    struct block *block = &compiler->blocks[compiler->depth++];
    *block =
        (struct block){.loop = loop, .line = compiler->line, .start = compiler->made->len, .exits = NO_OP};
    return block;
}

/* The innermost block when it is of the kind that the tag belongs to. */
static struct block *block_of(struct compiler *compiler, const char *tag, bool loop)
{
    struct block *block = compiler->depth ? &compiler->blocks[compiler->depth - 1] : NULL;
    if (block && block->loop == loop)
        return block;
    if (block)
        problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                    "“%s” không khớp với “%s” mở ở dòng %d", "“%s” does not match the “%s” opened on line %d",
                    tag, block->loop ? "for" : "if", block->line);
    else
        problem_add(compiler->problems, compiler->file, compiler->line, NULL, "“%s” không có thẻ mở",
                    "“%s” has no opening tag", tag);
    return NULL;
}

static void tag_for(struct compiler *compiler, const char *cursor, const char *end)
{
    char *name = template_word(compiler->arena, &cursor, end);
    char *in = name ? template_word(compiler->arena, &cursor, end) : NULL;
    const struct template_node *list = NULL;
    if (in && strcmp(in, "in") == 0)
        list = expression(compiler, &cursor, end);
    else
        problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                    "vòng lặp viết là {%% for tên in danh_sách %%}",
                    "a loop is written {%% for name in list %%}");
    if (!open_block(compiler, true)) /* also after an error, so that its endfor finds it */
        return;
    struct template_op *op = add_op(compiler, OP_FOR);
    op->name = name;
    op->node = list;
}

static void tag_endfor(struct compiler *compiler, const char *cursor, const char *end)
{
    struct block *block = block_of(compiler, "endfor", true);
    if (!block)
        return;
    add_op(compiler, OP_NEXT)->target = block->start + 1;
    compiler->made->ops[block->start].target = compiler->made->len;
    compiler->depth--;
    (void)cursor, (void)end;
}

static void tag_if(struct compiler *compiler, const char *cursor, const char *end)
{
    const struct template_node *condition = expression(compiler, &cursor, end);
    if (open_block(compiler, false))
        add_op(compiler, OP_UNLESS)->node = condition;
}

/* Ends the branch before: it jumps to the block's end, and its condition, when false, comes here. */
static struct block *next_branch(struct compiler *compiler, const char *tag)
{
    struct block *block = block_of(compiler, tag, false);
    if (!block)
        return NULL;
    if (block->otherwise) {
        problem_add(compiler->problems, compiler->file, compiler->line, NULL, "“%s” đứng sau “else”",
                    "“%s” comes after “else”", tag);
        return NULL;
    }
    add_op(compiler, OP_JUMP)->target = block->exits;
    block->exits = compiler->made->len - 1;
    compiler->made->ops[block->start].target = compiler->made->len;
    block->start = compiler->made->len;
    return block;
}

static void tag_elif(struct compiler *compiler, const char *cursor, const char *end)
{
    const struct template_node *condition = expression(compiler, &cursor, end);
    if (next_branch(compiler, "elif"))
        add_op(compiler, OP_UNLESS)->node = condition;
}

static void tag_else(struct compiler *compiler, const char *cursor, const char *end)
{
    struct block *block = next_branch(compiler, "else");
    if (block) {
        block->otherwise = true;
        block->start = NO_OP;
    }
    (void)cursor, (void)end;
}

static void tag_endif(struct compiler *compiler, const char *cursor, const char *end)
{
    struct block *block = block_of(compiler, "endif", false);
    if (!block)
        return;
    struct template_op *ops = compiler->made->ops;
    if (block->start != NO_OP)
        ops[block->start].target = compiler->made->len;
    for (size_t exit = block->exits, before; exit != NO_OP; exit = before) {
        before = ops[exit].target;
        ops[exit].target = compiler->made->len;
    }
    compiler->depth--;
    (void)cursor, (void)end;
}

static const struct {
    const char *word;
    void (*compile)(struct compiler *compiler, const char *cursor, const char *end);
    bool alone; /* nothing may follow the word */
} tags[] = {{"for", tag_for, false},   {"endfor", tag_endfor, true}, {"if", tag_if, false},
            {"elif", tag_elif, false}, {"else", tag_else, true},     {"endif", tag_endif, true}};

static void compile_block_tag(struct compiler *compiler, const char *cursor, const char *end)
{
    char *word = template_word(compiler->arena, &cursor, end);
    for (size_t i = 0; word && i < LEN(tags); i++) {
        if (strcmp(word, tags[i].word) != 0)
            continue;
        if (tags[i].alone && !template_at_end(&cursor, end))
            problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                        "sau “%s” không viết gì thêm", "nothing may follow “%s”", word);
        tags[i].compile(compiler, cursor, end);
        return;
    }
    problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                "không có thẻ “%s”; các thẻ: for, endfor, if, elif, else, endif",
                "there is no tag “%s”; tags: for, endfor, if, elif, else, endif", word ? word : "");
}

static void compile_print_tag(struct compiler *compiler, const char *cursor, const char *end)
{
    const struct template_node *node = expression(compiler, &cursor, end);
    if (node)
        add_op(compiler, OP_PRINT)->node = node;
}

const char *template_tag_end(const char *at, const char *end)
{
    char close = at[1] == '{' ? '}' : at[1], quote = 0;
    for (at += 2; at + 1 < end; at++) {
        if (quote == 0 && at[0] == close && at[1] == '}')
            return at + 2;
        if (quote ? *at == quote : (close != '#' && (*at == '"' || *at == '\'')))
            quote = quote ? 0 : *at;
    }
    return NULL;
}

/* Compiles the tag at `at`; gives where the text goes on. */
static const char *compile_tag(struct compiler *compiler, const char *at, const char *end)
{
    char kind = at[1];
    const char *start = at + 2, *next = template_tag_end(at, end);
    if (!next) {
        problem_add(compiler->problems, compiler->file, compiler->line, NULL,
                    "thẻ “{%c” chưa đóng; thêm “%c}”", "the tag “{%c” is not closed; add “%c}”", kind,
                    kind == '{' ? '}' : kind);
        return start;
    }
    const char *stop = next - 2;
    if (stop > start && stop[-1] == '-') {
        stop--;
        template_at_end(&next, end);
    }
    start += start < stop && *start == '-';
    if (kind == '%')
        compile_block_tag(compiler, start, stop);
    else if (kind == '{')
        compile_print_tag(compiler, start, stop);
    return next;
}

static int count_lines(const char *start, const char *end)
{
    int lines = 0;
    for (; start < end; start++)
        lines += *start == '\n';
    return lines;
}

struct template *template_compile(struct arena *arena, const char *file, const char *text, size_t len,
                                  struct problems *problems)
{
    struct compiler compiler = {.arena = arena, .file = file, .problems = problems, .line = 1};
    compiler.made = arena_alloc(arena, sizeof *compiler.made);
    size_t errors = problems->errors;
    const char *from = arena_strndup(arena, text, len), *end = from + len;
    for (const char *at = from; at < end;) {
        if (at + 1 >= end || *at != '{' || !strchr("{%#", at[1])) {
            at++;
            continue;
        }
        const char *stop = at;
        while (at + 2 < end && at[2] == '-' && stop > from && strchr(" \t\r\n", stop[-1]))
            stop--;
        compiler.line += count_lines(from, stop);
        add_text(&compiler, from, stop);
        compiler.line += count_lines(stop, at);
        from = compile_tag(&compiler, at, end);
        compiler.line += count_lines(at, from);
        at = from;
    }
    add_text(&compiler, from, end);
    while (compiler.depth > 0) {
        const struct block *block = &compiler.blocks[--compiler.depth];
        problem_add(problems, file, block->line, NULL, "“%s” chưa đóng; thêm {%% end%s %%}",
                    "“%s” is not closed; add {%% end%s %%}", block->loop ? "for" : "if",
                    block->loop ? "for" : "if");
    }
    return problems->errors == errors ? compiler.made : NULL;
}
