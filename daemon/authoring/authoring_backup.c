/* A copy of the database, for whoever may read the state folder; the daemon may run or not. */
#include "authoring/authoring.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/value.h"
#include "store/backup.h"

#include <inttypes.h>
#include <stdio.h>

static void tell(const struct authoring *authoring, const char *path, const struct backup *backup)
{
    if (authoring->json) {
        struct arena *arena = arena_create();
        struct value *answer = value_map(arena);
        value_set_text(answer, "file", path);
        value_set_int(answer, "sequence", backup->sequence);
        value_set_int(answer, "checked", backup->checked);
        puts(json_text(arena, answer));
        arena_destroy(arena);
        return;
    }
    terminal_print(stdout, authoring->english ? "backed up to %s: up to change %" PRId64 ", checked\n"
                         : "đã sao lưu vào %s: đến lần thay đổi %" PRId64 ", đã kiểm tra\n",
           path, backup->sequence);
}

int authoring_backup(const struct authoring *authoring)
{
    struct backup backup;
    struct err err = {0};
    bool good = authoring->state ? backup_write(authoring->state, authoring->paths[0], &backup, &err)
                            : err_set(&err, "còn thiếu --state THƯ-MỤC", "--state FOLDER is missing");
    if (good)
        tell(authoring, authoring->paths[0], &backup);
    else
        terminal_print(stderr, "%s\n", authoring->english ? err.en : err.vi);
    err_clear(&err);
    return good ? 0 : 1;
}
