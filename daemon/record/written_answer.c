#include "record/written_answer.h"

#include "base/array.h"
#include "base/text.h"
#include "base/text_fold.h"

#include <stddef.h>
#include <string.h>

/* Without marks. */
static const char *const yes[] = {"yes", "co", "x", "✓", "✔", "☑", "v", "true", "1", "dung", "roi"};
static const char *const no[] = {"no", "khong", "false", "0", "sai", "ko"};

/* With marks these are other words: cô, cỏ, đừng, sài. */
static bool is_other_word(struct arena *arena, const char *text, const char *plain)
{
    static const struct {
        const char *plain, *marked;
    } words[] = {{"co", "có"}, {"khong", "không"}, {"dung", "đúng"}, {"roi", "rồi"}, {"sai", "sai"}};
    const char *folded = text_fold(arena, text);
    for (size_t i = 0; i < LEN(words); i++)
        if (strcmp(words[i].plain, plain) == 0)
            return strcmp(folded, plain) != 0 && strcmp(folded, text_fold(arena, words[i].marked)) != 0;
    return false;
}

const char *written_answer(struct arena *arena, const char *text)
{
    const char *plain = text_plain(arena, text);
    if (is_other_word(arena, text, plain))
        return NULL;
    return text_place(plain, yes, LEN(yes)) >= 0 ? "yes" : text_place(plain, no, LEN(no)) >= 0 ? "no" : NULL;
}

bool written_answer_waits(struct arena *arena, const char *text)
{
    return strcmp(text_plain(arena, text), "chua") == 0;
}
