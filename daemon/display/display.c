#include "display/display.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/fault.h"
#include "base/value.h"
#include "workflow/role.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <stdio.h>
#include <string.h>

/* Words of life cycles are workflow/workflow_table.c's, those of alerts alert/alert_kind.c's. */
static const struct {
    const char *key, *word, *vi, *en, *mark;
} words[] = {
    {"verdict", "met", "đạt", "met", "✓"},
    {"verdict", "missed", "chưa đạt", "missed", "✗"},
    {"verdict", "not_applicable", "không phát sinh", "not applicable", "–"},
    {"verdict", "not_reported", "chưa có số liệu", "not reported", "?"},
    {"verdict", "in_progress", "đang thực hiện", "in progress", "…"},
    {"verdict", "judged", "đã có người đánh giá", "judged", "•"},
    {"verdict", "error", "lỗi", "error", "!"},
    {"class", "excellent", "hoàn thành xuất sắc", "completed with distinction", NULL},
    {"class", "completed", "hoàn thành", "completed", NULL},
    {"class", "not_completed", "chưa hoàn thành", "not completed", NULL},
    {"class", "none_arose", "chưa có chỉ tiêu phát sinh", "nothing has arisen yet", NULL},
    {"class", "error", "quy tắc kết luận lỗi", "the rule of the conclusion failed", NULL},
    {"class", "incomplete", "chưa đủ số liệu", "figures incomplete", NULL},
    {"outlook", "met", "đã đạt", "met so far", NULL},
    {"outlook", "can", "còn đạt được", "can still be met", NULL},
    {"outlook", "cannot", "không thể đạt nữa", "can no longer be met", NULL},
    {"outlook", "open", "chưa rõ", "open", NULL},
    {"outlook", "nothing", "chưa phát sinh", "nothing yet", NULL},
    {"severity", "warning", "lưu ý", "warning", NULL},
    {"severity", "note", "ghi chú", "note", NULL},
    {"replay", "same", "cho cùng kết quả", "the same result", NULL},
    {"replay", "identical", "giống hệt", "identical", NULL},
    {"replay", "different", "khác", "different", NULL},
    {"replay", "not_replayable", "không tính lại được", "not replayable", NULL},
    {"reachable", "yes", "còn đạt được", "still reachable", NULL},
    {"reachable", "no", "không thể đạt nữa", "out of reach", NULL},
    {"reachable", "ended", "kỳ đã kết thúc", "the period is over", NULL},
    {"from", "new", "mới", "new", NULL},
    {"follows", "put_in_force", "đưa quy tắc vào áp dụng", "the rules are put in force", NULL},
    {"follows", "raise_alert", "mở cảnh báo", "an alert is opened", NULL},
    {"follows", "resolve_alert", "khép lại cảnh báo", "its alert is resolved", NULL},
    {"follows", "unseal", "bản chốt không còn là bản mới nhất", "the seal is no longer the newest", NULL},
    {"stage", "final", "chính thức", "final", NULL},
    {"stage", "provisional", "tạm tính", "provisional", NULL},
    {"standing", "provisional", "tạm tính", "provisional", NULL},
    {"standing", "final", "chính thức", "final", NULL},
    {"standing", "sealed", "chính thức, đã chốt", "final, sealed", NULL},
    {"standing", "adjusted", "điều chỉnh sau khi chốt", "adjusted after the seal", NULL},
    {"kind", "provisional", "tạm tính", "provisional run", NULL},
    {"kind", "final", "tính chính thức", "final run", NULL},
    {"kind", "seal", "chốt đợt", "seal", NULL},
    {"kind", "decision", "dự thảo quyết định", "decision drafted", NULL},
    {"kind", "nomination_reminder", "nhắc đề nghị khen thưởng", "nominations reminded of", NULL},
    {"kind", "succession", "chuyển cảnh báo cho đơn vị kế nhiệm", "alerts passed on to successors", NULL},
    {"kind", "ends", "xem đơn vị, căn cứ sắp kết thúc", "what ends looked at", NULL},
    {"kind", "reminder", "nhắc gửi báo cáo tháng", "returns reminded of", NULL},
    {"kind", "evaluator", "tính số liệu", "evaluator", NULL},
    {"kind", "notifier", "gửi tin", "notifier", NULL},
    {"kind", "return", "hạn gửi báo cáo tháng", "returns due", NULL},
    {"kind", "duty", "nhiệm vụ đến ngày", "duties", NULL},
    {"kind", "digest", "gửi tình hình tuần", "weekly digest sent", NULL},
    {"kind", "duty_due", "hạn của nhiệm vụ", "due day of a duty", NULL},
    {"kind", "week_report", "báo cáo tuần", "weekly report", NULL},
    {"kind", "month_report", "báo cáo tháng", "monthly report", NULL},
    {"kind", "quarter_report", "báo cáo quý", "quarterly report", NULL},
    {"outcome", "done", "đã gửi", "sent", NULL},
    {"outcome", "later", "chưa gửi được, nên thử lại", "not now", NULL},
    {"outcome", "failed", "bị từ chối", "refused", NULL},
    {"status", "sent", "đã gửi", "sent", NULL},
    {"status", "nil", "không phát sinh", "nil", NULL},
    {"status", "late", "gửi muộn", "late", NULL},
    {"status", "missing", "thiếu", "missing", NULL},
    {"status", "awaited", "chưa gửi", "awaited", NULL},
    {"standing", "complete", "đủ, đúng hạn", "complete, in time", NULL},
    {"standing", "complete_late", "đủ, trễ hạn", "complete, late", NULL},
    {"standing", "lacking", "thiếu", "lacking", NULL},
    {"standing", "not_due", "chưa đến hạn", "not due yet", NULL},
    {"kind", "return_overdue", "báo cáo quá hạn", "return overdue", NULL},
    {"kind", "return_due", "báo cáo tháng", "monthly return", NULL},
    {"kind", "sent_back", "số liệu bị trả lại", "records returned", NULL},
    {"kind", "waiting", "chờ xác nhận", "wait to be confirmed", NULL},
    {"kind", "approve", "văn bản chờ duyệt", "paper to approve", NULL},
    {"kind", "issue", "văn bản chờ ban hành", "paper to issue", NULL},
    {"kind", "submit", "dự thảo chờ trình", "draft to submit", NULL},
    {"kind", "proposal", "đề xuất chờ người thứ hai", "proposal for a second person", NULL},
    {"kind", "reset", "đặt lại hai lớp chờ người thứ hai", "reset of a second factor for a second person", NULL},
    {"kind", "unit_ending", "đơn vị kết thúc", "unit that ends", NULL},
    {"kind", "alert", "cảnh báo", "alerts", NULL},
    {"password", "none", "chưa đặt", "not set", NULL},
    {"password", "own", "của mình", "their own", NULL},
    {"password", "temporary", "tạm, phải đổi khi đăng nhập", "temporary, to be changed at the log-in", NULL},
    {"origin", "machine", "máy lập", "the program", NULL},
    {"period_kind", "week", "tuần", "weeks", NULL},
    {"period_kind", "month", "tháng", "months", NULL},
    {"period_kind", "quarter", "quý", "quarters", NULL},
    {"period_kind", "phase", "đợt", "phases", NULL},
    {"period_kind", "contest", "cả phong trào", "the whole contest", NULL},
    {"period_kind", "other", "kỳ khác, hoặc không về kỳ nào", "other periods, or none", NULL},
    {"found", "code", "khớp mã kiểm tra", "its code", NULL},
    {"found", "file", "khớp từng byte", "byte for byte", NULL},
    {"found", "figures", "khớp mọi số liệu (tệp đã được lưu lại)", "each figure (the file was saved again)", NULL},
    {"found", "changed", "SỐ LIỆU ĐÃ BỊ ĐỔI so với bản đã duyệt", "ITS FIGURES WERE CHANGED since it was approved", NULL},
    {"found", "none", "không có văn bản nào như vậy", "there is no such paper", NULL},
    {"origin", "edited", "người sửa", "a person's edit", NULL},
    {"origin", "stamped", "đóng mã khi duyệt", "stamped when approved", NULL},
    {"origin", "signed", "ký thay", "a deputy's signature", NULL},
    {"signs", "kt", "KT. (ký thay)", "KT. (for the head)", NULL},
    {"signs", "q", "Q. (quyền)", "Q. (acting head)", NULL},
    {"signs", "tl", "TL. (thừa lệnh)", "TL. (by order)", NULL},
    {"signs", "tuq", "TUQ. (thừa ủy quyền)", "TUQ. (by written authority)", NULL},
    {"factor", "on", "đang dùng", "in use", NULL},
    {"factor", "lacking", "bắt buộc mà chưa có", "required, none yet", NULL},
    {"factor", "off", "không có", "none", NULL},
    {"state", "good", "tốt", "good", NULL},
    {"cause", "load", "nạp lần đầu", "first load", NULL},
    {"cause", "proposal", "đề xuất", "proposal", NULL},
    {"cause", "restore", "dùng lại", "restored", NULL},
    {"cause", "quarantine", "cách ly", "quarantine", NULL},
    {"cause", "came", "gửi thêm", "sent", NULL},
    {"cause", "gone", "rút", "taken back", NULL},
    {"cause", "corrected", "sửa", "corrected", NULL},
    {"cause", "related", "theo bản ghi khác", "follows another record", NULL},
    {"cause", "returns", "báo cáo", "returns", NULL},
    {"cause", "stage", "loại lần tính", "kind of run", NULL},
    {"cause", "target", "mức giao, tham số", "target", NULL},
    {"cause", "rule", "quy tắc", "rule", NULL},
    {"cause", "package", "gói quy tắc", "rule package", NULL},
    {"cause", "unattributed", "không tách được", "not told apart", NULL},
    {"what", "added", "thêm", "added", NULL},
    {"what", "removed", "bỏ", "removed", NULL},
    {"what", "changed", "sửa", "changed", NULL},
    {"what", "corrected", "đính chính", "corrected", NULL},
    {"what", "choice_added", "thêm lựa chọn", "choice added", NULL},
    {"what", "choice_removed", "bỏ lựa chọn", "choice taken away", NULL},
    {"what", "retired", "ngừng dùng", "retired", NULL},
    {"what", "used_again", "dùng lại", "used again", NULL},
    {"what", "title", "đổi tên", "another title", NULL},
    {"what", "stricter", "chặt hơn", "stricter", NULL},
    {"what", "wider", "rộng hơn", "wider", NULL},
    {"what", "condition", "điều kiện khi nhập", "condition of entry", NULL},
    {"what", "private", "dữ liệu riêng", "what is private", NULL},
    {"what", "days", "ngày ảnh hưởng kết quả", "days it counts in", NULL},
    {"what", "form", "đổi kiểu", "another form", NULL},
    {"what", "key", "đổi khóa", "another key", NULL},
    {"declared", "optional", "không bắt buộc", "optional", NULL},
    {"declared", "required", "bắt buộc", "required", NULL},
    {"what", "open", "mở", "opens", NULL},
    {"what", "resolve", "khép lại", "closes", NULL},
    {"what", "change", "đổi câu", "new text", NULL},
    {"what", "stale", "đã cũ", "stale", NULL},
    {"what", "drafted", "dự thảo lại", "drafted anew", NULL},
    {"what", "refused", "không dự thảo được", "refused", NULL},
    {"what", "not_applicable", "không áp dụng", "not applicable", NULL},
    {"happened", "began", "bắt đầu", "began", NULL},
    {"happened", "ended", "kết thúc", "ended", NULL},
    {"happened", "renamed", "đổi tên", "renamed", NULL},
    {"happened", "recoded", "đổi mã hành chính", "recoded", NULL},
    {"happened", "moved", "đổi cấp trên", "moved", NULL},
    {"happened", "succeeds", "kế nhiệm", "follows", NULL},
    {"happened", "succeeded_by", "được kế nhiệm", "followed by", NULL},
    {"detail", "merge", "nhập", "merged", NULL},
    {"detail", "split", "tách", "split", NULL},
    {"detail", "rename", "đổi tên", "renamed", NULL},
    {"detail", "transfer", "chuyển", "transferred", NULL},
    {"detail", "dissolve", "giải thể", "dissolved", NULL},
    {"what", "begins", "bắt đầu", "begins", NULL},
    {"what", "ends", "kết thúc", "ends", NULL},
    {"what", "stands_on", "không kết thúc", "stands on", NULL},
    {"what", "left_out", "bỏ khỏi danh mục", "is left out", NULL},
    {"what", "begins_otherwise", "bắt đầu ngày khác", "begins otherwise", NULL},
    {"what", "renamed", "đổi tên, mã, cấp trên", "renamed, recoded, moved", NULL},
    {"what", "succeeded", "có đơn vị kế nhiệm", "is succeeded", NULL},
    {"recipient", "collective", "tập thể", "a collective", NULL},
    {"recipient", "individual", "cá nhân", "an individual", NULL},
    {"kind", "collective", "tập thể", "collective", NULL},
    {"kind", "individual", "cá nhân", "individual", NULL},
    {"kind", "declined", "không đề nghị", "declined", NULL},
    {"outcome", "nominated", "chờ quyết định", "not decided yet", NULL},
    {"outcome", "sent_up", "đã trình cấp trên", "proposed to a higher authority", NULL},
    {"outcome", "named", "có trong dự thảo quyết định", "in a drafted decision", NULL},
    {"outcome", "decided", "đã quyết định", "decided", NULL},
    {"outcome", "kept_out", "chưa xét được", "kept out", NULL},
    {"outcome", "declined", "không đề nghị", "declined", NULL},
    {"standing", "nominee", "được khen", "commended", NULL},
    {"standing", "left_out", "chưa đủ điều kiện", "left out", NULL},
    {"state", "done", "đã làm", "done", NULL},
    {"state", "due", "đến hạn", "due", NULL},
    {"state", "waiting", "đang chờ", "waiting", NULL},
    {"why", "returns", "thiếu báo cáo tháng", "missing returns", NULL},
    {"why", "outage", "máy chủ không chạy khi đến hạn", "the daemon was away", NULL},
    {"why", "run", "đã mở lại, chờ lần tính tới", "re-opened, waits for the next run", NULL},
    {"why", "clock", "đồng hồ máy chưa được xác nhận", "the clock is not confirmed", NULL},
    {"why", "error", "quy tắc bị lỗi", "a failing rule", NULL},
    {"state", "planned", "chưa đến", "planned", NULL},
    {"state", "running", "đang chạy", "under way", NULL},
    {"state", "waiting", "đang chờ", "waiting", NULL},
    {"action", "import", "nhập", "import", NULL},
    {"action", "records enter", "nhập tay", "entered by hand", NULL},
    {"action", "records confirm", "xác nhận", "a confirmation", NULL},
    {"action", "records return", "trả lại", "sent back", NULL},
    {"action", "records withdraw", "rút", "taken out", NULL},
    {"action", "import undo", "hoàn tác", "undone", NULL},
    {"action", "records restore", "đưa trở lại", "brought back", NULL},
    {"action", "records move", "chuyển đơn vị", "moved", NULL},
    {"action", "units move", "chuyển tổ", "team moved", NULL},
    {"action", "members move", "chuyển thành viên", "member moved", NULL},
    {"action", "records attach", "kèm tệp", "files attached", NULL},
    {"action", "records detach", "gỡ tệp", "a file detached", NULL},
    {"removed", "location", "vị trí chụp", "where it was taken", NULL},
    {"removed", "data", "siêu dữ liệu", "metadata", NULL},
    {"removed", "preview", "ảnh xem trước", "a preview", NULL},
    {"removed", "behind", "phần thừa sau ảnh", "what stood behind its end", NULL},
    {"removed", "colour", "hồ sơ màu", "a colour profile", NULL},
    {"state", "cancelled", "đã hủy", "cancelled", NULL},
    {"state", "before_load", "trước khi nạp gói", "before the package", NULL},
};

