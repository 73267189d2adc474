#include "sheet/xlsx.h"

#include "base/arena.h"
#include "base/problem.h"
#include "sheet/sheet_head.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_sheet.h"
#include "zip/archive.h"

#include <string.h>

enum { NAMES_OF_A_HEAD = 2 };

/* The first look at a sheet: where its head line is. */
struct looking {
    const struct sheet_reading *reading;
    struct sheet_head head;
};

static bool look_at_row(void *context, int row, const char *const *cells, size_t filled)
{
    struct looking *looking = context;
    return !sheet_head_look(&looking->head, looking->reading, row, cells, filled < SHEET_COLUMNS_MAX ? filled : SHEET_COLUMNS_MAX);
}

/* False when the sheet cannot be read; what is wrong is not said yet. */
static bool look(const struct xlsx_book *book, const char *part, struct sheet_head *ret_head)
{
    const struct sheet_reading *reading = book->package.reading;
    struct problems unsaid;
    struct looking looking = {.reading = reading};
    struct xlsx_sheet sheet = {.book = book, .problems = &unsaid, .row = look_at_row, .context = &looking};
    struct arena *scratch = arena_create();
    problems_init(&unsaid, scratch);
    bool good = xlsx_sheet_read(&sheet, part);
    *ret_head = looking.head;
    arena_destroy(scratch);
    return good;
}

/* The sheet to be read, and its head; NULL with a problem. */
static const struct xlsx_book_sheet *choose(const struct xlsx_book *book, struct sheet_head *ret_head)
{
    const struct sheet_reading *reading = book->package.reading;
    const struct xlsx_book_sheet *chosen = NULL;
    struct sheet_head head;
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct xlsx_book_sheet *sheet = &book->sheets[i];
        if (sheet->hidden || !sheet->part)
            continue;
        bool looked = look(book, sheet->part, &head);
        bool better = head.names >= NAMES_OF_A_HEAD, had = chosen && ret_head->names >= NAMES_OF_A_HEAD;
        if (better && had)
            problem_warn(reading->problems, reading->file, 0, NULL,
                         "trang “%s” cũng có bảng như trang “%s” nhưng không được đọc; lưu trang đó thành tệp riêng rồi nhập",
                         "the sheet “%s” has such a table too, beside the sheet “%s”, and was not read; save it as a file of its own and import that",
                         sheet->name, chosen->name);
        if ((better && !had) || (!chosen && (head.first || !looked))) { /* what is broken is said when it is read */
            chosen = sheet;
            *ret_head = head;
        }
    }
    if (!chosen)
        problem_add(reading->problems, reading->file, 0, NULL,
                    "sổ không có trang nào đang hiện mà có chữ: thiếu dòng đầu có tên các cột; lấy mẫu của loại bản ghi này",
                    "the workbook has no visible sheet with anything in it: no head line with the columns' names; start from this record type's template");
    return chosen;
}

static bool give_key(void *context, int row, const char *const *cells, size_t filled)
{
    const struct sheet_reading *reading = context;
    if (filled >= 2 && *cells[0] && row <= SHEET_KEYS_MAX)
        reading->sink.key(reading->sink.context, cells[0], cells[1]);
    return row < SHEET_KEYS_MAX;
}

/* Whether the workbook is a form; gives what its key sheet says. */
static bool read_keys(const struct xlsx_book *book)
{
    struct problems unsaid;
    struct arena *scratch = arena_create();
    const struct xlsx_book_sheet *found = NULL;
    struct sheet_reading reading = *book->package.reading;
    for (size_t i = 0; i < book->sheet_count && !found; i++)
        found = strcmp(book->sheets[i].name, SHEET_KEY_SHEET) == 0 && book->sheets[i].part ? &book->sheets[i] : NULL;
    struct xlsx_sheet sheet = {.book = book, .problems = &unsaid, .row = give_key, .context = &reading};
    problems_init(&unsaid, scratch);
    if (found)
        xlsx_sheet_read(&sheet, found->part);
    arena_destroy(scratch);
    return found != NULL;
}

