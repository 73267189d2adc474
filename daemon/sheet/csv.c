#include "sheet/csv.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "sheet/encoding.h"

#include <string.h>

/* A file within the limit of a request (64 MiB) must not become gigabytes of empty cells. */
enum {
    COLUMNS_MAX = 256,
    CELL_MAX = 32767, /* bytes; Excel's own limit in characters */
    ROWS_MAX = 2000000,
    CELLS_MAX = 16000000,
    ERRORS_MAX = 1000, /* then it is some other file than it seems */
};

/* The bytes are a copy in the arena: a cell's text is ended by a 0 where its separator stood. */
struct reader {
    struct arena *arena;
    struct problems *problems;
    const char *file;
    char *at, *end;
    int line;
    char separator;
    const char **cells; /* of the row being read */
    size_t cell_count;
};

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* Over one line break (LF, CRLF, CR). */
static void skip_break(struct reader *reader)
{
    if (reader->at < reader->end && *reader->at == '\r')
        reader->at++;
    if (reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    reader->line++;
}

/* Trimmed and NFC. A plain ASCII cell, as nearly all are, stays where it is. */
static const char *clean(struct reader *reader, char *start, char *stop)
{
    for (const char *at = start; at < stop; at++)
        if ((unsigned char)*at >= 0x80)
            return text_clean(reader->arena, start, (size_t)(stop - start));
    while (start < stop && strchr(" \t\r\n", *start))
        start++;
    while (start < stop && strchr(" \t\r\n", stop[-1]))
        stop--;
    *stop = '\0';
    return start;
}

/* After an opening quote: up to the closing one, doubled quotes made single in place. NULL when it is never
 * closed. */
static char *read_quoted(struct reader *reader, char *start)
{
    char *out = start;
    while (reader->at < reader->end) {
        char c = *reader->at++;
        if (c == '"') {
            if (reader->at == reader->end || *reader->at != '"')
                return out;
            reader->at++;
        } else if (c == '\n' || (c == '\r' && (reader->at == reader->end || *reader->at != '\n'))) {
            reader->line++;
        }
        *out++ = c;
    }
    return NULL;
}

static bool at_cell_end(const struct reader *reader)
{
    return reader->at == reader->end || *reader->at == reader->separator || is_break(*reader->at);
}

/* One cell; leaves `at` on what follows it. False when a quote is open to the end of the file. */
static bool read_cell(struct reader *reader, int row_line, char **ret_start, char **ret_stop)
{
    char *start = reader->at;
    while (reader->at < reader->end && *reader->at == ' ')
        reader->at++;
    if (reader->at == reader->end || *reader->at != '"') {
        while (!at_cell_end(reader))
            reader->at++;
        *ret_start = start;
        *ret_stop = reader->at;
        return true;
    }
    int quote_line = reader->line;
    start = ++reader->at;
    char *stop = read_quoted(reader, start);
    if (!stop) {
        problem_add(reader->problems, reader->file, quote_line, NULL,
                    "dấu ngoặc kép mở ở dòng này không đóng đến hết tệp; "
                    "thêm dấu \" ở cuối ô hoặc viết đôi (\"\") nếu là dấu trong chữ",
                    "a quote opened on this line is open to the end of the file; close it with \" at the end "
                    "of the cell, or double it (\"\") when it belongs to the text");
        return false;
    }
    if (!at_cell_end(reader)) {
        char *rest = reader->at;
        while (!at_cell_end(reader))
            reader->at++;
        for (char *at = rest; at < reader->at; at++)
            if (*at != ' ') {
                problem_add(
                    reader->problems, reader->file, row_line, NULL,
                    "ô thứ %zu có chữ sau dấu ngoặc kép đóng; viết đôi dấu ngoặc kép (\"\") ở trong chữ",
                    "cell %zu has text after its closing quote; double a quote (\"\") inside a text",
                    reader->cell_count + 1);
                break;
            }
    }
    *ret_start = start;
    *ret_stop = stop;
    return true;
}

/* The cells of one row into reader->cells (at most COLUMNS_MAX; more are counted). *ret_filled: the number of
 * the last cell that is not empty. False when the rest of the file cannot be read. */
static bool read_row(struct reader *reader, size_t *ret_filled)
{
    int row_line = reader->line;
    size_t filled = 0;
    reader->cell_count = 0;
    for (bool more = true; more;) {
        char *start, *stop;
        if (!read_cell(reader, row_line, &start, &stop))
            return false;
        more = reader->at < reader->end && *reader->at == reader->separator;
        bool ends_line = reader->at < reader->end && !more;
        if (stop - start > CELL_MAX)
            problem_add(reader->problems, reader->file, row_line, NULL,
                        "ô thứ %zu dài quá %d byte; rút ngắn, hoặc tìm dấu ngoặc kép viết thiếu",
                        "cell %zu is longer than %d bytes; shorten it, or look for a missing quote",
                        reader->cell_count + 1, CELL_MAX);
        if (more)
            reader->at++;
        else if (ends_line)
            skip_break(reader);
        const char *text = clean(reader, start, stop); /* overwrites what follows the cell: already passed */
        if (*text)
            filled = reader->cell_count + 1;
        if (reader->cell_count < COLUMNS_MAX)
            reader->cells[reader->cell_count] = text;
        reader->cell_count++;
    }
    *ret_filled = filled;
    return true;
}

/* A first line "sep=;", as Excel writes and obeys it. False when it names another separator. */
static bool read_separator_line(struct reader *reader)
{
    static const char word[] = "sep=";
    char *at = reader->at;
    bool quoted = at < reader->end && *at == '"';
    at += quoted;
    if ((size_t)(reader->end - at) < sizeof word || strncmp(at, word, sizeof word - 1) != 0)
        return true;
    at += sizeof word - 1;
    if (*at != ',' && *at != ';') {
        problem_add(reader->problems, reader->file, 1, NULL,
                    "dòng “sep=” phải nêu dấu phẩy hoặc dấu chấm phẩy: sep=, hoặc sep=;",
                    "the line “sep=” must name a comma or a semicolon: sep=, or sep=;");
        return false;
    }
    reader->separator = *at;
    while (at < reader->end && !is_break(*at))
        at++;
    reader->at = at;
    skip_break(reader);
    return true;
}

/* Whichever of comma and semicolon the head line has more of. */
static char find_separator(const struct reader *reader)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (const char *at = reader->at; at < reader->end && (quoted || !is_break(*at)); at++) {
        quoted ^= *at == '"';
        commas += !quoted && *at == ',';
        semicolons += !quoted && *at == ';';
    }
    return semicolons > commas ? ';' : ',';
}

