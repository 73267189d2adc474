/* thiduactl: words on a command line → one question to the daemon → its answer for people, or as JSON. */
#include "base/arena.h"
#include "base/array.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "ctl/command_line.h"
#include "ctl/completion.h"
#include "ctl/daemon_client.h"
#include "ctl/help.h"
#include "ctl/man.h"
#include "ctl/print.h"
#include "ctl/secret_input.h"
#include "base/terminal.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_UNREACHED = 2 };
enum { BODY_MAX = 64 * 1024 * 1024 };

static int complain(const struct line *line, struct err *err, int status)
{
    const char *said = line->english ? err->en : err->vi;
    terminal_show_bytes(stderr, said, strlen(said));
    fputc('\n', stderr);
    err_clear(err);
    return status;
}

/* One word that is a file, or is called like a file of rules: no body of a function is. */
static bool is_path(const char *text)
{
    size_t len = strlen(text);
    if (strpbrk(text, " \t\n"))
        return false;
    return access(text, F_OK) == 0 || (len > 4 && (strcmp(text + len - 4, ".lua") == 0 || strcmp(text + len - 4, ".sql") == 0));
}

/* Words of the command line instead of a file: sent under the option's name. */
static bool take_text(const char *text, struct file *ret_file, struct err *err)
{
    if (is_path(text))
        return err_set(err, "--body: “%s” là đường dẫn tới một tệp; để chạy thử tệp đó, bỏ --body và ghi đường dẫn",
                       "--body: “%s” is the path of a file; to try that file, leave out --body and give the path", text);
    *ret_file = (struct file){.path = "--body", .bytes = text, .len = strlen(text)};
    return true;
}

static bool read_input(struct arena *arena, struct file *ret_file, struct err *err)
{
    struct buffer text = {0};
    char bytes[4096];
    for (size_t len; (len = fread(bytes, 1, sizeof bytes, stdin)) > 0 && text.len <= BODY_MAX;)
        buffer_add(&text, bytes, len);
    bool good = text.len <= BODY_MAX ||
                err_set(err, "đầu vào chuẩn quá lớn", "standard input is too large");
    size_t len = text.len;
    *ret_file = (struct file){.path = "-", .bytes = buffer_take(&text, arena), .len = len};
    return good;
}

/* criteria/1.1.lua of whatever folder it was given in: the daemon finds its place by that. */
static const char *short_path(const char *path)
{
    const char *start = path, *last = path;
    for (const char *at = path; *at; at++)
        if (*at == '/') {
            start = last;
            last = at + 1;
        }
    return start;
}

/* What other programs left in the folder is not sent, and said once. */
static bool read_folder(struct arena *arena, const struct line *line, const char *folder, struct file_list *ret_files, struct err *err)
{
    struct file_list litter;
    struct buffer note = {0};
    if (!file_read_folder(arena, folder, BODY_MAX, ret_files, &litter, err))
        return false;
    for (size_t i = 0; i < litter.len; i++)
        buffer_printf(&note, "%s%s",
                      i              ? ", "
                      : line->english ? "note: temporary files of other programs were not sent: "
                                      : "ghi chú: không gửi tệp tạm của chương trình khác: ",
                      litter.items[i].path);
    if (litter.len)
        buffer_putc(&note, '\n');
    terminal_show(stderr, &note);
    return true;
}

/* One folder, or files. */
static bool read_paths(struct arena *arena, const struct line *line, struct file_list *ret_files, struct err *err)
{
    struct stat found;
    if (line->path_count == 1 && stat(line->paths[0], &found) == 0 && S_ISDIR(found.st_mode))
        return read_folder(arena, line, line->paths[0], ret_files, err);
    *ret_files = (struct file_list){arena_alloc(arena, (line->path_count + 1) * sizeof *ret_files->items), 0};
    for (size_t i = 0; i < line->path_count; i++) {
        struct file *file = &ret_files->items[ret_files->len++];
        if (!file_read(arena, line->paths[i], BODY_MAX, file, err))
            return false;
        file->path = short_path(line->paths[i]);
    }
    return true;
}

static bool takes_secrets(const struct command *command)
{
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        if (parameter->form == FORM_SECRET)
            return true;
    return false;
}

/* One after the other, those that not only a page asks for. */
static bool pack_secrets(struct arena *arena, const struct line *line, struct buffer *body, struct err *err)
{
    struct file files[COMMAND_PARAMETERS_MAX];
    size_t count = 0;
    bool twice = command_parameter(line->command, "again") != NULL;
    for (const struct command_parameter *parameter = line->command->parameters; parameter->name; parameter++) {
        const char *secret, *words = line->english ? parameter->en : parameter->vi;
        if (parameter->form != FORM_SECRET || parameter->on_page)
            continue;
        if (!secret_input_read(arena, arena_strndup(arena, words, strcspn(words, ";,")), twice, &secret, err))
            return false;
        files[count++] = (struct file){.path = parameter->name, .bytes = secret, .len = strlen(secret)};
    }
    if (count)
        frame_pack_files(body, &(struct file_list){files, count});
    return true;
}

