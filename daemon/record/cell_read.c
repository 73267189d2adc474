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
    const struct problems *list; /* in which it was said last, of which file, in which entry; NULL: not yet */
    const char *file;
    size_t entry;
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

/* `how` is of the moment; what is said is of `words`. */
static void understand(struct arena *arena, struct arena *words, const struct field_reading *reading, struct written_how how, struct heard *heard)
{
    const char *text = reading->text, *shown = cell_show(reading->arena, reading->field, heard->cell);
    if (heard->cell.kind == CELL_TEXT && !field_kind(reading->field)->words)
        heard->cell.text = arena_strdup(arena, heard->cell.text);
    if (!how.vi)
        return;
    if (field_kind(reading->field)->number || field_kind(reading->field)->words) {
        bool titled = field_kind(reading->field)->words; /* as people call it first; of a number, what it became */
        heard->level = PROBLEM_NOTE;
        heard->vi = arena_printf(words, "“%s” được đọc là %s (%s)", text, titled ? how.vi : shown, titled ? shown : how.vi);
        heard->en = arena_printf(words, "“%s” was read as %s (%s)", text, titled ? how.en : shown, titled ? shown : how.en);
        heard->cause = is_own_cause(reading->field) ? NULL : arena_strdup(words, how.vi);
    } else { /* a letter was put right */
        heard->level = PROBLEM_WARNING;
        heard->vi = arena_printf(words, "%s: “%s”", how.vi, shown);
        heard->en = arena_printf(words, "%s: “%s”", how.en, shown);
    }
}

/* `words`: of what is said; `scratch` is of the moment, for there may be a hundred thousand texts. */
static struct heard hear(struct arena *arena, struct arena *words, struct arena *scratch, const struct field *field, const char *text,
                         struct spot spot)
{
    if (is_excel_error(text))
        return hear_error(words, text);
    if (is_dash(text))
        return hear_dash(words, text);
    struct heard heard = {0};
    struct written_how how = {0};
    struct err err = {0};
    const struct field_reading reading = {.arena = scratch, .field = field, .text = text, .epoch = spot.epoch,
                                          .choices = spot.memory ? &spot.memory->choices : NULL};
    if (field_kind(field)->read(&reading, &heard.cell, &how, &err))
        understand(arena, words, &reading, how, &heard);
    else
        refuse(words, &heard, &err);
    err_clear(&err);
    return heard;
}

/* What the text was heard as before, or is kept as from now on; NULL: the memory is full, or there is none. */
static struct heard *recall(struct arena *arena, struct arena *scratch, const struct field *field, const char *text, struct spot spot)
{
    char key[512];
    struct cell_memory *memory = spot.memory;
    int len = memory ? snprintf(key, sizeof key, "%d\x1f%s\x1f%s", (int)spot.epoch, field->name, text) : 0;
    if (len <= 0 || (size_t)len >= sizeof key)
        return NULL;
    struct heard *known = text_index_find(&memory->seen, key);
    if (known || memory->seen.len >= MEMORY_MOST)
        return known;
    known = arena_alloc(arena, sizeof *known);
    *known = hear(arena, arena, scratch, field, text, spot);
    *text_index_place(&memory->seen, arena, arena_strdup(arena, key)) = known;
    return known;
}

static void say(const struct field *field, struct spot spot, struct heard *heard)
{
    if (!heard->vi)
        return;
    if (heard->list == spot.problems && heard->file == spot.file) {
        problem_again(spot.problems, heard->entry, spot.line);
        return;
    }
    heard->list = spot.problems;
    heard->file = spot.file;
    heard->entry = problem_put(spot.problems, &(struct problem){.level = heard->level,
                                                                .file = spot.file,
                                                                .line = spot.line,
                                                                .column = field->name,
                                                                .vi = heard->vi,
                                                                .en = heard->en,
                                                                .cause = heard->cause});
}

struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    struct cell cell;
    if (!*text)
        return (struct cell){.kind = CELL_EMPTY};
    if (field->private && strcmp(text, CELL_MASK) == 0) /* of an export that came back: it says nothing of it */
        return (struct cell){.kind = CELL_ABSENT};
    if (!is_excel_error(text) && !is_dash(text) && field_kind(field)->literal(field, text, &cell))
        return cell;
    struct arena *scratch = arena_create();
    if (spot.memory)
        spot.memory->choices.arena = arena;
    struct heard once, *heard = recall(arena, scratch, field, text, spot);
    if (!heard) {
        once = hear(arena, scratch, scratch, field, text, spot);
        heard = &once;
    }
    say(field, spot, heard);
    cell = heard->cell;
    arena_destroy(scratch);
    return cell;
}

size_t cell_note(struct spot spot, const char *column, const char *text, const char *read_as, const char *vi, const char *en)
{
    return problem_note(spot.problems, spot.file, spot.line, column, "“%1$s” được đọc là %2$s (%3$s)%4$.0s", "“%1$s” was read as %2$s (%4$s)%3$.0s", text,
                        read_as, vi, en);
}
