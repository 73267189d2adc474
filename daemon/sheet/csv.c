#include "sheet/csv.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "sheet/encoding.h"
#include "sheet/recode.h"
#include "sheet/sheet_foot.h"
#include "sheet/sheet_head.h"

#include <string.h>

enum {
    SCRATCH_ROWS = 256,
    HEAD_BYTES = 64 << 10, /* in which a head line is looked for */
    ROW_MAX = 1 << 20,     /* bytes */
    WINDOW = 2 * ROW_MAX,  /* of the text is held at once */
};

/* The bytes are a copy of a part of the file: a cell's text is ended by a 0 where its separator stood. */
struct reader {
    const struct sheet_reading *reading;
    struct recoding text;
    struct arena *scratch; /* of the cells of some rows */
    struct problems *problems;
    const char *file;
    char *window, *at, *end;
    size_t size; /* of the window */
    int line;
    char separator;
    const char **cells; /* of the row being read */
    size_t cell_count;
    size_t column_count, row_count; /* of the head line; given to the sink */
    struct sheet_foot foot;
};

/* The line that a byte of the window stands in. */
static int line_of(const struct reader *reader, const char *byte)
{
    int line = reader->line;
    for (const char *at = reader->at; (at = memchr(at, '\n', (size_t)(byte - at))); at++)
        line++;
    return line;
}

/* Moves what is left to the front and reads on, so that a whole row is there. False when the file holds what is no text. */
static bool fill(struct reader *reader)
{
    size_t left = (size_t)(reader->end - reader->at), len;
    if (left >= ROW_MAX || recode_is_at_end(&reader->text))
        return true;
    memmove(reader->window, reader->at, left);
    bool good = recode_read(&reader->text, reader->window + left, reader->size - left, &len);
    reader->at = reader->window;
    reader->end = reader->window + left + len;
    if (!good)
        encoding_refuse_rest(reader->file, reader->text.from, line_of(reader, reader->end), reader->problems);
    return good;
}

