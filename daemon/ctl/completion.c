#include "ctl/completion.h"

#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"

#include <inttypes.h>
#include <string.h>

const struct command *completion_command(const char *kind)
{
    const struct form *form = form_find(kind);
    return form ? command_find(form->command) : NULL;
}

void completion_values(struct buffer *out, const char *kind, const struct value *answer)
{
    const struct form *form = form_find(kind);
    const struct value *list = form && form->list ? value_get(answer, form->list) : answer;
    for (size_t i = 0; form && i < value_len(list); i++) {
        const struct value *item = form->key ? value_get(value_at(list, i), form->key) : NULL;
        if (!form->key)
            buffer_printf(out, "%s\n", value_key(list, i));
        else if (value_type(item) == VALUE_TEXT)
            buffer_printf(out, "%s\n", value_as_text(item));
        else if (value_type(item) == VALUE_INT)
            buffer_printf(out, "%" PRId64 "\n", value_as_int(item));
    }
}

/* ---- the script ---- */

static void add_options(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "    \"%s\") words=\"$words ", command->words);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        if (parameter->option)
            buffer_printf(out, "--%s ", parameter->name);
    buffer_puts(out, "--json --wide --help\" ;;\n");
}

/* What may follow an option, or the command's own words: the words of a choice, or what the daemon knows. */
static void add_value(struct buffer *out, const struct command *command,
                      const struct command_parameter *parameter)
{
    const char *last = strrchr(command->words, ' ');
    const struct form *form = form_of(parameter->form);
    if (!parameter->choices && !form->command)
        return;
    if (parameter->option)
        buffer_printf(out, "    \"%s --%s\") ", command->words, parameter->name);
    else
        buffer_printf(out, "    \"%s %s\") ", command->words, last ? last + 1 : command->words);
    if (parameter->choices) {
        buffer_puts(out, "words=\"");
        for (const char *at = parameter->choices; *at; at++)
            buffer_putc(out, *at == '|' ? ' ' : *at);
        buffer_puts(out, "\" ;;\n");
    } else {
        buffer_printf(out, "words=\"%s$(_thiduactl_values \"%s\")\" ;;\n", parameter->option ? "" : "$words ",
                      form->name);
    }
}

/* Of the arguments only the first: that is where the command's last word is the word before. */
static void add_values(struct buffer *out)
{
    for (size_t i = 0; i < command_count; i++) {
        bool first = true;
        for (const struct command_parameter *parameter = command_table[i].parameters; parameter->name;
             parameter++) {
            if (parameter->option || first)
                add_value(out, &command_table[i], parameter);
            first = first && parameter->option;
        }
    }
}

static const char script_head[] =
    "# bash completion for thiduactl; printed by thiduactl --completion bash\n"
    "_thiduactl_values()\n{\n"
    "    timeout 2 \"${COMP_WORDS[0]}\" ${state:+--state \"$state\"} --values \"$1\" 2>/dev/null\n"
    "}\n"
    "_thiduactl()\n{\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} first= second= words= "
    "state= whole= i\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        --state) ((i++)); state=${COMP_WORDS[i]/#\\~/$HOME} ;;\n"
    "        --instance) ((i++)); state=/var/lib/thidua-${COMP_WORDS[i]} ;;\n"
    "        --lang) ((i++)) ;;\n"
    "        -*) ;;\n"
    "        *) if [ -z \"$first\" ]; then first=${COMP_WORDS[i]}\n"
    "           elif [ -z \"$second\" ]; then second=${COMP_WORDS[i]}; fi ;;\n"
    "        esac\n"
    "    done\n"
    "    case \"$first\" in\n    \"\") words=\"--state --instance --json --wide --lang --help --version";

static const char script_end[] = "    esac\n"
                                 "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                                 "    [ -n \"${COMPREPLY[0]}\" ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
                                 "}\ncomplete -o filenames -F _thiduactl thiduactl\n";

/* The rows of commands of two words, or of one. */
static void add_rows(struct buffer *out, bool two,
                     void (*add)(struct buffer *out, const struct command *command))
{
    for (size_t i = 0; i < command_count; i++)
        if ((strchr(command_table[i].words, ' ') != NULL) == two)
            add(out, &command_table[i]);
}

static void add_second_word(struct buffer *out, const struct command *command)
{
    const char *second = strchr(command->words, ' ');
    buffer_printf(out, "    %.*s) [ -n \"$second\" ] || words=\"$words%s\" ;;&\n",
                  (int)(second - command->words), command->words, second);
}

static void add_whole(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "    \"%s\") whole=\"%s\" ;;\n", command->words, command->words);
}

bool completion_write(struct buffer *out, const char *shell, struct err *err)
{
    if (strcmp(shell, "bash") != 0)
        return err_set(err, "chỉ có gợi ý lệnh cho bash, không có cho “%s”",
                       "there is a completion for bash only, none for “%s”", shell);
    buffer_puts(out, script_head);
    for (size_t i = 0; i < command_count; i++)
        buffer_printf(out, " %.*s", (int)strcspn(command_table[i].words, " "), command_table[i].words);
    buffer_puts(out, "\" ;;\n    esac\n    case \"$first\" in\n");
    add_rows(out, true, add_second_word);
    buffer_puts(out, "    esac\n    case \"$first $second\" in\n");
    add_rows(out, true, add_whole);
    buffer_puts(out, "    *) whole=$first ;;\n    esac\n    case \"$whole\" in\n");
    add_rows(out, true, add_options);
    add_rows(out, false, add_options);
    buffer_puts(out, "    esac\n    case \"$whole $before\" in\n");
    add_values(out);
    buffer_puts(out, script_end);
    return true;
}
