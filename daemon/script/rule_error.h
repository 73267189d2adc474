/*
 * Turns an error of a rule into a sentence for the person who wrote it: file, line, fact, advice, in Vietnamese and
 * English. Our own functions raise both texts; Lua's messages are translated from a table (lua_message.h), and quoted
 * where it does not know them.
 */
#ifndef SCRIPT_RULE_ERROR_H
#define SCRIPT_RULE_ERROR_H

#include <lua.h>

struct budget;
struct err;

#define COMPLAINT_CHUNK "=rule" /* how Lua calls the chunk: "rule:7: …" is taken apart again */

/* Raises an error with both texts at the place in the rule that called. Only %s %d %f and %I
 * (lua_pushfstring). */
int complain(lua_State *lua, const char *vi, const char *en, ...);
/* The same, ending with “is it near?” when near is not NULL. */
int complain_near(lua_State *lua, const char *near, const char *vi, const char *en, ...);
/* The same for a line of the rule of which nothing runs yet. */
int complain_at(lua_State *lua, int line, const char *vi, const char *en, ...);

/* From a failed lua_pcall: the error object on the top of the stack, the status, and what the budget says. */
void rule_error_set(struct err *err, const char *file, lua_State *lua, int status,
                    const struct budget *budget);

#endif
