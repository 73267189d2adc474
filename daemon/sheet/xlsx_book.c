#include "sheet/xlsx_book.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"

#include <string.h>

enum { SHEETS_MAX = 256, NAME_BYTES = 256 };

struct listing {
    struct xlsx_book *book;
    const struct xlsx_relations *relations;
};

static void take_sheet(const struct listing *listing, const struct xml_element *element)
{
    struct xlsx_book *book = listing->book;
    struct arena *arena = book->package.arena;
    char name[NAME_BYTES] = "", state[16] = "", id[NAME_BYTES] = "";
    if (book->sheet_count == SHEETS_MAX)
        return;
    xml_stream_attribute(element, "name", false, name, sizeof name);
    xml_stream_attribute(element, "state", false, state, sizeof state);
    xml_stream_attribute(element, "id", true, id, sizeof id);
    const struct xlsx_relation *relation = xlsx_relation_of_id(listing->relations, id);
    book->sheets[book->sheet_count++] = (struct xlsx_book_sheet){
        .name = text_is_utf8(name, strlen(name)) ? text_clean(arena, name, strlen(name)) : "",
        .part = relation && strcmp(relation->type, "worksheet") == 0 ? relation->target : NULL,
        .hidden = strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0,
    };
}

static void on_open(void *context, const struct xml_element *element)
{
    struct listing *listing = context;
    if (!xlsx_is_main(element->space))
        return;
    if (strcmp(element->local, "workbookPr") == 0)
        listing->book->since_1904 = xlsx_flag(element, "date1904");
    else if (strcmp(element->local, "sheet") == 0)
        take_sheet(listing, element);
}

static void on_close(void *context, const char *local, const char *space)
{
    (void)context, (void)local, (void)space;
}

static bool read_workbook(struct xlsx_book *book, const char *part, const struct xlsx_relations *relations)
{
    struct listing listing = {book, relations};
    const struct xml_events events = {.open = on_open, .close = on_close, .context = &listing};
    struct xml_stream *stream;
    book->sheets = arena_alloc(book->package.arena, SHEETS_MAX * sizeof *book->sheets);
    return xlsx_package_read(&book->package, part, &events, &stream, book->package.reading->problems);
}

bool xlsx_book_open(struct xlsx_book *book, const struct sheet_reading *reading, struct arena *arena)
{
    struct xlsx_relations relations;
    *book = (struct xlsx_book){0};
    const char *part = xlsx_package_open(&book->package, reading, arena) ? xlsx_package_workbook(&book->package) : NULL;
    if (!part || !xlsx_package_relations(&book->package, part, &relations) || !read_workbook(book, part, &relations))
        return false;
    const struct xlsx_relation *styles = xlsx_relation_of_type(&relations, "styles"),
                               *strings = xlsx_relation_of_type(&relations, "sharedStrings");
    return xlsx_styles_read(&book->package, styles ? styles->target : NULL, &book->styles) &&
           (!strings || xlsx_strings_read(&book->package, strings->target, &book->strings));
}

void xlsx_book_close(struct xlsx_book *book)
{
    xlsx_strings_finish(&book->strings);
    xlsx_package_close(&book->package);
}
