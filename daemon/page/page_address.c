#include "page/page_address.h"

#include "page/page_table.h"
#include "page/page_tag.h"

#include <string.h>

const struct page *page_find(const char *path, bool *ret_english)
{
    bool english = strncmp(path, "/en/", 4) == 0;
    for (size_t i = 0; i < page_table_len; i++)
        if (strcmp(page_table[i].path, english ? path + 3 : path) == 0) {
            *ret_english = english;
            return &page_table[i];
        }
    return NULL;
}

const struct page *page_at(size_t index, const char **ret_path)
{
    if (index >= page_table_len)
        return NULL;
    *ret_path = page_table[index].path;
    return &page_table[index];
}

enum page_audience page_audience(const struct page *page)
{
    return page->audience;
}

const struct command *page_twin(const struct page *page, size_t index)
{
    const struct page_part *part = page->parts;
    while (part->name && index--)
        part++;
    return part->name ? command_find(part->command) : NULL;
}

enum command_place page_place(const struct page *page)
{
    enum command_place place = COMMAND_ON_READER;
    for (const struct page_part *part = page->parts; part->name; part++)
        if (command_find(part->command)->place > place)
            place = command_find(part->command)->place;
    return place;
}

const struct page *page_public(const struct page *page)
{
    bool english;
    const struct page *shown = strcmp(page->path, "/") == 0 ? page_find("/board", &english) : page;
    return shown->audience == PAGE_FOR_PUBLIC ? shown : NULL;
}

bool page_is_plain(const struct page *page)
{
    return page->plain;
}

bool page_is_kept(const struct page *page)
{
    return page_tag_is_kept(page->path);
}
