#include "script/stray_character.h"

#include "base/array.h"
#include "script/rule_error.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* NULL: a sign that nobody sees. */
static const struct {
    const char *sign, *name, *instead;
} signs[] = {
    {"“", "“", "\""},     {"”", "”", "\""},          {"„", "„", "\""},     {"«", "«", "\""},
    {"»", "»", "\""},     {"‘", "‘", "'"},           {"’", "’", "'"},      {"–", "–", "-"},
    {"—", "—", "-"},      {"−", "−", "-"},           {"≤", "≤", "<="},     {"≥", "≥", ">="},
    {"≠", "≠", "~="},     {"…", "…", "..."},         {"×", "×", "*"},      {"÷", "÷", "/"},
    {"\xc2\xa0", "U+00A0", NULL},     {"\xe2\x80\x87", "U+2007", NULL}, {"\xe2\x80\xaf", "U+202F", NULL},
    {"\xe2\x80\x8b", "U+200B", NULL}, {"\xe2\x81\xa0", "U+2060", NULL}, {"\xe3\x80\x80", "U+3000", NULL},
    {byte_order_mark, "U+FEFF", NULL},
};

struct place {
    const char *at, *end;
    int line;
};

static void go_to(struct place *place, const char *target)
{
    for (; place->at < target; place->at++)
        place->line += *place->at == '\n';
}

static bool begins(const struct place *place, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(place->end - place->at) >= len && memcmp(place->at, text, len) == 0;
}

/* Over "[[ … ]]", "[==[ … ]==]"; false when no such begins here. */
static bool pass_long(struct place *place)
{
    const char *open = place->at + 1;
    while (*place->at == '[' && open < place->end && *open == '=')
        open++;
    if (*place->at != '[' || open == place->end || *open != '[')
        return false;
    size_t level = (size_t)(open - place->at - 1);
    for (const char *close = open + 1; close < place->end; close++) {
        if (*close != ']' || (size_t)(place->end - close) < level + 2 || close[level + 1] != ']' ||
            strspn(close + 1, "=") != level)
            continue;
        go_to(place, close + level + 2);
        return true;
    }
    go_to(place, place->end);
    return true;
}

static void pass_line(struct place *place)
{
    const char *end = memchr(place->at, '\n', (size_t)(place->end - place->at));
    go_to(place, end ? end : place->end);
}

/* Over a text in quotes; one that does not end on its line ends everything: Lua says it itself. */
static void pass_quoted(struct place *place)
{
    char quote = *place->at;
    const char *at = place->at + 1;
    while (at < place->end && *at != quote && *at != '\n')
        at += 1 + (*at == '\\' && at + 1 < place->end);
    go_to(place, at < place->end && *at == quote ? at + 1 : place->end);
}

static int foreign(lua_State *lua, const struct place *place)
{
    for (size_t i = 0; i < LEN(signs); i++) {
        if (!begins(place, signs[i].sign))
            continue;
        if (signs[i].instead)
            return complain_at(lua, place->line, "Lua không đọc được dấu “%s”; gõ lại thành %s",
                               "Lua cannot read the sign “%s”; type %s instead", signs[i].name, signs[i].instead);
        return complain_at(lua, place->line,
                           "có một ký tự ẩn (%s), thường do chép từ Word hay trang web; xóa nó và gõ lại dấu cách",
                           "there is an invisible sign (%s), often copied from a document or a web page; delete it "
                           "and type a space",
                           signs[i].name);
    }
    return complain_at(lua, place->line, "chữ có dấu chỉ đứng trong dấu nháy hoặc sau --; tên biến viết không dấu",
                       "letters with marks stand only in quotes or behind --; names are written without them");
}

void stray_character_check(lua_State *lua, const char *source, size_t len)
{
    struct place place = {source, source + len, 1};
    while (place.at < place.end) {
        bool comment = begins(&place, "--");
        if (comment)
            place.at += 2;
        if (place.at < place.end && pass_long(&place))
            continue;
        if (comment)
            pass_line(&place);
        else if (*place.at == '"' || *place.at == '\'')
            pass_quoted(&place);
        else if ((unsigned char)*place.at >= 0x80)
            foreign(lua, &place);
        else
            go_to(&place, place.at + 1);
    }
}

size_t stray_character_mark(const char *source, size_t len)
{
    size_t mark = strlen(byte_order_mark);
    return len >= mark && memcmp(source, byte_order_mark, mark) == 0 ? mark : 0;
}
