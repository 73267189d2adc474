#include "drill/seal_replay.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/record_refit.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "drill/whole.h"
#include "package/package.h"
#include "run/replay.h"

#include <string.h>

static bool refuse(const char *id, const struct value *answer, struct err *err)
{
    const struct value *difference = value_get(answer, "difference"), *failed = value_get(difference, "computed");
    const char *where = value_get_text(difference, "where", "?");
    if (value_get_text(failed, "vi", NULL)) /* what it came to is no figure but a failure, which is what is to be mended */
        return err_set(err, "bản chốt %1$s tính lại không ra như đã chốt: %2$s: %3$s%4$.0s", "the seal %1$s does not come out again as it was sealed: %2$s: %4$s%3$.0s", id,
                       where, value_get_text(failed, "vi", ""), value_get_text(failed, "en", ""));
    return err_set(err, "bản chốt %1$s tính lại không ra như đã chốt: %2$s%3$.0s", "the seal %1$s does not come out again as it was sealed: %3$s%2$.0s", id,
                   value_get_text(answer, "why", where), value_get_text(answer, "why_en", where));
}

static bool replay_one(struct turn *turn, const char *id, struct seal_replay *sum, struct err *err)
{
    const struct value *answer = replay(turn, id, err);
    if (!answer)
        return false;
    bool same = strcmp(value_get_text(answer, "replay", ""), "identical") == 0;
    bool erased = value_get_bool(answer, "erased", false);
    sum->seals += same;
    sum->erased += erased;
    sum->compared += same ? value_get_int(answer, "compared", 0) : 0;
    return same || erased || refuse(id, answer, err);
}

bool seal_replay_all(struct turn *turn, struct seal_replay *ret_replay, struct err *err)
{
    *ret_replay = (struct seal_replay){0};
    const struct value *seals = seal_list(turn->store, turn->arena, err);
    bool good = seals != NULL;
    for (size_t i = 0; good && i < value_len(seals); i++) {
        const char *id = value_get_text(value_at(seals, i), "id", "");
        struct turn own = *turn;
        own.arena = arena_create();
        turn_progress(turn, "tính lại bản chốt %1$s (%2$zu/%3$zu)", "computing the seal %1$s again (%2$zu/%3$zu)", id, i + 1, value_len(seals));
        good = replay_one(&own, id, ret_replay, err);
        arena_destroy(own.arena);
    }
    return good;
}

bool seal_replay_store(struct turn *turn, int64_t *ret_checked, struct seal_replay *ret_replay, struct err *err)
{
    struct package_shelf *shelf = package_shelf_create();
    struct snapshot *snapshot = snapshot_create(shelf);
    struct record_refit refit;
    int64_t rows;
    bool good = record_refit(turn->store, NULL, turn->arena, &refit, err) && snapshot_current(snapshot, turn->store, &turn->package, &turn->periods, err) &&
                (!ret_checked || whole_check(turn->store, turn->package, turn->arena, &rows, ret_checked, err)) &&
                (!turn->package || seal_replay_all(turn, ret_replay, err));
    snapshot_destroy(snapshot);
    package_shelf_destroy(shelf);
    return good;
}
