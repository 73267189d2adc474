#include "record/level.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>

static const char *const level_ids[LEVEL_COUNT] = {"city", "district", "between", "ward", "below", "team"};

const struct level_chain level_chain_usual = {
    .steps = {{.id = "city", .level = LEVEL_CITY}, {.id = "district", .level = LEVEL_DISTRICT}, {.id = "ward", .level = LEVEL_WARD}, {.id = "team", .level = LEVEL_TEAM}},
    .len = 4};

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

/* One that nobody filled is the program's own. */
static const struct level_chain *meant(const struct level_chain *chain)
{
    return chain->len ? chain : &level_chain_usual;
}

int level_chain_place(const struct level_chain *chain, const char *id)
{
    chain = meant(chain);
    for (size_t i = 0; id && i < chain->len; i++)
        if (strcmp(chain->steps[i].id, id) == 0)
            return (int)i + 1;
    return 0;
}

const struct level_step *level_chain_find(const struct level_chain *chain, const char *id)
{
    int place = level_chain_place(chain, id);
    return place ? &meant(chain)->steps[place - 1] : NULL;
}

enum level level_chain_parse(const struct level_chain *chain, const char *id)
{
    const struct level_step *step = level_chain_find(chain, id);
    return step ? step->level : LEVEL_NONE;
}

const struct level_step *level_chain_step(const struct level_chain *chain, enum level level, int place)
{
    chain = meant(chain);
    if (place > 0 && (size_t)place <= chain->len)
        return &chain->steps[place - 1];
    for (size_t i = 0; i < chain->len; i++)
        if (chain->steps[i].level == level)
            return &chain->steps[i];
    return NULL;
}

const char *level_chain_id(const struct level_chain *chain, enum level level)
{
    const struct level_step *step = level_chain_step(chain, level, 0);
    return step ? step->id : "";
}

const char *level_chain_list(struct arena *arena, const struct level_chain *chain, bool teams)
{
    const char *list = "";
    chain = meant(chain);
    for (size_t i = 0; i < chain->len; i++)
        if (teams || chain->steps[i].level != LEVEL_TEAM)
            list = arena_printf(arena, "%s%s%s", list, *list ? ", " : "", chain->steps[i].id);
    return list;
}

struct value *level_chain_to_value(const struct level_chain *chain, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < chain->len; i++) {
        struct value *one = value_map(arena);
        value_set_text(one, "id", chain->steps[i].id);
        value_set_text(one, "level", level_id(chain->steps[i].level));
        value_append(list, one);
    }
    return list;
}

void level_chain_from_value(struct arena *arena, const struct value *list, struct level_chain *ret_chain)
{
    struct level_chain chain = {.own = true};
    for (size_t i = 0; i < value_len(list) && i < LEVEL_STEPS_MOST; i++)
        chain.steps[chain.len++] =
            (struct level_step){.id = arena_strdup(arena, value_get_text(value_at(list, i), "id", "")), .level = level_of(value_at(list, i))};
    *ret_chain = chain.len ? chain : level_chain_usual;
}
