/* One life cycle for people: a table of its acts, or its picture. */
#include "ctl/print.h"
#include "ctl/listed.h"

#include "base/buffer.h"
#include "base/value.h"

void print_workflow(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    const struct value *svg = value_get(answer, "svg");
    if (svg) {
        buffer_puts(out, value_get_text(svg, english ? "en" : "vi", ""));
        return;
    }
    buffer_printf(out, "%s (%s)\n\n", value_get_text(answer, english ? "en" : "vi", ""), value_get_text(answer, "kind", ""));
    listed_write(out, arena, command, answer, english);
}
