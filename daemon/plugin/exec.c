#include "plugin/exec.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

enum { INPUT_MAX = 32 * 1024 * 1024, REMARKS_MAX = 4096 };

const struct thidua_parameter exec_program_name = {
    .size = sizeof exec_program_name,
    .type = THIDUA_TEXT,
    .name = "program",
    .title = {"tên tệp của chương trình, có trong [plugins] programs của thiduad.conf",
              "file name of the program, one of [plugins] programs in thiduad.conf"},
};
static const struct thidua_parameter program_arguments = {
    .size = sizeof program_arguments,
    .type = THIDUA_TEXT,
    .name = "arguments",
    .fallback = "",
    .title = {"tham số dòng lệnh, cách nhau bằng dấu cách; {period} {from} {until} {criterion} được thay",
              "its arguments, parted by blanks; {period} {from} {until} {criterion} are filled in"},
};
static const struct thidua_parameter program_rows = {
    .size = sizeof program_rows,
    .type = THIDUA_CHOICE,
    .name = "rows",
    .fallback = "csv",
    .choices = "csv|json",
    .title = {"dạng của các dòng đưa vào: CSV có dòng đầu, hoặc mỗi dòng một đối tượng JSON",
              "how it gets the rows: CSV with a head line, or one JSON object a line"},
};
static const struct thidua_parameter program_timeout = {
    .size = sizeof program_timeout,
    .type = THIDUA_INTEGER,
    .name = "timeout",
    .fallback = "5",
    .min = 1,
    .max = 600,
    .title = {"nhiều nhất bao nhiêu giây (và không quá thời hạn của tiến trình tính)",
              "at most so many seconds (and not beyond the worker's deadline)"},
};
static const struct thidua_parameter *const program_parameters[] = {&exec_program_name, &program_arguments,
                                                                    &program_rows, &program_timeout, NULL};

static const struct thidua_plugin sql_description = {
    .size = sizeof sql_description,
    .abi = THIDUA_PLUGIN_ABI,
    .kind = THIDUA_EVALUATOR,
    .name = "sql",
    .version = "1.0",
    .title = {"câu SQL trả thẳng số liệu: mỗi đơn vị một dòng subject, num, den",
              "SQL that gives the figures itself: one row a subject, with subject, num and den"},
};
static const struct thidua_plugin program_description = {
    .size = sizeof program_description,
    .abi = THIDUA_PLUGIN_ABI,
    .kind = THIDUA_EVALUATOR,
    .name = "exec",
    .version = "1.0",
    .title = {"một chương trình của người quản trị, kiểu Nagios: mã kết thúc và từng dòng",
              "a program of the administrator's, Nagios-like: exit code and lines"},
    .parameters = program_parameters,
};

const struct plugin exec_sql = {.description = &sql_description};
const struct plugin exec_program = {.description = &program_description};

static bool check_path(const char *path, struct err *err)
{
    struct stat about;
    if (*path != '/' || stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return err_set(err, "[plugins] programs: %s không phải là tệp (hãy ghi đường dẫn đầy đủ)",
                       "[plugins] programs: %s is no file (write the full path)", path);
    if (about.st_mode & S_IWOTH)
        return err_set(err, "%s: ai cũng ghi được tệp này; hãy chmod o-w",
                       "%s: anybody may write it; chmod o-w", path);
    return true;
}

bool exec_find(struct arena *arena, const char *allowed, const char *name, const char **ret_path,
               struct err *err)
{
    char *rest, *copy = arena_strdup(arena, allowed ? allowed : "");
    for (char *path = strtok_r(copy, ", \t\n", &rest); path; path = strtok_r(NULL, ", \t\n", &rest)) {
        const char *slash = strrchr(path, '/');
        if (strcmp(slash ? slash + 1 : path, name) != 0)
            continue;
        *ret_path = path;
        return check_path(path, err);
    }
    return err_set(err,
                   "chương trình “%s” chưa được phép chạy trên máy này; người quản trị thêm đường dẫn vào "
                   "[plugins] programs của thiduad.conf",
                   "the program “%s” may not run on this machine; its administrator adds the path to "
                   "[plugins] programs in thiduad.conf",
                   name);
}

static void add_csv_text(struct buffer *input, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        buffer_puts(input, text);
        return;
    }
    buffer_putc(input, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_putc(input, '"');
        buffer_putc(input, *text);
    }
    buffer_putc(input, '"');
}

static void add_csv_row(struct buffer *input, const struct exchange_rows *rows)
{
    for (int i = 0; i < rows->columns; i++) {
        const char *text = rows->text(rows->rows, i);
        if (i)
            buffer_putc(input, ',');
        add_csv_text(input, text ? text : "");
    }
    buffer_putc(input, '\n');
}

static void add_csv_head(struct buffer *input, const struct exchange_rows *rows)
{
    for (int i = 0; i < rows->columns; i++) {
        if (i)
            buffer_putc(input, ',');
        add_csv_text(input, rows->name(rows->rows, i));
    }
    buffer_putc(input, '\n');
}

static void add_json_row(struct buffer *input, const struct exchange_rows *rows)
{
    struct arena *scratch = arena_create(); /* there may be many rows */
    struct value *map = value_map(scratch);
    for (int i = 0; i < rows->columns; i++) {
        bool integer = rows->type(rows->rows, i) == VALUE_INT;
        value_set(map, rows->name(rows->rows, i),
                  integer ? value_int(scratch, rows->integer(rows->rows, i))
                          : value_text(scratch, rows->text(rows->rows, i)));
    }
    json_write(input, map);
    buffer_putc(input, '\n');
    arena_destroy(scratch);
}

