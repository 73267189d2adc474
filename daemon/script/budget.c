#include "script/budget.h"

#include "base/clock.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
    BLOCK_MAX = 1024 * 1024, /* a string of 1 MiB, a table of 65,536 places: a thousand such take < 1 s */
    BYTES_A_UNIT = 64,
};

/* Stands before each block, so that all can be freed without asking Lua. */
struct block {
    struct block *previous, *next;
} __attribute__((aligned(16)));

void budget_init(struct budget *budget, const struct script_limits *limits)
{
    *budget = (struct budget){
        .memory = limits->memory,
        .work_left = limits->work,
        .deadline = clock_steady() + limits->deadline_ms,
    };
}

void budget_finish(struct budget *budget)
{
    while (budget->blocks) {
        struct block *block = budget->blocks;
        budget->blocks = block->next;
        free(block);
    }
}

static void spend(struct budget *budget, int64_t work)
{
    budget->work_left -= work;
    if (!budget->spent && budget->work_left < 0)
        budget->spent = BUDGET_WORK;
}

static void release(struct budget *budget, struct block *block, size_t size)
{
    if (block->previous)
        block->previous->next = block->next;
    else
        budget->blocks = block->next;
    if (block->next)
        block->next->previous = block->previous;
    budget->used -= size;
    free(block);
}

/* False = refused. Lua then collects its garbage and asks once more. */
static bool may_grow(struct budget *budget, size_t old_size, size_t size)
{
    spend(budget, 1 + (int64_t)(size / BYTES_A_UNIT));
    if (budget->spent)
        return false;
    return size <= BLOCK_MAX && budget->used - old_size + size <= budget->memory;
}

void *budget_alloc(void *context, void *memory, size_t old_size, size_t size)
{
    struct budget *budget = context;
    struct block *old = memory ? (struct block *)memory - 1 : NULL;
    if (!old)
        old_size = 0; /* Lua tells the kind of object there */
    if (!size) {
        if (old)
            release(budget, old, old_size);
        return NULL;
    }
    if (size > old_size && !may_grow(budget, old_size, size))
        return NULL;
    struct block *block = realloc(old, sizeof *block + size);
    if (!block && size > old_size)
        memory_out(); /* it has not reached its limit: the rule is not to blame */
    if (!block)
        return memory; /* a block that shrinks must not fail */
    if (!old) {
        block->previous = NULL;
        block->next = budget->blocks;
    }
    if (block->previous)
        block->previous->next = block;
    else
        budget->blocks = block;
    if (block->next)
        block->next->previous = block;
    budget->used += size - old_size;
    return block + 1;
}

static struct budget *budget_of(lua_State *lua)
{
    void *budget;
    lua_getallocf(lua, &budget);
    return budget;
}

/* Raises when the budget is spent. There is no memory for words any more: the top finds them in the budget.
 */
static void look(lua_State *lua, struct budget *budget, int level)
{
    lua_Debug at;
    if (!budget->spent && clock_steady() > budget->deadline)
        budget->spent = BUDGET_DEADLINE;
    if (!budget->spent)
        return;
    if (lua_getstack(lua, level, &at) && lua_getinfo(lua, "l", &at) && at.currentline > 0)
        budget->line = at.currentline;
    lua_pushnil(lua);
    lua_error(lua);
}

static void hook(lua_State *lua, lua_Debug *at)
{
    (void)at;
    budget_tick(lua);
}

void budget_tick(lua_State *lua)
{
    struct budget *budget = budget_of(lua);
    spend(budget, BUDGET_HOOK_EVERY);
    if (budget->spent)
        lua_sethook(lua, hook, LUA_MASKCOUNT, 1); /* sticky: whatever runs next is stopped at once */
    look(lua, budget, 0);
}

void budget_watch(lua_State *lua)
{
    lua_sethook(lua, hook, LUA_MASKCOUNT, BUDGET_HOOK_EVERY);
}

void budget_charge(lua_State *lua, lua_Integer work)
{
    struct budget *budget = budget_of(lua);
    spend(budget, work);
    if (budget->spent || work >= BUDGET_HOOK_EVERY)
        look(lua, budget, 1);
}
