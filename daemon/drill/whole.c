#include "drill/whole.h"

#include "package/package.h"
#include "store/change.h"
#include "store/integrity.h"
#include "store/listing.h"
#include "store/record_digest.h"
#include "store/record_history.h"

bool whole_check(struct store *store, const struct package *package, struct arena *arena, int64_t *ret_rows, int64_t *ret_checked, struct err *err)
{
    return change_verify(store, arena, ret_rows, err) && integrity_check(store, ret_checked, err) &&
           (!package || (record_history_check(store, &package->types, arena, err) && record_history_check_folded(store, &package->types, arena, err) &&
                         listing_check(store, &package->types, arena, err) && record_digest_check(store, &package->types, arena, err)));
}