const char *display_word(const char *key, const char *word, bool english)
{
    const char *dot = strrchr(key, '.'), *last = dot ? dot + 1 : key;
    for (size_t i = 0; i < LEN(words); i++)
        if (strcmp(words[i].key, last) == 0 && strcmp(words[i].word, word) == 0)
            return english ? words[i].en : words[i].vi;
    const struct role_row *role = strcmp(last, "role") == 0 || strcmp(last, "roles") == 0 ? role_find(word) : NULL;
    const char *title = role                         ? (english ? role->en : role->vi)
                        : strcmp(last, "state") == 0   ? workflow_state_title(word, english)
                        : strcmp(last, "event") == 0 ? workflow_event_title(word, english)
                        : strcmp(last, "kind") == 0  ? alert_kind_title(word, english)
                        : strcmp(last, "fault") == 0 ? fault_title(word, english)
                        : strcmp(last, "needs") == 0 ? workflow_need_word(word, english)
                                                     : NULL;
    return title ? title : word;
}

const char *display_figure(struct arena *arena, const struct value *figure, bool english)
{
    const char *value = value_get_text(figure, "value", NULL), *verdict = value_get_text(figure, "verdict", NULL);
    const char *word = verdict ? display_word("verdict", verdict, english) : "–";
    bool nothing = value_type(value_get(figure, "den")) == VALUE_INT && value_get_int(figure, "den", 0) == 0;
    return value && !nothing ? arena_printf(arena, "%s, %s", value, word) : word;
}

