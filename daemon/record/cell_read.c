#include "record/cell_read.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "record/written_token.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MEMORY_MOST = 4096 }; /* texts; a column of free words is not kept */

/* What a text was found to be, and what is said of it each time. */
struct heard {
    struct cell cell;
    enum problem_level level;
    const char *vi, *en; /* NULL: nothing is said */
    const char *cause;   /* sentences of one cause are one entry; NULL: equal ones are */
};

static const struct cell bad = {.kind = CELL_BAD};

/* What Excel shows where a formula failed or a column is too narrow, and LibreOffice: Err:502. */
static bool is_excel_error(const char *text)
{
    static const char *const errors[] = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!",
                                         "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA", "#BUSY!", "#EXTERNAL!", "#PYTHON!",
                                         "#TIMEOUT!"};
    if (strncmp(text, "Err:", 4) == 0)
        return strlen(text) == 7 && strspn(text + 4, "0123456789") == 3;
    if (*text != '#')
        return false;
    for (size_t i = 0; i < LEN(errors); i++)
        if (strcasecmp(errors[i], text) == 0)
            return true;
    return text[1] && text[strspn(text, "#")] == '\0';
}

static bool is_dash(const char *text)
{
    static const char *const dashes[] = {"-", "–", "—", "−"};
    return text_place(text, dashes, LEN(dashes)) >= 0;
}

static void refuse(struct arena *arena, struct heard *heard, const struct err *err)
{
    heard->cell = bad;
    heard->level = PROBLEM_ERROR;
    heard->vi = arena_strdup(arena, err->vi);
    heard->en = arena_strdup(arena, err->en);
}

static struct heard hear_error(struct arena *arena, const char *text)
{
    return (struct heard){.cell = bad,
                          .level = PROBLEM_ERROR,
                          .vi = arena_printf(arena, "“%s” là lỗi của Excel, không phải giá trị; sửa công thức hoặc gõ giá trị vào ô", text),
                          .en = arena_printf(arena, "“%s” is an error of Excel and no value; correct the formula or type the value", text)};
}

static struct heard hear_dash(struct arena *arena, const char *text)
{
    return (struct heard){.cell = {.kind = CELL_EMPTY},
                          .level = PROBLEM_NOTE,
                          .vi = arena_printf(arena, "“%s” được đọc là ô trống", text),
                          .en = arena_printf(arena, "“%s” was read as an empty cell", text)};
}

/* Of a choice each text is a cause of its own; of days and numbers each way of writing is one. */
static bool is_own_cause(const struct field *field)
{
    return field_kind(field)->words != NULL;
}

/* `how` is of the moment. */
static void understand(struct arena *arena, const struct field_reading *reading, struct written_how how, struct heard *heard)
{
    const char *text = reading->text, *shown = cell_show(reading->arena, reading->field, heard->cell);
    if (heard->cell.kind == CELL_TEXT && !field_kind(reading->field)->words)
        heard->cell.text = arena_strdup(arena, heard->cell.text);
    if (!how.vi)
        return;
    if (field_kind(reading->field)->number || field_kind(reading->field)->words) {
        heard->level = PROBLEM_NOTE;
        heard->vi = arena_printf(arena, "“%s” được đọc là %s (%s)", text, shown, how.vi);
        heard->en = arena_printf(arena, "“%s” was read as %s (%s)", text, shown, how.en);
        heard->cause = is_own_cause(reading->field) ? NULL : arena_strdup(arena, how.vi);
    } else { /* a letter was put right */
        heard->level = PROBLEM_WARNING;
        heard->vi = arena_printf(arena, "%s: “%s”", how.vi, shown);
        heard->en = arena_printf(arena, "%s: “%s”", how.en, shown);
    }
}

/* Thinks in an arena of its own: there may be a hundred thousand texts. */
static struct heard hear(struct arena *arena, const struct field *field, const char *text, int32_t epoch)
{
    if (is_excel_error(text))
        return hear_error(arena, text);
    if (is_dash(text))
        return hear_dash(arena, text);
    struct heard heard = {0};
    struct written_how how = {0};
    struct err err = {0};
    const struct field_reading reading = {.arena = arena_create(), .field = field, .text = text, .epoch = epoch};
    if (field_kind(field)->read(&reading, &heard.cell, &how, &err))
        understand(arena, &reading, how, &heard);
    else
        refuse(arena, &heard, &err);
    err_clear(&err);
    arena_destroy(reading.arena);
    return heard;
}

static struct heard recall(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    if (!spot.memory)
        return hear(arena, field, text, spot.epoch);
    char key[512];
    int len = snprintf(key, sizeof key, "%d\x1f%s\x1f%s", (int)spot.epoch, field->name, text);
    bool kept = len > 0 && (size_t)len < sizeof key;
    const struct heard *known = kept ? text_index_find(&spot.memory->seen, key) : NULL;
    if (known)
        return *known;
    struct heard heard = hear(arena, field, text, spot.epoch);
    if (kept && spot.memory->seen.len < MEMORY_MOST) {
        struct heard *kept_one = arena_alloc(arena, sizeof *kept_one);
        *kept_one = heard;
        *text_index_place(&spot.memory->seen, arena, arena_strdup(arena, key)) = kept_one;
    }
    return heard;
}

struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    struct cell cell;
    if (!*text)
        return (struct cell){.kind = CELL_EMPTY};
    if (!is_excel_error(text) && !is_dash(text) && field_kind(field)->literal(field, text, &cell))
        return cell;
    const struct heard heard = recall(arena, field, text, spot);
    if (heard.vi)
        problem_put(spot.problems, &(struct problem){.level = heard.level,
                                                     .file = spot.file,
                                                     .line = spot.line,
                                                     .column = field->name,
                                                     .vi = heard.vi,
                                                     .en = heard.en,
                                                     .cause = heard.cause});
    return heard.cell;
}

void cell_note(struct spot spot, const char *column, const char *text, const char *read_as, const char *vi, const char *en)
{
    problem_note(spot.problems, spot.file, spot.line, column, "“%1$s” được đọc là %2$s (%3$s)%4$.0s", "“%1$s” was read as %2$s (%4$s)%3$.0s", text,
                 read_as, vi, en);
}
