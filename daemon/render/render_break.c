/* Where a line may end. */
#include "base/err.h"
#include "base/memory.h"
#include "render/render_line.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct render_breaks {
    UBreakIterator *rules;
};

static bool fail(UErrorCode code, struct err *err)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        memory_out();
    return err_set(err, "không mở được quy tắc xuống dòng (ICU: %s); cài lại gói libicu72", "the rules of line breaking could not be opened (ICU: %s); install libicu72 again",
                   u_errorName(code));
}

struct render_breaks *render_breaks_open(struct err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    struct render_breaks *breaks = malloc(sizeof *breaks);
    if (!breaks)
        memory_out();
    breaks->rules = ubrk_open(UBRK_LINE, "vi", NULL, 0, &code);
    if (U_SUCCESS(code))
        return breaks;
    free(breaks);
    fail(code, err);
    return NULL;
}

void render_breaks_close(struct render_breaks *breaks)
{
    if (breaks)
        ubrk_close(breaks->rules);
    free(breaks);
}

void render_breaks_find(struct render_breaks *breaks, const char *text, size_t len, bool *ends)
{
    UErrorCode code = U_ZERO_ERROR;
    UText units = UTEXT_INITIALIZER;
    utext_openUTF8(&units, text, (int64_t)len, &code);
    ubrk_setUText(breaks->rules, &units, &code);
    for (int32_t at = U_SUCCESS(code) ? ubrk_first(breaks->rules) : UBRK_DONE; at != UBRK_DONE; at = ubrk_next(breaks->rules))
        if ((size_t)at < len)
            ends[at] = at > 0;
    utext_close(&units);
    if (U_FAILURE(code))
        die("ICU: %s", u_errorName(code));
}