const char *display_mark(const char *verdict)
{
    for (size_t i = 0; i < LEN(words); i++)
        if (words[i].mark && strcmp(words[i].word, verdict) == 0)
            return words[i].mark;
    return "!";
}

static const struct value *translated(struct arena *arena, const struct value *map, const char *key)
{
    const struct value *text = value_get(map, key), *english = value_get(map, arena_printf(arena, "%s_en", key));
    if (!english || value_is_null(text))
        return text;
    return !value_is_null(english)             ? english
           : value_type(text) == VALUE_TEXT ? value_printf(arena, "(in Vietnamese) %s", value_as_text(text))
                                            : text;
}

/* title_en beside title: no value of its own. */
static bool is_translation(struct arena *arena, const struct value *map, const char *key)
{
    size_t len = strlen(key);
    return len > 3 && strcmp(key + len - 3, "_en") == 0 &&
           value_get(map, arena_printf(arena, "%.*s", (int)len - 3, key));
}

/* What is lacking of a figure with decimals is kept in units of the last one: 12 with one is 1,2. */
static const struct value *scaled(struct arena *arena, const struct value *map, const char *key, bool english)
{
    int64_t decimals = value_get_int(map, "decimals", 0);
    const struct value *number = value_get(map, key);
    if (decimals < 1 || decimals > 9 || value_type(number) != VALUE_INT || (strcmp(key, "needed") != 0 && strcmp(key, "short") != 0))
        return NULL;
    const char *text = decimal_amount(arena, value_as_int(number), (int)decimals);
    return value_text(arena, english ? decimal_english(arena, text) : text);
}

