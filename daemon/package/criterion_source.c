#include "package/criterion_source.h"

#include <ctype.h>
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

bool criterion_id_fits(const char *id)
{
    size_t len = strlen(id);
    return len && len <= 12 && strspn(id, "0123456789.") == len && id[0] != '.' && id[0] != '0' && id[len - 1] != '.' && !strstr(id, "..");
}

bool criterion_has_file(const char *id, const char *path)
{
    static const char folder[] = "criteria/";
    size_t head = strlen(folder), len = strlen(id);
    if (strncmp(path, folder, head) != 0 || strncmp(path + head, id, len) != 0)
        return false;
    const char *behind = path + head + len;
    return *behind == '@' || (*behind == '.' && !isdigit((unsigned char)behind[1]));
}
