/* What became of records, for people: an import or its undoing, tried or done, in words that can be sent on; the log of imports;
 * the history of one record. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "display/display.h"

#include <string.h>

enum { RECORDS_PRINTED = 20 }; /* of each kind; --json has more */

static void print_more(struct buffer *out, size_t count, bool english)
{
    if (count)
        buffer_printf(out, english ? "  … and %zu more\n" : "  … và %zu mục nữa\n", count);
}

/* "Kênh tiếp nhận: qua lực lượng → điện thoại" */
static void print_field(struct buffer *out, struct arena *arena, const struct value *field, bool first, bool english)
{
    const char *from = value_get_text(field, "from_title", value_get_text(field, "from", NULL));
    const char *to = value_get_text(field, "to_title", value_get_text(field, "to", NULL));
    buffer_printf(out, "%s%s: ", first ? "" : "; ", value_get_text(field, "title", ""));
    if (from)
        buffer_printf(out, "%s → ", display_text(arena, "from", value_text(arena, from), english));
    buffer_puts(out, to ? display_text(arena, "to", value_text(arena, to), english) : english ? "(empty)" : "(trống)");
}

static void print_fields(struct buffer *out, struct arena *arena, const struct value *fields, bool english)
{
    for (size_t i = 0; i < value_len(fields); i++)
        print_field(out, arena, value_at(fields, i), i == 0, english);
}

/* Of a corrected record what was and what is, of a new one its key: its content is the file's. */
static void print_records(struct buffer *out, struct arena *arena, const struct value *answer, const char *what, bool english)
{
    const struct value *records = value_get(answer, "records");
    int64_t count = value_get_int(answer, what, 0);
    bool corrected = strcmp(what, "corrected") == 0;
    size_t printed = 0;
    for (size_t i = 0; i < value_len(records) && printed < RECORDS_PRINTED; i++) {
        const struct value *record = value_at(records, i);
        if (strcmp(value_get_text(record, "what", ""), what) != 0)
            continue;
        if (!printed++)
            buffer_puts(out, corrected ? (english ? "\nCorrected:\n" : "\nĐính chính:\n") : english ? "\nNew:\n" : "\nThêm mới:\n");
        buffer_printf(out, "  %s %s%s", value_get_text(record, "type_title", ""), value_get_text(record, "key", ""),
                      corrected ? ": " : "\n");
        if (!corrected)
            continue;
        print_fields(out, arena, value_get(record, "fields"), english);
        buffer_putc(out, '\n');
    }
    if (printed)
        print_more(out, (size_t)count - printed, english);
}

static void print_units(struct buffer *out, struct arena *arena, const struct value *units, bool english)
{
    static const struct command_column columns[] = {{"shown", "Đơn vị", "Unit"}, {"type_title", "Loại", "Type (Vietnamese)"},
                                                    {"added", "Mới", "New"}, {"corrected", "Đính chính", "Corrected"},
                                                    {"unchanged", "Không đổi", "Unchanged"}, {"outdated", "Bản cũ", "Of before"},
                                                    {NULL, NULL, NULL}};
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(units); i++) {
        struct value *row = value_copy(arena, value_at(units, i));
        value_set_text(row, "shown", value_get_text(row, "unit_name", value_get_text(row, "unit", NULL)));
        value_append(rows, row);
    }
    if (!value_len(rows))
        return;
    buffer_putc(out, '\n');
    print_rows(out, arena, columns, rows, english);
}

/* "tháng 11/2024, đợt 1" */
static void print_reruns(struct buffer *out, const struct value *answer, bool english)
{
    const struct value *reruns = value_get(answer, "reruns");
    bool dry = value_get_bool(answer, "dry_run", false), sealed = false;
    for (size_t i = 0; i < value_len(reruns); i++) {
        const struct value *run = value_at(reruns, i);
        if (!i)
            buffer_puts(out, dry ? (english ? "\nWill be run again: " : "\nSẽ tính lại: ") : english ? "\nRun again: " : "\nĐã tính lại: ");
        buffer_printf(out, "%s%s", i ? ", " : "", value_get_text(run, english ? "period" : "title", ""));
        sealed |= value_get_bool(run, "sealed", false);
        if (value_get_bool(run, "sealed", false))
            buffer_puts(out, english ? " (sealed)" : " (đã chốt)");
    }
    if (value_len(reruns))
        buffer_putc(out, '\n');
    if (sealed)
        buffer_puts(out, english ? "What was sealed stays; the new figures stand beside it as adjusted.\n"
                                 : "Bản chốt giữ nguyên; số liệu mới đứng bên cạnh, ghi là điều chỉnh.\n");
}

/* "79/99", "3"; NULL when there is none */
static const char *figure(struct arena *arena, const struct value *cell)
{
    const struct value *num = value_get(cell, "num"), *den = value_get(cell, "den");
    if (value_is_null(num))
        return NULL;
    return value_is_null(den) ? arena_printf(arena, "%lld", (long long)value_as_int(num))
                              : arena_printf(arena, "%lld/%lld", (long long)value_as_int(num), (long long)value_as_int(den));
}

static void print_side(struct buffer *out, struct arena *arena, const struct value *cell, bool verdict, bool english)
{
    const char *shown = figure(arena, cell);
    if (shown)
        buffer_puts(out, shown);
    if (!shown || verdict)
        buffer_printf(out, "%s%s", shown ? ", " : "", display_text(arena, "verdict", value_get(cell, "verdict"), english));
}

