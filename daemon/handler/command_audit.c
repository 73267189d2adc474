/* The log of all changes, followed from its first row to its last; then all that bears a hash, then the
 * records. */
#include "command/perform.h"

#include "base/value.h"
#include "package/package.h"
#include "store/change.h"
#include "store/integrity.h"
#include "store/listing.h"
#include "store/record_digest.h"
#include "store/record_history.h"
#include "store/store.h"

struct value *command_audit_verify(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    int64_t rows, checked;
    if (!change_verify(call->store, call->arena, &rows, err) ||
        !integrity_check(call->store, &checked, err) || !call_package(call, &package, &periods, err) ||
        (package && (!record_history_check(call->store, &package->types, call->arena, err) ||
                     !record_history_check_folded(call->store, &package->types, call->arena, err) ||
                     !listing_check(call->store, &package->types, call->arena, err) ||
                     !record_digest_check(call->store, &package->types, call->arena, err))))
        return NULL;
    const struct value *upgrade = store_row(call->store, call->arena, err, QUERY_AUDIT_FIRST_DIGESTS, "");
    if (!upgrade)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "rows", rows);
    value_set_int(answer, "checked", checked);
    value_set_int(answer, "sequence", change_latest(call->store));
    value_set(answer, "first_digests", value_is_null(upgrade) ? upgrade : value_get(upgrade, "sequence"));
    return answer;
}
