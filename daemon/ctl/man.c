#include "ctl/man.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "command/command.h"
#include "ctl/help.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>

/* A text as roff sets it: no request, no escape, and hyphens that can be copied to a command line (man(7)). */
static void add_text(struct buffer *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        buffer_puts(out, "\\&");
    for (; *text; text++)
        if (*text == '-')
            buffer_puts(out, "\\-");
        else if (*text == '\\')
            buffer_puts(out, "\\e");
        else
            buffer_putc(out, *text);
}

static void add_line(struct buffer *out, const char *request, const char *text)
{
    buffer_puts(out, request);
    add_text(out, text);
    buffer_putc(out, '\n');
}

/* Bold for what is typed as it stands, italic for what is put in its place. */
static void add_usage(struct buffer *out, struct arena *arena, const struct command_parameter *parameter)
{
    if (!parameter->option) {
        buffer_puts(out, "\\fI");
        add_text(out, text_upper(arena, parameter->name));
        buffer_puts(out, "\\fR");
        return;
    }
    buffer_puts(out, "\\fB\\-\\-");
    add_text(out, parameter->name);
    buffer_puts(out, "\\fR");
    const char *form = parameter->choices ? parameter->choices : form_of(parameter->form)->name;
    if (form) {
        buffer_puts(out, " \\fI");
        add_text(out, form);
        buffer_puts(out, "\\fR");
    }
}

static void add_who(struct buffer *out, const struct command *command, bool english)
{
    struct buffer who = {0};
    command_who(command, english, &who);
    if (who.len)
        add_line(out, ".PP\n", buffer_text(&who));
    buffer_finish(&who);
}

static void add_command(struct buffer *out, struct arena *arena, const struct command *command, bool english)
{
    buffer_puts(out, ".SS \"");
    add_text(out, command->words);
    buffer_puts(out, "\"\n\\fB");
    add_text(out, command->words);
    buffer_puts(out, "\\fR");
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        bool must = parameter->required && !parameter->instead;
        buffer_puts(out, must ? " " : " [");
        add_usage(out, arena, parameter);
        buffer_puts(out, must ? "" : "]");
    }
    buffer_puts(out, "\n.PP\n");
    add_line(out, "", english ? command->en : command->vi);
    add_who(out, command, english);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        buffer_puts(out, ".TP\n");
        add_usage(out, arena, parameter);
        buffer_putc(out, '\n');
        add_line(out, "", english ? parameter->en : parameter->vi);
    }
}

static const struct part {
    const char *head_vi, *head_en, *vi, *en;
} before[] = {
    {"TÊN", "NAME", "thiduactl \\- hỏi và điều khiển máy chủ phong trào thi đua",
     "thiduactl \\- ask and direct the daemon that follows an emulation contest"},
    {"CÚ PHÁP", "SYNOPSIS", "\\fBthiduactl\\fR [\\fITÙY CHỌN\\fR] \\fILỆNH\\fR [\\fITHAM SỐ\\fR]",
     "\\fBthiduactl\\fR [\\fIOPTION\\fR] \\fICOMMAND\\fR [\\fIARGUMENT\\fR]"},
    {"MÔ TẢ", "DESCRIPTION",
     "Mỗi lần gọi là một câu hỏi gửi qua ổ cắm \\fIthidua.sock\\fR trong thư mục trạng thái của\n.BR thiduad (8)\n"
     "và câu trả lời của nó, thành bảng hoặc JSON. Lệnh ghi “không cần máy chủ” chạy ngay tại chỗ.",
     "Each call is one question through the socket \\fIthidua.sock\\fR in the state folder of\n.BR thiduad (8)\n"
     "and its answer, as a table or JSON. A command that “needs no daemon” is performed where it is called."},
}, after[] = {
    {"VÍ DỤ", "EXAMPLES",
     ".EX\nthiduactl contest load /usr/share/thidua/rules/hai\\-an\\-2024\nthiduactl import tip tip.csv\n"
     "thiduactl board \\-\\-period 2024\\-11\nthiduactl explain 2024\\-11/1.1/cat\\-bi/final\n"
     "thiduactl \\-\\-json results \\-\\-period phase\\-1 \\-\\-level ward\n"
     "thiduactl drafts export phase\\-1\\-a\\-1 \\-\\-out quyet\\-dinh.docx\n.EE",
     ".EX\nthiduactl contest load /usr/share/thidua/rules/hai\\-an\\-2024\nthiduactl import tip tip.csv\n"
     "thiduactl board \\-\\-period 2024\\-11\nthiduactl explain 2024\\-11/1.1/cat\\-bi/final\n"
     "thiduactl \\-\\-json results \\-\\-period phase\\-1 \\-\\-level ward\n"
     "thiduactl drafts export phase\\-1\\-a\\-1 \\-\\-out decision.docx\n.EE"},
    {"MÃ KẾT THÚC", "EXIT STATUS",
     ".TP\n0\nxong\n.TP\n1\nbị từ chối hoặc dùng sai; câu nói rõ ở đầu ra lỗi chuẩn\n.TP\n2\nkhông kết nối được máy chủ",
     ".TP\n0\ndone\n.TP\n1\nrefused or misused, with a sentence on standard error\n.TP\n2\nthe daemon could not be reached"},
    {"MÔI TRƯỜNG", "ENVIRONMENT",
     ".TP\n.B THIDUA_STATE\nthư mục trạng thái, khi không có \\-\\-state\n.TP\n.B THIDUA_LANG\nvi hoặc en, khi không có \\-\\-lang",
     ".TP\n.B THIDUA_STATE\nthe state folder without \\-\\-state\n.TP\n.B THIDUA_LANG\nvi or en without \\-\\-lang"},
    {"XEM THÊM", "SEE ALSO", ".BR thiduad (8),\n.BR thidua\\-package (5)", ".BR thiduad (8),\n.BR thidua\\-package (5)"},
};

static void add_parts(struct buffer *out, const struct part *parts, size_t count, bool english)
{
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, ".SH \"%s\"\n%s\n", english ? parts[i].head_en : parts[i].head_vi,
                      english ? parts[i].en : parts[i].vi);
}

void man_write(struct buffer *out, struct arena *arena, bool english)
{
    buffer_puts(out, ".\\\" printed by thiduactl --man\n.TH THIDUACTL 1 " PACKAGE_DATE " \"thidua " PACKAGE_VERSION "\" \"thidua\"\n");
    add_parts(out, before, LEN(before), english);
    add_line(out, ".SH ", english ? "OPTIONS" : "\"TÙY CHỌN\"");
    for (const struct help_option *own = help_options; own->option; own++) {
        add_line(out, ".TP\n.B ", own->option);
        add_line(out, "", english ? own->en : own->vi);
    }
    add_line(out, ".SH ", english ? "COMMANDS" : "\"CÁC LỆNH\"");
    for (size_t i = 0; i < command_count; i++)
        add_command(out, arena, &command_table[i], english);
    add_parts(out, after, LEN(after), english);
}
