#include "ctl/command_line.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <stdlib.h>
#include <string.h>

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

static bool take_value(struct rest *rest, size_t i, const char *name, const char **ret_value)
{
    const char *value;
    size_t used;
    if (!is_option(rest, i, name, &value, &used) || !value)
        return false;
    *ret_value = value;
    drop(rest, i, used);
    return true;
}

static void take_own_options(struct rest *rest, struct line *line)
{
    const char *language = line->english ? "en" : "vi";
    for (size_t i = 0; i < rest->len;) {
        if (strcmp(rest->words[i], "-h") == 0)
            rest->words[i] = "--help";
        if (!take_switch(rest, i, "json", &line->json) && !take_switch(rest, i, "help", &line->help) &&
            !take_switch(rest, i, "version", &line->version) && !take_value(rest, i, "state", &line->state) &&
            !take_switch(rest, i, "man", &line->man) && !take_value(rest, i, "lang", &language) &&
            !take_value(rest, i, "completion", &line->completion) && !take_value(rest, i, "values", &line->values))
            i++;
    }
    line->english = strcmp(language, "en") == 0;
}

static bool refuse_command(struct rest *rest, struct err *err)
{
    const char *known[COMMAND_COUNT], *near = NULL;
    char *typed = arena_strdup(rest->arena, rest->words[0]);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        known[i] = command_table[i].words;
    if (rest->len > 1)
        near = text_nearest(arena_printf(rest->arena, "%s %s", typed, rest->words[1]), known, COMMAND_COUNT);
    if (!near)
        near = text_nearest(typed, known, COMMAND_COUNT);
    for (size_t i = 0; i < COMMAND_COUNT && !near;
         i++) /* "drafs" of "drafts export", "clock" of "clock advance" */
        if (strncmp(known[i], typed, strlen(typed)) == 0 && *typed)
            near = known[i];
    if (near)
        return err_set(err, "không có lệnh “%s”; có phải là “%s”? Xem --help",
                       "there is no command “%s”; do you mean “%s”? See --help", typed, near);
    return err_set(err, "không có lệnh “%s”; xem --help", "there is no command “%s”; see --help", typed);
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
    return refuse_command(rest, err);
}

static void put(struct line *line, const struct command_parameter *parameter, const char *value)
{
    if (!parameter->local)
        value_set_text(line->arguments, parameter->name, value);
    else if (strcmp(parameter->form, "FILE") == 0)
        line->file = value;
    else if (strcmp(parameter->form, "PATH") == 0)
        line->paths[line->path_count++] = value;
    else if (strcmp(parameter->form, "BODY") == 0)
        line->body = value;
    else if (strcmp(parameter->form, "FOLDER") == 0)
        line->folder = value;
    else
        line->out = value;
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
    if (parameter->flag) {
        if (parameter->local)
            line->force = true;
        else
            value_set_bool(line->arguments, parameter->name, true);
        drop(rest, 0, 1);
        return true;
    }
    if (!value)
        return err_set(err, "--%s còn thiếu giá trị (%s)", "--%s lacks its value (%s)", parameter->name,
                       parameter->form);
    put(line, parameter, value);
    drop(rest, 0, used);
    return true;
}

static const struct command_parameter *next_positional(const struct command_parameter *parameter)
{
    while (parameter->name && parameter->option)
        parameter++;
    return parameter;
}

static bool is_missing(const struct line *line, const struct command_parameter *parameter)
{
    if (!parameter->required)
        return false;
    if (!parameter->local)
        return !value_get(line->arguments, parameter->name);
    if (strcmp(parameter->form, "PATH") == 0)
        return !line->path_count;
    return strcmp(parameter->form, "OUT") == 0 ? !line->out : !line->file && !line->folder;
}

static bool check_whole(const struct line *line, bool positional, struct err *err)
{
    for (const struct command_parameter *parameter = line->command->parameters; parameter->name; parameter++)
        if (is_missing(line, parameter))
            return err_set(err, "lệnh “%s” còn thiếu %s%s; xem “thiduactl %s --help”",
                           "“%s” lacks %s%s; see “thiduactl %s --help”", line->command->words,
                           parameter->option ? "--" : "", parameter->name, line->command->words);
    bool one = (line->file != NULL) != (line->folder != NULL);
    if (line->folder && positional && command_parameter(line->command, "dir"))
        one = false; /* a folder's files name their types themselves */
    if (line->command->files && command_parameter(line->command, "body"))
        return (line->file != NULL) != (line->body != NULL) ||
               err_set(err, "lệnh “%s” cần một tệp hoặc --body", "“%s” takes a file or --body", line->command->words);
    for (const struct command_parameter *parameter = line->command->parameters; parameter->name; parameter++)
        if (line->command->files && strcmp(parameter->form, "PATH") == 0)
            return true; /* as many as were given */
    if (line->command->files && !one)
        return err_set(err, "lệnh “%s” cần hoặc một loại và một tệp, hoặc --dir và thư mục",
                       "“%s” takes either a type and a file, or --dir and a folder", line->command->words);
    return true;
}

static bool take_arguments(struct rest *rest, struct line *line, struct err *err)
{
    const struct command_parameter *next = next_positional(line->command->parameters);
    bool options = true, positional = false;
    while (rest->len) {
        const char *word = rest->words[0];
        if (options && strcmp(word, "--") == 0) {
            options = false;
            drop(rest, 0, 1);
        } else if (options && strncmp(word, "--", 2) == 0) {
            if (!take_command_option(rest, line, err))
                return false;
        } else if (next->name) {
            if (!next->required && strcmp(next->form, "NUMBER") == 0 && strspn(word, "0123456789") != strlen(word) &&
                next_positional(next + 1)->name)
                next = next_positional(next + 1); /* a proposal's number, or files */
            put(line, next, word);
            positional = true;
            if (strcmp(next->form, "PATH") != 0) /* of these there may be more */
                next = next_positional(next + 1);
            drop(rest, 0, 1);
        } else {
            return err_set(err, "lệnh “%s”: thừa “%s”; xem “thiduactl %s --help”",
                           "“%s”: “%s” is too much; see “thiduactl %s --help”", line->command->words, word,
                           line->command->words);
        }
    }
    return line->help || check_whole(line, positional, err);
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
    take_own_options(&rest, ret_line);
    if (!rest.len)
        return ret_line->help || ret_line->version || ret_line->man || ret_line->completion || ret_line->values ||
               err_set(err, "hãy ghi một lệnh; xem --help", "give a command; see --help");
    return take_command(&rest, ret_line, err) && take_arguments(&rest, ret_line, err);
}
