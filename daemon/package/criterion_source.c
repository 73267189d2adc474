#include "package/criterion_source.h"

#include <stddef.h>
#include <string.h>

const struct criterion_source *criterion_source_on(const struct criterion_source *first, int32_t day)
{
    while (first->next && first->next->from <= day)
        first = first->next;
    return first;
}

const struct criterion_source *criterion_source_of_rule(const struct criterion_source *first, const char *rule)
{
    while (first && strcmp(first->rule, rule) != 0)
        first = first->next;
    return first;
}
