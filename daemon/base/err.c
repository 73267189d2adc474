#include "base/err.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *print(const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        memory_out();
    return text;
}

/* "place: text"; frees both. */
static char *join(char *place, char *text)
{
    char *both = NULL;
    if (asprintf(&both, "%s: %s", place, text) < 0)
        memory_out();
    free(place);
    free(text);
    return both;
}

bool err_vset(struct err *err, const char *vi, const char *en, va_list args)
{
    if (!err)
        return false;
    va_list again;
    va_copy(again, args);
    /* Printed before the old texts are freed: they may be arguments. */
    char *in_vi = print(vi, args), *in_en = print(en, again);
    va_end(again);
    err_clear(err);
    err->vi = in_vi;
    err->en = in_en;
    return false;
}

bool err_set(struct err *err, const char *vi, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    err_vset(err, vi, en, args);
    va_end(args);
    return false;
}

bool err_prefix(struct err *err, const char *vi, const char *en, ...)
{
    if (!err || !err->vi)
        return false;
    struct err place = {0};
    va_list args;
    va_start(args, en);
    err_vset(&place, vi, en, args);
    va_end(args);
    err->vi = join(place.vi, err->vi);
    err->en = join(place.en, err->en);
    return false;
}

bool err_mark(struct err *err, enum err_kind kind)
{
    if (err)
        err->kind = kind;
    return false;
}

void err_clear(struct err *err)
{
    if (!err)
        return;
    free(err->vi);
    free(err->en);
    memset(err, 0, sizeof *err);
}

void err_move(struct err *to, struct err *from)
{
    if (to) {
        err_clear(to);
        *to = *from;
    } else {
        err_clear(from);
    }
    memset(from, 0, sizeof *from);
}

void die(const char *why, ...)
{
    va_list args;
    va_start(args, why);
    fputs("thidua: ", stderr);
    vfprintf(stderr, why, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}
