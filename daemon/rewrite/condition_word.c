#include "rewrite/condition_word.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

size_t condition_word_length(const char *at)
{
    if (*at == '\'') {
        size_t len = 1;
        for (; at[len] && (at[len] != '\'' || at[len + 1] == '\''); len++)
            len += at[len] == '\'';
        return len + (at[len] == '\'');
    }
    if (isalnum((unsigned char)*at) || *at == '_' || *at == '.') {
        size_t len = 0;
        while (isalnum((unsigned char)at[len]) || at[len] == '_' || at[len] == '.')
            len++;
        return len;
    }
    return strchr("<>=!", *at) && at[1] && strchr(">=", at[1]) ? 2 : 1;
}

const char *condition_next_and(const char *at, const char *end, bool *ret_or)
{
    int depth = 0;
    bool between = false;
    for (; at < end; at += condition_word_length(at)) {
        size_t len = condition_word_length(at);
        bool word = isalpha((unsigned char)*at);
        if (strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0) {
            *ret_or = true;
            return NULL;
        }
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (word && len == 4 && strncasecmp(at, "case", 4) == 0)
            depth++;
        if (word && len == 3 && strncasecmp(at, "end", 3) == 0)
            depth--;
        if (depth || !word)
            continue;
        *ret_or = *ret_or || (len == 2 && strncasecmp(at, "or", 2) == 0);
        between = between || (len == 7 && strncasecmp(at, "between", 7) == 0);
        if (len == 3 && strncasecmp(at, "and", 3) == 0) {
            if (!between)
                return at;
            between = false;
        }
    }
    return NULL;
}
