#include "grammar/closed_sql.h"

#include "base/array.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* What stands between two operands, or before one. A word that is on no list is a column. */
static const char *const joining[] = {"AND", "OR", "IS", "IN", "BETWEEN", "NOT"};
/* What stands where a column could, and is more than one. */
static const char *const refused[] = {"SELECT", "VALUES", "WITH", "TABLE", "EXISTS", "CASE", "CAST", "RAISE"};
static const char *const functions[] = {"param", "param_text", "param_has", "minute_of_day", "rank"};

struct word {
    const char *at;
    size_t len;
};

static bool is_among(const struct word *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == word->len && strncasecmp(list[i], word->at, word->len) == 0)
            return true;
    return false;
}

static const char *skip_blank(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Behind '…'; NULL when it does not end. A doubled quote begins the next text at once. */
static const char *behind_text(const char *at)
{
    const char *end = strchr(at + 1, '\'');
    while (end && end[1] == '\'')
        end = strchr(end + 2, '\'');
    return end ? end + 1 : NULL;
}

static struct word word_at(const char *at)
{
    size_t len = 0;
    while (isalnum((unsigned char)at[len]) || at[len] == '_')
        len++;
    return (struct word){at, len};
}

/* Behind a literal, a parameter or a column, which may be the name of a function that is called; NULL when it is none of them. */
static const char *behind_operand(const char *at, bool *ret_called)
{
    struct word word = word_at(*at == ':' ? at + 1 : at);
    *ret_called = false;
    if (*at == '\'')
        return behind_text(at);
    if (!word.len || is_among(&word, joining, LEN(joining)) || is_among(&word, refused, LEN(refused)))
        return NULL;
    const char *behind = word.at + word.len;
    if (isdigit((unsigned char)*word.at) && *at != ':')
        return strspn(word.at, "0123456789") == word.len && *behind != '.' ? behind : NULL;
    *ret_called = *skip_blank(behind) == '(';
    return !*ret_called || (*at != ':' && is_among(&word, functions, LEN(functions))) ? behind : NULL;
}

/* Behind what joins two operands; the same place when nothing does. IN wants its list in brackets, else it names a table. */
static const char *behind_joint(const char *at)
{
    static const char *const signs[] = {"==", "=", "<>", "<=", "<", ">=", ">", "!=", "+", "*", ","};
    struct word word = word_at(at);
    if (word.len && is_among(&word, joining, LEN(joining)))
        return strncasecmp(word.at, "IN", word.len) == 0 && word.len == 2 && *skip_blank(at + 2) != '(' ? at : at + word.len;
    for (size_t i = 0; !word.len && i < LEN(signs); i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return at + strlen(signs[i]);
    return *at == '-' && at[1] != '-' ? at + 1 : at; /* two begin a comment */
}

bool closed_sql(const char *piece)
{
    int depth = 0;
    bool wants = true; /* an operand, or what may stand before one */
    for (const char *at = skip_blank(piece), *behind; *at; at = skip_blank(behind)) {
        bool called = false;
        behind = behind_joint(at);
        if (behind != at) {
            wants = true;
        } else if (*at == '(' && wants) {
            behind = at + 1;
            depth++;
        } else if (*at == ')' && !wants && depth > 0) {
            behind = at + 1;
            depth--;
        } else {
            behind = wants ? behind_operand(at, &called) : NULL;
            wants = called;
        }
        if (!behind)
            return false;
    }
    return depth == 0 && !wants;
}
