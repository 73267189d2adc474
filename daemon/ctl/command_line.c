#include "ctl/command_line.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define STATE_FOLDER "/var/lib/thidua"

enum { WORDS_MAX = 2 }; /* of a command */

/* What is left of the command line while it is being read. */
struct rest {
    struct arena *arena;
    const char **words;
    size_t len;
};

/* "--name=value" or "--name value": true when words[i] is that option; *ret_value NULL when there is none. */
static bool is_option(const struct rest *rest, size_t i, const char *name, const char **ret_value,
                      size_t *ret_used)
{
    const char *word = rest->words[i];
    size_t len = strlen(name);
    if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, name, len) != 0 ||
        (word[len + 2] && word[len + 2] != '='))
        return false;
    bool joined = word[len + 2] == '=';
    *ret_value = joined ? word + len + 3 : i + 1 < rest->len ? rest->words[i + 1] : NULL;
    *ret_used = joined || !*ret_value ? 1 : 2;
    return true;
}

static void drop(struct rest *rest, size_t i, size_t count)
{
    memmove(rest->words + i, rest->words + i + count, (rest->len - i - count) * sizeof *rest->words);
    rest->len -= count;
}

/* A switch of thiduactl itself, wherever it stands. */
static bool take_switch(struct rest *rest, size_t i, const char *name, bool *ret_on)
{
    const char *value;
    size_t used;
    if (!is_option(rest, i, name, &value, &used) || strchr(rest->words[i], '='))
        return false;
    *ret_on = true;
    drop(rest, i, 1);
    return true;
}

/* An option of thiduactl itself with a value. False when words[i] is another one, or err says what is wrong. */
static bool take_value(struct rest *rest, size_t i, const char *name, const char **ret_value, struct err *err)
{
    const char *value;
    size_t used;
    if (!is_option(rest, i, name, &value, &used) || !value)
        return false;
    if (*ret_value)
        return err_set(err, "--%s: ghi hai lần", "--%s: stands twice", name);
    *ret_value = value;
    drop(rest, i, used);
    return true;
}

static bool take_language(struct line *line, const char *language, struct err *err)
{
    if (!language)
        return true;
    line->english = strcmp(language, "en") == 0;
    return line->english || strcmp(language, "vi") == 0 ||
           err_set(err, "--lang: “%s” không được nhận; hãy ghi một trong: vi, en", "--lang: “%s” is not taken; write one of: vi, en",
                   language);
}

