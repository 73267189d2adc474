#include "ctl/daemon_client.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/value.h"
#include "command/command.h"
#include "ctl/http_ask.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SOCKET_NAME "thidua.sock"

enum { REACH_MS = 5000, PAUSE_MS = 50 };

/* An answer on its way in. */
struct incoming {
    const struct ask *ask;
    int status;
    struct buffer bytes;
    size_t line; /* where the line that is still coming begins */
};

static char *make_target(struct arena *arena, const struct ask *ask)
{
    struct buffer target = {0};
    buffer_puts(&target, "/api/");
    for (const char *at = ask->command->words; *at; at++)
        buffer_putc(&target, *at == ' ' ? '/' : *at);
    for (size_t i = 0; i < value_len(ask->arguments); i++) {
        const struct value *item = value_item(ask->arguments, i);
        const char *text = value_type(item) == VALUE_TEXT  ? value_as_text(item)
                           : value_type(item) == VALUE_INT ? arena_printf(arena, "%lld", (long long)value_as_int(item))
                           : value_type(item) == VALUE_LIST ? json_text(arena, item)
                           : value_as_bool(item)           ? "true"
                                                           : "false";
        buffer_printf(&target, "%c%s=", i ? '&' : '?', value_key(ask->arguments, i));
        http_ask_encode(&target, text);
    }
    return buffer_take(&target, arena);
}

/* A whole line that only says how far it is is passed on and forgotten. */
static bool take_progress(struct incoming *incoming)
{
    struct arena *arena = arena_create();
    const struct value *line =
        json_parse(arena, incoming->bytes.bytes + incoming->line, incoming->bytes.len - incoming->line, NULL);
    const struct value *said = value_get(line, "progress");
    if (said && incoming->ask->progress)
        incoming->ask->progress(incoming->ask->whom, said);
    bool progress = said != NULL;
    arena_destroy(arena);
    return progress;
}

static void on_bytes(void *whom, const char *bytes, size_t len)
{
    struct incoming *incoming = whom;
    if (!incoming->ask->command->streams) {
        buffer_add(&incoming->bytes, bytes, len);
        return;
    }
    for (size_t i = 0; i < len; i++) {
        buffer_putc(&incoming->bytes, bytes[i]);
        if (bytes[i] != '\n')
            continue;
        if (take_progress(incoming))
            incoming->bytes.len = incoming->line;
        incoming->line = incoming->bytes.len;
    }
}

/* A long path goes by the folder's descriptor: an address holds 107 bytes. */
static char *socket_path(struct arena *arena, const char *state, int *ret_folder)
{
    char *path = arena_printf(arena, "%s/%s", state, SOCKET_NAME);
    if (strlen(path) < sizeof((struct sockaddr_un){0}).sun_path)
        return path;
    if (*ret_folder < 0)
        *ret_folder = open(state, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return arena_printf(arena, "/proc/self/fd/%d/%s", *ret_folder, SOCKET_NAME);
}

/* The folder or its socket lets this person not through: waiting changes nothing. */
static bool is_forbidden(int number)
{
    return number == EACCES || number == EPERM;
}

/* It takes no requests yet (upgrade/waiting_room.h): nothing was read of this one. */
static bool is_starting(const struct incoming *incoming)
{
    struct arena *arena = arena_create();
    bool starting = incoming->status == 503 && value_get_bool(json_parse(arena, buffer_text(&incoming->bytes), incoming->bytes.len, NULL), "starting", false);
    arena_destroy(arena);
    return starting;
}

/* Only what could not be connected, or was not read, is sent again. */
static enum http_asked perform(struct incoming *incoming, struct arena *arena, int *ret_number)
{
    const struct ask *ask = incoming->ask;
    struct http_ask question = {.target = make_target(arena, ask),
                                .post = command_changes(ask->command) || ask->command->files,
                                .body = ask->body ? buffer_text(ask->body) : "",
                                .len = ask->body ? ask->body->len : 0,
                                .take = on_bytes,
                                .whom = incoming};
    int folder = -1;
    int64_t until = clock_steady() + REACH_MS;
    enum http_asked asked;
    for (;;) {
        question.socket = socket_path(arena, ask->state, &folder);
        asked = http_ask(&question, &incoming->status, ret_number);
        bool again = asked == HTTP_NOT_REACHED ? !is_forbidden(*ret_number) : asked == HTTP_ASKED && is_starting(incoming);
        if (!again || clock_steady() >= until)
            break;
        incoming->bytes.len = incoming->line = 0;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_MS * 1000000L}, NULL);
    }
    if (folder >= 0)
        close(folder);
    return asked;
}

