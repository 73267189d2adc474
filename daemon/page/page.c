#include "page/page.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/random.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "page/asset.h"
#include "page/page_alone.h"
#include "page/page_data.h"
#include "page/page_met.h"
#include "page/page_tag.h"
#include "page/page_visit.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 3 };

/* A command whose answer the page shows, under a name of its own. */
struct part {
    const char *name;
    const char *command; /* its words */
    struct value *(*ready)(struct arena *arena, const struct value *answer); /* NULL: as it is */
    const char *needs; /* an argument without which there is no answer; NULL: none */
    bool may_lack; /* before anything was run there is no answer; the page says so */
};

struct page {
    const char *path, *template;
    const char *title; /* a word of the .po files */
    const char *link;  /* where the row of pages points; NULL: not in that row */
    bool plain;        /* text without a frame; title and link are NULL */
    struct part parts[PARTS_MAX + 1];
    enum page_audience audience;
};

/* What the frame of every page shows. */
static const struct part frame[] = {{"status", "status", page_ready_status, NULL, false},
                                    {"contest", "contest show", page_ready_contest, NULL, false}};

/* clang-format off */ /* a row reads better as it stands */
static const struct page pages[] = {
    {"/today", "today.html", "today", "/today", false,
     {{"today", "today", page_ready_today, NULL, false}, {"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/", "board.html", "board", "/", false,
     {{"board", "board", page_ready_board, NULL, true}, {"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PUBLIC},
    {"/live", "live.html", "board", NULL, false,
     {{"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/unit", "unit.html", "board", NULL, false,
     {{"unit", "unit", page_ready_unit, NULL, false}, {"board", "board", NULL, NULL, true},
      {"trend", "trend", page_ready_trend, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/result", "result.html", "board", NULL, false,
     {{"explain", "explain", page_ready_explain, NULL, false}, {"board", "board", NULL, NULL, false},
      {"trend", "trend", page_ready_trend, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/alerts", "alerts.html", "alerts", "/alerts?open=true", false,
     {{"alerts", "alerts", page_ready_alerts, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/alert", "alert.html", "alerts", NULL, false,
     {{"alert", "alerts show", page_ready_alert, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/drafts", "drafts.html", "drafts", "/drafts", false,
     {{"drafts", "drafts", page_ready_drafts, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/draft", "draft.html", "drafts", NULL, false,
     {{"draft", "drafts show", page_ready_draft, NULL, false}, {"text", "drafts read", NULL, NULL, true}}, PAGE_FOR_PEOPLE},
    {"/seals", "seals.html", "seals", "/seals", false,
     {{"seals", "seals", page_ready_seals, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/seal", "seal.html", "seals", NULL, false,
     {{"seal", "seals show", page_ready_seal, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/schedule", "schedule.html", "schedule", "/schedule", false,
     {{"schedule", "schedule", page_ready_schedule, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records", "records.html", "records", "/records", false,
     {{"month", "records month", page_ready_month, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/type", "records-type.html", "records", NULL, false,
     {{"list", "records find", page_ready_found, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/entry", "records-entry.html", "records", NULL, false,
     {{"form", "records form", page_ready_form, NULL, false}, {"history", "history", page_ready_history, "key", false},
      {"files", "records files", page_ready_files, "key", false}}, PAGE_FOR_PEOPLE},
    {"/records/grid", "records-grid.html", "records", NULL, false,
     {{"grid", "records grid", page_ready_grid, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/import", "records-import.html", "records", NULL, false,
     {{"month", "records month", page_ready_month, NULL, false}, {"imports", "import list", page_ready_imports, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/imported", "records-imported.html", "records", NULL, false,
     {{"imported", "import show", page_ready_imported, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/review", "review.html", "review", "/review", false,
     {{"waiting", "records waiting", page_ready_waiting, NULL, false}, {"exceptions", "exceptions list", page_ready_exceptions, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/account", "account.html", "account", NULL, false,
     {{"account", "account", page_ready_account, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/metrics", "metrics.txt", NULL, NULL, true, {{"metrics", "metrics", NULL, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/healthz", "healthz.txt", NULL, NULL, true, {{"status", "status", NULL, NULL, false}}, PAGE_FOR_ANYBODY},
};
/* clang-format on */

static const char *const verdicts[] = {"met",          "missed",      "not_applicable",
                                       "not_reported", "in_progress", "error"};

struct pages {
    struct arena *arena;
    struct page_alone alone;
    const struct template *head, *foot, *bodies[LEN(pages)];
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
        die("out of memory");
    made->arena = arena_create();
    made->life = random_text(made->arena, 12);
    made->head = compile(made->arena, "frame-head.html");
    made->foot = compile(made->arena, "frame-foot.html");
    made->alone.refusal = compile(made->arena, "refusal.html");
    made->alone.login = compile(made->arena, "login.html");
    made->alone.once = compile(made->arena, "once.html");
    for (size_t i = 0; i < LEN(pages); i++)
        made->bodies[i] = compile(made->arena, pages[i].template);
    return made;
}

void pages_destroy(struct pages *made)
{
    if (!made)
        return;
    arena_destroy(made->arena);
    free(made);
}

/* ---- which page ---- */

const struct page *page_find(const char *path, bool *ret_english)
{
    bool english = strncmp(path, "/en/", 4) == 0;
    for (size_t i = 0; i < LEN(pages); i++)
        if (strcmp(pages[i].path, english ? path + 3 : path) == 0) {
            *ret_english = english;
            return &pages[i];
        }
    return NULL;
}

const struct page *page_at(size_t index, const char **ret_path)
{
    if (index >= LEN(pages))
        return NULL;
    *ret_path = pages[index].path;
    return &pages[index];
}

enum page_audience page_audience(const struct page *page)
{
    return page->audience;
}

const struct command *page_twin(const struct page *page, size_t index)
{
    const struct part *part = page->parts;
    while (part->name && index--)
        part++;
    return part->name ? command_find(part->command) : NULL;
}

enum command_place page_place(const struct page *page)
{
    enum command_place place = COMMAND_ON_READER;
    for (const struct part *part = page->parts; part->name; part++)
        if (command_find(part->command)->place > place)
            place = command_find(part->command)->place;
    return place;
}

/* ---- its data ---- */

/* Those of the arguments that a part's command knows. What finds and orders a list is meant for the list that the page is about. */
static struct value *arguments_of(struct arena *arena, const struct part *part, const struct page *page, const struct value *arguments)
{
    struct value *known = value_map(arena);
    for (size_t i = 0; i < value_len(arguments); i++) {
        const char *name = value_key(arguments, i);
        bool orders = strcmp(name, "find") == 0 || strcmp(name, "sort") == 0;
        if (command_parameter(command_find(part->command), name) && (part == page->parts || !orders))
            value_set(known, name, value_item(arguments, i));
    }
    return known;
}

static const struct command_parameter *parameter_of(const struct page *page, const char *name)
{
    for (const struct part *part = page->parts; part->name; part++) {
        const struct command_parameter *parameter = command_parameter(command_find(part->command), name);
        if (parameter && parameter->form != FORM_EXPORT)
            return parameter;
    }
    return NULL;
}

/* What every page takes: what was done just now (http_act.h). */
static bool is_of_frame(const char *name)
{
    return strcmp(name, "said") == 0 || strcmp(name, "receipt") == 0;
}

/* What a form of choices sends of a field that was left empty: it was not given. */
static bool is_left_empty(const struct value *given)
{
    return value_type(given) == VALUE_TEXT && !*value_as_text(given);
}

/* As the commands' forms read them, so that the page and its commands see the same. */
static bool read_arguments(const struct page *page, struct command_call *call, struct err *err)
{
    struct value *read = value_map(call->arena);
    for (size_t i = 0; i < value_len(call->arguments); i++) {
        const char *name = value_key(call->arguments, i);
        const struct command_parameter *parameter = parameter_of(page, name);
        const struct value *taken;
        if (!parameter && is_of_frame(name))
            continue;
        if (parameter && is_left_empty(value_item(call->arguments, i)))
            continue;
        if (!parameter)
            return err_set(err, "trang này không có tham số “%s”", "this page has no parameter “%s”", name);
        if (!form_take(parameter, call->arena, value_item(call->arguments, i), &taken, err))
            return false;
        value_set(read, name, taken);
    }
    call->arguments = read;
    return true;
}

/* A result's id says its period, unit and stage: what the other commands of its page ask for. */
static const struct value *whole_arguments(struct arena *arena, const struct page *page, const struct value *arguments)
{
    static const char *const names[] = {"period", NULL, "subject", "stage"};
    const char *id = value_get_text(arguments, "id", NULL);
    if (!id || strcmp(page->parts[0].command, "explain") != 0)
        return arguments;
    struct value *whole = value_copy(arena, arguments);
    for (size_t i = 0; i < LEN(names); i++) {
        size_t len = strcspn(id, "/@");
        if (names[i] && !value_get(arguments, names[i])) /* what the address says goes before */
            value_set_text(whole, names[i], arena_strndup(arena, id, len));
        id += len + (id[len] == '/');
    }
    return whole;
}

static bool is_asked(const struct part *part, const struct value *arguments)
{
    return !part->needs || value_get(arguments, part->needs);
}

static bool add_part(const struct part *part, const struct page *page, struct command_call *call, struct value *data, struct err *err)
{
    struct command_call own = *call;
    const struct command *command = command_find(part->command);
    own.arguments = arguments_of(call->arena, part, page, call->arguments);
    if (!is_asked(part, own.arguments)) {
        value_set(data, part->name, value_null(call->arena));
        return true;
    }
    const struct value *answer = command_run(command, &own, err);
    if (!answer && part->may_lack && !value_get(own.arguments, "period")) {
        err_clear(err);
        answer = value_null(call->arena);
    }
    if (!answer)
        return false;
    answer = page_figures(call->arena, answer);
    value_set(data, part->name, part->ready ? part->ready(call->arena, answer) : answer);
    return true;
}

static struct value *links_of(struct arena *arena, const struct page *here, const struct value *data, const struct caller *caller)
{
    struct value *links = value_list(arena);
    for (size_t i = 0; i < LEN(pages); i++) {
        if (!pages[i].link || !page_visit_may(pages[i].parts[0].command, caller))
            continue;
        struct value *link = value_map(arena);
        bool alerts = strcmp(pages[i].parts[0].command, "alerts") == 0, below = strcmp(pages[i].title, here->title) == 0;
        value_set_text(link, "path", pages[i].link);
        value_set(link, "title", value_get(value_get(data, "t"), pages[i].title));
        value_set_text(link, "here", &pages[i] == here ? "page" : below ? "true" : NULL);
        value_set_int(link, "count", alerts ? value_get_int(value_get(data, "status"), "alerts_open", 0) : 0);
        value_append(links, link);
    }
    return links;
}

static struct value *words_list(struct arena *arena, const char *const *words, size_t len)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(list, value_text(arena, words[i]));
    return list;
}

/* The address of the same list as a file. */
static const struct value *file_link(struct arena *arena, const struct command *command, const struct value *arguments, const char *format, bool english)
{
    struct value *whole = value_copy(arena, arguments);
    value_set_text(whole, "format", format);
    value_set_text(whole, "lang", english ? "en" : "vi");
    return value_get(page_json_link(arena, command->words, whole), "href");
}

/* Its JSON twins: the same commands with the same arguments; of a list also where it is a file. */
static struct value *twins_of(struct arena *arena, const struct page *page, const struct value *arguments, bool english)
{
    static const char *const formats[] = {"xlsx", "csv"};
    struct value *twins = value_list(arena);
    for (const struct part *part = page->parts; part->name; part++) {
        const struct command *command = command_find(part->command);
        if (!is_asked(part, arguments))
            continue;
        const struct value *own = arguments_of(arena, part, page, arguments);
        struct value *twin = page_json_link(arena, command->words, own);
        for (size_t i = 0; i < LEN(formats); i++)
            value_set(twin, formats[i], command_gives_list(command) ? file_link(arena, command, own, formats[i], english) : value_null(arena));
        value_append(twins, twin);
    }
    return twins;
}

/* The same page in the other language. */
static const char *other_address(struct arena *arena, const struct page *page, bool english, const char *query)
{
    return arena_printf(arena, "%s%s%s%s", english ? "" : "/en", page->path, query ? "?" : "", query ? query : "");
}

static void add_frame(struct value *data, const struct command_call *call, const struct page *page, bool english, const char *query)
{
    struct arena *arena = call->arena;
    const char *package = value_get_text(value_get(data, "status"), "package", "");
    value_set(data, "title", value_get(value_get(data, "t"), page->title));
    value_set_text(data, "here", arena_printf(arena, "%s%s%s%s", english ? "/en" : "", page->path, query ? "?" : "", query ? query : ""));
    value_set_text(data, "other", other_address(arena, page, english, query));
    value_set(data, "pages", links_of(arena, page, data, call->caller));
    value_set(data, "twins", twins_of(arena, page, value_get(data, "arguments"), english));
    value_set_bool(data, "in_board", page_is_judged(value_get(data, "board"), value_get(value_get(data, "arguments"), "subject")));
    value_set(data, "package_short", value_printf(arena, "%.12s", package));
    value_set(data, "verdicts", words_list(arena, verdicts, LEN(verdicts)));
}

static struct value *begin_data(struct arena *arena, bool english)
{
    struct value *data = value_map(arena);
    value_set(data, "t", page_words(arena, english));
    value_set_bool(data, "en", english);
    value_set_text(data, "root", english ? "/en" : "");
    return data;
}

/* ---- writing ---- */

bool page_is_plain(const struct page *page)
{
    return page->plain;
}

bool page_is_kept(const struct page *page)
{
    return page_tag_is_kept(page->path);
}

const char *page_tag(const struct pages *made, const struct page *page, const struct page_visit *visit, const struct command_call *call,
                     const char *version)
{
    const struct page_tag tag = {made->life, page->path, visit->query, visit->english, visit->nobody, version};
    return page_is_kept(page) ? page_tag_text(&tag, call) : NULL;
}

static bool render(const struct pages *made, const struct page *page, const struct value *data, struct buffer *out,
                   struct err *err)
{
    const struct template *const parts[] = {made->head, made->bodies[page - pages], made->foot};
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

void page_write_login(const struct pages *made, bool english, const struct page_login *login, struct buffer *out)
{
    page_alone_login(&made->alone, english, login, out);
}

bool page_write(const struct pages *made, const struct page *page, const struct page_visit *visit, struct command_call *call,
                struct buffer *out, struct err *err)
{
    bool english = visit->english;
    struct value *data = begin_data(call->arena, english);
    if (visit->door)
        value_set(data, "door", visit->door);
    page_visit_add(data, visit, call);
    value_set_bool(data, "session", visit->form_token != NULL);
    if (page_is_kept(page))
        value_set_text(data, "form_token", NULL); /* it has no form, and outlives the session */
    if (!read_arguments(page, call, err))
        return false;
    call->arguments = whole_arguments(call->arena, page, call->arguments);
    value_set(data, "arguments", call->arguments);
    struct command_call around = page_visit_around(call);
    for (size_t i = 0; i < LEN(frame) && !page->plain; i++)
        if (!add_part(&frame[i], page, &around, data, err)) {
            const struct value *status = value_get(data, "status");
            if (!status || !value_is_null(value_get(status, "package")))
                return false;
            /* Before the first load: no failure, and it says how to load. */
            page_alone_refuse(&made->alone, english, other_address(call->arena, page, english, visit->query), err, out);
            err_clear(err);
            return true;
        }
    for (const struct part *part = page->parts; part->name; part++)
        if (!add_part(part, page, call, data, err))
            return false;
    page_met(call->arena, data, visit->met);
    if (!page->plain)
        add_frame(data, call, page, english, visit->query);
    return render(made, page, data, out, err);
}