/* "phường Cát Bi"; a name that begins with its level's word, as teams' do, stands alone. */
static const char *subject(struct arena *arena, const struct value *moved, bool english)
{
    const char *name = value_get_text(moved, "subject_name", ""), *word = value_get_text(moved, "level_title", "");
    const char *upper = text_upper(arena, word);
    if (strncmp(text_upper(arena, name), upper, strlen(upper)) == 0)
        return name;
    return arena_printf(arena, "%s %s", english ? value_get_text(moved, "level_title_en", word) : word, name);
}

/* "chỉ tiêu 1.1 của phường Cát Bi, tháng 11/2024: 79/99, chưa đạt → 80/100, đạt" */
static void print_moved(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    const struct value *list = value_get(answer, "moved");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *moved = value_at(list, i);
        if (!i)
            buffer_puts(out, english ? "\nResults that moved:\n" : "\nKết quả đổi:\n");
        buffer_printf(out, english ? "  criterion %s of %s, %s: " : "  chỉ tiêu %s của %s, %s: ", value_get_text(moved, "criterion", ""),
                      subject(arena, moved, english), value_get_text(moved, english ? "period" : "period_title", ""));
        print_side(out, arena, value_get(moved, "from"), value_get_bool(moved, "flips", false), english);
        buffer_puts(out, " → ");
        print_side(out, arena, value_get(moved, "to"), true, english);
        buffer_putc(out, '\n');
    }
    print_more(out, (size_t)value_get_int(answer, "moved_count", 0) - value_len(list), english);
}

static void print_alerts(struct buffer *out, const struct value *answer, bool english)
{
    const struct value *list = value_get(answer, "alerts");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *alert = value_at(list, i);
        if (!i)
            buffer_puts(out, english ? "\nAlerts:\n" : "\nCảnh báo:\n");
        buffer_printf(out, "  %s: %s\n", display_word("event", value_get_text(alert, "what", ""), english),
                      value_get_text(alert, "text", ""));
    }
    print_more(out, (size_t)value_get_int(answer, "alert_count", 0) - value_len(list), english);
}

static void print_end(struct buffer *out, const struct value *answer, bool english)
{
    long long sequence = (long long)value_get_int(answer, "sequence", 0);
    if (value_get_bool(answer, "dry_run", false))
        buffer_puts(out, english ? "\nNothing was written: this was a dry run. Give the same without --dry-run to write it.\n"
                                 : "\nChưa ghi gì: đây là chạy thử. Bỏ --dry-run để làm thật.\n");
    else if (!value_get_int(answer, "read", 0))
        buffer_puts(out, english ? "\nNothing was written: there was no row below the head line.\n"
                                 : "\nKhông ghi gì: dưới dòng tên cột không có dòng nào.\n");
    else if (!value_get_bool(answer, "written", true))
        buffer_puts(out, english ? "\nNothing was written: everything is stored so already, or was left out.\n"
                                 : "\nKhông ghi gì: mọi dòng đều đã có như vậy, hoặc được bỏ qua.\n");
    else if (sequence)
        buffer_printf(out, english ? "\nWritten as number %lld; to take it back: import undo %lld\n"
                                   : "\nĐã ghi, lần số %lld; muốn hoàn tác: import undo %lld\n",
                      sequence, sequence);
}

void print_import(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                  bool english)
{
    print_answer(out, arena, command, answer, english);
    print_units(out, arena, value_get(answer, "units"), english);
    print_records(out, arena, answer, "corrected", english);
    print_records(out, arena, answer, "added", english);
    print_reruns(out, answer, english);
    print_moved(out, arena, answer, english);
    print_alerts(out, answer, english);
    print_end(out, answer, english);
}

void print_imported(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                    bool english)
{
    static const struct command_column files[] = {{"type", "Loại", "Type"}, {"file", "Tệp", "File"}, {"rows", "Dòng", "Rows"},
                                                  {NULL, NULL, NULL}};
    print_answer(out, arena, command, answer, english);
    if (value_len(value_get(answer, "files"))) {
        buffer_putc(out, '\n');
        print_rows(out, arena, files, value_get(answer, "files"), english);
    }
    print_units(out, arena, value_get(answer, "units"), english);
    print_records(out, arena, answer, "corrected", english);
    print_records(out, arena, answer, "added", english);
    if (value_len(value_get(answer, "said"))) {
        buffer_puts(out, english ? "\nSaid then:\n" : "\nĐã nhắc khi đó:\n");
        print_problems(out, value_get(answer, "said"), english);
    }
}

void print_history(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english)
{
    (void)command;
    for (size_t i = 0; i < value_len(answer); i++) {
        const struct value *version = value_at(answer, i);
        const char *reason = value_get_text(version, "reason", NULL);
        buffer_printf(out, "%s%lld  %s  %s  %s", i ? "\n" : "", (long long)value_get_int(version, "sequence", 0),
                      display_text(arena, "at", value_get(version, "at"), english), value_get_text(version, "actor_name", ""),
                      display_word("action", value_get_text(version, "action", ""), english));
        if (value_get_text(version, "file", NULL))
            buffer_printf(out, "  %s", value_get_text(version, "file", ""));
        if (value_get_int(version, "row", 0))
            buffer_printf(out, ":%lld", (long long)value_get_int(version, "row", 0));
        if (reason)
            buffer_printf(out, english ? "  (reason: %s)" : "  (lý do: %s)", reason);
        buffer_puts(out, "\n  ");
        print_fields(out, arena, value_get(version, "fields"), english);
        buffer_putc(out, '\n');
    }
}