/* The state folder of thiduad@NAME.service: one contest of several on a machine. */
static bool take_instance(struct arena *arena, struct line *line, const char *name, const char *state, struct err *err)
{
    if (!name)
        return true;
    line->state = arena_printf(arena, STATE_FOLDER "-%s", name);
    if (!*name || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")])
        return err_set(err, "--instance: “%s” không được nhận; hãy ghi TÊN của thiduad@TÊN: chữ thường không dấu, chữ số, gạch nối",
                       "--instance: “%s” is not taken; write the NAME of thiduad@NAME: small letters, digits, hyphens", name);
    return !state || err_set(err, "--state và --instance cùng nói một thư mục; hãy ghi một trong hai", "--state and --instance both name a folder; write one of them");
}

static bool take_own_options(struct rest *rest, struct line *line, struct err *err)
{
    const char *language = NULL, *state = NULL, *instance = NULL;
    for (size_t i = 0; i < rest->len && !err->vi;) {
        if (strcmp(rest->words[i], "-h") == 0)
            rest->words[i] = "--help";
        if (!take_switch(rest, i, "json", &line->json) && !take_switch(rest, i, "wide", &line->wide) && !take_switch(rest, i, "help", &line->help) &&
            !take_switch(rest, i, "version", &line->version) && !take_value(rest, i, "state", &state, err) &&
            !take_value(rest, i, "instance", &instance, err) &&
            !take_switch(rest, i, "man", &line->man) && !take_value(rest, i, "lang", &language, err) &&
            !take_value(rest, i, "completion", &line->completion, err) && !take_value(rest, i, "values", &line->values, err))
            i++;
    }
    line->state = state ? state : line->state;
    return take_instance(rest->arena, line, instance, state, err) && take_language(line, language, err) && !err->vi;
}

static bool refuse_command(struct rest *rest, struct err *err)
{
    const char **known = arena_alloc(rest->arena, command_count * sizeof *known), *near = NULL;
    char *typed = arena_strdup(rest->arena, rest->words[0]);
    for (size_t i = 0; i < command_count; i++)
        known[i] = command_table[i].words;
    if (rest->len > 1)
        near = text_nearest(arena_printf(rest->arena, "%s %s", typed, rest->words[1]), known, command_count);
    if (!near)
        near = text_nearest(typed, known, command_count);
    for (size_t i = 0; i < command_count && !near;
         i++) /* "drafs" of "drafts export", "clock" of "clock advance" */
        if (strncmp(known[i], typed, strlen(typed)) == 0 && *typed)
            near = known[i];
    if (near)
        return err_set(err, "không có lệnh “%s”; có phải là “%s”? Xem --help",
                       "there is no command “%s”; do you mean “%s”? See --help", typed, near);
    return err_set(err, "không có lệnh “%s”; xem --help", "there is no command “%s”; see --help", typed);
}

/* "audit" of "audit verify" */
static bool is_group(const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i < command_count; i++)
        if (strncmp(command_table[i].words, word, len) == 0 && command_table[i].words[len] == ' ')
            return len > 0;
    return false;
}

/* The longest run of leading words that is a command. */
static bool take_command(struct rest *rest, struct line *line, struct err *err)
{
    for (size_t count = rest->len < WORDS_MAX ? rest->len : WORDS_MAX; count; count--) {
        const char *words =
            count == 2 ? arena_printf(rest->arena, "%s %s", rest->words[0], rest->words[1]) : rest->words[0];
        line->command = strchr(rest->words[0], '/') ? NULL : command_find(words);
        if (!line->command)
            continue;
        drop(rest, 0, count);
        return true;
    }
    if (rest->len == 1 && is_group(rest->words[0])) {
        line->group = rest->words[0];
        return true;
    }
    return refuse_command(rest, err);
}

static bool is_given(const struct line *line, const struct command_parameter *parameter)
{
    switch (parameter->form) {
    case FORM_FILE:
        return line->file;
    case FORM_FOLDER:
        return line->folder;
    case FORM_PATH:
    case FORM_PATHS:
        return line->path_count > 0;
    case FORM_BODY:
        return line->body;
    case FORM_OUT:
        return line->out;
    case FORM_OVERWRITE:
        return line->force;
    default:
        return value_get(line->arguments, parameter->name);
    }
}

static void keep(struct line *line, const struct command_parameter *parameter, const char *text, const struct value *value)
{
    switch (parameter->form) {
    case FORM_FILE:
        line->file = text;
        break;
    case FORM_FOLDER:
        line->folder = text;
        break;
    case FORM_PATH:
    case FORM_PATHS:
        line->paths[line->path_count++] = text;
        break;
    case FORM_BODY:
        line->body = text;
        break;
    case FORM_OUT:
        line->out = text;
        break;
    case FORM_OVERWRITE:
        line->force = value_as_bool(value);
        break;
    case FORM_SECRET: /* read from standard input in any case */
        break;
    case FORM_BESIDE:
        line->beside = text;
        value_set_text(line->arguments, parameter->name, strrchr(text, '/') ? strrchr(text, '/') + 1 : text);
        break;
    default:
        value_set(line->arguments, parameter->name, value);
    }
}

/* What a parameter of many words has so far, and one more. */
static const struct value *with_before(struct rest *rest, const struct line *line, const struct command_parameter *parameter,
                                       const struct value *value)
{
    const struct form_many *parts = form_of(parameter->form)->parts;
    const struct value *before = value_get(line->arguments, parameter->name);
    return parts && before ? parts->add(rest->arena, before, value) : value;
}

