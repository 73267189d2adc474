/*
 * What a function carries from one call to the next: its upvalues, and all that can be reached through them.
 * A judge that counts its calls answers by their order, which no replay and no partial run keeps; so its figures
 * could not be trusted. Notes what is held, and finds what has changed. Frozen tables change in no way (sandbox.h).
 */
#ifndef SCRIPT_HELD_H
#define SCRIPT_HELD_H

#include <lua.h>
#include <stdint.h>

enum { HELD_MAX = 32 }; /* upvalues of one function that are told apart */

struct held {
    uint64_t prints[HELD_MAX];
};

/* Of the function at `index`. Raises when it holds more than can be looked through at every call. */
void held_note(lua_State *lua, int index, struct held *ret_held);
/* Raises, naming the upvalue, when one holds other than what was noted. */
void held_check(lua_State *lua, int index, const struct held *held);

#endif
