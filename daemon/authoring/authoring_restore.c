/* A backup put in the place of the databases, for whoever may write the state folder; no daemon runs. */
#include "authoring/authoring.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/value.h"
#include "store/restore.h"

#include <inttypes.h>
#include <stdio.h>

static void set_instant(struct value *answer, struct arena *arena, const char *key, int64_t at)
{
    value_set_text(answer, key, at == INT64_MIN ? NULL : instant_text(arena, at));
}

static struct value *answer_of(struct arena *arena, const struct authoring *authoring, const struct restore *restore)
{
    struct value *answer = value_map(arena);
    value_set_text(answer, "file", authoring->paths[0]);
    value_set_bool(answer, "dry_run", authoring->dry_run);
    value_set_int(answer, "sequence", restore->sequence);
    set_instant(answer, arena, "at", restore->at);
    value_set_int(answer, "replaced", restore->replaced);
    set_instant(answer, arena, "replaced_at", restore->replaced_at);
    value_set_bool(answer, "accounts", restore->accounts);
    value_set_text(answer, "kept", restore->kept);
    return answer;
}

static const char *moment(struct arena *arena, int64_t at, bool english)
{
    return at == INT64_MIN ? english ? "no change yet" : "chưa có thay đổi nào" : instant_text(arena, at);
}

static void tell_replaced(struct arena *arena, const struct restore *restore, bool english)
{
    if (restore->replaced < 0)
        puts(english ? "what is there now cannot be read any more" : "dữ liệu hiện có không còn đọc được");
    else if (restore->replaced > 0)
        terminal_print(stdout, english ? "it replaces data up to change %" PRId64 " (%s)\n" : "thay cho dữ liệu đến lần thay đổi %" PRId64 " (%s)\n",
               restore->replaced, moment(arena, restore->replaced_at, english));
}

static void tell(struct arena *arena, const struct authoring *authoring, const struct restore *restore)
{
    bool english = authoring->english;
    terminal_print(stdout, english ? "%s is sound: up to change %" PRId64 " (%s)\n" : "%s còn nguyên vẹn: đến lần thay đổi %" PRId64 " (%s)\n",
           authoring->paths[0], restore->sequence, moment(arena, restore->at, english));
    tell_replaced(arena, restore, english);
    if (!restore->accounts)
        puts(english ? "no passwords are beside it: those that are there stay; who has none gets one with thiduactl people password"
                     : "bên cạnh không có tệp mật khẩu: mật khẩu hiện có được giữ; ai chưa có thì đặt bằng thiduactl people password");
    if (authoring->dry_run) {
        puts(english ? "nothing was changed (--dry-run)" : "chưa thay đổi gì (--dry-run)");
        return;
    }
    if (restore->kept)
        terminal_print(stdout, english ? "restored; the old data is in %s, delete it when all is well\n"
                       : "đã khôi phục; dữ liệu cũ ở %s, khi mọi việc ổn thì xóa\n",
               restore->kept);
    else
        puts(english ? "restored" : "đã khôi phục");
    puts(english ? "now start the daemon and run: thiduactl audit verify" : "hãy khởi động máy chủ rồi chạy: thiduactl audit verify");
}

int authoring_restore(const struct authoring *authoring)
{
    struct arena *arena = arena_create();
    struct restore restore;
    struct err err = {0};
    bool good = authoring->state ? restore_write(authoring->state, authoring->paths[0], authoring->dry_run, arena, &restore, &err)
                                 : err_set(&err, "còn thiếu --state THƯ-MỤC", "--state FOLDER is missing");
    if (!good)
        terminal_print(stderr, "%s\n", authoring->english ? err.en : err.vi);
    else if (authoring->json)
        puts(json_text(arena, answer_of(arena, authoring, &restore)));
    else
        tell(arena, authoring, &restore);
    err_clear(&err);
    arena_destroy(arena);
    return good ? 0 : 1;
}
