/* Notes which lines of a rule ran, and which could: for an editor's coverage. Slow; not for figures that count. */
#ifndef SCRIPT_TRACE_H
#define SCRIPT_TRACE_H

#include <lua.h>

#include <stdbool.h>

struct trace;

/* Replaces the budget's hook by one that also notes lines; the budget is still kept. */
struct trace *trace_begin(lua_State *lua);
/* The lines of a function at the top of the stack that could run; it stays there. */
void trace_add_function(lua_State *lua);
bool trace_is_active(const struct trace *trace, int line);
bool trace_is_reached(const struct trace *trace, int line);
int trace_last_line(const struct trace *trace);
void trace_destroy(struct trace *trace);

#endif
