#include "sheet/xlsx_strings.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/problem.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_text.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 16, BLOCKS_MAX = 384, STRINGS_MAX = 2000000, CUT = 0x80 }; /* 24 MiB of texts */

struct collecting {
    struct xlsx_strings *strings;
    struct xlsx_text text;
    struct arena *scratch;
    struct xml_stream *stream;
    bool inside, too_many;
};

static void *must(void *memory)
{
    if (!memory)
        memory_out();
    return memory;
}

static void add_block(struct xlsx_strings *strings)
{
    strings->blocks = must(realloc(strings->blocks, (strings->block_count + 1) * sizeof *strings->blocks));
    strings->blocks[strings->block_count++] = must(malloc(BLOCK));
    strings->block_used = 0;
}

/* False when it is more than is kept. */
static bool keep(struct xlsx_strings *strings, const char *text, unsigned char marks)
{
    size_t len = strlen(text) + 2;
    if (!strings->block_count || strings->block_used + len > BLOCK) {
        if (strings->block_count == BLOCKS_MAX)
            return false;
        add_block(strings);
    }
    if (strings->len == strings->size) {
        if (strings->size >= STRINGS_MAX)
            return false;
        strings->size = strings->size ? 2 * strings->size : 1024;
        strings->places = must(realloc(strings->places, strings->size * sizeof *strings->places));
    }
    char *at = strings->blocks[strings->block_count - 1] + strings->block_used;
    *at = (char)marks;
    memcpy(at + 1, text, len - 1);
    strings->places[strings->len++] = (uint32_t)((strings->block_count - 1) << 16 | strings->block_used);
    strings->block_used += len;
    return true;
}

static void on_open(void *context, const struct xml_element *element)
{
    struct collecting *collecting = context;
    if (!xlsx_is_main(element->space))
        return;
    if (collecting->inside) {
        xlsx_text_open(&collecting->text, element);
    } else if (strcmp(element->local, "si") == 0) {
        collecting->inside = true;
        xlsx_text_begin(&collecting->text);
    }
}

static void on_text(void *context, const char *bytes, size_t len)
{
    struct collecting *collecting = context;
    if (collecting->inside)
        xlsx_text_add(&collecting->text, bytes, len);
}

static void on_close(void *context, const char *local, const char *space)
{
    struct collecting *collecting = context;
    if (!collecting->inside || !xlsx_is_main(space))
        return;
    if (strcmp(local, "si") != 0) {
        xlsx_text_close(&collecting->text, local);
        return;
    }
    collecting->inside = false;
    unsigned char marks = (unsigned char)(collecting->text.font | (collecting->text.cut ? CUT : 0));
    collecting->scratch = arena_create();
    bool kept = keep(collecting->strings, xlsx_text_end(&collecting->text, collecting->scratch), marks);
    arena_destroy(collecting->scratch);
    if (!kept) {
        collecting->too_many = true;
        xml_stream_stop(collecting->stream);
    }
}

bool xlsx_strings_read(const struct xlsx_package *package, const char *part, struct xlsx_strings *strings)
{
    struct collecting collecting = {.strings = strings};
    const struct xml_events events = {on_open, on_close, on_text, &collecting};
    bool good = xlsx_package_read(package, part, &events, &collecting.stream, package->reading->problems);
    xlsx_text_finish(&collecting.text);
    if (collecting.too_many)
        problem_add(package->reading->problems, package->reading->file, 0, NULL,
                    "sổ có quá nhiều chữ khác nhau (%zu ô chữ đã đọc); chia tệp thành nhiều phần",
                    "the workbook has too many different texts (%zu read so far); split it into parts", strings->len);
    return good && !collecting.too_many;
}

void xlsx_strings_finish(struct xlsx_strings *strings)
{
    for (size_t i = 0; i < strings->block_count; i++)
        free(strings->blocks[i]);
    free(strings->blocks);
    free(strings->places);
}

const char *xlsx_strings_get(const struct xlsx_strings *strings, size_t index, enum legacy_font *ret_font, bool *ret_cut)
{
    const char *at = strings->blocks[strings->places[index] >> 16] + (strings->places[index] & (BLOCK - 1));
    *ret_font = (enum legacy_font)((unsigned char)*at & ~CUT);
    *ret_cut = (unsigned char)*at & CUT;
    return at + 1;
}
