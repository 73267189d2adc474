#include "script/lua_value.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"
#include "script/rule_error.h"

#include <lauxlib.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8, NODES_MAX = 10000, TEXT_MAX = 100 * 1000, TEXTS_MAX = 1000 * 1000 };

static void push(lua_State *lua, const struct value *value)
{
    luaL_checkstack(lua, 4, NULL);
    switch (value_type(value)) {
    case VALUE_NULL:
        lua_pushnil(lua);
        break;
    case VALUE_BOOL:
        lua_pushboolean(lua, value_as_bool(value));
        break;
    case VALUE_INT:
        lua_pushinteger(lua, value_as_int(value));
        break;
    case VALUE_REAL:
        lua_pushnumber(lua, value_as_real(value));
        break;
    case VALUE_TEXT:
        lua_pushlstring(lua, value_as_text(value), value_text_size(value));
        break;
    case VALUE_LIST:
        lua_createtable(lua, (int)value_len(value), 0);
        for (size_t i = 0; i < value_len(value); i++) {
            push(lua, value_at(value, i));
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
        break;
    case VALUE_MAP:
        lua_createtable(lua, 0, (int)value_len(value));
        for (size_t i = 0; i < value_len(value); i++) {
            push(lua, value_item(value, i));
            lua_setfield(lua, -2, value_key(value, i));
        }
        break;
    }
}

void lua_value_push(lua_State *lua, const struct value *value)
{
    push(lua, value);
}

struct taking {
    lua_State *lua;
    struct arena *arena;
    int depth, nodes;
    size_t bytes; /* of its texts: one text may stand in many places */
};

static struct value *take(struct taking *taking, int index);

static struct value *take_text(struct taking *taking, int index)
{
    size_t len;
    const char *text = lua_tolstring(taking->lua, index, &len);
    if (len > TEXT_MAX)
        complain(taking->lua, "đoạn chữ quá dài (trên %d byte)", "a text is too long (over %d bytes)",
                 TEXT_MAX);
    if ((taking->bytes += len) > TEXTS_MAX)
        complain(taking->lua, "các đoạn chữ dài quá %d byte", "the texts are longer than %d bytes in all", TEXTS_MAX);
    if (!text_is_utf8(text, len) || memchr(text, 0, len))
        complain(taking->lua, "chữ phải là UTF-8", "texts must be UTF-8");
    return value_text_len(taking->arena, text, len);
}

static struct value *take_number(struct taking *taking, int index)
{
    if (lua_isinteger(taking->lua, index))
        return value_int(taking->arena, lua_tointeger(taking->lua, index));
    double real = lua_tonumber(taking->lua, index);
    if (!isfinite(real))
        complain(taking->lua, "số không hữu hạn (chia cho 0?)", "a number is not finite (divided by 0?)");
    return value_real(taking->arena, real);
}

static struct value *take_list(struct taking *taking, int index, lua_Integer len)
{
    struct value *list = value_list(taking->arena);
    for (lua_Integer i = 1; i <= len; i++) {
        lua_rawgeti(taking->lua, index, i);
        value_append(list, take(taking, lua_gettop(taking->lua)));
        lua_pop(taking->lua, 1);
    }
    return list;
}

static int compare_keys(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The keys in the order of their bytes: the same file gives the same value. */
static const char **sorted_keys(struct taking *taking, int index, size_t len)
{
    const char **keys = arena_alloc(taking->arena, len * sizeof *keys);
    size_t count = 0;
    lua_pushnil(taking->lua);
    while (lua_next(taking->lua, index)) {
        if (lua_type(taking->lua, -2) != LUA_TSTRING)
            complain(taking->lua, "một bảng vừa là danh sách vừa có tên trường",
                     "a table is both a list and has named fields");
        keys[count++] = value_as_text(take_text(taking, lua_gettop(taking->lua) - 1));
        lua_pop(taking->lua, 1);
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    return keys;
}

static struct value *take_map(struct taking *taking, int index, size_t len)
{
    struct value *map = value_map(taking->arena);
    const char **keys = sorted_keys(taking, index, len);
    for (size_t i = 0; i < len; i++) {
        lua_pushstring(taking->lua, keys[i]);
        lua_rawget(taking->lua, index);
        if (taking->depth > 1 || !lua_isfunction(taking->lua, -1))
            value_set(map, keys[i], take(taking, lua_gettop(taking->lua)));
        lua_pop(taking->lua, 1);
    }
    return map;
}

static struct value *take_table(struct taking *taking, int index)
{
    luaL_checkstack(taking->lua, 6, NULL);
    size_t len = 0;
    lua_pushnil(taking->lua);
    for (; lua_next(taking->lua, index); len++)
        lua_pop(taking->lua, 1);
    taking->nodes += (int)(len <= NODES_MAX ? len : NODES_MAX + 1);
    if (taking->nodes > NODES_MAX || taking->depth >= DEPTH_MAX)
        complain(taking->lua, "bảng quá lớn hoặc lồng nhau quá sâu",
                 "a table is too large or nested too deeply");
    lua_Integer border = (lua_Integer)lua_rawlen(taking->lua, index);
    taking->depth++;
    struct value *taken =
        border && (size_t)border == len ? take_list(taking, index, border) : take_map(taking, index, len);
    taking->depth--;
    return taken;
}

static struct value *take(struct taking *taking, int index)
{
    switch (lua_type(taking->lua, index)) {
    case LUA_TNIL:
        return value_null(taking->arena);
    case LUA_TBOOLEAN:
        return value_bool(taking->arena, lua_toboolean(taking->lua, index));
    case LUA_TNUMBER:
        return take_number(taking, index);
    case LUA_TSTRING:
        return take_text(taking, index);
    case LUA_TTABLE:
        return take_table(taking, index);
    default:
        complain(taking->lua, "hàm chỉ đứng ở các trường ngoài cùng của bảng",
                 "a function may only be one of the outermost fields");
        return NULL; /* not reached */
    }
}

struct value *lua_value_take(lua_State *lua, struct arena *arena, int index)
{
    struct taking taking = {.lua = lua, .arena = arena};
    return take(&taking, lua_absindex(lua, index));
}
