/*
 * Finds characters that a word processor or a web page puts into a rule's text and that Lua cannot read: curly quotes,
 * special spaces, dashes. Lua only says “unexpected symbol near '<\226>'”; this says which character, on which line,
 * and what to write.
 */
#ifndef SCRIPT_STRAY_CHARACTER_H
#define SCRIPT_STRAY_CHARACTER_H

#include <lua.h>

#include <stdbool.h>
#include <stddef.h>

/* Raises when a sign outside of texts and comments is not ASCII: no rule of Lua's grammar takes it. */
void stray_character_check(lua_State *lua, const char *source, size_t len);
/* Bytes of a byte order mark at the beginning, which editors on Windows write; to be passed over. */
size_t stray_character_mark(const char *source, size_t len);

#endif
