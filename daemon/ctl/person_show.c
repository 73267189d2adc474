/* An account for people: what it is, the roles that were given, the tokens of its programs; to whom it belongs also where they are logged in. */
#include "ctl/print.h"

#include "base/buffer.h"
#include "base/value.h"
#include "command/command.h"

static void print_part(struct buffer *out, struct arena *arena, const char *head, const struct command_column *columns,
                       const struct value *rows, bool english)
{
    if (!value_len(rows))
        return;
    buffer_printf(out, "\n%s\n", head);
    print_rows(out, arena, columns, rows, english);
}

void print_person(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    static const struct command_column grants[] = {{"id", "Số", "Number"}, {"role", "Vai trò", "Role"}, {"unit", "Đơn vị", "Unit"},
                                                   {"from", "Từ ngày", "From"}, {"until", "Đến hết ngày", "Until (inclusive)"},
                                                   {"deputy_of", "Làm thay", "Deputy of"}, {"basis", "Căn cứ", "Basis"},
                                                   {"signs", "Ký", "Signs"}, {"title", "Chức vụ", "Title"},
                                                   {"revoked", "Thôi giao ở lần thay đổi", "Taken back at change"}, {NULL, NULL, NULL}};
    static const struct command_column tokens[] = {{"id", "Số", "Number"}, {"role", "Vai trò", "Role"}, {"unit", "Đơn vị", "Unit"},
                                                   {"until", "Đến hết ngày", "Until (inclusive)"}, {"note", "Dùng để", "For"},
                                                   {"revoked", "Hủy ở lần thay đổi", "Taken back at change"}, {NULL, NULL, NULL}};
    print_answer(out, arena, command, answer, english);
    print_part(out, arena, english ? "Roles:" : "Vai trò:", grants, value_get(answer, "grants"), english);
    print_part(out, arena, english ? "Tokens:" : "Mã của chương trình:", tokens, value_get(answer, "tokens"), english);
}

void print_account(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    static const struct command_column grants[] = {{"role", "Vai trò", "Role"}, {"unit", "Đơn vị", "Unit"}, {"from", "Từ ngày", "From"},
                                                   {"until", "Đến hết ngày", "Until (inclusive)"}, {"deputy_of", "Làm thay", "Deputy of"},
                                                   {"basis", "Căn cứ", "Basis"}, {NULL, NULL, NULL}};
    static const struct command_column sessions[] = {{"number", "Số", "Number"}, {"made_at", "Đăng nhập lúc", "Logged in"}, {"idle", "Nghỉ (giây)", "Idle (s)"},
                                                     {"address", "Từ", "From"}, {"agent", "Trình duyệt", "Browser"}, {NULL, NULL, NULL}};
    static const struct command_column tokens[] = {{"number", "Số", "Number"}, {"role", "Vai trò", "Role"}, {"unit", "Đơn vị", "Unit"},
                                                   {"until", "Đến hết ngày", "Until (inclusive)"}, {"note", "Dùng để", "For"}, {NULL, NULL, NULL}};
    print_answer(out, arena, command, answer, english);
    print_part(out, arena, english ? "Roles:" : "Vai trò:", grants, value_get(answer, "grants"), english);
    print_part(out, arena, english ? "Logged in:" : "Đang đăng nhập:", sessions, value_get(answer, "sessions"), english);
    print_part(out, arena, english ? "Tokens:" : "Mã của chương trình:", tokens, value_get(answer, "tokens"), english);
}

enum { EDGE = 4 }; /* light modules around a QR code */

static bool is_dark(const struct value *rows, size_t x, size_t y)
{
    size_t side = value_len(rows);
    return y >= EDGE && y < side + EDGE && x >= EDGE && x < side + EDGE && value_as_text(value_at(rows, y - EDGE))[x - EDGE] == '1';
}

/* Two rows a line; light ones are drawn, for a terminal is dark with light letters. */
static void print_picture(struct buffer *out, const struct value *rows)
{
    static const char *const blocks[] = {"█", "▀", "▄", " "};
    size_t side = value_len(rows) + 2 * EDGE;
    for (size_t y = 0; y < side; y += 2) {
        for (size_t x = 0; x < side; x++)
            buffer_puts(out, blocks[2 * is_dark(rows, x, y) + is_dark(rows, x, y + 1)]);
        buffer_putc(out, '\n');
    }
}

void print_factor(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    print_answer(out, arena, command, answer, english);
    buffer_putc(out, '\n');
    print_picture(out, value_get(answer, "qr"));
}
