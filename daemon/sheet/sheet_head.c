#include "sheet/sheet_head.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"

#include <string.h>

/* Cuts "(…)" at the end; false when there is none, or nothing before it. */
static bool cut_remark(char *word)
{
    size_t len = strlen(word);
    char *open = len && word[len - 1] == ')' ? strrchr(word, '(') : NULL;
    if (!open || open == word)
        return false;
    *open = '\0';
    return true;
}

char *sheet_head_word(struct arena *arena, const char *column)
{
    char *word = text_plain(arena, column);
    do
        for (size_t len = strlen(word); len > 1 && strchr(" *:", word[len - 1]); len--)
            word[len - 1] = '\0';
    while (cut_remark(word));
    return word;
}

bool sheet_head_is_total(struct arena *arena, const char *text)
{
    static const char *const words[] = {"tong", "tong cong", "tong so", "cong", "cong tong", "total", "grand total", "sum"}; /* without marks */
    char *word = arena_strdup(arena, text);
    word[strcspn(word, SHEET_HEAD_FIGURES)] = '\0';
    return text_place(sheet_head_word(arena, word), words, LEN(words)) >= 0;
}

static bool is_name(struct arena *scratch, const struct sheet_reading *reading, const char *cell)
{
    return *cell && text_place(sheet_head_word(scratch, cell), reading->names, reading->name_count) >= 0;
}

/* How many of a line's cells are a known name. */
static size_t count_names(const struct sheet_reading *reading, const char *const *cells, size_t count)
{
    struct arena *scratch = arena_create();
    size_t names = 0;
    for (size_t i = 0; i < count; i++)
        names += is_name(scratch, reading, cells[i]);
    arena_destroy(scratch);
    return names;
}

static bool says_something(const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*cells[i])
            return true;
    return false;
}

/* ---- a head of two lines ---- */

static const char *upper_at(const struct sheet_head *head, size_t i)
{
    return i < head->upper_count ? head->upper[i] : "";
}

static void keep(struct sheet_head *head, const struct sheet_reading *reading, int line, const char *const *cells, size_t count)
{
    head->upper = arena_alloc(reading->arena, (count + 1) * sizeof *head->upper);
    for (size_t i = 0; i < count; i++)
        head->upper[i] = arena_strdup(reading->arena, cells[i]);
    head->upper_count = count;
    head->before = line;
}

/* Below the head line a line of nothing but names, each of a column that has none yet: below the name of a group, or of nothing. */
static bool stands_below(const struct sheet_head *head, const struct sheet_reading *reading, const char *const *cells, size_t count)
{
    struct arena *scratch = arena_create();
    bool below = true;
    for (size_t i = 0; below && i < count; i++)
        below = !*cells[i] || (is_name(scratch, reading, cells[i]) && !is_name(scratch, reading, upper_at(head, i)));
    arena_destroy(scratch);
    return below;
}

/* Above the head line a name where it has none. */
static bool stands_above(const struct sheet_head *head, const struct sheet_reading *reading, const char *const *cells, size_t count)
{
    struct arena *scratch = arena_create();
    bool above = false;
    for (size_t i = 0; !above && i < head->upper_count; i++)
        above = (i >= count || !*cells[i]) && is_name(scratch, reading, head->upper[i]);
    arena_destroy(scratch);
    return above;
}

/* The line right below the head: whether the head has two lines. */
static void look_below(struct sheet_head *head, const struct sheet_reading *reading, int line, const char *const *cells, size_t count)
{
    if (line != head->line + 1 || !reading->name_count || !stands_below(head, reading, cells, count))
        return;
    head->upper_line = head->line;
    head->line = line;
    head->names += count_names(reading, cells, count);
}

