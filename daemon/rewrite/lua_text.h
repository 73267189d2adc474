/*
 * Changes fields of a rule's table in its Lua file without touching anything else of it: comments, order, spacing and what is computed
 * stay as they are, byte for byte. Reads the file as text and runs nothing. Pure.
 */
#ifndef REWRITE_LUA_TEXT_H
#define REWRITE_LUA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

enum lua_text_kind {
    LUA_TEXT_STRING,   /* one string alone: `text` is what it says */
    LUA_TEXT_WORD,     /* a name alone, true, false, a number: `text` as it stands */
    LUA_TEXT_TABLE,    /* { … } */
    LUA_TEXT_COMPUTED, /* anything else: a function, strings put together */
};

#define LUA_TEXT_ITEM "#" /* begins what an entry without a name is called by its place: the second one of grades is grades.#2 */

struct lua_text_field {
    const char *name; /* “title”, “measure.where”, “grades.#1.title”: of the rule's table, and of the tables in it */
    enum lua_text_kind kind;
    const char *text;        /* STRING, WORD; else as it stands */
    size_t name_at, at, end; /* where its name begins, its value from … to, in the file */
};

struct lua_text {
    const char *source;
    size_t open, close; /* the braces of the rule's table */
    struct lua_text_field *fields;
    size_t len;
};

/* The table behind the word `call` (criterion), which the file returns. False with err when there is none that can be read. */
bool lua_text_read(struct arena *arena, const char *source, const char *call, struct lua_text *ret_text, struct err *err);
/* NULL when there is none. */
const struct lua_text_field *lua_text_field(const struct lua_text *text, const char *name);
/* The source in which the field has this value, written in Lua; NULL: it goes away. A new one stands behind the last of `after` (names, ends
 * with NULL) that there is, else as the first. Its table is there. A new item is written as the name with LUA_TEXT_ITEM alone. */
char *lua_text_set(struct arena *arena, const struct lua_text *text, const char *name, const char *value, const char *const *after);
/* A text as a string of Lua, where it may be in the quotes of `like`, a value as it stands (NULL: none); a word as the name of a field: itself, or ["…"] where Lua takes no such name. */
char *lua_text_quoted(struct arena *arena, const char *text, const char *like);
const char *lua_text_key(struct arena *arena, const char *word);

#endif
