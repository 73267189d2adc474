/*
 * Detects state that a rule's function keeps between calls: notes its upvalues and all that can be reached through
 * them, and finds what has changed. A judge that counts its calls answers by their order, which no replay and no
 * partial run keeps. Frozen tables cannot change (sandbox.h).
 */
#ifndef SCRIPT_UPVALUE_H
#define SCRIPT_UPVALUE_H

#include <lua.h>
#include <stdint.h>

enum { HELD_MAX = 32 }; /* upvalues of one function that are told apart */

struct upvalues {
    uint64_t prints[HELD_MAX];
};

/* Of the function at `index`. Raises when it holds more than can be looked through at every call. */
void upvalue_note(lua_State *lua, int index, struct upvalues *ret_held);
/* Raises, naming the upvalue, when one holds other than what was noted. */
void upvalue_check(lua_State *lua, int index, const struct upvalues *held);

#endif
