#include "record/choice_match.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/text_fold.h"

#include <string.h>

/* A way of writing in which texts are compared: marks and where the tone stands, or no marks at all. */
typedef char *writing(struct arena *arena, const char *text);

static const char *title_at(const struct choice_list *list, size_t i)
{
    return list->titles ? list->titles[i] : list->words[i];
}

/* All wordings of one: its word, its title, the others. */
static const char *wording_at(const struct choice_list *list, size_t i, size_t which)
{
    if (which < 2)
        return which ? title_at(list, i) : list->words[i];
    const char *const *others = list->others ? list->others[i] : NULL;
    for (size_t j = 2; others && *others; others++, j++)
        if (j == which)
            return *others;
    return NULL;
}

static const char *written(struct arena *arena, const struct choice_list *list, writing *write, const char *wording)
{
    struct choice_memory *memory = list->memory;
    if (!memory)
        return write(arena, wording);
    void **place = text_index_place(&memory->written[write == text_plain], memory->arena, wording);
    if (!*place)
        *place = write(memory->arena, wording);
    return *place;
}

static bool is_whole(struct arena *arena, const struct choice_list *list, size_t i, writing *write, const char *text)
{
    const char *wording;
    for (size_t which = 0; (wording = wording_at(list, i, which)); which++)
        if (strcmp(written(arena, list, write, wording), text) == 0)
            return true;
    return false;
}

/* Words that turn the sense of what stands beside them, without marks as with. */
static bool turns_sense(struct arena *arena, const char *title, const char *text)
{
    static const char *const words[] = {"khong", "chua", "chang", "dang", "cho", "het", "thoi", "not", NULL};
    const char *plain_title = text_plain(arena, title), *plain_text = text_plain(arena, text);
    for (size_t i = 0; words[i]; i++)
        if (text_has_words(plain_title, words[i]) && !text_has_words(plain_text, words[i]))
            return true;
    return false;
}

static bool is_part(struct arena *arena, const struct choice_list *list, size_t i, writing *write, const char *text)
{
    const char *title = title_at(list, i);
    return text_letters(text) >= 2 && text_has_words(written(arena, list, write, title), text) && !turns_sense(arena, title, text);
}

/* How many are meant by the text under one rule. */
static size_t count(struct arena *arena, const struct choice_list *list, writing *write,
                    bool (*means)(struct arena *arena, const struct choice_list *list, size_t i, writing *write, const char *text),
                    const char *text, size_t *ret_place, size_t *ret_other)
{
    const char *as_written = write(arena, text);
    size_t found = 0;
    for (size_t i = 0; *as_written && i < list->count; i++)
        if (means(arena, list, i, write, as_written) && ++found <= 2)
            *(found == 1 ? ret_place : ret_other) = i;
    return found;
}

static bool is_literal(struct arena *arena, const struct choice_list *list, size_t i, const char *text)
{
    return strcmp(list->words[i], text) == 0 || strcmp(text_fold(arena, title_at(list, i)), text_fold(arena, text)) == 0;
}

enum choice_found choice_match(struct arena *arena, const struct choice_list *list, const char *text, size_t *ret_place,
                               size_t *ret_other)
{
    const struct {
        writing *write;
        bool (*means)(struct arena *arena, const struct choice_list *list, size_t i, writing *write, const char *text);
    } rules[] = {{text_fold, is_whole}, {text_plain, is_whole}, {text_fold, is_part}, {text_plain, is_part}};
    int place = text_place(text, list->words, list->count);
    if (place >= 0) {
        *ret_place = (size_t)place;
        return CHOICE_LITERAL;
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t found = count(arena, list, rules[i].write, rules[i].means, text, ret_place, ret_other);
        if (found == 1)
            return is_literal(arena, list, *ret_place, text) ? CHOICE_LITERAL : CHOICE_MEANT;
        if (found > 1)
            return CHOICE_SEVERAL;
    }
    return CHOICE_NONE;
}
