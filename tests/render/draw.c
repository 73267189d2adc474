/* draw PAPER.docx OUT.pdf [MARK] [TIMES]: a paper drawn as thidua-render draws it, without a worker; prints pages and what was not drawn.
 * TIMES: as often, the last one is kept. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/value.h"
#include "render/render_draw.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    struct err err = {0};
    struct render_tools tools;
    struct file file;
    struct arena *arena = arena_create();
    if (argc < 3 || !render_tools_open(&tools, &err) || !file_read(arena, argv[1], 64 << 20, &file, &err)) {
        fprintf(stderr, "%s\n", err.en ? err.en : "draw PAPER.docx OUT.pdf [MARK] [TIMES]");
        return 2;
    }
    bool good = true;
    for (int left = argc > 4 ? atoi(argv[4]) : 1; good && left > 0; left--) {
        struct arena *scratch = arena_create();
        const struct render_paper paper = {file.bytes, file.len, "draw", argc > 3 && *argv[3] ? argv[3] : NULL};
        struct buffer pdf = {0}, said = {0};
        const struct value *lacks;
        size_t pages;
        good = render_draw(&tools, scratch, &paper, &pdf, &pages, &lacks, &err);
        if (good && left == 1) {
            json_write(&said, lacks);
            printf("%zu %s\n", pages, buffer_text(&said));
            good = file_write(argv[2], pdf.bytes, pdf.len, &err);
        }
        buffer_finish(&pdf);
        buffer_finish(&said);
        arena_destroy(scratch);
    }
    if (!good)
        fprintf(stderr, "%s / %s\n", err.vi, err.en);
    render_tools_close(&tools);
    err_clear(&err);
    arena_destroy(arena);
    return good ? 0 : 1;
}
