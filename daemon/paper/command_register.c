/* The register of outgoing papers: listed, entered by hand, brought from the office's own system. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "command/belongs.h"
#include "package/package.h"
#include "paper/draft_call.h"
#include "parse/parse_sheet.h"
#include "register/register.h"
#include "sheet/sheet.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

/* What is remarkable of an entry: what became of the paper, why its number is out of order, what was noted. */
static void add_remark(struct arena *arena, struct value *entry)
{
    const char *state = value_get_text(entry, "state", NULL), *note = value_get_text(entry, "note", NULL), *reason = value_get_text(entry, "reason", NULL);
    struct buffer text = {0};
    if (state && !workflow_is("draft", state, WORKFLOW_STANDS))
        buffer_puts(&text, workflow_state_title(state, false));
    if (reason)
        buffer_printf(&text, "%s%s", text.len ? "; " : "", reason);
    if (note)
        buffer_printf(&text, "%s%s", text.len ? "; " : "", note);
    value_set_text(entry, "remark", buffer_take_some(&text, arena));
}

struct value *command_register_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_package(call, &package, &periods, err))
        return NULL;
    const struct value *rows = register_list(call->store, call->arena, package, call_text(call, "issuer"), call_number(call, "year", 0), err);
    const struct value *visible = rows ? belongs_visible(call, rows, "subject", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(visible); i++) {
        struct value *entry = value_copy(call->arena, value_at(visible, i));
        add_remark(call->arena, entry);
        value_append(list, entry);
    }
    return visible ? call_actors(call, list, err) : NULL;
}

struct value *command_register_issuers(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? register_issuers(call->arena, package) : NULL;
}

/* "ubnd_quan, truong_ban_799": the bodies of the package. */
static const char *bodies_of(struct arena *arena, const struct package *package)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(package->bodies); i++)
        buffer_printf(&text, "%s%s", i ? ", " : "", value_key(package->bodies, i));
    return buffer_take(&text, arena);
}

/* What both ways of entering give: the body's name, a day that is over. */
static bool complete(struct command_call *call, const struct package *package, struct register_entry *entry, const char **ret_field, struct err *err)
{
    *ret_field = "issuer";
    entry->issuer_name = register_issuer_name(call->arena, package, entry->issuer, entry->subject, entry->day);
    if (!entry->issuer_name)
        return err_set(err, "gói không có cơ quan “%s”; các cơ quan: %s", "the package has no body “%s”; there are: %s", entry->issuer, bodies_of(call->arena, package));
    *ret_field = "day";
    return entry->day <= instant_day(clock_now(call->clock)) ||
           err_set(err, "ngày %s của văn bản sau hôm nay; ghi ngày đã ký", "the day of the paper, %s, is after today; give the day of its signature", day_text(call->arena, entry->day));
}

static bool commit(struct command_call *call, struct change *change, const char *key, const struct value *said, bool good, struct err *err)
{
    struct value *detail = value_map(call->arena);
    value_set(detail, key, said);
    good = good && change_commit(change, detail, err);
    change_cancel(change);
    return good;
}

