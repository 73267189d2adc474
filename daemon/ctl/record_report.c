/* What became of records, for people: an import or its undoing, tried or done, in words that can be sent on; the log of imports;
 * the history of one record. */
#include "ctl/print.h"
#include "ctl/record_report.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "display/display.h"

#include <string.h>

enum { RECORDS_PRINTED = 20 }; /* of each kind; --json has more */

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
        print_remainder(out, (size_t)count - printed, english);
}

/* "Cát Bi, Nguồn tin: 1 mới, 2 đính chính": a line each, which also reads where letters are not of one width. */
static void print_units(struct buffer *out, const struct value *units, bool english)
{
    static const struct {
        const char *key, *vi, *en;
    } counts[] = {{"added", "mới", "new"}, {"corrected", "đính chính", "corrected"}, {"unchanged", "không đổi", "unchanged"},
                  {"outdated", "bản cũ bỏ qua", "of before left out"}};
    for (size_t i = 0; i < value_len(units); i++) {
        const struct value *unit = value_at(units, i);
        const char *name = value_get_text(unit, "unit_name", value_get_text(unit, "unit", NULL)), *before = ": ";
        if (!i)
            buffer_puts(out, english ? "\nBy unit:\n" : "\nTheo đơn vị:\n");
        buffer_printf(out, "  %s%s%s", name ? name : "", name ? ", " : "", value_get_text(unit, "type_title", ""));
        for (size_t j = 0; j < LEN(counts); j++) {
            long long count = (long long)value_get_int(unit, counts[j].key, 0);
            if (!count)
                continue;
            buffer_printf(out, "%s%lld %s", before, count, english ? counts[j].en : counts[j].vi);
            before = ", ";
        }
        buffer_putc(out, '\n');
    }
}

static void print_end(struct buffer *out, const struct value *answer, bool english)
{
    long long sequence = (long long)value_get_int(answer, "sequence", 0);
    if (!value_is_null(value_get(answer, "good_rows")))
        buffer_puts(out, english ? "\nNothing was written: this was a dry run. Mend the rows with errors, or give --good-rows to write the others.\n"
                                 : "\nChưa ghi gì: đây là chạy thử. Sửa các dòng có lỗi rồi nhập, hoặc thêm --good-rows để chỉ nhận các dòng đúng.\n");
    else if (value_get_bool(answer, "dry_run", false))
        buffer_puts(out, english ? "\nNothing was written: this was a dry run. Give the same without --dry-run to write it.\n"
                                 : "\nChưa ghi gì: đây là chạy thử. Bỏ --dry-run để làm thật.\n");
    else if (!value_get_int(answer, "read", 0))
        buffer_puts(out, english ? "\nNothing was written: there was no row below the head line.\n"
                                 : "\nKhông ghi gì: dưới dòng tên cột không có dòng nào.\n");
    else if (!value_get_bool(answer, "written", true))
        buffer_puts(out, english ? "\nNothing was written: everything is stored so already, or was left out.\n"
                                 : "\nKhông ghi gì: mọi dòng đều đã có như vậy, hoặc được bỏ qua.\n");
    else if (sequence)
        buffer_printf(out, english ? "\nWritten as number %lld, receipt %s; to take it back: import undo %lld\n"
                                   : "\nĐã ghi, lần số %lld, biên nhận %s; muốn hoàn tác: import undo %lld\n",
                      sequence, value_get_text(answer, "receipt", "–"), sequence);
}

static void print_change(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    print_units(out, value_get(answer, "units"), english);
    print_records(out, arena, answer, "corrected", english);
    print_records(out, arena, answer, "added", english);
    print_consequence(out, arena, answer, english);
}

/* Of a dry run with errors: what could be written all the same, once it is asked for. */
static void print_good_rows(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    struct value *good = value_copy(arena, value_get(answer, "good_rows"));
    value_set_bool(good, "dry_run", true);
    buffer_printf(out,
                  english ? "\nIf the good rows alone are taken (--good-rows): %lld new, %lld corrected, %lld unchanged, %lld of before left out, "
                            "%lld with errors left out\n"
                          : "\nNếu chỉ nhận các dòng đúng (--good-rows): thêm mới %lld, đính chính %lld, không đổi %lld, bản cũ bỏ qua %lld, "
                            "có lỗi bỏ lại %lld\n",
                  (long long)value_get_int(good, "added", 0), (long long)value_get_int(good, "corrected", 0),
                  (long long)value_get_int(good, "unchanged", 0), (long long)value_get_int(good, "outdated", 0),
                  (long long)value_get_int(good, "left_out", 0));
    print_change(out, arena, good, english);
}

void print_import(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                  bool english)
{
    print_answer(out, arena, command, answer, english);
    print_change(out, arena, answer, english);
    if (!value_is_null(value_get(answer, "good_rows")))
        print_good_rows(out, arena, answer, english);
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
    print_units(out, value_get(answer, "units"), english);
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