static bool put_rows(const struct exchange_rows *rows, bool json, struct buffer *input, struct err *err)
{
    bool row = false;
    if (!json)
        add_csv_head(input, rows);
    for (;;) {
        if (!rows->step(rows->rows, &row, err))
            return false;
        if (!row)
            return true;
        if (json)
            add_json_row(input, rows);
        else
            add_csv_row(input, rows);
        if (input->len > INPUT_MAX)
            return err_set(err, "câu SQL trả quá %d MiB cho chương trình; hãy gộp bớt trong SQL",
                           "the SQL gives the program more than %d MiB; count more in SQL", INPUT_MAX >> 20);
    }
}

/* "{period}" → the period's id; any other word as it stands. */
static const char *filled(struct arena *arena, const char *word, const struct value *context)
{
    size_t len = strlen(word);
    if (len < 3 || word[0] != '{' || word[len - 1] != '}')
        return word;
    return value_get_text(context, arena_strndup(arena, word + 1, len - 2), word);
}

const struct value *exec_arguments(struct arena *arena, const struct value *parameters, const struct value *context)
{
    struct value *list = value_list(arena);
    char *rest, *copy = arena_strdup(arena, value_get_text(parameters, "arguments", ""));
    for (char *word = strtok_r(copy, " \t\n", &rest); word; word = strtok_r(NULL, " \t\n", &rest))
        value_append(list, value_text(arena, filled(arena, word, context)));
    return list;
}

/* One more remark behind those before it, as far as there is room: it goes into the receipt of the run. */
static const char *with_remark(struct arena *arena, const char *text, const char *remark)
{
    const char *before = text ? text : "", *mark = text ? "; " : "";
    size_t room = REMARKS_MAX - strlen(before), len = strlen(remark);
    if (room < sizeof "; ")
        return text;
    room -= strlen(mark);
    if (len > room)
        for (len = room; len && ((unsigned char)remark[len] & 0xc0) == 0x80; len--) /* whole letters */
            ;
    return arena_printf(arena, "%s%s%.*s", before, mark, (int)len, remark);
}

/* Figures to the figures, what follows a # to the text. */
static bool read_lines(struct arena *arena, const char *output, struct exchange_figures *figures,
                       const char **ret_text, struct err *err)
{
    const char *text = NULL;
    char *rest, *copy = arena_strdup(arena, output);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        line += strspn(line, " \t\r");
        if (*line == '#')
            text = with_remark(arena, text, line + strspn(line, "# \t"));
        else if (*line && !exchange_add_line(arena, figures, line, err))
            return false;
    }
    *ret_text = text;
    return true;
}

static bool ended_badly(struct arena *arena, const struct program_answer *answer, struct err *err)
{
    struct exchange_figures none = {.most = SIZE_MAX};
    const char *text = NULL;
    if (!read_lines(arena, answer->output, &none, &text, NULL) || !text || !*text)
        text = *answer->complaint ? answer->complaint : "";
    const char *mark = *text ? ": " : "";
    if (answer->status < 0)
        return err_set(err, "chương trình bị dừng bởi SIG%s%s%s", "the program was ended by SIG%s%s%s",
                       sigabbrev_np(answer->signal), mark, text);
    if (answer->status == 2)
        return err_set(err, "chương trình báo hỏng (mã 2)%s%s", "the program says it failed (code 2)%s%s",
                       mark, text);
    if (answer->status == 3)
        return err_set(err, "chương trình báo không rõ (mã 3)%s%s", "the program says unknown (code 3)%s%s",
                       mark, text);
    return err_set(err, "chương trình kết thúc với mã %d (chỉ 0 đến 3 có nghĩa)%s%s",
                   "the program ended with code %d (only 0 to 3 mean something)%s%s", answer->status, mark,
                   text);
}

/* Code 1 is also what an interpreter gives for a program that fell over: a warning has a text of its own. */
static bool take_answer(struct arena *arena, const struct program_answer *answer,
                        struct exchange_figures *figures, const char **ret_warning, struct err *err)
{
    const char *text = NULL;
    if (answer->status != 0 && answer->status != 1)
        return ended_badly(arena, answer, err);
    if (!read_lines(arena, answer->output, figures, &text, err))
        return false;
    if (answer->status == 1 && !text)
        return err_set(err, "chương trình kết thúc với mã 1 mà không nói vì sao (dòng bắt đầu bằng #)%s%s",
                       "the program ended with code 1 and did not say why (a line that begins with #)%s%s",
                       *answer->complaint ? ": " : "", answer->complaint);
    *ret_warning = answer->status == 1 ? text : NULL;
    return true;
}

int exec_timeout(const struct value *parameters, int64_t deadline)
{
    int64_t asked = value_get_int(parameters, "timeout", 5) * 1000;
    int64_t left = deadline - clock_steady();
    return (int)(asked < left ? asked : left > 0 ? left : 0);
}

bool exec_run(struct arena *arena, struct program *program, const struct plugin_call *call,
              struct exchange_figures *figures, const char **ret_warning, struct err *err)
{
    struct buffer input = {0};
    struct program_answer answer;
    bool json = strcmp(value_get_text(call->parameters, "rows", "csv"), "json") == 0;
    bool good = put_rows(call->rows, json, &input, err) &&
                program_run(program, arena, exec_arguments(arena, call->parameters, call->context), buffer_text(&input),
                            exec_timeout(call->parameters, call->deadline), &answer, err) &&
                take_answer(arena, &answer, figures, ret_warning, err);
    buffer_finish(&input);
    return good;
}
