/* What follows from a change of records, for people: periods that are run again, results that moved, alerts, papers. */
#include "ctl/record_report.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "display/display.h"
#include "workflow/workflow.h"

#include <string.h>

void print_remainder(struct buffer *out, size_t count, bool english)
{
    if (count)
        buffer_printf(out, english ? "  … and %zu more\n" : "  … và %zu mục nữa\n", count);
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
    print_remainder(out, (size_t)value_get_int(answer, "moved_count", 0) - value_len(list), english);
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
    print_remainder(out, (size_t)value_get_int(answer, "alert_count", 0) - value_len(list), english);
}

/* "Tờ trình của phường (phase-1-b1-dang-hai-1), Đằng Hải, Đợt 1: dự thảo lại thành phase-1-b1-dang-hai-2" */
static void print_paper(struct buffer *out, const struct value *paper, bool english)
{
    const char *id = value_get_text(paper, "id", NULL), *by = value_get_text(paper, "by", NULL);
    const char *what = value_get_text(paper, "what", ""), *why = value_get_text(paper, english ? "why_en" : "why", "");
    bool drafted = workflow_is("draft", what, WORKFLOW_COUNTS);
    buffer_printf(out, "  %s", value_get_text(paper, "title", ""));
    if (id || by)
        buffer_printf(out, " (%s)", id ? id : by);
    buffer_printf(out, ", %s, %s: ", value_get_text(paper, "subject_name", ""), value_get_text(paper, english ? "phase" : "phase_title", ""));
    buffer_puts(out, drafted && !id ? (english ? "a first draft" : "lập dự thảo") : display_word("what", what, english));
    if (id && by)
        buffer_printf(out, english ? " as %s" : " thành %s", by);
    buffer_printf(out, *why ? " (%s)\n" : "%s\n", why);
}

static void print_papers(struct buffer *out, const struct value *answer, bool english)
{
    const struct value *list = value_get(answer, "papers");
    bool dry = value_get_bool(answer, "dry_run", false);
    if (value_len(list))
        buffer_puts(out, dry ? (english ? "\nPapers that will change:\n" : "\nVăn bản sẽ đổi:\n")
                             : english ? "\nPapers that changed:\n" : "\nVăn bản đổi:\n");
    for (size_t i = 0; i < value_len(list); i++)
        print_paper(out, value_at(list, i), english);
    print_remainder(out, (size_t)value_get_int(answer, "paper_count", 0) - value_len(list), english);
}

void print_consequence(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    print_reruns(out, answer, english);
    print_moved(out, arena, answer, english);
    print_alerts(out, answer, english);
    print_papers(out, answer, english);
}
