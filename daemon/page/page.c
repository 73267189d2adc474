#include "page/page.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/random.h"
#include "base/value.h"
#include "command/call.h"
#include "page/asset.h"
#include "page/page_alone.h"
#include "page/page_data.h"
#include "page/page_frame.h"
#include "page/page_may.h"
#include "page/page_met.h"
#include "page/page_part.h"
#include "page/page_table.h"
#include "page/page_tag.h"
#include "page/page_visit.h"
#include "template/template.h"

#include <stdatomic.h>
#include <stdlib.h>

/* What the frame of every page shows. */
static const struct page_part frame[] = {{"status", "status", page_ready_status, NULL, false},
                                         {"contest", "contest show", page_ready_contest, NULL, false}};

/* Of a page that somebody asked for; NULL: nobody has. */
struct body {
    struct arena *arena;
    const struct template *_Atomic template;
};

struct pages {
    struct arena *arena;
    struct page_alone alone;
    const struct template *head, *foot;
    struct body *bodies; /* as page_table */
    const struct value *words[2]; /* Vietnamese, English */
    const char *life;
};

/* ---- what was put in at build ---- */

static const struct template *compile(struct arena *arena, const char *name)
{
    struct problems problems;
    problems_init(&problems, arena);
    const struct asset_file *file = asset_find(name);
    if (!file)
        die("page: there is no %s", name);
    const struct template *compiled = template_compile(arena, name, file->text, file->len, &problems);
    if (!compiled)
        die("page: %s:%d: %s", name, problems.items[0].line, problems.items[0].en);
    return compiled;
}

struct pages *pages_create(void)
{
    struct pages *made = calloc(1, sizeof *made);
    if (!made)
        memory_out();
    made->arena = arena_let_go(arena_create());
    made->life = random_text(made->arena, 12);
    for (int english = 0; english < 2; english++)
        made->words[english] = page_words(made->arena, english);
    made->head = compile(made->arena, "frame-head.html");
    made->foot = compile(made->arena, "frame-foot.html");
    made->alone.refusal = compile(made->arena, "refusal.html");
    made->alone.login = compile(made->arena, "login.html");
    made->alone.once = compile(made->arena, "once.html");
    made->alone.working = compile(made->arena, "working.html");
    made->bodies = arena_alloc(made->arena, page_table_len * sizeof *made->bodies);
    return made;
}

/* Two threads that ask for the same page first may both compile it; one of the two is kept. */
static const struct template *body_of(const struct pages *made, const struct page *page)
{
    struct body *body = &made->bodies[page - page_table];
    const struct template *template = atomic_load(&body->template), *none = NULL;
    if (template)
        return template;
    struct arena *arena = arena_create();
    template = compile(arena, page->template);
    if (!atomic_compare_exchange_strong(&body->template, &none, template)) {
        arena_destroy(arena);
        return none;
    }
    body->arena = arena_let_go(arena);
    return template;
}

void pages_destroy(struct pages *made)
{
    if (!made)
        return;
    for (size_t i = 0; i < page_table_len; i++)
        arena_destroy(made->bodies[i].arena);
    arena_destroy(made->arena);
    free(made);
}

static struct value *begin_data(const struct pages *made, struct arena *arena, bool english)
{
    struct value *data = value_map(arena);
    value_set(data, "t", made->words[english]);
    value_set_bool(data, "en", english);
    value_set_text(data, "root", english ? "/en" : "");
    return data;
}

/* ---- writing ---- */

const char *page_tag(const struct pages *made, const struct page *page, const struct page_visit *visit, const struct command_call *call,
                     const char *version)
{
    const struct page_tag tag = {made->life, page->path, visit->query, visit->english, visit->nobody, version};
    return page_is_kept(page) ? page_tag_text(&tag, call) : NULL;
}

static bool render(const struct pages *made, const struct page *page, const struct value *data, struct buffer *out,
                   struct err *err)
{
    const struct template *const parts[] = {made->head, body_of(made, page), made->foot};
    enum template_escape escape = page->plain ? TEMPLATE_PLAIN : TEMPLATE_HTML;
    for (size_t i = page->plain ? 1 : 0; i < (page->plain ? 2 : LEN(parts)); i++)
        if (!template_render(parts[i], data, escape, out, err))
            return err_prefix(err, "trang %s", "page %s", page->template);
    return true;
}

void page_write_refusal(const struct pages *made, bool english, const struct err *err, struct buffer *out)
{
    page_alone_refuse(&made->alone, english, NULL, err, out);
}

void page_write_once(const struct pages *made, bool english, const struct page_once *once, struct buffer *out)
{
    page_alone_once(&made->alone, english, once, out);
}

void page_write_working(const struct pages *made, bool english, const struct page_working *working, struct buffer *out)
{
    page_alone_working(&made->alone, english, working, out);
}

void page_write_step(const struct pages *made, const char *line, struct buffer *out)
{
    page_alone_step(&made->alone, line, out);
}

void page_write_worked(const struct pages *made, const struct buffer *page, struct buffer *out)
{
    page_alone_worked(&made->alone, page, out);
}

void page_write_login(const struct pages *made, bool english, const struct page_login *login, struct buffer *out)
{
    page_alone_login(&made->alone, english, login, out);
}

bool page_write(const struct pages *made, const struct page *page, const struct page_visit *visit, struct command_call *call,
                struct buffer *out, struct err *err)
{
    bool english = visit->english;
    struct value *data = begin_data(made, call->arena, english);
    if (visit->door)
        value_set(data, "door", visit->door);
    page_visit_add(data, visit, call);
    value_set(data, "masked", value_null(call->arena));
    value_set_bool(data, "session", visit->form_token != NULL);
    if (page_is_kept(page))
        value_set_text(data, "form_token", NULL); /* it has no form, and outlives the session */
    if (!page_part_read(page, call, err))
        return false;
    call->arguments = page_part_whole(call->arena, page, call->arguments);
    value_set(data, "arguments", call->arguments);
    struct command_call around = page_visit_around(call);
    for (size_t i = 0; i < LEN(frame) && !page->plain; i++)
        if (!page_part_add(&frame[i], page, &around, data, err)) {
            const struct value *status = value_get(data, "status");
            if (!status || !value_is_null(value_get(status, "package")))
                return false;
            /* Before the first load: no failure, and it says how to load. */
            page_alone_refuse(&made->alone, english, page_frame_other(call->arena, page, english, visit->query), err, out);
            err_clear(err);
            return true;
        }
    for (const struct page_part *part = page->parts; part->name; part++)
        if (!page_part_add(part, page, call, data, err))
            return false;
    if (!page_may_add(data, call, err))
        return false;
    page_met(call->arena, data, visit->met);
    if (!page->plain)
        page_frame_add(data, call, page, english, visit->query);
    return render(made, page, data, out, err);
}
