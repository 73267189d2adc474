/*
 * What a rule may use up: memory, work, time. The allocator counts and charges every byte, the hook every
 * thousand instructions, wrappers of C functions what these do; whatever runs out first ends the rule, and
 * stays run out. A cap on one block bounds what a single instruction (a comparison, a concatenation) can
 * take.
 */
#ifndef SCRIPT_BUDGET_H
#define SCRIPT_BUDGET_H

#include "script/script_limits.h"

#include <lua.h>

enum budget_spent {
    BUDGET_LEFT,
    BUDGET_WORK,     /* more instructions than a rule may take */
    BUDGET_DEADLINE, /* more time */
};

enum { BUDGET_HOOK_EVERY = 1000 }; /* instructions between two looks at the clock */

struct block;

struct budget {
    size_t memory, used;
    int64_t work_left;
    int64_t deadline; /* monotonic, milliseconds */
    enum budget_spent spent;
    int line; /* of the rule, where it ran when the budget was spent; 0 = unknown */
    struct block *blocks;
};

void budget_init(struct budget *budget, const struct script_limits *limits);
void budget_finish(struct budget *budget); /* frees every block; the state in them is gone */

void *budget_alloc(void *budget, void *block, size_t old_size, size_t size); /* a lua_Alloc */
void budget_watch(lua_State *lua);                                           /* sets the hook */
void budget_tick(lua_State *lua); /* what the hook does; for a hook that does more */
/* For wrappers of C functions: `work` units, before they are done. Raises when the budget is spent. */
void budget_charge(lua_State *lua, lua_Integer work);

#endif
