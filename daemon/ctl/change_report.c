/* What a change of rules is and does, for people: a preview, a comparison, a version and its files. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "display/display.h"

#include <string.h>

/* A list of the answer as a table of its own; `word` makes a row's part "from" or "to" one cell. */
struct part {
    const char *key, *vi, *en;
    const char *word; /* as which word of cell.h a side is read; NULL: it is a map of a result */
    struct command_column columns[9];
};

static const struct part parts[] = {
    {"units", "Đơn vị", "Units", NULL,
     {{"what", "Việc", "What"}, {"unit", "Mã", "Id"}, {"name", "Đơn vị", "Unit"}, {"day", "Từ ngày", "From"}, {"before", "Hiện nay", "Now"},
      {"after", "Sẽ là", "Then"}, {"records", "Bản ghi", "Records"}, {"reference", "Căn cứ", "Reference"}}},
    {"teams", "Tổ tính về đơn vị khác", "Teams that count elsewhere", "place",
     {{"team", "Mã", "Id"}, {"name", "Tổ", "Team"}, {"day", "Từ ngày", "From"}, {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"duties", "Nhiệm vụ chuyển người thực hiện", "Duties that change hands", "place",
     {{"id", "Số", "Id"}, {"duty", "Nhiệm vụ", "Duty"}, {"title", "Việc", "What for"}, {"due_on", "Hạn", "Due"}, {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"record_types", "Loại bản ghi, trường", "Record types and fields", "declared",
     {{"type", "Loại", "Type"}, {"field", "Trường", "Field"}, {"what", "Việc", "What"}, {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"},
      {"records", "Bản ghi đụng đến", "Records touched"}}},
    {"changes", "Kết quả đổi", "Results that change", NULL,
     {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"}, {"subject", "Đơn vị", "Subject"},
      {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}, {"sealed", "Đã chốt", "Sealed"}}},
    {"unrun", "Kỳ đang diễn ra, tính thử trên số liệu hôm nay", "The period in progress, on today's data", NULL,
     {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"}, {"subject", "Đơn vị", "Subject"},
      {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"alerts", "Cảnh báo", "Alerts", "what",
     {{"what", "Việc", "What"}, {"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"},
      {"subject", "Đơn vị", "Subject"}, {"told", "Báo cho", "Told"}}},
    {"messages", "Ai nhận tin", "Who is told", "to",
     {{"kind", "Loại tin", "Kind"}, {"about", "Về", "About"}, {"units", "Đơn vị", "Units"}, {"to", "Người nhận là", "As"}, {"channel", "Kênh", "Channel"},
      {"how", "Lúc nào", "When"}, {"before", "Hiện nay", "Now"}, {"after", "Sẽ là", "Then"}}},
    {"drafts", "Văn bản dự thảo", "Drafts", "what",
     {{"id", "Dự thảo", "Draft"}, {"kind", "Loại", "Kind"}, {"phase", "Đợt", "Phase"}, {"what", "Việc", "What"},
      {"why", "Vì", "Why"}}},
    {"nominations", "Đề nghị khen thưởng", "Nominations", "standing",
     {{"phase", "Đợt", "Phase"}, {"ward", "Đơn vị", "Unit"}, {"subject", "Tập thể, cá nhân", "Subject"},
      {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"prizes", "Tiền thưởng (đồng)", "Prizes (đồng)", "amount",
     {{"phase", "Đợt", "Phase"}, {"recipient", "Cho", "For"}, {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"periods", "Kỳ đổi ngày", "Periods whose days change", "day",
     {{"title", "Kỳ", "Period"}, {"from", "Từ ngày", "From"}, {"last", "Đến ngày", "Until"}, {"new_from", "Sẽ từ ngày", "Then from"},
      {"new_last", "Sẽ đến ngày", "Then until"}}},
    {"due_days", "Hạn dời ngày (việc đã làm thì giữ nguyên)", "Due days that move (what was performed stays so)", "due_at",
     {{"kind", "Việc", "What"}, {"period", "Kỳ, dịp", "Period, occasion"}, {"duty", "Nhiệm vụ", "Duty"}, {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"},
      {"at_once", "Làm ngay", "At once"}}},
    {"waiting", "Đề xuất khác đang chờ", "Other proposals that wait", "event",
     {{"proposal", "Đề xuất số", "Proposal"}, {"event", "Việc", "What"}, {"why", "Vì", "Why"}}},
    {"changed", "Tệp thay đổi", "Files that change", "what",
     {{"what", "Việc", "What"}, {"path", "Tệp", "File"}}},
    {"params", "Mức giao, mức tiền", "Parameters", "value",
     {{"name", "Tham số", "Parameter"}, {"from", "Từ ngày", "From"}, {"before", "Trước", "Before"},
      {"after", "Sau", "After"}, {"reference", "Căn cứ", "Reference"}}},
};

/* "20/26 = 76,9%, đạt" */
static const char *result_text(struct arena *arena, const struct value *cell, bool english)
{
    if (value_is_null(cell))
        return "–";
    const char *verdict = display_text(arena, "verdict", value_get(cell, "verdict"), english);
    const struct value *num = value_get(cell, "num"), *den = value_get(cell, "den"), *value = value_get(cell, "value");
    if (value_is_null(num))
        return verdict;
    const char *figure = value_is_null(den)
                             ? arena_printf(arena, "%lld", (long long)value_as_int(num))
                             : arena_printf(arena, "%lld/%lld", (long long)value_as_int(num),
                                            (long long)value_as_int(den));
    return value_is_null(value) || value_is_null(den)
               ? arena_printf(arena, "%s, %s", figure, verdict)
               : arena_printf(arena, "%s = %s, %s", figure, display_text(arena, "value", value, english), verdict);
}

static const char *joined(struct arena *arena, const char *name, const struct value *list, bool english)
{
    const char *text = NULL;
    for (size_t i = 0; i < value_len(list); i++) {
        const char *word = display_text(arena, name, value_at(list, i), english);
        text = text ? arena_printf(arena, "%s, %s", text, word) : word;
    }
    return text;
}

/* When a route tells. */
static const char *how_text(struct arena *arena, const struct value *row, bool english)
{
    const char *quiet = value_get_text(row, "quiet", NULL), *group = value_get_text(row, "group_at", NULL);
    bool working = value_get_bool(row, "working_days", false);
    return arena_printf(arena, "%s%s%s%s%s%s", group ? (english ? "together at " : "gộp lúc ") : english ? "at once" : "ngay", group ? group : "",
                        quiet ? (english ? ", not " : ", trừ ") : "", quiet ? quiet : "",
                        working ? (english ? ", on working days" : ", ngày làm việc") : "",
                        strcmp(value_get_text(row, "language", "vi"), "en") == 0 ? (english ? ", in English" : ", bằng tiếng Anh") : "");
}

static struct value *flat_row(struct arena *arena, const struct part *part, const struct value *row, bool english)
{
    static const char *const sides[] = {"from", "to"};
    static const struct {
        const char *key, *word;
    } lists[] = {{"told", "addressee"}, {"units", "unit"}, {"kind", "message"}, {"about", "about"}};
    struct value *flat = value_copy(arena, row);
    for (size_t i = 0; i < LEN(sides); i++)
        if (value_get(row, sides[i]) && !part->word)
            value_set_text(flat, sides[i], result_text(arena, value_get(row, sides[i]), english));
        else if (value_get(row, sides[i]))
            value_set_text(flat, sides[i], display_text(arena, part->word, value_get(row, sides[i]), english));
    for (size_t i = 0; i < LEN(lists); i++)
        if (value_type(value_get(row, lists[i].key)) == VALUE_LIST)
            value_set_text(flat, lists[i].key, joined(arena, lists[i].word, value_get(row, lists[i].key), english));
    if (value_get(row, "channel"))
        value_set_text(flat, "how", how_text(arena, row, english));
    return flat;
}

static void print_part(struct buffer *out, struct arena *arena, const struct part *part, const struct value *list,
                       bool english)
{
    if (!value_len(list))
        return;
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(list); i++)
        value_append(rows, flat_row(arena, part, value_at(list, i), english));
    buffer_printf(out, "\n%s (%zu):\n", english ? part->en : part->vi, value_len(list));
    print_rows(out, arena, part->columns, rows, english);
}

static void print_parts(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    for (size_t i = 0; i < LEN(parts); i++)
        print_part(out, arena, &parts[i], value_get(answer, parts[i].key), english);
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
            buffer_printf(out, "\n--- %s\n+++ %s\n%s", path, path, diff);
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
