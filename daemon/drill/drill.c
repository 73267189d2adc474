#include "drill/drill.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/turn.h"
#include "drill/drill_folder.h"
#include "drill/seal_replay.h"
#include "store/change.h"
#include "store/restore.h"
#include "store/store.h"
#include "store/store_open.h"

#include <string.h>

static const char *hash_of(struct store *store, struct arena *arena, int64_t sequence, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_AUDIT_HASH, "i", sequence);
    return row ? value_get_text(row, "hash", "") : NULL;
}

/* The backup's newest row has to be one of the living log: its hash holds for all that came before it. */
static bool compare(const char *state, struct store *copy, struct arena *arena, struct drill *drill, struct err *err)
{
    struct store *living = store_open(state, STORE_READ, err);
    const char *theirs = living ? hash_of(copy, arena, drill->sequence, err) : NULL, *ours = theirs ? hash_of(living, arena, drill->sequence, err) : NULL;
    int64_t latest = 0;
    bool good = ours && change_version(living, &latest, err);
    store_close(living);
    if (!good)
        return err_prefix(err, "bản sao lưu còn nguyên vẹn, nhưng không so được với dữ liệu đang dùng", "the backup is sound, but it cannot be held against the living data");
    drill->behind = latest - drill->sequence;
    return strcmp(ours, theirs) == 0 ||
           err_set(err, "bản sao lưu không phải của phong trào này, hoặc dữ liệu đang dùng đã khôi phục về trước đó: dòng nhật ký %lld khác nhau; hãy sao lưu lại rồi diễn tập lại",
                   "the backup is of another contest, or the living data was restored to a moment before it: the audit row %lld differs; make a new backup and drill again",
                   (long long)drill->sequence);
}

static bool work(const char *state, const char *folder, struct turn *turn, struct drill *drill, struct err *err)
{
    struct restore restore;
    turn_progress(turn, "khôi phục thử “%s”", "restoring “%s” on trial", drill->backup);
    if (!restore_write(folder, drill->backup, false, turn->arena, &restore, err))
        return false;
    drill->sequence = restore.sequence;
    drill->at = restore.at;
    drill->accounts = restore.accounts;
    turn->store = store_open(folder, STORE_WRITE, err);
    bool good = turn->store && seal_replay_store(turn, &drill->checked, &drill->replay, err) && compare(state, turn->store, turn->arena, drill, err);
    store_close(turn->store);
    return good;
}

bool drill_perform(const char *state, const char *path, const struct worker_settings *worker, void (*said)(void *whom, const char *vi, const char *en), void *whom,
                   struct arena *arena, struct drill *ret_drill, struct err *err)
{
    struct drill_folder folder = {.lock = -1};
    struct clock clock;
    struct turn turn = {.arena = arena, .clock = &clock, .worker = worker, .actor = "thiduad", .via = "drill", .progress = said, .door = whom};
    int64_t start = clock_steady();
    clock_init_real(&clock);
    *ret_drill = (struct drill){.copied_at = INT64_MIN, .at = INT64_MIN, .behind = -1};
    bool good = drill_folder_find(arena, path, clock_now(&clock), &ret_drill->backup, &ret_drill->copied_at, err) &&
                drill_folder_make(&folder, arena, ret_drill->backup, err) && work(state, folder.path, &turn, ret_drill, err);
    drill_folder_finish(&folder);
    ret_drill->milliseconds = clock_steady() - start;
    return good;
}
