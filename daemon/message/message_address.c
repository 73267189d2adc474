#include "message/message_address.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"

bool message_address_set(struct change *change, const char *addressee, const char *channel, const char *address, int32_t from, int32_t until, struct err *err)
{
    return store_do(change->store, err, QUERY_ADDRESS_END, "tti", addressee, channel, (int64_t)from) &&
           (!address || store_do(change->store, err, QUERY_ADDRESS_ADD, "tttiii", addressee, channel, address, (int64_t)from, (int64_t)until, change->sequence));
}

bool message_address_on(struct store *store, struct arena *arena, const char *addressee, const char *channel, int32_t day, const char **ret_address, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ADDRESS_ON, "tti", addressee, channel, (int64_t)day);
    if (row)
        *ret_address = value_get_text(row, "address", NULL);
    return row != NULL;
}

struct value *message_address_list(struct store *store, struct arena *arena, const char *addressee, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ADDRESS_LIST, "t", addressee);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        int32_t from = (int32_t)value_get_int(row, "valid_from", 0), until = (int32_t)value_get_int(row, "valid_until", DAY_NEVER);
        value_set_text(row, "from", day_text(arena, from));
        value_set_text(row, "until", until == DAY_NEVER ? NULL : day_text(arena, until - 1));
        if (until > from)
            value_append(list, row);
    }
    return rows ? list : NULL;
}
