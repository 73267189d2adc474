#include "sheet/sheet.h"

#include "sheet/csv.h"

#include <string.h>

/* A form of files, known by its first bytes. The last one, without any, is for all that no other is. */
static const struct sheet_form {
    const char *begins;
    sheet_reader *read;
} forms[] = {{"", csv_read}};

bool sheet_read(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
                struct sheet *ret_sheet)
{
    const struct sheet_form *form = forms;
    while (strlen(form->begins) > len || memcmp(form->begins, bytes, strlen(form->begins)) != 0)
        form++;
    return form->read(arena, file, bytes, len, problems, ret_sheet);
}