static bool pack(struct arena *arena, const struct line *line, struct buffer *body, struct err *err)
{
    struct file file;
    struct file_list files = {&file, 1};
    if (!line->command->files)
        return true;
    if (takes_secrets(line->command))
        return pack_secrets(arena, line, body, err);
    if (!line->file && !line->folder && !line->body && !line->path_count)
        return true;
    bool read = line->path_count ? read_paths(arena, line, &files, err)
                : line->body     ? take_text(line->body, &file, err)
                : line->file && strcmp(line->file, "-") == 0 ? read_input(arena, &file, err)
                : line->file ? file_read(arena, line->file, BODY_MAX, &file, err)
                           : read_folder(arena, line, line->folder, &files, err);
    if (read)
        frame_pack_files(body, &files);
    return read;
}

static void on_progress(void *argument, const struct value *said)
{
    const struct line *line = argument;
    struct buffer out = {0};
    buffer_printf(&out, "… %s\n", value_get_text(said, line->english ? "en" : "vi", ""));
    terminal_show(stderr, &out);
}

/* A check that only tells still fails when it found an error: a script asks by the exit status. */
static bool found_errors(const struct value *answer)
{
    return !value_get_bool(answer, "written", false) && problems_value_error(value_get(answer, "problems"));
}

/* JSON is for programs: it goes as it is, unless a person looks at it. */
static void write_value(struct arena *arena, const struct line *line, const struct value *value)
{
    struct buffer out = {0};
    if (line->json) {
        json_write(&out, value);
        buffer_putc(&out, '\n');
    } else {
        print_command(&out, arena, line->command, value, line->english, line->wide || !isatty(STDOUT_FILENO));
    }
    if (line->json && !isatty(STDOUT_FILENO))
        terminal_write(stdout, &out);
    else
        terminal_show(stdout, &out);
}

/* Nowhere to be written to: on standard output as it is, or within the JSON. */
static int print_file(struct arena *arena, const struct line *line, const struct answer *answer)
{
    struct value *written = value_map(arena);
    value_set_text(written, "file", NULL);
    value_set_int(written, "bytes", (int64_t)answer->len);
    value_set(written, "text", value_text(arena, arena_strndup(arena, answer->bytes, answer->len)));
    if (line->json)
        write_value(arena, line, written);
    else if (isatty(STDOUT_FILENO))
        terminal_show_bytes(stdout, answer->bytes, answer->len);
    else
        fwrite(answer->bytes, 1, answer->len, stdout);
    return EXIT_DONE;
}

static void say_written(struct arena *arena, const struct line *line, const struct value *written)
{
    struct buffer out = {0};
    if (line->json) {
        write_value(arena, line, written);
        return;
    }
    print_written(&out, arena, written, line->english);
    terminal_show(stdout, &out);
}

static int keep_file(struct arena *arena, const struct line *line, const struct answer *answer)
{
    struct err err = {0};
    if (!line->out)
        return print_file(arena, line, answer);
    if (!file_write(line->out, answer->bytes, answer->len, &err))
        return complain(line, &err, EXIT_REFUSED);
    struct value *written = value_map(arena);
    value_set_text(written, "file", line->out);
    value_set_int(written, "bytes", (int64_t)answer->len);
    say_written(arena, line, written);
    return EXIT_DONE;
}

static void say_hint(struct arena *arena, const struct line *line)
{
    struct buffer hint = {0};
    for (const char *at = line->english ? line->command->hint_en : line->command->hint_vi; *at;) {
        size_t len = strcspn(at, "{");
        buffer_add(&hint, at, len);
        at += len;
        if (!*at)
            break;
        len = strcspn(++at, "}");
        const struct value *given = value_get(line->arguments, arena_strndup(arena, at, len));
        if (value_type(given) == VALUE_INT)
            buffer_printf(&hint, "%lld", (long long)value_as_int(given));
        else
            buffer_puts(&hint, value_as_text(given));
        at += len + (at[len] == '}');
    }
    buffer_putc(&hint, '\n');
    terminal_show(stderr, &hint);
}

/* The file that stands in the answer goes where it was asked for; in the answer stays where that is. */
static const struct value *take_beside(struct arena *arena, const struct line *line, const struct value *answer, struct err *err)
{
    struct value *left = value_map(arena), *written = value_map(arena);
    const char *bytes;
    size_t len;
    for (size_t i = 0; i < value_len(answer); i++) {
        const char *text = value_get_text(value_item(answer, i), ANSWER_BYTES, NULL);
        if (!text) {
            value_set(left, value_key(answer, i), value_item(answer, i));
            continue;
        }
        if (!base64_bytes(arena, text, &bytes, &len)) {
            err_set(err, "tệp trong câu trả lời không đọc được", "the file within the answer cannot be read");
            return NULL;
        }
        if (!file_write(line->beside, bytes, len, err))
            return NULL;
        value_set_text(written, "file", line->beside);
        value_set_int(written, "bytes", (int64_t)len);
        value_set(left, value_key(answer, i), written);
    }
    if (!line->json && value_len(written))
        say_written(arena, line, written);
    return left;
}