static bool put(struct rest *rest, struct line *line, const struct command_parameter *parameter, const char *text,
                struct err *err)
{
    struct value *value;
    if (is_given(line, parameter) && !form_of(parameter->form)->many)
        return err_set(err, "%s%s: ghi hai lần", "%s%s: stands twice", parameter->option ? "--" : "", parameter->name);
    if (!form_read(parameter, rest->arena, text, &value, err))
        return false;
    keep(line, parameter, text, with_before(rest, line, parameter, value));
    return true;
}

/* An option of the command at words[0]; words it used are dropped. */
static bool take_command_option(struct rest *rest, struct line *line, struct err *err)
{
    const struct command_parameter *parameter;
    const char *value, *names[COMMAND_PARAMETERS_MAX];
    size_t used, known = 0;
    for (parameter = line->command->parameters; parameter->name; parameter++) {
        if (!parameter->option)
            continue;
        names[known++] = parameter->name;
        if (is_option(rest, 0, parameter->name, &value, &used))
            break;
    }
    if (!parameter->name) {
        const char *word = rest->words[0] + 2, *near = text_nearest(word, names, known);
        return err_set(err, "lệnh “%s” không có tùy chọn --%s%s%s; xem “thiduactl %s --help”",
                       "“%s” has no option --%s%s%s; see “thiduactl %s --help”", line->command->words, word,
                       near ? " (--" : "", near ? arena_printf(rest->arena, "%s?)", near) : "",
                       line->command->words);
    }
    const struct form *form = form_of(parameter->form);
    bool joined = strchr(rest->words[0], '=') != NULL;
    if (!form->name && !joined) { /* a flag: its being there says yes; --flag=no says no */
        value = "true";
        used = 1;
    }
    if (!value)
        return err_set(err, "--%s còn thiếu giá trị (%s)", "--%s lacks its value (%s)", parameter->name, form->name);
    if (!put(rest, line, parameter, value, err))
        return false;
    drop(rest, 0, used);
    return true;
}

static const struct command_parameter *next_positional(const struct command_parameter *parameter)
{
    while (parameter->name && parameter->option)
        parameter++;
    return parameter;
}

/* How it is written on the line: --dir, or file. */
static char *written(struct arena *arena, const struct command_parameter *parameter)
{
    return arena_printf(arena, "%s%s", parameter->option ? "--" : "", parameter->name);
}

static bool check_whole(struct arena *arena, const struct line *line, struct err *err)
{
    const struct command *command = line->command;
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        const struct command_parameter *other = parameter->instead ? command_parameter(command, parameter->instead) : NULL;
        bool given = is_given(line, parameter), others = other && is_given(line, other);
        if (given && others)
            return err_set(err, "lệnh “%s”: hoặc %s hoặc %s, không cả hai; xem “thiduactl %s --help”",
                           "“%s”: either %s or %s, not both; see “thiduactl %s --help”", command->words,
                           written(arena, parameter), written(arena, other), command->words);
        if (given || others || !parameter->required)
            continue;
        if (other)
            return err_set(err, "lệnh “%s” cần hoặc %s hoặc %s; xem “thiduactl %s --help”",
                           "“%s” takes either %s or %s; see “thiduactl %s --help”", command->words,
                           written(arena, parameter), written(arena, other), command->words);
        return err_set(err, "lệnh “%s” còn thiếu %s; xem “thiduactl %s --help”", "“%s” lacks %s; see “thiduactl %s --help”",
                       command->words, written(arena, parameter), command->words);
    }
    return true;
}

/* The parameter that a word is for: one that may be left out is passed over when it cannot take the word. */
static const struct command_parameter *taker(const struct command_parameter *next, const char *word)
{
    while (next->name && !next->required && next_positional(next + 1)->name && !form_takes(next, word))
        next = next_positional(next + 1);
    return next;
}

