#include "ctl/help.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "command/command.h"
#include "ctl/table.h"
#include "workflow/workflow_sentence.h"

#include <string.h>

const struct help_option help_options[] = {
    {"--state DIR", "thư mục trạng thái của máy chủ (THIDUA_STATE, mặc định /var/lib/thidua)",
     "the daemon's state folder (THIDUA_STATE, default /var/lib/thidua)"},
    {"--instance NAME", "phong trào chạy bằng thiduad@NAME trên máy có nhiều phong trào: --state /var/lib/thidua-NAME",
     "the contest of thiduad@NAME on a machine with several: --state /var/lib/thidua-NAME"},
    {"--json", "trả lời bằng JSON", "answer as JSON"},
    {"--wide", "in đủ các cột của danh sách, dù rộng hơn màn hình", "print all columns of a list, however wide"},
    {"--lang vi|en", "ngôn ngữ (THIDUA_LANG, mặc định vi)", "language (THIDUA_LANG, default vi)"},
    {"--completion bash", "in phần gợi ý lệnh cho bash", "print the completion for bash"},
    {"--values KIND", "in các giá trị đang có, cho phần gợi ý: PERIOD, TYPE, CRITERION …",
     "print what a value may be now, for the completion: PERIOD, TYPE, CRITERION …"},
    {"--man", "in trang hướng dẫn (roff)", "print the manual page (roff)"},
    {"--help, --version", "phần trợ giúp này; phiên bản", "this help; the version"},
    {NULL, NULL, NULL},
};

static void add_own_options(struct buffer *out, struct arena *arena, bool english)
{
    struct table table;
    table_init(&table, arena, 2);
    for (const struct help_option *own = help_options; own->option; own++) {
        table_add(&table, arena_printf(arena, "  %s", own->option));
        table_add(&table, english ? own->en : own->vi);
    }
    table_write(&table, out);
}

/* The commands that begin with `word`; all of them with NULL. */
static void add_commands(struct buffer *out, struct arena *arena, const char *word, bool english)
{
    struct table table;
    size_t len = word ? strlen(word) : 0;
    table_init(&table, arena, 2);
    for (size_t i = 0; i < command_count; i++) {
        if (word && (strncmp(command_table[i].words, word, len) != 0 || command_table[i].words[len] != ' '))
            continue;
        table_add(&table, arena_printf(arena, "  %s", command_table[i].words));
        table_add(&table, english ? command_table[i].en : command_table[i].vi);
    }
    table_write(&table, out);
}

void help_group_write(struct buffer *out, struct arena *arena, const char *word, bool english)
{
    buffer_puts(out, english ? "Commands (COMMAND --help says more):\n" : "Các lệnh (LỆNH --help nói rõ hơn):\n");
    add_commands(out, arena, word, english);
}

void help_write(struct buffer *out, struct arena *arena, bool english)
{
    buffer_puts(
        out, english ? "thiduactl [--state DIR] [--json] COMMAND …\n\nCommands (COMMAND --help says more):\n"
                     : "thiduactl [--state THƯ-MỤC] [--json] LỆNH …\n\nCác lệnh (LỆNH --help nói rõ hơn):\n");
    add_commands(out, arena, NULL, english);
    buffer_puts(out, english ? "\nOptions:\n" : "\nTùy chọn:\n");
    add_own_options(out, arena, english);
    buffer_puts(
        out, english ? "\nExit status: 0 done, 1 refused or misused, 2 the daemon could not be reached.\n"
                     : "\nMã kết thúc: 0 xong, 1 bị từ chối hoặc dùng sai, 2 không kết nối được máy chủ.\n");
}

static const char *usage(struct arena *arena, const struct command_parameter *parameter)
{
    const char *form = parameter->choices ? parameter->choices : form_of(parameter->form)->name;
    if (!parameter->option && form_of(parameter->form)->parts)
        return arena_printf(arena, "%s…", form);
    if (!parameter->option)
        return text_upper(arena, parameter->name);
    return form ? arena_printf(arena, "--%s %s", parameter->name, form) : arena_printf(arena, "--%s", parameter->name);
}

/* From which states to which it leads, by whom, with what. */
static void add_life(struct buffer *out, const struct command *command, bool english)
{
    struct buffer rows = {0};
    workflow_sentence_help(command->words, english, &rows);
    if (rows.len)
        buffer_printf(out, "%s\n%s", english ? "What changes:" : "Đổi trạng thái:", buffer_text(&rows));
    buffer_finish(&rows);
}

void help_command_write(struct buffer *out, struct arena *arena, const struct command *command, bool english)
{
    struct table table;
    buffer_printf(out, "thiduactl %s", command->words);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        buffer_printf(out, parameter->required && !parameter->instead ? " %s" : " [%s]", usage(arena, parameter));
    buffer_printf(out, "\n%s\n", english ? command->en : command->vi);
    size_t before = out->len;
    command_who(command, english, out);
    buffer_puts(out, out->len > before ? "\n" : "");
    add_life(out, command, english);
    if (!command->parameters[0].name)
        return;
    buffer_putc(out, '\n');
    table_init(&table, arena, 2);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        table_add(&table, arena_printf(arena, "  %s", usage(arena, parameter)));
        table_add(&table, english ? parameter->en : parameter->vi);
    }
    table_write(&table, out);
}
