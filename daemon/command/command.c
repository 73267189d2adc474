#include "command/command.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"

#include <string.h>

/* Equal but for the sign between words: a blank in one may be a slash in the other. */
static bool same_words(const char *words, const char *typed)
{
    for (; *words && *typed; words++, typed++)
        if (*words != *typed && !(*words == ' ' && *typed == '/'))
            return false;
    return !*words && !*typed;
}

const struct command *command_find(const char *words)
{
    for (size_t i = 0; i < command_count; i++)
        if (same_words(command_table[i].words, words))
            return &command_table[i];
    return NULL;
}

const struct command_parameter *command_parameter(const struct command *command, const char *name)
{
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        if (strcmp(parameter->name, name) == 0)
            return parameter;
    return NULL;
}

bool command_changes(const struct command *command)
{
    return command->place == COMMAND_ON_WRITER || command->acts;
}

bool command_gives_list(const struct command *command)
{
    const struct command_parameter *format = command_parameter(command, "format");
    return format && format->form == FORM_EXPORT;
}

const struct command_column *command_list_columns(const struct command *command)
{
    return command->rows[0].key ? command->rows : command->columns;
}

bool command_gives_file(const struct command *command, const struct value *arguments)
{
    const char *format = value_get_text(arguments, "format", "json");
    return command->bytes || (command_gives_list(command) && strcmp(format, "json") != 0);
}

enum command_place command_place(const struct command *command, const struct value *arguments)
{
    bool reads = command->place == COMMAND_ON_READER;
    return reads && !command->bytes && command_gives_file(command, arguments) ? COMMAND_ON_MEASURER : command->place;
}

const char *command_scope_name(enum command_scope scope)
{
    static const char *const names[] = {
        [SCOPE_UNSAID] = "", [SCOPE_OWN] = "own", [SCOPE_ALL] = "all", [SCOPE_CONTEST] = "contest", [SCOPE_UNIT] = "unit"};
    return names[scope];
}

void command_who(const struct command *command, bool english, struct buffer *out)
{
    static const struct {
        const char *vi, *en;
    } scopes[] = {[SCOPE_OWN] = {", về tài khoản của mình", ", about their own account"},
                  [SCOPE_ALL] = {"", ""},
                  [SCOPE_CONTEST] = {" (vai trò cho toàn phong trào)", " (with a role for the whole contest)"},
                  [SCOPE_UNIT] = {" (trong phạm vi đơn vị của vai trò)", " (for the units of the role)"}};
    if (command->roles & ROLE_PUBLIC || (command->roles == ROLE_PEOPLE && command->scope == SCOPE_ALL))
        return;
    buffer_puts(out, english ? "For " : "Dành cho ");
    if (command->roles == ROLE_PEOPLE)
        buffer_puts(out, english ? "whoever has an account" : "mọi người có tài khoản");
    else
        role_put(out, command->roles, ", ", english);
    buffer_printf(out, "%s.", english ? scopes[command->scope].en : scopes[command->scope].vi);
}

static struct value *parameters_value(struct arena *arena, const struct command *command)
{
    struct value *list = value_list(arena);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        const struct form *form = form_of(parameter->form);
        struct value *map = value_map(arena);
        value_set_text(map, "name", parameter->name);
        value_set_text(map, "form", form->name);
        value_set_text(map, "type", form->type);
        value_set_text(map, "choices", parameter->choices);
        value_set_bool(map, "option", parameter->option);
        value_set_bool(map, "required", parameter->required);
        value_set_text(map, "instead", parameter->instead);
        value_set_bool(map, "local", form->local);
        value_set_text(map, "vi", parameter->vi);
        value_set_text(map, "en", parameter->en);
        value_append(list, map);
    }
    return list;
}

struct value *command_table_value(struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = &command_table[i];
        struct value *map = value_map(arena);
        value_set_text(map, "command", command->words);
        value_set(map, "roles", role_names(arena, command->roles));
        value_set_text(map, "scope", command_scope_name(command->scope));
        value_set_text(map, "unit", command->unit);
        value_set_bool(map, "changes", command_changes(command));
        value_set_bool(map, "files", command->files);
        value_set_bool(map, "streams", command->streams);
        value_set_text(map, "vi", command->vi);
        value_set_text(map, "en", command->en);
        value_set(map, "parameters", parameters_value(arena, command));
        value_append(list, map);
    }
    return list;
}