/* Column names: none empty between others, none twice. Empty ones at the end are cells Excel once touched. */
static bool check_head(struct reader *reader, int line, size_t filled, struct sheet *csv)
{
    if (filled > COLUMNS_MAX) {
        problem_add(reader->problems, reader->file, line, NULL, "dòng đầu có quá %d cột; bỏ cột thừa",
                    "the head line has more than %d columns; remove those that are too many", COLUMNS_MAX);
        return false;
    }
    if (filled == 1 && strchr(reader->cells[0], '\t')) {
        problem_add(reader->problems, reader->file, line, NULL,
                    "các cột cách nhau bằng TAB; lưu lại thành CSV với dấu phẩy hoặc dấu chấm phẩy",
                    "the columns are parted by TAB; save the file as CSV with commas or semicolons");
        return false;
    }
    csv->head_line = line;
    csv->column_count = filled;
    csv->columns = arena_alloc(reader->arena, filled * sizeof *csv->columns);
    for (size_t i = 0; i < filled; i++) {
        csv->columns[i] = reader->cells[i];
        if (!*reader->cells[i])
            problem_add(reader->problems, reader->file, line, NULL,
                        "cột thứ %zu ở dòng đầu không có tên; ghi tên cột hoặc bỏ cột",
                        "column %zu of the head line has no name; name it or remove it", i + 1);
        for (size_t j = 0; *reader->cells[i] && j < i; j++)
            if (strcmp(reader->cells[j], reader->cells[i]) == 0) {
                problem_add(reader->problems, reader->file, line, reader->cells[i],
                            "cột này có hai lần ở dòng đầu (thứ %zu và %zu); bỏ một cột",
                            "this column stands twice in the head line (%zu and %zu); remove one", j + 1,
                            i + 1);
                break;
            }
    }
    return true;
}

