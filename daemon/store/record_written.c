#include "store/record_written.h"

#include "base/value.h"
#include "record/record_type.h"
#include "store/listing.h"
#include "store/record_digest.h"

struct value *record_written(struct store *store, const struct record_types *types, int64_t sequence, struct arena *arena,
                             struct err *err)
{
    struct value *records = value_map(arena);
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        if (!record_digest_add(store, type, sequence, arena, records, err) ||
            (value_get(records, type->name) && !listing_follow(store, type, sequence, arena, err)))
            return NULL;
    }
    return records;
}
