/* A restore drill by whoever may read the backups and the state folder; the daemon, which may do neither, is told how it went and asks for the next. */
#include "authoring/authoring.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/value.h"
#include "drill/drill.h"

#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_REACHED = 2 }; /* thiduactl's exit status */

static void on_progress(void *whom, const char *vi, const char *en)
{
    const struct authoring *authoring = whom;
    terminal_print(stderr, "… %s\n", authoring->english ? en : vi);
}

static int64_t age_days(const struct drill *drill)
{
    struct clock clock;
    clock_init_real(&clock);
    return (clock_now(&clock) - drill->copied_at) / DAY_SECONDS;
}

static int64_t seconds_of(const struct drill *drill)
{
    return (drill->milliseconds + 999) / 1000;
}

static const char *name_of(struct arena *arena, const struct authoring *authoring, const struct drill *drill)
{
    return basename(arena_strdup(arena, drill->backup ? drill->backup : authoring->paths[0]));
}

static void tell_json(struct arena *arena, const struct drill *drill, bool noted)
{
    struct value *answer = value_map(arena);
    value_set_text(answer, "backup", drill->backup);
    value_set_text(answer, "copied_at", instant_text(arena, drill->copied_at));
    value_set_int(answer, "age_days", age_days(drill));
    value_set_int(answer, "sequence", drill->sequence);
    value_set_text(answer, "at", drill->at == INT64_MIN ? NULL : instant_text(arena, drill->at));
    value_set_int(answer, "behind", drill->behind);
    value_set_int(answer, "checked", drill->checked);
    value_set_int(answer, "seals", drill->replay.seals);
    value_set_int(answer, "seals_erased", drill->replay.erased);
    value_set_int(answer, "compared", drill->replay.compared);
    value_set_int(answer, "milliseconds", drill->milliseconds);
    value_set_bool(answer, "accounts", drill->accounts);
    value_set_bool(answer, "noted", noted);
    puts(json_text(arena, answer));
}

static void tell(struct arena *arena, const struct drill *drill, bool english)
{
    terminal_print(stdout, english ? "the drill went well: %s of %s (%" PRId64 " days old) can be put back\n" : "diễn tập thành công: khôi phục được từ %s ghi lúc %s (%" PRId64 " ngày trước)\n",
                   drill->backup, instant_text(arena, drill->copied_at), age_days(drill));
    terminal_print(stdout, english ? "up to change %" PRId64 "; the contest has %" PRId64 " more by now\n" : "đến lần thay đổi %" PRId64 "; đến nay phong trào có thêm %" PRId64 " lần thay đổi\n",
                   drill->sequence, drill->behind);
    terminal_print(stdout, english ? "%" PRId64 " contents agree with their hashes; %" PRId64 " seals came out again (%" PRId64 " results)\n"
                           : "%" PRId64 " nội dung khớp mã băm; %" PRId64 " bản chốt tính lại ra như đã chốt (%" PRId64 " kết quả)\n",
                   drill->checked, drill->replay.seals, drill->replay.compared);
    if (drill->replay.erased)
        terminal_print(stdout, english ? "%" PRId64 " seals differ only in criteria that read private data which was erased since\n"
                               : "%" PRId64 " bản chốt chỉ khác ở tiêu chí đọc dữ liệu riêng đã xóa theo thời hạn lưu\n", drill->replay.erased);
    terminal_print(stdout, english ? "it took %" PRId64 ".%01" PRId64 " s\n" : "mất %" PRId64 ",%01" PRId64 " giây\n", drill->milliseconds / 1000, drill->milliseconds % 1000 / 100);
    if (!drill->accounts)
        puts(english ? "no passwords are beside it: copy its file …-accounts with it" : "bên cạnh không có tệp mật khẩu: sao chép cả tệp …-accounts của nó");
}

/* thiduactl beside this program, or where an installed one is. */
static const char *client(struct arena *arena, const struct authoring *authoring)
{
    const char *folder = dirname(arena_strdup(arena, authoring->program));
    const char *places[] = {arena_printf(arena, "%s/thiduactl", folder), arena_printf(arena, "%s/../bin/thiduactl", folder)};
    for (size_t i = 0; i < LEN(places); i++)
        if (access(places[i], X_OK) == 0)
            return places[i];
    return "/usr/bin/thiduactl";
}

/* What it says is said here already; a refusal goes to standard error. */
static int run(const char *const *words)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
            _exit(NOT_REACHED);
        execv(words[0], (char *const *)words);
        _exit(NOT_REACHED);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : NOT_REACHED;
}

/* The one who writes is the daemon: it notes this as a change of whoever runs the drill. why NULL: it went well. */
static bool note(struct arena *arena, const struct authoring *authoring, const struct drill *drill, const char *why)
{
    const char *words[32] = {client(arena, authoring), "--state", authoring->state, "backup", "drilled"};
    size_t len = 5;
    if (drill->copied_at != INT64_MIN) {
        words[len++] = "--copied-at";
        words[len++] = arena_strndup(arena, instant_text(arena, drill->copied_at), strlen("2025-02-10T17:00"));
    }
    if (drill->behind >= 0) {
        words[len++] = "--behind";
        words[len++] = arena_printf(arena, "%" PRId64, drill->behind);
    }
    words[len++] = "--seals";
    words[len++] = arena_printf(arena, "%" PRId64, drill->replay.seals);
    words[len++] = "--seconds";
    words[len++] = arena_printf(arena, "%" PRId64, seconds_of(drill));
    if (why) {
        words[len++] = "--failed";
        words[len++] = why;
    }
    words[len++] = "--";
    words[len++] = name_of(arena, authoring, drill);
    return run(words) == 0;
}

static void say_unnoted(bool english)
{
    fputs(english ? "the drill is not noted: start the daemon and run it again, so that it does not go on asking for it\n"
                  : "chưa ghi nhận được lần diễn tập: hãy khởi động máy chủ rồi chạy lại, để máy chủ không nhắc nữa\n",
          stderr);
}

int authoring_drill(const struct authoring *authoring)
{
    struct arena *arena = arena_create();
    struct drill drill = {.copied_at = INT64_MIN, .behind = -1};
    struct err err = {0};
    bool good = authoring->state ? drill_perform(authoring->state, authoring->paths[0], authoring->worker, on_progress, (void *)authoring, arena, &drill, &err)
                                 : err_set(&err, "còn thiếu --state THƯ-MỤC", "--state FOLDER is missing");
    bool noted = authoring->state && note(arena, authoring, &drill, good ? NULL : err.vi);
    if (!good)
        terminal_print(stderr, "%s%s\n", authoring->english ? "the drill failed: " : "diễn tập không thành: ", authoring->english ? err.en : err.vi);
    else if (authoring->json)
        tell_json(arena, &drill, noted);
    else
        tell(arena, &drill, authoring->english);
    if (!noted && authoring->state)
        say_unnoted(authoring->english);
    err_clear(&err);
    arena_destroy(arena);
    return good && noted ? 0 : 1;
}