/* The first line that is not wholly empty. */
static bool read_head(struct reader *reader, struct sheet *csv)
{
    size_t filled = 0;
    int line = reader->line;
    while (!filled && reader->at < reader->end) {
        line = reader->line;
        if (!read_row(reader, &filled))
            return false;
    }
    if (!filled) {
        problem_add(reader->problems, reader->file, 0, NULL,
                    "tệp rỗng: thiếu dòng đầu có tên các cột; lấy mẫu CSV của loại bản ghi này",
                    "the file is empty: no head line with the columns' names; "
                    "start from this record type's template");
        return false;
    }
    return check_head(reader, line, filled, csv);
}

static void append_row(struct reader *reader, struct sheet *csv, size_t *size, int line)
{
    if (csv->row_count == *size) {
        size_t more = *size ? 2 * *size : 64;
        csv->rows = arena_grow(reader->arena, csv->rows, *size * sizeof *csv->rows, more * sizeof *csv->rows);
        *size = more;
    }
    const char **cells = arena_alloc(reader->arena, csv->column_count * sizeof *cells);
    for (size_t i = 0; i < csv->column_count; i++)
        cells[i] = i < reader->cell_count && i < COLUMNS_MAX ? reader->cells[i] : "";
    csv->rows[csv->row_count++] = (struct sheet_row){.line = line, .cells = cells};
}

/* False when the file is more than can be taken in. */
static bool is_bounded(struct reader *reader, const struct sheet *csv, size_t errors, int line)
{
    if (csv->row_count == ROWS_MAX || (csv->row_count + 1) * csv->column_count > CELLS_MAX)
        problem_add(reader->problems, reader->file, line, NULL,
                    "tệp có quá nhiều dòng (%zu dòng đã đọc); chia tệp thành nhiều phần",
                    "the file has too many rows (%zu read so far); split it into parts", csv->row_count);
    else if (errors >= ERRORS_MAX)
        problem_add(reader->problems, reader->file, line, NULL,
                    "quá nhiều dòng sai khuôn, phần còn lại chưa đọc; xem lại dấu phân cách và dấu ngoặc kép",
                    "too many malformed rows, the rest was not read; look at the separator and the quotes");
    else
        return true;
    return false;
}

static bool read_rows(struct reader *reader, struct sheet *csv)
{
    size_t size = 0, before = reader->problems->errors;
    while (reader->at < reader->end) {
        int line = reader->line;
        size_t filled;
        if (!is_bounded(reader, csv, reader->problems->errors - before, line))
            return false;
        if (!read_row(reader, &filled))
            return true; /* said; the rows before it can still be checked */
        if (filled > csv->column_count)
            problem_add(
                reader->problems, reader->file, line, NULL,
                "dòng có %zu ô, nhiều hơn %zu cột của dòng đầu; đặt ô có dấu “%c” trong dấu ngoặc kép",
                "the row has %zu cells, more than the head line's %zu columns; "
                "put a cell that contains “%c” in quotes",
                filled, csv->column_count, reader->separator);
        else if (filled)
            append_row(reader, csv, &size, line);
    }
    return true;
}

bool csv_read(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
              struct sheet *ret_sheet)
{
    size_t skip;
    if (!encoding_check(file, ENCODING_CSV, bytes, len, problems, &skip))
        return false;
    const char *cells[COLUMNS_MAX];
    char *copy = arena_strndup(arena, bytes + skip, len - skip);
    struct reader reader = {
        .arena = arena,
        .problems = problems,
        .file = file,
        .at = copy,
        .end = copy + (len - skip),
        .line = 1,
        .cells = cells,
    };
    if (!read_separator_line(&reader))
        return false;
    if (!reader.separator)
        reader.separator = find_separator(&reader);
    struct sheet csv = {0};
    if (!read_head(&reader, &csv) || !read_rows(&reader, &csv))
        return false;
    *ret_sheet = csv;
    return true;
}
