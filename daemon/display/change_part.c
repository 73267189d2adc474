#include "display/change_part.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "display/display.h"

#include <string.h>

#define SEALED "sealed" /* rows of "changes" */

const struct change_part change_parts[] = {
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
      {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {"unrun", "Kỳ đang diễn ra, tính thử trên số liệu hôm nay", "The period in progress, on today's data", NULL,
     {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"}, {"subject", "Đơn vị", "Subject"},
      {"from", "Hiện nay", "Now"}, {"to", "Sẽ là", "Then"}}},
    {SEALED, "Kỳ đã chốt: giữ nguyên, chỉ để đối chiếu", "Sealed periods: they stand, this only compares", NULL,
     {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"}, {"subject", "Đơn vị", "Subject"},
      {"from", "Vẫn là", "Stays"}, {"to", "Nếu tính theo quy tắc mới", "By the new rules"}}},
    {"alerts", "Cảnh báo", "Alerts", "what",
     {{"what", "Việc", "What"}, {"text", "Cảnh báo", "Alert"}, {"told", "Báo cho", "Told"}}},
    {"messages", "Ai nhận tin", "Who is told", "to",
     {{"kind", "Loại tin", "Kind"}, {"about", "Về", "About"}, {"periods", "Kỳ", "Periods"}, {"units", "Đơn vị", "Units"}, {"to", "Người nhận là", "As"}, {"channel", "Kênh", "Channel"},
      {"how", "Lúc nào", "When"}, {"before", "Hiện nay", "Now"}, {"after", "Sẽ là", "Then"}}},
    {"drafts", "Văn bản dự thảo", "Drafts", "what",
     {{"id", "Dự thảo", "Draft"}, {"kind", "Loại", "Kind"}, {"about", "Về", "About"}, {"phase", "Đợt", "Phase"}, {"what", "Việc", "What"},
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
const size_t change_part_count = LEN(change_parts);

bool change_part_is_sealed(const struct change_part *part)
{
    return strcmp(part->key, SEALED) == 0;
}

const struct value *change_part_list(struct arena *arena, const struct change_part *part, const struct value *answer)
{
    bool sealed = change_part_is_sealed(part);
    const struct value *given = value_get(answer, sealed ? "changes" : part->key);
    struct value *list = value_list(arena);
    if (value_type(given) != VALUE_LIST)
        return list;
    for (size_t i = 0; i < value_len(given); i++)
        if (value_get_bool(value_at(given, i), "sealed", false) == sealed)
            value_append(list, value_at(given, i));
    return list;
}

/* "20/26 = 76,9%, đạt", "…, đạt, khá": a grade is a word of the package's. */
static const char *result_text(struct arena *arena, const struct value *cell, bool english)
{
    if (value_is_null(cell))
        return "–";
    const char *verdict = display_text(arena, "verdict", value_get(cell, "verdict"), english);
    const struct value *num = value_get(cell, "num"), *den = value_get(cell, "den"), *value = value_get(cell, "value");
    const char *grade = value_get_text(cell, "grade_title", NULL);
    if (value_is_null(num))
        return verdict;
    if (grade)
        verdict = arena_printf(arena, "%s, %s", verdict, grade);
    bool nothing = !value_is_null(den) && value_as_int(den) == 0 && strcmp(value_get_text(cell, "verdict", ""), "not_applicable") == 0;
    if (nothing && !value_is_null(value)) /* in words: why there is nothing to judge */
        return display_text(arena, "value", value, english);
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

struct value *change_part_row(struct arena *arena, const struct change_part *part, const struct value *row, bool english)
{
    static const char *const sides[] = {"from", "to"};
    static const struct {
        const char *key, *word;
    } lists[] = {{"told", "addressee"}, {"units", "unit"}, {"kind", "message"}, {"about", "about"}, {"periods", "period_kind"}};
    struct value *flat = value_copy(arena, row);
    for (size_t i = 0; i < LEN(sides); i++)
        if (value_get(row, sides[i]) && !part->word)
            value_set_text(flat, sides[i], result_text(arena, value_get(row, sides[i]), english));
        else if (value_get(row, sides[i]))
            value_set_text(flat, sides[i], display_text(arena, part->word, value_get(row, sides[i]), english));
    for (size_t i = 0; i < LEN(lists); i++)
        if (value_type(value_get(row, lists[i].key)) == VALUE_LIST)
            value_set_text(flat, lists[i].key, joined(arena, lists[i].word, value_get(row, lists[i].key), english));
    if (value_get(row, "told_names")) /* of an alert that opens */
        value_set_text(flat, "told", joined(arena, "addressee", value_get(row, "told_names"), english));
    if (value_get(row, "channel"))
        value_set_text(flat, "how", how_text(arena, row, english));
    return flat;
}
