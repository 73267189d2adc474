#include "sheet/xlsx_notice.h"

#include "base/problem.h"
#include "sheet/xlsx_cell.h"
#include "sheet/xlsx_package.h"

#include <string.h>

static void count(struct xlsx_notice_count *counted, int column, int row)
{
    if (!counted->count++) {
        counted->first_row = row;
        counted->first_column = column;
    }
}

void xlsx_notice_row(struct xlsx_notice *notice, int row, bool hidden)
{
    notice->last_row = row;
    if (hidden)
        count(&notice->hidden_rows, 0, row);
}

void xlsx_notice_total(struct xlsx_notice *notice, int row)
{
    if (notice->total_count < XLSX_NOTICE_TOTALS)
        notice->totals[notice->total_count++] = row;
}

/* A row of sums is not read. */
static bool is_total(const struct xlsx_notice *notice, int row)
{
    for (int i = 0; i < notice->total_count; i++)
        if (notice->totals[i] == row)
            return true;
    return false;
}

void xlsx_notice_columns(struct xlsx_notice *notice, const struct xml_element *col)
{
    int from = xlsx_number(col, "min", 0), to = xlsx_number(col, "max", 0);
    if (!xlsx_flag(col, "hidden") || from < 1 || to < from || notice->hidden_column_count == XLSX_NOTICE_COLUMNS)
        return;
    notice->hidden_columns[notice->hidden_column_count].from = from - 1;
    notice->hidden_columns[notice->hidden_column_count++].to = to - 1;
}

void xlsx_notice_font(struct xlsx_notice *notice, enum legacy_font font, int column, int row)
{
    count(&notice->fonts[font], column, row);
}

/* In a head of two rows the name of a group stands over its columns, and a name without a group in both rows. */
static bool is_in_frame(const struct xlsx_notice *notice, const int *rows)
{
    bool head = notice->upper_row && rows[0] <= notice->upper_row && rows[1] <= notice->from_row;
    return head || rows[1] < notice->from_row || (notice->foot_row && rows[0] >= notice->foot_row);
}

void xlsx_notice_merge(struct xlsx_notice *notice, size_t table_columns, const struct xml_element *merge)
{
    char range[64] = "";
    int columns[2], rows[2];
    if (!xml_stream_attribute(merge, "ref", false, range, sizeof range) || !xlsx_range_read(range, columns, rows) ||
        (columns[0] == columns[1] && rows[0] == rows[1]) || is_in_frame(notice, rows) || rows[0] > notice->last_row ||
        (rows[0] == rows[1] && is_total(notice, rows[0])) || columns[0] >= (int)table_columns || notice->merges++ >= XLSX_NOTICE_MERGES)
        return;
    problem_add(notice->problems, notice->file, rows[0], range,
                "các ô này gộp làm một; bỏ gộp (Hợp nhất & Căn giữa → Hủy hợp nhất) và ghi giá trị vào từng ô",
                "these cells are merged; unmerge them (Merge & Center → Unmerge Cells) and write the value into each");
}

static void say_hidden_columns(const struct xlsx_notice *notice, size_t columns)
{
    for (int i = 0; i < notice->hidden_column_count; i++) {
        int from = notice->hidden_columns[i].from, to = notice->hidden_columns[i].to, last = (int)columns - 1;
        char first_name[XLSX_REF_BYTES], last_name[XLSX_REF_BYTES];
        if (from > last)
            continue;
        xlsx_ref_write(from, 0, first_name);
        xlsx_ref_write(to < last ? to : last, 0, last_name);
        bool one = strcmp(first_name, last_name) == 0;
        problem_warn(notice->problems, notice->file, 0, first_name, "cột %s%s%s đang ẩn trong sổ nhưng vẫn được đọc",
                     "column %s%s%s is hidden in the workbook, and was read all the same", first_name, one ? "" : "–",
                     one ? "" : last_name);
    }
}

void xlsx_notice_say(const struct xlsx_notice *notice, size_t columns)
{
    char place[XLSX_REF_BYTES];
    if (notice->hidden_rows.count)
        problem_warn(notice->problems, notice->file, notice->hidden_rows.first_row, NULL,
                     "dòng đang ẩn hoặc bị lọc trong sổ vẫn được đọc: %d dòng, đây là dòng đầu tiên",
                     "hidden or filtered rows of the workbook were read all the same: %d, this is the first",
                     notice->hidden_rows.count);
    if (notice->merges > XLSX_NOTICE_MERGES)
        problem_add(notice->problems, notice->file, 0, NULL, "còn %d chỗ gộp ô nữa trong bảng", "the table has %d more merged places",
                    notice->merges - XLSX_NOTICE_MERGES);
    say_hidden_columns(notice, columns);
    for (int font = FONT_OF_UNICODE + 1; font < FONT_ENCODINGS; font++) {
        const struct xlsx_notice_count *counted = &notice->fonts[font];
        if (!counted->count)
            continue;
        xlsx_ref_write(counted->first_column, counted->first_row, place);
        problem_warn(notice->problems, notice->file, counted->first_row, place,
                     "ô viết bằng phông %s, không phải Unicode: %d ô, đây là ô đầu tiên; chữ có dấu có thể sai, đổi sang Unicode rồi lưu lại",
                     "cells in a font of %s, not Unicode: %d, this is the first; letters with marks may be wrong, convert them to Unicode",
                     legacy_font_name((enum legacy_font)font), counted->count);
    }
}
