#include "record/level.h"

#include "base/text.h"
#include "base/value.h"

#include <stddef.h>
#include <string.h>

const char *const level_ids[LEVEL_COUNT] = {"city", "district", "ward", "team"};

const char *level_id(enum level level)
{
    return level == LEVEL_NONE ? NULL : level == LEVEL_MEMBER ? LEVEL_MEMBER_ID : level_ids[level - LEVEL_CITY];
}

enum level level_parse(const char *id)
{
    int place = id ? text_place(id, level_ids, LEVEL_COUNT) : -1;
    return place < 0 ? LEVEL_NONE : LEVEL_CITY + (enum level)place;
}

enum level level_of(const struct value *row)
{
    const char *id = value_get_text(row, "level", NULL);
    return id && strcmp(id, LEVEL_MEMBER_ID) == 0 ? LEVEL_MEMBER : level_parse(id);
}
