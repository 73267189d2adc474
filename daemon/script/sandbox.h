/*
 * The names that a rule sees: an allow-list of harmless functions, and nothing else. Left out, and why:
 * pcall and coroutines (they catch the budget's error), load and metatables (they reach past the list),
 * string patterns and string.rep (no hook stops them), next and %p (they show addresses), time and random
 * (the same data must give the same verdict). Global variables cannot be set.
 */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H

#include "script/script_limits.h"

#include <lua.h>

/* Pushes the table that a chunk gets as its _ENV; cannot be changed by the rule. Raises when memory is out.
 */
void sandbox_push(lua_State *lua, const struct script_words *words);
/* Pushes the table that was given to `declare`, or nil. */
void sandbox_push_declared(lua_State *lua);
/* Replaces the table on the top by a stand-in that reads from it and refuses changes and unknown names
 * (with the nearest known one). `what` says in words what it is ("string", "target") and is borrowed. */
void sandbox_freeze(lua_State *lua, const char *what);

#endif
