#include "contest/turn.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void turn_progress(const struct turn *turn, const char *vi, const char *en, ...)
{
    if (!turn->progress)
        return;
    va_list args, again;
    char *in_vi, *in_en;
    va_start(args, en);
    va_copy(again, args);
    if (vasprintf(&in_vi, vi, args) < 0 || vasprintf(&in_en, en, again) < 0)
        memory_out();
    va_end(again);
    va_end(args);
    turn->progress(turn->door, in_vi, in_en);
    free(in_vi);
    free(in_en);
}

bool turn_begin(const struct turn *turn, struct change *change, const char *action, struct err *err)
{
    return change_begin(change, turn->store, clock_now(turn->clock), turn->actor, turn->via, action, NULL,
                        err);
}

bool turn_end(const struct turn *turn, struct change *change, bool good, const struct value *detail,
              struct err *err)
{
    if (good && turn->clock->is_set)
        good = store_do(turn->store, err, QUERY_META_SET, "ti", "clock", clock_now(turn->clock));
    if (!good) {
        change_cancel(change);
        return false;
    }
    return change_commit(change, detail, err);
}

bool turn_follow_package(struct turn *turn, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    if (!hash || strcmp(hash, turn->package->hash) == 0)
        return row != NULL;
    const struct package *package = snapshot_package(turn->store, turn->arena, hash, err);
    if (!package)
        return false;
    struct period_list *periods = arena_alloc(turn->arena, sizeof *periods);
    *periods = period_list(package, turn->arena);
    turn->package = package;
    turn->periods = periods;
    return true;
}
