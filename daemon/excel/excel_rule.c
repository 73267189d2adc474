#include "excel/excel.h"

#include "base/arena.h"
#include "base/value.h"

#include <string.h>

enum { HINT_MAX = 255, HINT_TITLE_MAX = 32 }; /* Excel */

/* At most so many letters. */
static char *cut(struct arena *arena, const char *text, size_t letters)
{
    size_t len = 0, count = 0;
    for (; text[len]; len++)
        if (((unsigned char)text[len] & 0xc0) != 0x80 && count++ == letters)
            break;
    return arena_strndup(arena, text, len);
}

/* Equal lists are written once. */
static lxw_col_t place_of(struct excel *excel, const struct value *words)
{
    size_t place = 0;
    while (place < value_len(excel->lists) && !value_equal(value_at(excel->lists, place), words))
        place++;
    if (place == value_len(excel->lists))
        value_append(excel->lists, words);
    return (lxw_col_t)place;
}

/* "=_danh_muc!$C$1:$C$9": a list within the rule itself may have 255 letters and no comma in a word. */
static char *range_of(struct excel *excel, const struct value *words)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_col_t column = place_of(excel, words);
    lxw_rowcol_to_cell_abs(first, 0, column, 1, 1);
    lxw_rowcol_to_cell_abs(last, (lxw_row_t)value_len(words) - 1, column, 1, 1);
    return arena_printf(excel->arena, "=" EXCEL_LISTS_SHEET "!%s:%s", first, last);
}

void excel_lists_write(struct excel *excel)
{
    if (!value_len(excel->lists))
        return;
    lxw_worksheet *sheet = workbook_add_worksheet(excel->workbook, EXCEL_LISTS_SHEET);
    for (lxw_col_t j = 0; j < value_len(excel->lists); j++) {
        const struct value *words = value_at(excel->lists, j);
        for (lxw_row_t i = 0; i < value_len(words); i++)
            excel_note_error(excel, worksheet_write_string(sheet, i, j, excel_text(excel->arena, value_as_text(value_at(words, i))),
                                                         NULL));
    }
    worksheet_protect(sheet, NULL, NULL);
    worksheet_hide(sheet);
}

static void limit_days(lxw_data_validation *rule, const char *from, const char *until)
{
    lxw_datetime first = {1900, 1, 1, 0, 0, 0}, last = {2199, 12, 31, 23, 59, 59};
    rule->validate = LXW_VALIDATION_TYPE_DATE;
    rule->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule->minimum_datetime = from && excel_datetime(from, &first) ? first : (lxw_datetime){1900, 1, 1, 0, 0, 0};
    rule->maximum_datetime = until && excel_datetime(until, &last) ? last : (lxw_datetime){2199, 12, 31, 23, 59, 59};
}

static void limit_number(lxw_data_validation *rule, const struct value *from, const struct value *until)
{
    rule->validate = LXW_VALIDATION_TYPE_INTEGER;
    if (from && until) {
        rule->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule->minimum_number = value_as_real(from);
        rule->maximum_number = value_as_real(until);
    } else {
        rule->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        rule->value_number = from ? value_as_real(from) : 0;
    }
}

static void limit(struct excel *excel, lxw_data_validation *rule, const struct value *column)
{
    const char *kind = value_get_text(column, "kind", "");
    const struct value *words = value_get(column, "words");
    int64_t letters = value_get_int(column, "letters", 0);
    if (words) {
        rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule->value_formula = range_of(excel, words);
    } else if (strcmp(kind, "date") == 0 || strcmp(kind, "instant") == 0) {
        limit_days(rule, value_get_text(column, "from", NULL), value_get_text(column, "until", NULL));
    } else if (strcmp(kind, "number") == 0) {
        limit_number(rule, value_get(column, "from"), value_get(column, "until"));
    } else if (letters) {
        rule->validate = LXW_VALIDATION_TYPE_LENGTH;
        rule->criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        rule->value_number = (double)letters;
    } else {
        rule->validate = LXW_VALIDATION_TYPE_ANY;
    }
}

void excel_rule_write(struct excel *excel, lxw_worksheet *worksheet, const struct value *column, lxw_col_t place, lxw_row_t first,
                     lxw_row_t last)
{
    lxw_data_validation rule = {.error_type = LXW_VALIDATION_ERROR_TYPE_STOP};
    const char *hint = value_get_text(column, "hint", NULL), *complaint = value_get_text(column, "complaint", NULL);
    char *title = cut(excel->arena, excel_text(excel->arena, value_get_text(column, "title", "")), HINT_TITLE_MAX);
    limit(excel, &rule, column);
    if (hint) {
        rule.input_title = title;
        rule.input_message = cut(excel->arena, excel_text(excel->arena, hint), HINT_MAX);
    }
    if (complaint && rule.validate != LXW_VALIDATION_TYPE_ANY) {
        rule.error_title = title;
        rule.error_message = cut(excel->arena, excel_text(excel->arena, complaint), HINT_MAX);
    }
    if (rule.validate != LXW_VALIDATION_TYPE_ANY || hint)
        excel_note_error(excel, worksheet_data_validation_range(worksheet, first, place, last, place, &rule));
}