static enum ask_result refused(const struct value *body, struct answer *answer, struct err *err)
{
    const struct value *said = value_get(body, "error");
    struct err copy = {.vi = strdup(value_get_text(said, "vi", "?")),
                       .en = strdup(value_get_text(said, "en", "?"))};
    err_move(err, &copy);
    answer->problems = value_get(body, "problems");
    return value_get_bool(body, "starting", false) ? ASK_FAILED : ASK_REFUSED;
}

static enum ask_result understand(struct incoming *incoming, struct arena *arena, struct answer *answer,
                                  struct err *err)
{
    int status = incoming->status;
    const struct command *command = incoming->ask->command;
    if (status == 200 && command_gives_file(command, incoming->ask->arguments)) {
        answer->bytes = arena_strndup(arena, buffer_text(&incoming->bytes), incoming->bytes.len);
        answer->len = incoming->bytes.len;
        return ASK_DONE;
    }
    const struct value *body = json_parse(arena, buffer_text(&incoming->bytes), incoming->bytes.len, NULL);
    if (value_type(body) == VALUE_MAP && value_get(body, "error") && (status != 200 || command->streams))
        return refused(body, answer, err);
    answer->value = command->streams ? value_get(body, "answer") : body;
    if (status == 200 && answer->value)
        return ASK_DONE;
    err_set(err, "máy chủ trả lời không hiểu được (HTTP %d)",
            "the daemon's answer was not understood (HTTP %d)", status);
    return status >= 400 ? ASK_REFUSED : ASK_FAILED;
}

/* Without the line that says it is over, what came is but a beginning: HTTP/1.0 marks no end. */
static bool is_cut(const struct incoming *incoming)
{
    return incoming->ask->command->streams && (incoming->line == 0 || incoming->line != incoming->bytes.len);
}

static void say_not_reached(const struct ask *ask, int number, struct err *err)
{
    if (is_forbidden(number))
        err_set(err,
                "bạn không có quyền đến thiduad ở %1$s; nhờ người quản trị máy lập tài khoản cho bạn (thiduactl people add … --unix) "
                "và cho đi qua thư mục dữ liệu (chmod 0711 %1$s)",
                "you are not permitted to reach thiduad at %1$s; have the machine's administrator make an account for you "
                "(thiduactl people add … --unix) and let people pass through the folder of the data (chmod 0711 %1$s)",
                ask->state);
    else
        err_set(err,
                "không kết nối được với thiduad ở %s; máy chủ có đang chạy không, --state có đúng không?",
                "thiduad cannot be reached at %s; is it running, is --state right?", ask->state);
}

enum ask_result ask_daemon(const struct ask *ask, struct arena *arena, struct answer *ret_answer,
                           struct err *err)
{
    struct incoming incoming = {.ask = ask};
    enum ask_result result = ASK_FAILED;
    int number = 0;
    enum http_asked asked = perform(&incoming, arena, &number);
    if (asked == HTTP_NOT_REACHED)
        say_not_reached(ask, number, err);
    else if (asked == HTTP_ASKED && !(incoming.status == 200 && is_cut(&incoming)))
        result = understand(&incoming, arena, ret_answer, err);
    else
        err_set(err, "mất kết nối với thiduad trước khi có trả lời (%s); việc đã được ghi trọn hoặc chưa ghi gì: xem lại bằng “thiduactl status”, "
                "hoặc chạy lại lệnh",
                "the connection to thiduad was lost before the answer (%s); all was written or nothing: look with “thiduactl status”, or "
                "give the command again",
                number ? strerror(number) : "EOF");
    buffer_finish(&incoming.bytes);
    return result;
}