static bool take_arguments(struct rest *rest, struct line *line, struct err *err)
{
    const struct command_parameter *next = next_positional(line->command->parameters);
    bool options = true;
    while (rest->len) {
        const char *word = rest->words[0];
        if (options && strcmp(word, "--") == 0) {
            options = false;
            drop(rest, 0, 1);
        } else if (options && strncmp(word, "--", 2) == 0) {
            if (!take_command_option(rest, line, err))
                return false;
        } else if (next->name) {
            next = taker(next, word);
            if (!put(rest, line, next, word, err))
                return false;
            if (!form_of(next->form)->many)
                next = next_positional(next + 1);
            drop(rest, 0, 1);
        } else {
            return err_set(err, "lệnh “%s”: thừa “%s”; xem “thiduactl %s --help”",
                           "“%s”: “%s” is too much; see “thiduactl %s --help”", line->command->words, word,
                           line->command->words);
        }
    }
    return line->help || check_whole(rest->arena, line, err);
}

/* .xlsx of --out; "" for another ending. */
static const char *ending(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return !dot || strchr(dot, '/') ? "" : dot + 1;
}

/* A list that goes out as a file: which form of file, by what was said or by the file's name, and in which language. */
static bool settle_list(struct line *line, struct err *err)
{
    const struct command *command = line->command;
    if (line->help || !command_gives_list(command))
        return true;
    const char *format = value_get_text(line->arguments, "format", NULL), *end = ending(line->out);
    if (!format && line->out && strcasecmp(end, "xlsx") != 0 && strcasecmp(end, "csv") != 0)
        return err_set(err, "“%s”: đuôi tệp không cho biết dạng; đặt tên .xlsx hoặc .csv, hoặc thêm --format xlsx|csv",
                       "“%s”: its ending does not tell the form; name it .xlsx or .csv, or add --format xlsx|csv", line->out);
    if (!format && line->out)
        value_set_text(line->arguments, "format", strcasecmp(end, "csv") == 0 ? "csv" : "xlsx");
    bool file = command_gives_file(command, line->arguments);
    if (line->out && !file)
        return err_set(err, "--format json in ra màn hình; bỏ --out, hoặc chọn xlsx, csv",
                       "--format json is printed; leave out --out, or choose xlsx or csv");
    if (!line->out && strcmp(value_get_text(line->arguments, "format", ""), "xlsx") == 0)
        return err_set(err, "tệp Excel không in ra màn hình được; thêm --out tệp.xlsx", "a workbook cannot be printed; add --out file.xlsx");
    if (file)
        value_set_text(line->arguments, "lang", line->english ? "en" : "vi");
    else
        line->json = line->json || format;
    return true;
}

bool line_read(struct arena *arena, int argc, char *const *argv, struct line *ret_line, struct err *err)
{
    const char *state = getenv("THIDUA_STATE"), *language = getenv("THIDUA_LANG");
    struct rest rest = {arena, arena_alloc(arena, ((size_t)argc + 1) * sizeof(char *)), 0};
    for (int i = 1; i < argc; i++)
        rest.words[rest.len++] = argv[i];
    *ret_line = (struct line){.state = state && *state ? state : STATE_FOLDER,
                              .english = language && strcmp(language, "en") == 0,
                              .arguments = value_map(arena),
                              .paths = arena_alloc(arena, ((size_t)argc + 1) * sizeof(char *))};
    if (!take_own_options(&rest, ret_line, err))
        return false;
    if (!rest.len)
        return ret_line->help || ret_line->version || ret_line->man || ret_line->completion || ret_line->values ||
               err_set(err, "hãy ghi một lệnh; xem --help", "give a command; see --help");
    return take_command(&rest, ret_line, err) && (ret_line->group || (take_arguments(&rest, ret_line, err) && settle_list(ret_line, err)));
}
