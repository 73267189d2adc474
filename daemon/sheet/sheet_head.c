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

/* How many of a line's cells are a known name. */
static size_t count_names(const struct sheet_reading *reading, const char *const *cells, size_t count)
{
    struct arena *scratch = arena_create();
    size_t names = 0;
    for (size_t i = 0; i < count; i++)
        names += *cells[i] && text_place(sheet_head_word(scratch, cells[i]), reading->names, reading->name_count) >= 0;
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

bool sheet_head_look(struct sheet_head *head, const struct sheet_reading *reading, int line, const char *const *cells,
                     size_t count)
{
    if (says_something(cells, count)) {
        size_t names = count_names(reading, cells, count);
        bool first = head->first == 0;
        if (first)
            head->first = line;
        if (names > 1 || (first && (names || !reading->name_count))) {
            head->line = line;
            head->names = names;
        }
    }
    return head->line || (head->first && line >= SHEET_HEAD_LINES);
}

void sheet_head_settle(struct sheet_head *head)
{
    if (!head->line)
        head->line = head->first;
}

void sheet_head_say(const struct sheet_head *head, const struct sheet_reading *reading)
{
    if (head->line != head->first)
        problem_note(reading->problems, reading->file, head->first, NULL,
                     "các dòng từ %1$d đến %2$d ở trên dòng tên cột (dòng %3$d) là tiêu đề nên không đọc",
                     "the lines %1$d to %2$d above the head line with the columns' names (line %3$d) are titles and were "
                     "not read", head->first, head->line - 1, head->line);
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

bool sheet_head_give(const struct sheet_reading *reading, int line, const char *const *cells, size_t filled)
{
    if (filled > SHEET_COLUMNS_MAX) {
        problem_add(reading->problems, reading->file, line, NULL, "dòng đầu có quá %d cột; bỏ cột thừa",
                    "the head line has more than %d columns; remove those that are too many", SHEET_COLUMNS_MAX);
        return false;
    }
    for (size_t i = 0; i < filled; i++)
        check_name(reading, line, cells, i);
    reading->sink.head(reading->sink.context, line, cells, filled);
    return true;
}
