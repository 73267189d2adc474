/* What a change of rules is and does, for people: a preview, a comparison, a version and its files. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "display/change_part.h"
#include "display/display.h"

#include <string.h>

static void print_part(struct buffer *out, struct arena *arena, const struct change_part *part, const struct value *list,
                       bool english)
{
    struct command_column columns[CHANGE_PART_COLUMNS + 1] = {{NULL, NULL, NULL}};
    if (!value_len(list))
        return;
    for (size_t i = 0; part->columns[i].key; i++)
        columns[i] = (struct command_column){part->columns[i].key, part->columns[i].vi, part->columns[i].en};
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(list); i++)
        value_append(rows, change_part_row(arena, part, value_at(list, i), english));
    buffer_printf(out, "\n%s (%zu):\n", english ? part->en : part->vi, value_len(list));
    print_rows(out, arena, columns, rows, english);
}

static void print_parts(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    for (size_t i = 0; i < change_part_count; i++)
        print_part(out, arena, &change_parts[i], change_part_list(arena, &change_parts[i], answer), english);
}

static void print_head(struct buffer *out, const struct value *answer, bool english)
{
    static const struct command_column heads[] = {
        {"id", "Đề xuất số", "Proposal"},         {"proposal", "Đề xuất số", "Proposal"},
        {"state", "Trạng thái", "State"},          {"proposed_by_name", "Người đề xuất", "Proposed by"},
        {"reason", "Lý do", "Reason"},             {"package", "Phiên bản", "Version"},
        {"flips", "Số kết quả đổi đánh giá (không kể kỳ đã chốt)", "Verdicts that change (without what is sealed)"}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < LEN(heads); i++) {
        const struct value *value = value_get(answer, heads[i].key);
        if (!value_is_null(value))
            buffer_printf(out, "%s: %s\n", english ? heads[i].en : heads[i].vi,
                          display_text(arena, heads[i].key, value, english));
    }
    const char *carried = value_get_text(answer, "carried_at", NULL);
    if (carried) /* whoever looked at it before that saw it beside other rules */
        buffer_printf(out, english ? "Carried over to other rules at %s: its preview may say something else than before.\n"
                                   : "Đã chuyển sang bản quy tắc mới lúc %s: hãy xem trước lại, kết quả có thể đã khác.\n",
                      display_text(arena, "carried_at", value_get(answer, "carried_at"), english));
    arena_destroy(arena);
}

static void print_files(struct buffer *out, const struct value *files, bool english)
{
    for (size_t i = 0; i < value_len(files); i++) {
        const struct value *file = value_at(files, i);
        const char *path = value_get_text(file, "path", ""), *diff = value_get_text(file, "diff", NULL);
        if (diff)
            buffer_printf(out, "\n--- %s\n+++ %s\n%s", value_get_text(file, "against", path), path, diff);
        else if (value_get(file, "diff"))
            buffer_printf(out, english ? "\n%s: no text, its bytes differ\n" : "\n%s: không phải tệp chữ, nội dung khác nhau\n",
                          path);
        else
            buffer_printf(out, "  %s\n", path);
    }
}

/* The files by their paths; those of the rule tests, most of a package, only by their number. */
static void print_paths(struct buffer *out, struct arena *arena, const struct value *files, bool english)
{
    struct value *shown = value_list(arena);
    for (size_t i = 0; i < value_len(files); i++)
        if (strncmp(value_get_text(value_at(files, i), "path", ""), "tests/", 6) != 0)
            value_append(shown, value_at(files, i));
    size_t tests = value_len(files) - value_len(shown);
    buffer_puts(out, english ? "\nFiles:\n" : "\nCác tệp:\n");
    print_files(out, shown, english);
    if (tests)
        buffer_printf(out, english ? "  and %zu files of rule tests in tests/\n" : "  và %zu tệp ca kiểm thử trong tests/\n",
                      tests);
}

void print_version(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english)
{
    (void)command;
    if (value_get(answer, "text")) {
        buffer_puts(out, value_get_text(answer, "text", ""));
        return;
    }
    print_head(out, answer, english);
    print_parts(out, arena, answer, english);
    print_paths(out, arena, value_get(answer, "files"), english);
}

void print_difference(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                      bool english)
{
    (void)command;
    print_parts(out, arena, answer, english);
    print_files(out, value_get(answer, "files"), english);
}

void print_preview(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english)
{
    (void)command;
    print_head(out, answer, english);
    print_parts(out, arena, answer, english);
}

/* … and what the one who proposed does next. */
void print_proposal(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                    bool english)
{
    long long id = (long long)value_get_int(answer, "proposal", 0);
    print_preview(out, arena, command, answer, english);
    if (id > 0)
        buffer_printf(out, english ? "\nNext: rules preview %lld; another administrator then gives rules activate %lld.\n"
                                   : "\nTiếp theo: rules preview %lld; quản trị viên khác làm rules activate %lld.\n",
                      id, id);
}

void print_activation(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                      bool english)
{
    print_preview(out, arena, command, answer, english);
    buffer_puts(out, english ? "\nIn force from now on.\n" : "\nĐã đưa vào áp dụng.\n");
}
