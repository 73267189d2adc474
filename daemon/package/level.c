#include "package/level.h"

#include "base/text.h"

const char *const level_ids[LEVEL_COUNT] = {"city", "district", "ward", "team"};

int level_place(const char *id)
{
    return id ? text_place(id, level_ids, LEVEL_COUNT) : -1;
}
