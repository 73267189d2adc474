#include "render/render_flow.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

static double thickness(const struct render_border *border)
{
    return border->width * (border->twice ? 3 : 1);
}

static double around(const struct render_border *border)
{
    return border->width > 0 ? thickness(border) + border->space : 0;
}

static struct render_strip *paragraph_strips(const struct render_setter *setter, const struct render_paragraph *paragraph, double width)
{
    struct render_strip *first = NULL, **end = &first;
    size_t count = 0, index = 0;
    const struct render_line *lines = render_lines(setter, paragraph, width);
    for (const struct render_line *line = lines; line; line = line->next)
        count++;
    for (const struct render_line *line = lines; line; line = line->next, index++) {
        struct render_strip *strip = arena_alloc(setter->arena, sizeof *strip);
        double above = index == 0 ? around(&paragraph->look.borders[RENDER_TOP]) : 0,
               below = index + 1 == count ? around(&paragraph->look.borders[RENDER_BOTTOM]) : 0;
        *strip = (struct render_strip){.height = above + line->height + below,
                                       .above = above,
                                       .paragraph = paragraph,
                                       .line = line,
                                       .index = index,
                                       .count = count,
                                       .keep_next = paragraph->look.keep_next,
                                       .new_page = paragraph->look.new_page && index == 0,
                                       .page_ends = line->page_ends};
        *end = strip;
        end = &strip->next;
    }
    return first;
}

/* A frame belongs to the page of what follows it. */
static struct render_strip *frame_strip(const struct render_setter *setter, const struct render_paragraph *paragraph, double width)
{
    const struct render_frame *frame = &paragraph->look.frame;
    struct render_strip *strip = arena_alloc(setter->arena, sizeof *strip);
    *strip = (struct render_strip){.paragraph = paragraph,
                                   .count = 1,
                                   .framed = paragraph_strips(setter, paragraph, frame->width > 0 ? frame->width : width),
                                   .keep_next = true};
    return strip;
}

/* The larger of both, as Word has it; none between paragraphs of one style that ask for that. */
static double between(const struct render_paragraph *before, const struct render_paragraph *paragraph)
{
    double after = before ? before->look.after : 0, ahead = paragraph ? paragraph->look.before : 0;
    bool alike = before && paragraph && before->look.style && paragraph->look.style && strcmp(before->look.style, paragraph->look.style) == 0;
    if (alike && before->look.contextual)
        after = 0;
    if (alike && paragraph->look.contextual)
        ahead = 0;
    return fmax(after, ahead);
}

void render_flow(const struct render_setter *setter, const struct render_block *blocks, double width, struct render_flow *ret_flow)
{
    struct render_strip **end = &ret_flow->first;
    const struct render_paragraph *before = NULL;
    *ret_flow = (struct render_flow){0};
    for (const struct render_block *block = blocks; block; block = block->next) {
        bool framed = block->paragraph && block->paragraph->look.frame.set;
        struct render_strip *strips = framed             ? frame_strip(setter, block->paragraph, width)
                                      : block->paragraph ? paragraph_strips(setter, block->paragraph, width)
                                                         : render_flow_table(setter, block->table, width);
        if (strips && !framed)
            strips->before = between(before, block->paragraph);
        for (struct render_strip *strip = strips; strip; strip = strip->next) {
            ret_flow->height += strip->before + strip->height;
            *end = strip;
            end = &strip->next;
        }
        before = framed ? before : block->paragraph;
    }
    ret_flow->behind = before ? before->look.after : 0;
    ret_flow->height += ret_flow->behind;
}
