/* An account for people: what it is, the roles that were given, the tokens of its programs. */
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
                                                   {"revoked", "Thôi giao ở lần thay đổi", "Taken back at change"}, {NULL, NULL, NULL}};
    static const struct command_column tokens[] = {{"id", "Số", "Number"}, {"role", "Vai trò", "Role"}, {"unit", "Đơn vị", "Unit"},
                                                   {"until", "Đến hết ngày", "Until (inclusive)"}, {"note", "Dùng để", "For"},
                                                   {"revoked", "Hủy ở lần thay đổi", "Taken back at change"}, {NULL, NULL, NULL}};
    print_answer(out, arena, command, answer, english);
    print_part(out, arena, english ? "Roles:" : "Vai trò:", grants, value_get(answer, "grants"), english);
    print_part(out, arena, english ? "Tokens:" : "Mã của chương trình:", tokens, value_get(answer, "tokens"), english);
}
