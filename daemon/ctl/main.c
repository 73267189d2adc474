/* thiduactl: words on a command line → one question to the daemon → its answer for people, or as JSON. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/value.h"
#include "ctl/ask.h"
#include "ctl/help.h"
#include "ctl/line.h"
#include "ctl/print.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_UNREACHED = 2 };
enum { BODY_MAX = 64 * 1024 * 1024 };

static void write_out(FILE *stream, struct buffer *buffer)
{
    fwrite(buffer_text(buffer), 1, buffer->len, stream);
    fflush(stream);
    buffer_finish(buffer);
}

static int complain(const struct line *line, struct err *err, int status)
{
    fprintf(stderr, "%s\n", line->english ? err->en : err->vi);
    err_clear(err);
    return status;
}

static bool pack(struct arena *arena, const struct line *line, struct buffer *body, struct err *err)
{
    struct file file;
    struct file_list files = {&file, 1};
    if (!line->command->files)
        return true;
    bool read = line->file ? file_read(arena, line->file, BODY_MAX, &file, err)
                           : file_read_folder(arena, line->folder, BODY_MAX, &files, err);
    if (read)
        frame_pack_files(body, &files);
    return read;
}

static void on_progress(void *argument, const struct value *said)
{
    const struct line *line = argument;
    fprintf(stderr, "… %s\n", value_get_text(said, line->english ? "en" : "vi", ""));
}

/* A check that only tells still fails when it found an error: a script asks by the exit status. */
static bool found_errors(const struct value *answer)
{
    const struct value *problems = value_get(answer, "problems");
    for (size_t i = 0; i < value_len(problems); i++)
        if (strcmp(value_get_text(value_at(problems, i), "level", ""), "error") == 0)
            return true;
    return false;
}

static void write_value(struct arena *arena, const struct line *line, const struct value *value)
{
    struct buffer out = {0};
    if (line->json) {
        json_write(&out, value);
        buffer_putc(&out, '\n');
    } else {
        print_answer(&out, arena, line->command, value, line->english);
    }
    write_out(stdout, &out);
}

static int keep_file(struct arena *arena, const struct line *line, const struct answer *answer)
{
    struct err err = {0};
    if (!file_write(line->out, answer->bytes, answer->len, &err))
        return complain(line, &err, EXIT_REFUSED);
    struct value *written = value_map(arena);
    value_set_text(written, "file", line->out);
    value_set_int(written, "bytes", (int64_t)answer->len);
    write_value(arena, line, written);
    return EXIT_DONE;
}

static int take_answer(struct arena *arena, const struct line *line, const struct answer *answer)
{
    if (line->command->bytes)
        return keep_file(arena, line, answer);
    write_value(arena, line, answer->value);
    return found_errors(answer->value) ? EXIT_REFUSED : EXIT_DONE;
}

static int ask(struct arena *arena, const struct line *line)
{
    struct err err = {0};
    struct buffer body = {0};
    struct answer answer = {0};
    if (!pack(arena, line, &body, &err))
        return complain(line, &err, EXIT_REFUSED);
    bool listens = !line->json || isatty(STDERR_FILENO);
    struct ask question = {
        .state = line->state,
        .command = line->command,
        .arguments = line->arguments,
        .body = &body,
        .progress = listens ? on_progress : NULL,
        .whom = (void *)line,
    };
    enum ask_result result = ask_daemon(&question, arena, &answer, &err);
    buffer_finish(&body);
    if (result == ASK_DONE)
        return take_answer(arena, line, &answer);
    struct buffer problems = {0};
    print_problems(&problems, answer.problems, line->english);
    write_out(stderr, &problems);
    return complain(line, &err, result == ASK_REFUSED ? EXIT_REFUSED : EXIT_UNREACHED);
}

/* thiduad beside this program (a build tree, a bin folder), else where an installed one is. */
static int check_package(struct arena *arena, const struct line *line)
{
    char self[PATH_MAX] = "";
    struct err err = {0};
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        self[0] = '\0';
    char *end = strrchr(self, '/');
    if (end)
        *end = '\0';
    const char *places[] = {arena_printf(arena, "%s/thiduad", self),
                            arena_printf(arena, "%s/../sbin/thiduad", self), "/usr/local/sbin/thiduad",
                            "/usr/sbin/thiduad"};
    setenv("THIDUA_LANG", line->english ? "en" : "vi", 1);
    for (size_t i = 0; i < LEN(places); i++)
        if (access(places[i], X_OK) == 0)
            execl(places[i], places[i], "--check", line->folder, line->json ? "--json" : NULL, NULL);
    err_set(&err, "không tìm thấy thiduad cạnh thiduactl hoặc trong sbin",
            "there is no thiduad beside thiduactl or in sbin");
    return complain(line, &err, EXIT_REFUSED);
}

static int tell(struct arena *arena, const struct line *line)
{
    struct buffer out = {0};
    struct err err = {0};
    if (line->version)
        buffer_puts(&out, "thiduactl " PACKAGE_VERSION "\n");
    else if (line->completion && !help_completion_write(&out, line->completion, &err))
        return complain(line, &err, EXIT_REFUSED);
    else if (!line->completion && line->command)
        help_command_write(&out, arena, line->command, line->english);
    else if (!line->completion)
        help_write(&out, arena, line->english);
    write_out(stdout, &out);
    return EXIT_DONE;
}

static int run(struct arena *arena, int argc, char **argv)
{
    struct line line;
    struct err err = {0};
    if (!line_read(arena, argc, argv, &line, &err))
        return complain(&line, &err, EXIT_REFUSED);
    if (line.help || line.version || line.completion)
        return tell(arena, &line);
    if (line.command->place == COMMAND_ON_CLIENT)
        return check_package(arena, &line);
    return ask(arena, &line);
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_create();
    int status = run(arena, argc, argv);
    arena_destroy(arena);
    return status;
}