struct value *command_register_add(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct change change;
    const char *field = NULL;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    struct register_entry entry = {
        .source = REGISTER_ENTERED,
        .issuer = call_text(call, "issuer"),
        .symbol = call_text(call, "symbol") ? call_text(call, "symbol") : "",
        .number = call_number(call, "number", 0),
        .day = call_day(call, "day"),
        .subject = call_text(call, "unit"),
        .title = call_text(call, "title"),
        .signer = call_text(call, "signer"),
        .recipients = call_text(call, "recipients"),
        .keeper = call_text(call, "keeper"),
        .copies = call_number(call, "copies", 0),
        .note = call_text(call, "note"),
        .reason = call_text(call, "reason"),
    };
    if (entry.number < 1) {
        call->field = "number";
        err_set(err, "số văn bản từ 1 trở lên", "a paper's number is 1 or more");
        return NULL;
    }
    if (!complete(call, package, &entry, &call->field, err))
        return NULL;
    call->field = NULL;
    if (!draft_call_begin(call, &change, err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "issuer_name", entry.issuer_name);
    value_set_text(answer, "symbol", entry.symbol);
    value_set_int(answer, "number", entry.number);
    value_set_text(answer, "day", day_text(call->arena, entry.day));
    value_set_text(answer, "title", entry.title);
    bool good = commit(call, &change, "entry", answer, register_add(&change, call->arena, &entry, &field, err), err);
    call->field = good ? NULL : field;
    return good ? answer : NULL;
}

/* ---- from the office's own system ---- */

enum column { C_ISSUER, C_UNIT, C_SYMBOL, C_NUMBER, C_DAY, C_TITLE, C_SIGNER, C_RECIPIENTS, C_KEEPER, C_COPIES, C_NOTE, C_COUNT };

static const char *const column_names[C_COUNT] = {"issuer", "unit", "symbol", "number", "day", "title", "signer", "recipients", "keeper", "copies", "note"};
static const enum column required[] = {C_ISSUER, C_UNIT, C_NUMBER, C_DAY, C_TITLE};

/* Where each column stands in the table; SIZE_MAX: it is not there. False with problems when one is missing that must be there. */
static bool find_columns(const struct sheet *sheet, const char *file, size_t ret_places[static C_COUNT], struct problems *problems)
{
    for (size_t c = 0; c < C_COUNT; c++) {
        ret_places[c] = SIZE_MAX;
        for (size_t i = 0; i < sheet->column_count; i++)
            if (strcmp(sheet->columns[i], column_names[c]) == 0)
                ret_places[c] = i;
    }
    for (size_t i = 0; i < LEN(required); i++)
        if (ret_places[required[i]] == SIZE_MAX)
            problem_add(problems, file, sheet->head_line, column_names[required[i]],
                        "thiếu cột này; dòng đầu của tệp là: issuer, unit, symbol, number, day, title, signer, recipients, keeper, copies, note",
                        "this column is missing; the head line of the file is: issuer, unit, symbol, number, day, title, signer, recipients, keeper, copies, note");
    return !problems->errors;
}

static const char *cell(const struct sheet_row *row, const size_t places[static C_COUNT], enum column column)
{
    const char *text = places[column] == SIZE_MAX ? "" : row->cells[places[column]];
    return *text ? text : NULL;
}

static bool read_row(const struct sheet_row *row, const size_t places[static C_COUNT], const char *file, struct problems *problems, struct register_entry *ret_entry)
{
    const char *number = cell(row, places, C_NUMBER), *day = cell(row, places, C_DAY), *copies = cell(row, places, C_COPIES), *symbol = cell(row, places, C_SYMBOL);
    *ret_entry = (struct register_entry){
        .source = REGISTER_IMPORTED,
        .issuer = cell(row, places, C_ISSUER),
        .symbol = symbol ? symbol : "",
        .number = number ? strtoll(number, NULL, 10) : 0,
        .subject = cell(row, places, C_UNIT),
        .title = cell(row, places, C_TITLE),
        .signer = cell(row, places, C_SIGNER),
        .recipients = cell(row, places, C_RECIPIENTS),
        .keeper = cell(row, places, C_KEEPER),
        .copies = copies ? strtoll(copies, NULL, 10) : 0,
        .note = cell(row, places, C_NOTE),
    };
    size_t errors = problems->errors;
    for (size_t i = 0; i < LEN(required); i++)
        if (!cell(row, places, required[i]))
            problem_add(problems, file, row->line, column_names[required[i]], "ô này phải có", "this cell must be filled");
    if (number && (ret_entry->number < 1 || ret_entry->number > 999999 || number[strspn(number, "0123456789")]))
        problem_add(problems, file, row->line, "number", "“%s” không phải số văn bản; ghi số từ 1 đến 999999, ký hiệu ghi ở cột symbol",
                    "“%s” is no number of a paper; write one from 1 to 999999, the symbol stands in the column symbol", number);
    if (day && !day_parse(day, &ret_entry->day))
        problem_add(problems, file, row->line, "day", "“%s” không phải ngày; ghi như 12/02/2025", "“%s” is no day; write it as 12/02/2025", day);
    if (copies && (ret_entry->copies < 1 || ret_entry->copies > 999999 || copies[strspn(copies, "0123456789")]))
        problem_add(problems, file, row->line, "copies", "“%s” không phải số bản", "“%s” is no number of copies", copies);
    return problems->errors == errors;
}

static void blame_row(const struct sheet_row *row, const char *file, const char *column, struct problems *problems, struct err *why)
{
    problem_add(problems, file, row->line, column, "%1$s%2$.0s", "%2$s%1$.0s", why->vi, why->en);
    err_clear(why);
}

static bool check_unit(struct command_call *call, const char *id, struct err *err)
{
    const char *unit;
    return belongs_unit(call, id, &unit, err) && (unit || err_set(err, "gói không có đơn vị “%s”; xem contest show", "the package has no unit “%s”; see contest show", id));
}

static void add_row(struct command_call *call, struct change *change, const struct package *package, const struct sheet_row *row, const size_t places[static C_COUNT],
                    const char *file, struct problems *problems)
{
    struct register_entry entry;
    struct err why = {0};
    const char *column = "unit";
    if (read_row(row, places, file, problems, &entry) &&
        (!check_unit(call, entry.subject, &why) || !complete(call, package, &entry, &column, &why) || !register_add(change, call->arena, &entry, &column, &why)))
        blame_row(row, file, column, problems, &why);
}

struct value *command_register_import(struct command_call *call, struct err *err)
{
    static const struct parse_way way = {column_names, C_COUNT, NULL, NULL};
    const struct package *package;
    const struct period_list *periods;
    const struct sheet *sheet;
    struct problems problems;
    struct change change;
    size_t places[C_COUNT];
    problems_init(&problems, call->arena);
    if (call->files.len != 1) {
        err_set(err, "chọn một tệp .xlsx hoặc CSV", "choose one .xlsx or CSV file");
        return NULL;
    }
    const struct file *file = &call->files.items[0];
    if (!call_contest(call, &package, &periods, err) || !parse_sheet(call->worker, file, &way, call->arena, &problems, &sheet, err))
        return NULL;
    if (problems.errors || !sheet || !find_columns(sheet, file->path, places, &problems))
        return call_refuse(call, &problems, err);
    if (!draft_call_begin(call, &change, err))
        return NULL;
    for (size_t i = 0; i < sheet->row_count; i++)
        add_row(call, &change, package, &sheet->rows[i], places, file->path, &problems);
    if (problems.errors) {
        change_cancel(&change);
        return call_refuse(call, &problems, err);
    }
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "entries", (int64_t)sheet->row_count);
    return commit(call, &change, "imported", value_get(answer, "entries"), true, err) ? answer : NULL;
}
