#include "page/page_frame.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "command/call.h"
#include "command/command.h"
#include "page/page_data.h"
#include "page/page_part.h"
#include "page/page_table.h"
#include "page/page_visit.h"
#include "person/caller.h"

#include <string.h>

static const char *const verdicts[] = {"met",          "missed",      "not_applicable",
                                       "not_reported", "in_progress", "error"};

/* ---- the head: places, and the links within one ---- */

/* In the order of the head. roles: who has the place; for others its pages stand where one looks things up. */
static const struct place {
    enum page_in in;
    const char *name; /* a word of the .po files, and of the sheet of style */
    const char *link;
    unsigned roles;
} places[] = {
    {PAGE_IN_TODAY, "today", "/", ROLE_PEOPLE},
    {PAGE_IN_BOARD, "board", "/board", ROLE_PEOPLE},
    {PAGE_IN_WHY, "why", "/why", ROLE_PEOPLE},
    {PAGE_IN_FIGURES, "records", "/records", ROLE_OFFICER | ROLE_REVIEWER | ROLE_ADMINISTRATOR},
    {PAGE_IN_PAPERS, "papers", "/drafts", ROLE_LEADER | ROLE_CLERK | ROLE_REVIEWER | ROLE_AUDITOR | ROLE_ADMINISTRATOR},
    {PAGE_IN_SEARCH, "search", "/search", ROLE_PEOPLE},
};

static bool has_place(const struct place *place, unsigned roles)
{
    return place->roles & roles;
}

/* Where the page stands for who holds these roles. */
static enum page_in place_of(const struct page *page, unsigned roles)
{
    for (size_t i = 0; i < LEN(places); i++)
        if (places[i].in == page->in)
            return has_place(&places[i], roles) ? page->in : PAGE_IN_SEARCH;
    return PAGE_IN_NONE;
}

static const char *here_of(bool page, bool below)
{
    return page ? "page" : below ? "true" : NULL;
}

static struct value *link_of(struct arena *arena, const struct value *data, const char *path, const char *word, const char *here)
{
    struct value *link = value_map(arena);
    value_set_text(link, "path", path);
    value_set_text(link, "name", word);
    value_set(link, "title", value_get(value_get(data, "t"), word));
    value_set_text(link, "here", here);
    value_set_int(link, "count", 0);
    return link;
}

static struct value *places_of(struct arena *arena, const struct page *here, const struct value *data, unsigned roles)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(places); i++)
        if (has_place(&places[i], roles))
            value_append(list, link_of(arena, data, places[i].link, places[i].name,
                                       here_of(strcmp(here->path, places[i].link) == 0, place_of(here, roles) == places[i].in)));
    return list;
}

/* What else there is in the place of this page, for who may see it. */
static struct value *links_of(struct arena *arena, const struct page *here, const struct value *data, const struct caller *caller, unsigned roles)
{
    struct value *list = value_list(arena);
    enum page_in place = place_of(here, roles);
    for (size_t i = 0; i < page_table_len && place != PAGE_IN_NONE; i++) {
        const struct page *page = &page_table[i];
        if (!page->link || place_of(page, roles) != place || !page_visit_may(page->parts[0].command, caller))
            continue;
        struct value *link = link_of(arena, data, page->link, page->title, here_of(page == here, strcmp(page->title, here->title) == 0));
        if (strcmp(page->parts[0].command, "alerts") == 0)
            value_set_int(link, "count", value_get_int(value_get(data, "status"), "alerts_open", 0));
        value_append(list, link);
    }
    return list;
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
    for (const struct page_part *part = page->parts; part->name; part++) {
        const struct command *command = command_find(part->command);
        if (!page_part_is_asked(part, arguments))
            continue;
        const struct value *own = page_part_arguments(arena, part, page, arguments);
        struct value *twin = page_json_link(arena, command->words, own);
        for (size_t i = 0; i < LEN(formats); i++)
            value_set(twin, formats[i], command_gives_list(command) ? file_link(arena, command, own, formats[i], english) : value_null(arena));
        value_append(twins, twin);
    }
    return twins;
}

/* The same page in the other language. */
const char *page_frame_other(struct arena *arena, const struct page *page, bool english, const char *query)
{
    return arena_printf(arena, "%s%s%s%s", english ? "" : "/en", page->path, query ? "?" : "", query ? query : "");
}

void page_frame_add(struct value *data, const struct command_call *call, const struct page *page, bool english, const char *query)
{
    struct arena *arena = call->arena;
    const char *package = value_get_text(value_get(data, "status"), "package", "");
    value_set(data, "title", value_get(value_get(data, "t"), page->title));
    value_set_text(data, "here", arena_printf(arena, "%s%s%s%s", english ? "/en" : "", page->path, query ? "?" : "", query ? query : ""));
    value_set_text(data, "other", page_frame_other(arena, page, english, query));
    unsigned roles = caller_roles(call->caller);
    value_set(data, "places", places_of(arena, page, data, roles));
    struct value *within = links_of(arena, page, data, call->caller, roles);
    value_set(data, "within", value_len(within) > 1 ? within : value_list(arena));
    value_set(data, "twins", twins_of(arena, page, value_get(data, "arguments"), english));
    value_set_bool(data, "in_board", page_is_judged(value_get(data, "board"), value_get(value_get(data, "arguments"), "subject")));
    value_set(data, "package_short", value_printf(arena, "%.12s", package));
    value_set(data, "verdicts", words_list(arena, verdicts, LEN(verdicts)));
}