bool sheet_head_look(struct sheet_head *head, const struct sheet_reading *reading, int line, const char *const *cells,
                     size_t count)
{
    if (!says_something(cells, count))
        return head->first && line >= SHEET_HEAD_LINES;
    if (head->line) {
        look_below(head, reading, line, cells, count);
        return true;
    }
    size_t names = count_names(reading, cells, count);
    bool first = head->first == 0;
    if (first)
        head->first = line;
    if (names > 1 || (first && (names || !reading->name_count))) {
        head->line = line;
        head->names = names;
        if (head->before == line - 1 && !first && stands_above(head, reading, cells, count)) {
            head->upper_line = head->before;
            return true;
        }
    }
    keep(head, reading, line, cells, count);
    return line >= SHEET_HEAD_LINES + (head->line == line);
}

void sheet_head_settle(struct sheet_head *head)
{
    if (!head->line)
        head->line = head->first;
}

void sheet_head_say(const struct sheet_head *head, const struct sheet_reading *reading)
{
    int from = head->upper_line ? head->upper_line : head->line;
    if (head->upper_line)
        problem_note(reading->problems, reading->file, head->line, NULL,
                     "tên các cột đứng ở hai dòng (%1$d và %2$d): cột không có tên ở dòng dưới lấy tên ở dòng trên, tên nhóm không đọc",
                     "the columns' names stand in two lines (%1$d and %2$d): a column without a name in the lower one has that of the upper; "
                     "names of groups were not read", head->upper_line, head->line);
    if (from != head->first)
        problem_note(reading->problems, reading->file, head->first, NULL,
                     "các dòng từ %1$d đến %2$d ở trên dòng tên cột (dòng %3$d) là tiêu đề nên không đọc",
                     "the lines %1$d to %2$d above the head line with the columns' names (line %3$d) are titles and were "
                     "not read", head->first, from - 1, head->line);
}

static void check_name(const struct sheet_reading *reading, int line, const char *const *cells, size_t place)
{
    if (!*cells[place])
        problem_add(reading->problems, reading->file, line, NULL,
                    "cột thứ %zu ở dòng đầu không có tên; ghi tên cột hoặc bỏ cột",
                    "column %zu of the head line has no name; name it or remove it", place + 1);
    for (size_t i = 0; *cells[place] && i < place; i++)
        if (strcmp(cells[i], cells[place]) == 0) {
            problem_add(reading->problems, reading->file, line, cells[place],
                        "cột này có hai lần ở dòng đầu (thứ %zu và %zu); bỏ một cột",
                        "this column stands twice in the head line (%zu and %zu); remove one", i + 1, place + 1);
            break;
        }
}

/* The name that a column has in a head of one line or two. */
static const char *name_at(const struct sheet_head *head, const struct sheet_reading *reading, const char *const *cells, size_t filled, size_t i,
                           struct arena *scratch)
{
    const char *name = i < filled ? cells[i] : "", *upper = head->upper_line ? upper_at(head, i) : "";
    /* beside the lower line a text of the upper one may be a remark above the table */
    return *name || (i >= filled && !is_name(scratch, reading, upper)) ? name : upper;
}

bool sheet_head_give(const struct sheet_head *head, const struct sheet_reading *reading, const char *const *cells, size_t filled,
                     size_t *ret_columns)
{
    const char *names[SHEET_COLUMNS_MAX];
    struct arena *scratch = arena_create();
    size_t count = 0;
    for (size_t i = 0; i < SHEET_COLUMNS_MAX && (i < filled || (head->upper_line && i < head->upper_count)); i++) {
        names[i] = name_at(head, reading, cells, filled, i, scratch);
        count = *names[i] ? i + 1 : count;
    }
    arena_destroy(scratch);
    *ret_columns = filled > count ? filled : count;
    if (*ret_columns > SHEET_COLUMNS_MAX) {
        problem_add(reading->problems, reading->file, head->line, NULL, "dòng đầu có quá %d cột; bỏ cột thừa",
                    "the head line has more than %d columns; remove those that are too many", SHEET_COLUMNS_MAX);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        check_name(reading, head->line, names, i);
    reading->sink.head(reading->sink.context, head->line, names, count);
    return true;
}
