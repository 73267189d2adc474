#include "script/rule_error.h"

#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "script/budget.h"
#include "script/lua_message.h"

#include <lauxlib.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 600 };

#define BORDER "\x1f" /* between the Vietnamese and the English of our own messages */

/* Behind the place, which is on the top. */
static void push_complaint(lua_State *lua, const char *near, const char *vi, const char *en, va_list args)
{
    va_list again;
    va_copy(again, args);
    lua_pushvfstring(lua, vi, args);
    lua_pushfstring(lua, near ? "; có phải là “%s”?" : "", near);
    lua_pushliteral(lua, BORDER);
    lua_pushvfstring(lua, en, again);
    lua_pushfstring(lua, near ? "; is it “%s”?" : "", near);
    va_end(again);
    lua_concat(lua, 6);
}

int complain(lua_State *lua, const char *vi, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    luaL_where(lua, 1);
    push_complaint(lua, NULL, vi, en, args);
    va_end(args);
    return lua_error(lua);
}

int complain_near(lua_State *lua, const char *near, const char *vi, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    luaL_where(lua, 1);
    push_complaint(lua, near, vi, en, args);
    va_end(args);
    return lua_error(lua);
}

int complain_at(lua_State *lua, int line, const char *vi, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    lua_pushfstring(lua, "%s:%d: ", COMPLAINT_CHUNK + 1, line);
    push_complaint(lua, NULL, vi, en, args);
    va_end(args);
    return lua_error(lua);
}

/* What is not Lua's own is the rule's: error("…") speaks for itself. */
static void say(struct err *err, const char *text)
{
    struct buffer vi = {0};
    if (lua_message_put(&vi, text))
        err_set(err, "%s%.0s", "%.0s%s", buffer_text(&vi), text);
    else if (strstr(text, " expected"))
        err_set(err, "sai cú pháp, Lua nói: %s", "%s", text);
    else
        err_set(err, "%s", "%s", text);
    buffer_finish(&vi);
}

/* The bytes of a message come from a rule: cut where they are no UTF-8, control characters blanked. */
static void tame(char *text)
{
    for (char *at = text; *at; at++)
        if (iscntrl((unsigned char)*at) && *at != *BORDER)
            *at = ' ';
    size_t len = strlen(text);
    while (!text_is_utf8(text, len))
        len--;
    text[len] = 0;
}

static void say_message(struct err *err, const char *file, const char *message)
{
    char text[MESSAGE_MAX];
    snprintf(text, sizeof text, "%s", message);
    tame(text);
    int line = 0, skipped = 0;
    const char *fact = text;
    if (sscanf(text, "rule:%d:%n", &line, &skipped) == 1 && skipped)
        fact += skipped + (fact[skipped] == ' ');
    char *border = strchr(text, *BORDER);
    if (border) {
        *border = 0;
        err_set(err, "%s%.0s", "%.0s%s", fact, border + 1);
    } else {
        say(err, fact);
    }
    if (line)
        err_prefix(err, "quy tắc %s, dòng %d", "rule %s, line %d", file, line);
    else
        err_prefix(err, "quy tắc %s", "rule %s", file);
}

static void say_spent(struct err *err, const char *file, const struct budget *budget)
{
    if (budget->spent == BUDGET_WORK)
        err_set(err,
                "làm quá nhiều việc, có thể là vòng lặp không dừng; một quy tắc chỉ cần vài phép so sánh",
                "too much work, perhaps a loop that does not end; a rule needs but a few comparisons");
    else
        err_set(err, "quá thời gian cho phép; một quy tắc chỉ cần vài phép so sánh",
                "out of time; a rule needs but a few comparisons");
    if (budget->line)
        err_prefix(err, "quy tắc %s, dòng %d", "rule %s, line %d", file, budget->line);
    else
        err_prefix(err, "quy tắc %s", "rule %s", file);
}

void rule_error_set(struct err *err, const char *file, lua_State *lua, int status, const struct budget *budget)
{
    if (!err)
        return;
    const char *message = lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : NULL;
    if (budget->spent)
        say_spent(err, file, budget);
    else if (status == LUA_ERRMEM)
        say_message(err, file,
                    "dùng quá bộ nhớ cho phép: một giá trị quá lớn, hoặc hàm gọi nhau không dừng" BORDER
                    "out of memory: a value is too large, or functions call each other without end");
    else if (message)
        say_message(err, file, message);
    else
        say_message(err, file,
                    "quy tắc báo lỗi mà không nói gì; viết error(\"…\")" BORDER
                    "the rule raised an error without words; write error(\"…\")");
    if (budget->spent)
        err_mark(err, budget->spent == BUDGET_WORK ? ERR_STEPS : ERR_DEADLINE);
    else if (status == LUA_ERRMEM)
        err_mark(err, ERR_MEMORY);
}
