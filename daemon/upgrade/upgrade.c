#include "upgrade/upgrade.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "contest/turn.h"
#include "drill/drill_folder.h"
#include "drill/seal_replay.h"
#include "store/backup.h"
#include "store/store.h"
#include "store/store_open.h"
#include "upgrade/build_mark.h"

#include <inttypes.h>
#include <unistd.h>

static bool look(struct turn *turn, const char *database, const char *copy, struct err *err)
{
    struct seal_replay found = {0};
    turn_progress(turn, "phiên bản chương trình này chưa từng mở thư mục dữ liệu: đang sao một bản để kiểm tra", "this build of the program never opened the state folder: making a copy to check");
    if (!backup_copy(database, copy, err))
        return false;
    turn_progress(turn, "đang nâng cấp bản sao", "bringing the copy up to date");
    turn->store = store_open_file(copy, STORE_WRITE, err);
    bool good = turn->store && seal_replay_store(turn, NULL, &found, err);
    store_close(turn->store);
    if (good && found.erased)
        turn_progress(turn, "%1$" PRId64 " bản chốt tính lại ra như đã chốt (%2$" PRId64 " kết quả); bỏ qua %3$" PRId64 " bản chốt chỉ khác ở tiêu chí đọc dữ liệu riêng đã xóa theo thời hạn lưu",
                      "%1$" PRId64 " seals came out again as they were sealed (%2$" PRId64 " results); passed over are %3$" PRId64 " that differ only in criteria which read private data that was erased since",
                      found.seals, found.compared, found.erased);
    else if (good)
        turn_progress(turn, "%1$" PRId64 " bản chốt tính lại đều ra như đã chốt (%2$" PRId64 " kết quả)", "all %1$" PRId64 " seals came out again as they were sealed (%2$" PRId64 " results)",
                      found.seals, found.compared);
    return good;
}

/* Both are told: who reads the log, and who comes. */
struct audience {
    const struct upgrade *upgrade;
    struct waiting_room *room;
};

static void say(void *whom, const char *vi, const char *en)
{
    const struct audience *audience = whom;
    audience->upgrade->said(audience->upgrade->whom, vi, en);
    waiting_room_say(audience->room, vi, en);
}

static bool check(const struct upgrade *upgrade, const char *database, struct err *err)
{
    struct audience audience = {.upgrade = upgrade};
    if (!waiting_room_open(upgrade->doors, upgrade->silent, &audience.room, err))
        return false;
    struct arena *arena = arena_create();
    struct clock clock;
    struct drill_folder work;
    struct turn turn = {.arena = arena, .clock = &clock, .worker = upgrade->worker, .actor = "thiduad", .via = "start", .progress = say, .door = &audience};
    clock_init_real(&clock);
    bool good = drill_folder_make(&work, arena, database, err) && look(&turn, database, arena_printf(arena, "%s/" STORE_FILE, work.path), err);
    drill_folder_finish(&work);
    arena_destroy(arena);
    waiting_room_close(audience.room);
    return good ||
           err_prefix(err, "chưa nâng cấp, dữ liệu vẫn như cũ: hãy cài lại phiên bản trước để tiếp tục làm việc và báo người phát triển; lý do",
                      "not upgraded, the data is as it was: install the version of before again to go on, and tell the developers; why");
}

bool upgrade_check(const struct upgrade *upgrade, struct err *err)
{
    struct arena *arena = arena_create();
    const char *database = arena_printf(arena, "%s/" STORE_FILE, upgrade->folder);
    drill_folder_sweep(arena, upgrade->folder); /* also where the program of before takes the folder back: it checks nothing */
    bool good = build_mark_is_mine(upgrade->folder) || ((access(database, F_OK) != 0 || check(upgrade, database, err)) && build_mark_write(upgrade->folder, err));
    arena_destroy(arena);
    return good;
}
