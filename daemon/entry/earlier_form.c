#include "entry/earlier_form.h"

#include "base/arena.h"
#include "base/text_fold.h"
#include "import/header_row.h"
#include "record/field_kind.h"
#include "record/record_type.h"
#include "sheet/sheet.h"

#include <string.h>

static bool is_called(struct arena *arena, const char *text, const char *title)
{
    return title && strcmp(text_fold(arena, text), text_fold(arena, title)) == 0;
}

/* The word of a choice whose title was this and is another one now; NULL: it is none. */
static const char *word_of(struct arena *arena, const struct field *then, const struct field *now, const char *text)
{
    for (size_t i = 0; i < then->choice_count && then->choice_titles; i++) {
        int rank = field_choice_rank(now, then->choices[i]);
        bool changed = rank >= 0 && !is_called(arena, then->choice_titles[i], now->choice_titles ? now->choice_titles[rank] : NULL);
        if (changed && is_called(arena, text, then->choice_titles[i]))
            return now->choices[rank];
    }
    return NULL;
}

static void read_words(struct arena *arena, const struct field *then, const struct field *now, const struct sheet *sheet, size_t column)
{
    for (size_t i = 0; i < sheet->row_count; i++) {
        const char *word = word_of(arena, then, now, sheet->rows[i].cells[column]);
        if (word)
            sheet->rows[i].cells[column] = word;
    }
}

const struct sheet *earlier_form_read(struct arena *arena, const struct record_type *then, const struct record_type *now, const struct sheet *sheet)
{
    struct sheet *read = arena_alloc(arena, sizeof *read);
    *read = *sheet;
    read->columns = arena_alloc(arena, (sheet->column_count + 1) * sizeof *read->columns);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *name = header_row_name(arena, then, sheet->columns[i]), *today = header_row_name(arena, now, sheet->columns[i]);
        const struct field *before = name ? record_field(then, name) : NULL, *field = name ? record_field(now, name) : NULL;
        bool other = field && (!today || strcmp(today, name) != 0);
        read->columns[i] = other ? name : sheet->columns[i];
        if (before && field && before->type == field->type)
            read_words(arena, before, field, sheet, i);
    }
    return read;
}
