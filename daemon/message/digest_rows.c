#include "message/digest_rows.h"

#include "base/arena.h"
#include "base/value.h"

static const char *key_of(struct arena *arena, const char *period, const char *subject)
{
    return arena_printf(arena, "%s %s", period, subject);
}

static const char *key_of_row(struct arena *arena, const struct value *row)
{
    return key_of(arena, value_get_text(row, "period", ""), value_get_text(row, "subject", ""));
}

struct text_index digest_rows(struct arena *arena, const struct value *rows)
{
    struct text_index index = {0};
    for (size_t i = 0; i < value_len(rows); i++) {
        void **place = text_index_place(&index, arena, key_of_row(arena, value_at(rows, i)));
        if (!*place)
            *place = value_list(arena);
        value_append(*place, value_at(rows, i));
    }
    return index;
}

const struct value *digest_rows_of(const struct text_index *index, struct arena *arena, const struct value *row)
{
    return text_index_find(index, key_of_row(arena, row));
}

const struct value *digest_rows_about(const struct text_index *index, struct arena *arena, const char *period, const char *subject)
{
    return text_index_find(index, key_of(arena, period, subject));
}