const struct value *display_find(struct arena *arena, const struct value *map, const char *key, bool english)
{
    const char *dot = strchr(key, '.');
    if (!dot && strcmp(key, "class") == 0 && value_get_text(map, "class_title", NULL))
        return value_get(map, "class_title");
    const struct value *amount = dot ? NULL : scaled(arena, map, key, english);
    if (amount)
        return amount;
    if (!dot)
        return english ? translated(arena, map, key) : value_get(map, key);
    return display_find(arena, value_get(map, arena_printf(arena, "%.*s", (int)(dot - key), key)), dot + 1, english);
}

/* 2025-02-10T17:00:00+07:00 → 17:00 10/02/2025, 2025-02-10 → 10/02/2025; NULL for other texts. */
static const char *date_text(struct arena *arena, const char *text)
{
    int year, month, day, hour, minute, second, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10)
        return NULL;
    if (!text[10])
        return arena_printf(arena, "%02d/%02d/%04d", day, month, year);
    if (sscanf(text + 10, "T%2d:%2d:%2d+07:00%n", &hour, &minute, &second, &used) != 3 || text[10 + used])
        return NULL;
    return arena_printf(arena, "%02d:%02d %02d/%02d/%04d", hour, minute, day, month, year);
}

static const char *joined(struct arena *arena, const char *key, const struct value *many, const char *between,
                          bool english)
{
    struct buffer buffer = {0};
    bool map = value_type(many) == VALUE_MAP;
    for (size_t i = 0; i < value_len(many); i++) {
        const char *name = map ? value_key(many, i) : key;
        const struct value *item = map ? display_find(arena, many, name, english) : value_at(many, i);
        if (!value_is_null(item) && !(map && is_translation(arena, many, name)))
            buffer_printf(&buffer, "%s%s", buffer.len ? between : "", display_text(arena, name, item, english));
    }
    const char *text = buffer_take(&buffer, arena);
    return *text ? text : "–";
}

const char *display_text(struct arena *arena, const char *key, const struct value *value, bool english)
{
    const char *text;
    switch (value_type(value)) {
    case VALUE_NULL:
        break;
    case VALUE_BOOL:
        if (english)
            return value_as_bool(value) ? "yes" : "no";
        return value_as_bool(value) ? "có" : "không";
    case VALUE_INT:
        return arena_printf(arena, "%lld", (long long)value_as_int(value));
    case VALUE_REAL:
        return arena_printf(arena, "%g", value_as_real(value));
    case VALUE_TEXT:
        text = value_as_text(value);
        const char *date = english ? NULL : date_text(arena, text);
        return date ? date : display_word(key, text, english);
    case VALUE_LIST:
        return joined(arena, key, value, "; ", english);
    case VALUE_MAP:
        return joined(arena, key, value, " · ", english);
    }
    return "–";
}
