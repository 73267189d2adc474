#include "page/page_frame.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "command/command.h"
#include "page/page_data.h"
#include "page/page_part.h"
#include "page/page_table.h"
#include "page/page_visit.h"

#include <string.h>

static const char *const verdicts[] = {"met",          "missed",      "not_applicable",
                                       "not_reported", "in_progress", "error"};

static struct value *links_of(struct arena *arena, const struct page *here, const struct value *data, const struct caller *caller)
{
    struct value *links = value_list(arena);
    for (size_t i = 0; i < page_table_len; i++) {
        if (!page_table[i].link || !page_visit_may(page_table[i].parts[0].command, caller))
            continue;
        struct value *link = value_map(arena);
        bool alerts = strcmp(page_table[i].parts[0].command, "alerts") == 0, below = strcmp(page_table[i].title, here->title) == 0;
        value_set_text(link, "path", page_table[i].link);
        value_set(link, "title", value_get(value_get(data, "t"), page_table[i].title));
        value_set_text(link, "here", &page_table[i] == here ? "page" : below ? "true" : NULL);
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
    value_set(data, "pages", links_of(arena, page, data, call->caller));
    value_set(data, "twins", twins_of(arena, page, value_get(data, "arguments"), english));
    value_set_bool(data, "in_board", page_is_judged(value_get(data, "board"), value_get(value_get(data, "arguments"), "subject")));
    value_set(data, "package_short", value_printf(arena, "%.12s", package));
    value_set(data, "verdicts", words_list(arena, verdicts, LEN(verdicts)));
}
