#include "dialect/expression.h"

#include "base/arena.h"
#include "dialect/dialect_call.h"
#include "dialect/dialect_piece.h"

#include <string.h>

static struct piece read_whole(struct translation *translation, const char *sql)
{
    struct piece_reader reader = {.translation = translation, .tokens = sql_tokens_of(translation->arena, sql), .call = dialect_call_read};
    struct piece piece = piece_read(&reader);
    if (piece.kind != PIECE_FAILED && reader.at < reader.tokens.len)
        return piece_fail(&reader, reader.tokens.items[reader.at].text);
    return piece;
}

const char *expression_condition(struct translation *translation, const char *sql)
{
    return piece_condition(translation->arena, read_whole(translation, sql));
}

const char *expression_number(struct translation *translation, const char *sql, const char **ret_holds)
{
    struct piece piece = read_whole(translation, sql);
    const char *text = piece_number(translation->arena, piece);
    *ret_holds = piece.kind == PIECE_CONDITION ? piece.text : strcmp(sql, "1") == 0 ? "TRUE" : NULL;
    if (!text && piece.kind == PIECE_TEXT) {
        translation->vi = "một chữ ở chỗ của một số";
        translation->en = "a text in the place of a number";
    }
    return text;
}