/* The row that has just been read came to its end where the window has, and the file goes on. */
static bool is_cut(const struct reader *reader)
{
    return reader->at == reader->end && !recode_is_at_end(&reader->text);
}

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
            return text_clean(reader->scratch, start, (size_t)(stop - start));
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
        } else if (is_break(c)) {
            if (c == '\r' && reader->at < reader->end && *reader->at == '\n')
                reader->at++;
            reader->line++;
            c = '\n'; /* as a form and a workbook have it */
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
                    "dấu ngoặc kép mở ở dòng này không đóng đến hết tệp (hay trong 1 MB sau đó); "
                    "thêm dấu \" ở cuối ô hoặc viết đôi (\"\") nếu là dấu trong chữ",
                    "a quote opened on this line is open to the end of the file (or for 1 MB); close it with \" at the end "
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

/* The cells of one row into reader->cells (at most SHEET_COLUMNS_MAX; more are counted). *ret_filled: the number of
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
        if (stop - start > SHEET_CELL_MAX)
            problem_add(reader->problems, reader->file, row_line, NULL,
                        "ô thứ %zu dài quá %d byte; rút ngắn, hoặc tìm dấu ngoặc kép viết thiếu",
                        "cell %zu is longer than %d bytes; shorten it, or look for a missing quote",
                        reader->cell_count + 1, SHEET_CELL_MAX);
        if (more)
            reader->at++;
        else if (ends_line)
            skip_break(reader);
        const char *text = clean(reader, start, stop); /* overwrites what follows the cell: already passed */
        if (*text)
            filled = reader->cell_count + 1;
        if (reader->cell_count < SHEET_COLUMNS_MAX)
            reader->cells[reader->cell_count] = text;
        reader->cell_count++;
    }
    *ret_filled = filled;
    if (!is_cut(reader))
        return true;
    problem_add(reader->problems, reader->file, row_line, NULL, "dòng dài quá 1 MB; tìm dấu xuống dòng bị thiếu",
                "the row is longer than 1 MB; look for a missing line break");
    return false;
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
    if (*at != ',' && *at != ';' && *at != '\t') {
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

/* Whichever of TAB, semicolon and comma the head line has most of. */
static char find_separator(const struct reader *reader)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (const char *at = reader->at; at < reader->end && (quoted || !is_break(*at)); at++) {
        quoted ^= *at == '"';
        commas += !quoted && *at == ',';
        semicolons += !quoted && *at == ';';
        tabs += !quoted && *at == '\t';
    }
    return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

/* The line of the head, found in a copy of the first lines, and the separator that stands in it. */
static struct sheet_head find_head(struct reader *reader)
{
    struct problems unsaid;
    struct reader ahead = *reader;
    struct sheet_head head = {0};
    size_t left = (size_t)(reader->end - reader->at), len = left < HEAD_BYTES ? left : HEAD_BYTES, filled;
    char of_line = ',', of_head = ',';
    ahead.problems = &unsaid;
    ahead.at = arena_strndup(reader->scratch, reader->at, len);
    ahead.end = ahead.at + len;
    problems_init(&unsaid, reader->scratch);
    for (bool done = false; !done && ahead.at < ahead.end;) {
        int line = ahead.line;
        ahead.separator = of_line = reader->separator ? reader->separator : find_separator(&ahead);
        if (!head.first)
            of_head = of_line;
        if (!read_row(&ahead, &filled))
            break;
        done = sheet_head_look(&head, reader->reading, line, ahead.cells, filled < SHEET_COLUMNS_MAX ? filled : SHEET_COLUMNS_MAX);
        if (head.line == line)
            of_head = of_line;
    }
    sheet_head_settle(&head);
    sheet_head_say(&head, reader->reading);
    reader->separator = of_head;
    return head;
}

/* The first line that is not wholly empty and no title. */
static bool read_head(struct reader *reader)
{
    size_t filled = 0;
    int line = reader->line;
    struct sheet_head head = find_head(reader);
    while ((!filled || line < head.line) && reader->at < reader->end) {
        if (!fill(reader))
            return false;
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
    head.line = line;
    return sheet_head_give(&head, reader->reading, reader->cells, filled, &reader->column_count);
}

/* The arena of the rows is emptied from time to time: they have been taken. */
static void give_row(struct reader *reader, int line)
{
    for (size_t i = reader->cell_count; i < reader->column_count; i++)
        reader->cells[i] = "";
    reader->reading->sink.row(reader->reading->sink.context, line, reader->cells);
    if (++reader->row_count % SCRATCH_ROWS == 0) {
        arena_destroy(reader->scratch);
        reader->scratch = arena_create();
    }
}

/* A signature that stands partly beside the table: what is below it is given, if anything. */
static void give_foot(struct reader *reader, int line)
{
    size_t said = 0;
    for (size_t i = 0; i < reader->column_count; i++)
        said += *reader->cells[i] != '\0';
    if (said)
        give_row(reader, line);
}

/* False when the file is more than can be taken in. */
static bool is_bounded(struct reader *reader, size_t errors, int line)
{
    if (reader->row_count == SHEET_ROWS_MAX || (reader->row_count + 1) * reader->column_count > SHEET_CELLS_MAX)
        problem_add(reader->problems, reader->file, line, NULL,
                    "tệp có quá nhiều dòng (%zu dòng đã đọc); chia tệp thành nhiều phần",
                    "the file has too many rows (%zu read so far); split it into parts", reader->row_count);
    else if (errors >= SHEET_ERRORS_MAX)
        problem_add(reader->problems, reader->file, line, NULL,
                    "quá nhiều dòng sai khuôn, phần còn lại chưa đọc; xem lại dấu phân cách và dấu ngoặc kép",
                    "too many malformed rows, the rest was not read; look at the separator and the quotes");
    else
        return true;
    return false;
}

static bool read_rows(struct reader *reader)
{
    size_t before = reader->problems->errors;
    while (reader->at < reader->end) {
        int line = reader->line;
        size_t filled;
        if (!fill(reader) || !is_bounded(reader, reader->problems->errors - before, line))
            return false;
        if (!read_row(reader, &filled))
            return true; /* said; the rows before it can still be checked */
        bool in_foot = sheet_foot_note(&reader->foot, reader->scratch, line, reader->cells, filled < SHEET_COLUMNS_MAX ? filled : SHEET_COLUMNS_MAX,
                                       reader->column_count);
        if (filled > reader->column_count && in_foot)
            give_foot(reader, line);
        else if (filled > reader->column_count)
            problem_add(
                reader->problems, reader->file, line, NULL,
                "dòng có %zu ô, nhiều hơn %zu cột của dòng đầu; đặt ô có dấu “%c” trong dấu ngoặc kép",
                "the row has %zu cells, more than the head line's %zu columns; "
                "put a cell that contains “%c” in quotes",
                filled, reader->column_count, reader->separator);
        else if (filled)
            give_row(reader, line);
    }
    return true;
}

static bool read_all(struct reader *reader)
{
    return read_separator_line(reader) && read_head(reader) && read_rows(reader);
}

/* A small file needs no whole window. */
static size_t window_size(const struct recoding *text)
{
    size_t left = text->source.len - text->offset;
    return left < WINDOW / RECODE_GROWS - RECODE_ROOM ? left * RECODE_GROWS + RECODE_ROOM : WINDOW;
}

bool csv_read(const struct sheet_reading *reading)
{
    const char *cells[SHEET_COLUMNS_MAX];
    struct arena *arena = arena_create();
    struct reader reader = {.reading = reading,
                            .problems = reading->problems,
                            .file = reading->file,
                            .line = 1,
                            .cells = cells};
    bool good = encoding_open(reading->file, reading->legacy, &reading->source, arena, reading->problems, &reader.text);
    if (good) {
        reader.scratch = arena_create();
        reader.size = window_size(&reader.text);
        reader.window = reader.at = reader.end = arena_alloc(arena, reader.size + 1);
        good = fill(&reader) && read_all(&reader);
        arena_destroy(reader.scratch);
    }
    arena_destroy(arena);
    return good;
}