static int take_answer(struct arena *arena, const struct line *line, const struct answer *answer)
{
    if (line->command->hint_vi && !line->json)
        say_hint(arena, line);
    if (command_gives_file(line->command, line->arguments))
        return keep_file(arena, line, answer);
    struct err err = {0};
    const struct value *value = line->beside ? take_beside(arena, line, answer->value, &err) : answer->value;
    if (!value)
        return complain(line, &err, EXIT_REFUSED);
    write_value(arena, line, value);
    return found_errors(answer->value) ? EXIT_REFUSED : EXIT_DONE;
}

/* A person may have edited what lies there: it is not overwritten unless that is said. Asked before the daemon is. */
static bool may_write(const struct line *line, struct err *err)
{
    const char *const paths[] = {line->out, line->beside};
    struct stat found;
    for (size_t i = 0; i < LEN(paths); i++)
        if (paths[i] && !line->force && lstat(paths[i], &found) == 0)
            return err_set(err, "“%s” đã có; chọn tên khác, hoặc thêm --force để ghi đè",
                           "“%s” exists already; choose another name, or add --force to overwrite it", paths[i]);
    return true;
}

static int ask(struct arena *arena, const struct line *line)
{
    struct err err = {0};
    struct buffer body = {0};
    struct answer answer = {0};
    if (!may_write(line, &err) || !pack(arena, line, &body, &err))
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
    terminal_show(stderr, &problems);
    return complain(line, &err, result == ASK_REFUSED ? EXIT_REFUSED : EXIT_UNREACHED);
}

/* The words of thiduad's own command line: the task, PATH… and what else was given. */
static const char **authoring_words(struct arena *arena, const struct line *line)
{
    size_t count = value_len(line->arguments), len = 0;
    const char **list = arena_alloc(arena, (2 * count + line->path_count + 10) * sizeof *list);
    list[len++] = "thiduad";
    list[len++] = line->command->task;
    for (size_t i = 0; i < count; i++) {
        const char *name = value_key(line->arguments, i);
        list[len++] = arena_printf(arena, "--%s", name);
        if (command_parameter(line->command, name)->form != FORM_FLAG)
            list[len++] = value_as_text(value_item(line->arguments, i));
    }
    if (line->json)
        list[len++] = "--json";
    if (line->command->needs_state) {
        list[len++] = "--state";
        list[len++] = line->state;
    }
    list[len++] = "--";
    if (line->folder)
        list[len++] = line->folder;
    for (size_t i = 0; i < line->path_count; i++)
        list[len++] = line->paths[i];
    return list;
}

/* thiduad beside this program (a build tree, a bin folder), else where an installed one is. */
static int go_to_desk(struct arena *arena, const struct line *line)
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
    const char **words = authoring_words(arena, line);
    setenv("THIDUA_LANG", line->english ? "en" : "vi", 1);
    for (size_t i = 0; i < LEN(places); i++)
        if (access(places[i], X_OK) == 0)
            execv(places[i], (char *const *)words);
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
    else if (line->group)
        help_group_write(&out, arena, line->group, line->english);
    else if (line->man)
        man_write(&out, arena, line->english);
    else if (line->completion && !completion_write(&out, line->completion, &err))
        return complain(line, &err, EXIT_REFUSED);
    else if (!line->completion && line->command)
        help_command_write(&out, arena, line->command, line->english);
    else if (!line->completion)
        help_write(&out, arena, line->english);
    terminal_write(stdout, &out);
    return EXIT_DONE;
}

static int list_values(struct arena *arena, const struct line *line)
{
    struct err err = {0};
    struct buffer out = {0};
    struct answer answer = {0};
    struct ask question = {
        .state = line->state, .command = completion_command(line->values), .arguments = line->arguments, .body = &out};
    if (!question.command) {
        err_set(&err, "--values %s: không có loại giá trị này", "--values %s: there is no such kind", line->values);
        return complain(line, &err, EXIT_REFUSED);
    }
    enum ask_result result = ask_daemon(&question, arena, &answer, &err);
    if (result != ASK_DONE)
        return complain(line, &err, result == ASK_REFUSED ? EXIT_REFUSED : EXIT_UNREACHED);
    completion_values(&out, line->values, answer.value);
    terminal_write(stdout, &out);
    return EXIT_DONE;
}

static int run(struct arena *arena, int argc, char **argv)
{
    struct line line;
    struct err err = {0};
    if (!line_read(arena, argc, argv, &line, &err))
        return complain(&line, &err, EXIT_REFUSED);
    if (line.help || line.version || line.man || line.completion || line.group)
        return tell(arena, &line);
    if (line.values)
        return list_values(arena, &line);
    if (line.command->place == COMMAND_ON_CLIENT)
        return go_to_desk(arena, &line);
    return ask(arena, &line);
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_create();
    int status = run(arena, argc, argv);
    arena_destroy(arena);
    return status;
}
