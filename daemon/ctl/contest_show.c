/* The contest in force: its periods, units, targets and kinds of documents, a table each. */
#include "ctl/print.h"

#include "base/buffer.h"
#include "base/value.h"
#include "ctl/table.h"

/* {id: name} as two columns. */
static void write_names(struct buffer *out, struct arena *arena, const char *title, const struct value *names)
{
    struct table table;
    buffer_printf(out, "\n%s\n", title);
    table_init(&table, arena, 2);
    for (size_t i = 0; i < value_len(names); i++) {
        table_add(&table, value_key(names, i));
        table_add(&table, value_get_text(names, value_key(names, i), ""));
    }
    table_write(&table, out);
}

void print_contest(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english)
{
    print_answer(out, arena, command, answer, english);
    write_names(out, arena, english ? "UNITS" : "ĐƠN VỊ", value_get(answer, "names"));
    write_names(out, arena, english ? "TARGETS" : "CHỈ TIÊU", value_get(answer, "criteria"));
    write_names(out, arena, english ? "DOCUMENTS" : "LOẠI VĂN BẢN", value_get(answer, "documents"));
}
