#include "workflow/workflow_picture.h"

#include "base/buffer.h"
#include "workflow/workflow.h"
#include "workflow/workflow_sentence.h"

#include <string.h>

/* Pixels. The words of a row stand at the left, its arrow at the right, so that no text crosses a line. */
enum { LEFT = 20, WORDS = 330, COLUMN = 140, HEAD = 96, ROW = 52, BOX = 116, DOT = 6 };

#define WORD "font-family=\"monospace\" font-size=\"11\" fill=\"#555\""
#define ARROW "fill=\"none\" stroke=\"#1b1b1b\" stroke-width=\"1.5\" marker-end=\"url(#head)\""
#define STATE_BOX "fill=\"#eef3fa\" stroke=\"#2b5797\""
#define FINAL_BOX "fill=\"#f1f1f1\" stroke=\"#555\" stroke-width=\"3\""

/* The texts are the table's: no mark-up is in them but what must be escaped. */
static void put_text(struct buffer *out, const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at == '&')
            buffer_puts(out, "&amp;");
        else if (*at == '<')
            buffer_puts(out, "&lt;");
        else
            buffer_putc(out, *at);
}

/* Column 0 is "not there yet". */
static int column_of(const struct workflow *workflow, const char *state)
{
    for (size_t i = 0; i < workflow->state_count; i++)
        if (strcmp(workflow->states[i].name, state) == 0)
            return (int)i + 1;
    return 0;
}

static int x_of(int column)
{
    return LEFT + WORDS + column * COLUMN + COLUMN / 2;
}

static void put_head(const struct workflow *workflow, bool english, int height, struct buffer *out)
{
    buffer_printf(out, "<circle cx=\"%d\" cy=\"52\" r=\"%d\"/>\n<line stroke=\"#bbb\" stroke-dasharray=\"3 4\" x1=\"%d\" y1=\"60\" x2=\"%d\" y2=\"%d\"/>\n",
                  x_of(0), DOT, x_of(0), x_of(0), height - 12);
    for (size_t i = 0; i < workflow->state_count; i++) {
        const struct workflow_state *state = &workflow->states[i];
        int x = x_of((int)i + 1);
        buffer_printf(out, "<rect %s x=\"%d\" y=\"30\" width=\"%d\" height=\"44\" rx=\"8\"/>\n",
                      state->means & WORKFLOW_FINAL ? FINAL_BOX : STATE_BOX, x - BOX / 2, BOX);
        buffer_printf(out, "<text text-anchor=\"middle\" font-weight=\"bold\" x=\"%d\" y=\"50\">", x);
        put_text(out, english ? state->en : state->vi);
        buffer_printf(out, "</text>\n<text text-anchor=\"middle\" " WORD " x=\"%d\" y=\"66\">%s</text>\n", x, state->name);
        buffer_printf(out, "<line stroke=\"#bbb\" stroke-dasharray=\"3 4\" x1=\"%d\" y1=\"74\" x2=\"%d\" y2=\"%d\"/>\n", x, x, height - 12);
    }
}

static void put_words(const struct workflow *workflow, const struct workflow_row *row, bool english, int y, struct buffer *out)
{
    const struct workflow_act *act = workflow_act(workflow, row->act);
    buffer_printf(out, "<text font-weight=\"bold\" x=\"%d\" y=\"%d\">", LEFT, y - 4);
    put_text(out, english ? act->en : act->vi);
    buffer_printf(out, " <tspan font-weight=\"normal\" " WORD ">%s</tspan></text>\n<text font-size=\"12\" fill=\"#555\" x=\"%d\" y=\"%d\">", act->name, LEFT, y + 13);
    workflow_sentence_conditions(workflow, row, english, out);
    if (row->follows)
        buffer_printf(out, " · → %s", row->follows);
    buffer_puts(out, "</text>\n");
}

/* One arrow that gathers the states from which the act goes; a loop where it stays. */
static void put_arrow(const struct workflow *workflow, const struct workflow_row *row, int y, struct buffer *out)
{
    int to = x_of(column_of(workflow, row->to));
    for (size_t i = 0; row->from[i]; i++) {
        int from = x_of(column_of(workflow, row->from[i]));
        if (from == to)
            buffer_printf(out, "<path " ARROW " d=\"M%d %d c 26 0 26 16 3 16\"/>\n", to, y);
        else {
            buffer_printf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>\n", from, y);
            buffer_printf(out, "<line " ARROW " x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", from, y, from < to ? to - 2 : to + 2, y);
        }
    }
}

void workflow_picture(const struct workflow *workflow, bool english, struct buffer *out)
{
    int width = LEFT * 2 + WORDS + ((int)workflow->state_count + 1) * COLUMN, height = HEAD + (int)workflow->row_count * ROW + 24;
    buffer_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" lang=\"%s\" font-family=\"sans-serif\" "
                  "font-size=\"13\" fill=\"#1b1b1b\">\n"
                  "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
                  "<path d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n"
                  "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n<text font-size=\"18\" font-weight=\"bold\" x=\"%d\" y=\"56\">",
                  width, height, width, height, english ? "en" : "vi", LEFT);
    put_text(out, english ? workflow->en : workflow->vi);
    buffer_puts(out, "</text>\n");
    put_head(workflow, english, height, out);
    for (size_t i = 0; i < workflow->row_count; i++) {
        int y = HEAD + (int)i * ROW + ROW / 2;
        put_words(workflow, &workflow->rows[i], english, y, out);
        put_arrow(workflow, &workflow->rows[i], y, out);
    }
    buffer_puts(out, "</svg>\n");
}
