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

/* Without marks; giêng and chạp are months of the moon. */
static const char *const spoken[] = {"mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", NULL};
enum { TEN = 10 };

/* "mười một" is two words. */
static int take_spoken(struct written_tokens *tokens)
{
    int month = written_token_any(tokens, spoken) + 1;
    if (month == TEN)
        month += written_token_take(tokens, "mot") ? 1 : written_token_take(tokens, "hai") ? 2 : 0;
    return month;
}

int written_month_worded(struct written_tokens *tokens, bool *ret_short)
{
    struct written_token number;
    size_t start = tokens->at;
    *ret_short = written_token_take(tokens, "thg"); /* Excel in Vietnamese: 1-thg 11-24 */
    if (!*ret_short && !written_token_take(tokens, "thang"))
        return 0;
    int month = written_token_number(tokens, 1, 2, &number) ? number.number : *ret_short ? 0 : take_spoken(tokens);
    if (!month)
        tokens->at = start;
    return month;
}

static const char *const signs[] = {"/", "-", ".", ",", "nam", NULL};

/* A year of four digits, behind a month's name, or the word for it, also of two: Nov-24, tháng 11/24. */
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

static bool take_number(struct written_tokens *tokens, int *ret_month)
{
    struct written_token number;
    bool taken = written_token_number(tokens, 1, 2, &number);
    *ret_month = taken ? number.number : 0;
    return taken;
}

/* "T11", "T.11" */
static bool take_letter(struct written_tokens *tokens, int *ret_month)
{
    size_t start = tokens->at;
    if (written_token_take(tokens, "t")) {
        written_token_take(tokens, ".");
        if (take_number(tokens, ret_month))
            return true;
    }
    tokens->at = start;
    return false;
}

static bool at_end(const struct written_tokens *tokens)
{
    return written_token_at(tokens)->kind == WRITTEN_END;
}

/* "2024/11", "2024-Nov" */
static bool take_year_first(struct written_tokens *tokens, int *ret_year, int *ret_month)
{
    if (!take_year(tokens, false, ret_year))
        return false;
    written_token_any(tokens, signs);
    return (*ret_month = written_month_name(tokens)) || take_number(tokens, ret_month);
}

static bool take_month_first(struct written_tokens *tokens, int *ret_year, int *ret_month)
{
    bool unused;
    *ret_year = 0;
    written_token_take(tokens, "ky"); /* kỳ tháng 11 */
    bool worded = (*ret_month = written_month_worded(tokens, &unused)) || take_letter(tokens, ret_month);
    bool named = !worded && (*ret_month = written_month_name(tokens));
    if (!worded && !named && !take_number(tokens, ret_month))
        return false;
    if (worded && at_end(tokens))
        return true;
    bool parted = written_token_any(tokens, signs) >= 0;
    if (parted)
        written_token_any(tokens, signs); /* 11, năm 2024 */
    return (parted || named || worded) && take_year(tokens, named || worded, ret_year);
}

/* "11/24" */
bool written_month_or_day(struct arena *arena, const char *text, int *ret_first, int *ret_second)
{
    struct written_tokens tokens;
    if (!written_tokens_read(&tokens, arena, text) || !take_number(&tokens, ret_first) || written_token_any(&tokens, signs) < 0)
        return false;
    struct written_token number;
    bool taken = written_token_number(&tokens, 2, 2, &number);
    *ret_second = taken ? number.number : 0;
    return taken && at_end(&tokens);
}

bool written_month(struct arena *arena, const char *text, int *ret_year, int *ret_month)
{
    struct written_tokens tokens;
    if (!written_tokens_read(&tokens, arena, text))
        return false;
    if (!take_year_first(&tokens, ret_year, ret_month)) {
        tokens.at = 0;
        if (!take_month_first(&tokens, ret_year, ret_month))
            return false;
    }
    return at_end(&tokens) && *ret_month >= 1 && *ret_month <= 12;
}
