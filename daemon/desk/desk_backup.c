/* A copy of the database, for whoever may read the state folder; the daemon may run or not. */
#include "desk/desk.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "store/backup.h"

#include <inttypes.h>
#include <stdio.h>

static void tell(const struct desk *desk, const char *path, const struct backup *backup)
{
    if (desk->json) {
        struct arena *arena = arena_create();
        struct value *answer = value_map(arena);
        value_set_text(answer, "file", path);
        value_set_int(answer, "sequence", backup->sequence);
        value_set_int(answer, "checked", backup->checked);
        puts(json_text(arena, answer));
        arena_destroy(arena);
        return;
    }
    printf(desk->english ? "backed up to %s: up to change %" PRId64 ", checked\n"
                         : "đã sao lưu vào %s: đến lần thay đổi %" PRId64 ", đã kiểm tra\n",
           path, backup->sequence);
}

int desk_backup(const struct desk *desk)
{
    struct backup backup;
    struct err err = {0};
    bool good = desk->state ? backup_write(desk->state, desk->paths[0], &backup, &err)
                            : err_set(&err, "còn thiếu --state THƯ-MỤC", "--state FOLDER is missing");
    if (good)
        tell(desk, desk->paths[0], &backup);
    else
        fprintf(stderr, "%s\n", desk->english ? err.en : err.vi);
    err_clear(&err);
    return good ? 0 : 1;
}
