#include "ctl/daemon_client.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/value.h"
#include "command/command.h"

#include <curl/curl.h>
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
    CURL *curl;
    struct buffer bytes;
    size_t line; /* where the line that is still coming begins */
};

static char *make_url(CURL *curl, struct arena *arena, const struct ask *ask)
{
    struct buffer url = {0};
    buffer_puts(&url, "http://localhost/api/");
    for (const char *at = ask->command->words; *at; at++)
        buffer_putc(&url, *at == ' ' ? '/' : *at);
    for (size_t i = 0; i < value_len(ask->arguments); i++) {
        const struct value *item = value_item(ask->arguments, i);
        const char *text = value_type(item) == VALUE_TEXT  ? value_as_text(item)
                           : value_type(item) == VALUE_INT ? arena_printf(arena, "%lld", (long long)value_as_int(item))
                           : value_type(item) == VALUE_LIST ? json_text(arena, item)
                           : value_as_bool(item)           ? "true"
                                                           : "false";
        char *escaped = curl_easy_escape(curl, text, 0);
        if (!escaped)
            memory_out();
        buffer_printf(&url, "%c%s=%s", i ? '&' : '?', value_key(ask->arguments, i), escaped);
        curl_free(escaped);
    }
    return buffer_take(&url, arena);
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

static size_t on_bytes(char *bytes, size_t unit, size_t count, void *argument)
{
    struct incoming *incoming = argument;
    size_t len = unit * count;
    if (!incoming->ask->command->streams) {
        buffer_add(&incoming->bytes, bytes, len);
        return len;
    }
    for (size_t i = 0; i < len; i++) {
        buffer_putc(&incoming->bytes, bytes[i]);
        if (bytes[i] != '\n')
            continue;
        if (take_progress(incoming))
            incoming->bytes.len = incoming->line;
        incoming->line = incoming->bytes.len;
    }
    return len;
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

static struct curl_slist *set_up(struct incoming *incoming, struct arena *arena)
{
    CURL *curl = incoming->curl;
    const struct ask *ask = incoming->ask;
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    curl_easy_setopt(curl, CURLOPT_URL, make_url(curl, arena, ask));
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, incoming);
    if (command_changes(ask->command) || ask->command->files) {
        headers = curl_slist_append(headers, "Content-Type: application/octet-stream");
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, ask->body ? buffer_text(ask->body) : "");
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)(ask->body ? ask->body->len : 0));
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    return headers;
}

/* The folder or its socket lets this person not through: waiting changes nothing. */
static bool is_forbidden(const struct incoming *incoming)
{
    long number = 0;
    curl_easy_getinfo(incoming->curl, CURLINFO_OS_ERRNO, &number);
    return number == EACCES || number == EPERM;
}

/* Only a connection that could not be made is tried again. */
static CURLcode perform(struct incoming *incoming, struct arena *arena)
{
    int folder = -1;
    int64_t until = clock_steady() + REACH_MS;
    CURLcode code;
    for (;;) {
        curl_easy_setopt(incoming->curl, CURLOPT_UNIX_SOCKET_PATH,
                         socket_path(arena, incoming->ask->state, &folder));
        code = curl_easy_perform(incoming->curl);
        if (code != CURLE_COULDNT_CONNECT || is_forbidden(incoming) || clock_steady() >= until)
            break;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_MS * 1000000L}, NULL);
    }
    if (folder >= 0)
        close(folder);
    return code;
}

static enum ask_result refused(const struct value *body, struct answer *answer, struct err *err)
{
    const struct value *said = value_get(body, "error");
    struct err copy = {.vi = strdup(value_get_text(said, "vi", "?")),
                       .en = strdup(value_get_text(said, "en", "?"))};
    err_move(err, &copy);
    answer->problems = value_get(body, "problems");
    return ASK_REFUSED;
}

static enum ask_result understand(struct incoming *incoming, struct arena *arena, struct answer *answer,
                                  struct err *err)
{
    long status = 0;
    const struct command *command = incoming->ask->command;
    curl_easy_getinfo(incoming->curl, CURLINFO_RESPONSE_CODE, &status);
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
    err_set(err, "máy chủ trả lời không hiểu được (HTTP %ld)",
            "the daemon's answer was not understood (HTTP %ld)", status);
    return status >= 400 ? ASK_REFUSED : ASK_FAILED;
}

enum ask_result ask_daemon(const struct ask *ask, struct arena *arena, struct answer *ret_answer,
                           struct err *err)
{
    struct incoming incoming = {.ask = ask, .curl = curl_easy_init()};
    enum ask_result result = ASK_FAILED;
    if (!incoming.curl)
        memory_out();
    struct curl_slist *headers = set_up(&incoming, arena);
    CURLcode code = perform(&incoming, arena);
    if (code == CURLE_OK)
        result = understand(&incoming, arena, ret_answer, err);
    else if (code == CURLE_COULDNT_CONNECT && is_forbidden(&incoming))
        err_set(err,
                "bạn không có quyền đến thiduad ở %1$s; nhờ người quản trị máy lập tài khoản cho bạn (thiduactl people add … --unix) "
                "và cho đi qua thư mục dữ liệu (chmod 0711 %1$s)",
                "you are not permitted to reach thiduad at %1$s; have the machine's administrator make an account for you "
                "(thiduactl people add … --unix) and let people pass through the folder of the data (chmod 0711 %1$s)",
                ask->state);
    else if (code == CURLE_COULDNT_CONNECT)
        err_set(err,
                "không kết nối được với thiduad ở %s; máy chủ có đang chạy không, --state có đúng không?",
                "thiduad cannot be reached at %s; is it running, is --state right?", ask->state);
    else
        err_set(err, "mất kết nối với thiduad trước khi có trả lời (%s); việc đã được ghi trọn hoặc chưa ghi gì: xem lại bằng “thiduactl status”, "
                "hoặc chạy lại lệnh",
                "the connection to thiduad was lost before the answer (%s); all was written or nothing: look with “thiduactl status”, or "
                "give the command again",
                curl_easy_strerror(code));
    buffer_finish(&incoming.bytes);
    curl_slist_free_all(headers);
    curl_easy_cleanup(incoming.curl);
    return result;
}
