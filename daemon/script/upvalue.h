/*
 * What a function carries from one call to the next: its upvalues, and all that can be reached through them.
 * A judge that counts its calls answers by their order, which no replay and no partial run keeps; so its figures
 * could not be trusted. Notes what is held, and finds what has changed. Frozen tables change in no way (sandbox.h).
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