/* The rows of the chosen sheet. */
struct giving {
    struct xlsx_sheet sheet;
    const struct sheet_head *head;
    const struct sheet_reading *reading;
    size_t rows;
    bool refused; /* nothing more can be read */
};

/* False when the file is more than can be taken in. */
static bool is_bounded(struct giving *giving, int row)
{
    const struct sheet_reading *reading = giving->reading;
    if (giving->rows < SHEET_ROWS_MAX && (giving->rows + 1) * giving->sheet.columns <= SHEET_CELLS_MAX)
        return true;
    problem_add(reading->problems, reading->file, row, NULL,
                "tệp có quá nhiều dòng (%zu dòng đã đọc); chia tệp thành nhiều phần",
                "the file has too many rows (%zu read so far); split it into parts", giving->rows);
    giving->refused = true;
    return false;
}

/* A value beside the table: it belongs to no column. */
static void refuse_beside(struct giving *giving, int row, const char *const *cells, size_t filled)
{
    size_t column = giving->sheet.columns;
    while (column < SHEET_COLUMNS_MAX && column + 1 < filled && !*cells[column])
        column++;
    xlsx_place_refuse(&giving->sheet.places, (int)column, row,
                      "ô này có chữ nhưng dòng tên cột không có cột nào ở đó; đặt tên cột hoặc xóa ô",
                      "this cell says something but the head line has no column there; name the column or clear the cell");
}

static bool says_something(const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*cells[i])
            return true;
    return false;
}

static bool give_row(void *context, int row, const char *const *cells, size_t filled)
{
    struct giving *giving = context;
    const char *wide[SHEET_COLUMNS_MAX];
    if (!giving->sheet.columns) {
        giving->reading->sink.serials(giving->reading->sink.context,
                                      giving->sheet.book->since_1904 ? SHEET_SERIALS_1904 : SHEET_SERIALS_1900);
        struct sheet_head head = *giving->head;
        head.line = row;
        giving->refused = !sheet_head_give(&head, giving->reading, cells, filled, &giving->sheet.columns);
        return !giving->refused;
    }
    bool beside = filled > giving->sheet.columns;
    if (beside && giving->sheet.foot.line) { /* a signature that stands partly beside the table */
        filled = giving->sheet.columns;
        if (!says_something(cells, filled))
            return true;
    } else if (beside) {
        refuse_beside(giving, row, cells, filled);
        return true;
    }
    for (size_t i = 0; i < giving->sheet.columns; i++)
        wide[i] = i < filled ? cells[i] : "";
    giving->reading->sink.row(giving->reading->sink.context, row, wide);
    giving->rows++;
    return is_bounded(giving, row);
}

static bool read_book(const struct xlsx_book *book)
{
    struct sheet_head head = {0};
    bool form = read_keys(book);
    const struct xlsx_book_sheet *sheet = choose(book, &head);
    if (!sheet)
        return false;
    sheet_head_settle(&head);
    if (!form) /* which has titles above its table */
        sheet_head_say(&head, book->package.reading);
    struct giving giving = {.reading = book->package.reading, .head = &head};
    giving.sheet = (struct xlsx_sheet){.book = book,
                                       .problems = book->package.reading->problems,
                                       .from_row = head.line,
                                       .upper_row = head.upper_line,
                                       .row = give_row,
                                       .context = &giving};
    return xlsx_sheet_read(&giving.sheet, sheet->part) && !giving.refused;
}

bool xlsx_is(const char *beginning, size_t len)
{
    return archive_is(beginning, len);
}

bool xlsx_read(const struct sheet_reading *reading)
{
    struct arena *arena = arena_create();
    struct xlsx_book book;
    bool good = xlsx_book_open(&book, reading, arena) && read_book(&book);
    xlsx_book_close(&book);
    arena_destroy(arena);
    return good;
}
