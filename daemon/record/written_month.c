#include "record/written_month.h"

#include "record/written_token.h"

#include <stddef.h>
#include <string.h>

static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september",
                                    "october", "november", "december", NULL};

/* Excel shortens a name to three letters; people also write Sept. */
int written_month_name(struct written_tokens *tokens)
{
    const struct written_token *token = written_token_at(tokens);
    size_t len = token->kind == WRITTEN_WORD ? strlen(token->word) : 0;
    for (int i = 0; len >= 3 && names[i]; i++)
        if (strncmp(names[i], token->word, len) == 0 && (len == 3 || !names[i][len] || strcmp(token->word, "sept") == 0)) {
            tokens->at++;
            written_token_take(tokens, ".");
            return i + 1;
        }
    return 0;
}

static const char *const signs[] = {"/", "-", ".", ",", "nam", NULL};

/* A year of four digits, behind a month's name also of two: Nov-24. */
static bool take_year(struct written_tokens *tokens, bool short_too, int *ret_year)
{
    struct written_token number;
    if (written_token_number(tokens, 4, 4, &number))
        *ret_year = number.number;
    else if (short_too && written_token_number(tokens, 2, 2, &number))
        *ret_year = 2000 + number.number;
    else
        return false;
    return true;
}

static bool take_month(struct written_tokens *tokens, int *ret_month)
{
    struct written_token number;
    if (!written_token_number(tokens, 1, 2, &number))
        return false;
    *ret_month = number.number;
    return true;
}

bool written_month(struct arena *arena, const char *text, int *ret_year, int *ret_month)
{
    static const char *const words[] = {"thang", "t", "ky", NULL};
    struct written_tokens tokens;
    struct written_token first;
    int year = 0, month;
    if (!written_tokens_read(&tokens, arena, text))
        return false;
    bool worded = written_token_any(&tokens, words) >= 0;
    written_token_any(&tokens, words); /* kỳ tháng 11 */
    bool year_first = !worded && written_token_number(&tokens, 4, 4, &first), good;
    month = year_first ? 0 : written_month_name(&tokens);
    if (year_first) { /* 2024/11, 2024-11-01 is a day */
        year = first.number;
        written_token_any(&tokens, signs);
        good = (month = written_month_name(&tokens)) || take_month(&tokens, &month);
    } else {
        bool named = month != 0;
        good = named || take_month(&tokens, &month);
        bool parted = good && written_token_any(&tokens, signs) >= 0;
        if (parted)
            written_token_any(&tokens, signs); /* 11, năm 2024 */
        good = good && (parted || named) && take_year(&tokens, named, &year);
    }
    *ret_year = year;
    *ret_month = month;
    return good && written_token_at(&tokens)->kind == WRITTEN_END && month >= 1 && month <= 12;
}
