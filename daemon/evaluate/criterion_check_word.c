/*
 * Words in a rule's SQL that are held against a column of choices: channel = 'forse' is never true, and no statement
 * of SQLite says so. Also the names that rank() is given. Reads the text only, so it warns and does not refuse where
 * it may be mistaken.
 */
#include "evaluate/criterion_check.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "evaluate/criterion.h"
#include "evaluate/job.h"
#include "evaluate/measure.h"
#include "evaluate/rule_line.h"
#include "record/record_type.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char blanks[] = " \t\r\n";

struct words {
    const struct work *work;
    struct problems *problems;
    const char *piece;
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t word_len(const char *at)
{
    size_t len = 0;
    while (is_word(at[len]))
        len++;
    return len;
}

static bool is(const char *at, const char *word)
{
    return word_len(at) == strlen(word) && strncasecmp(at, word, strlen(word)) == 0;
}

static const char *past(const char *at, size_t len)
{
    at += len;
    return at + strspn(at, blanks);
}

/* A text in single quotes at the place; *ret_after behind it. NULL when there is none. */
static const char *literal(struct arena *arena, const char *at, const char **ret_after)
{
    const char *end = *at == '\'' ? strchr(at + 1, '\'') : NULL;
    if (!end || end[1] == '\'')
        return NULL;
    *ret_after = past(end, 1);
    return arena_strndup(arena, at + 1, (size_t)(end - at - 1));
}

static const char *const *choices_of(const struct field *field, size_t *ret_len)
{
    static const char *const yes_no[] = {"yes", "no"};
    bool choice = field && field->type == FIELD_CHOICE;
    *ret_len = choice ? field->choice_count : field && field->type == FIELD_YES_NO ? LEN(yes_no) : 0;
    return choice ? field->choices : yes_no;
}

/* Whether any column of this name may hold the word; *ret_field is one of them, NULL when none has choices. */
static bool may_hold(const struct words *words, const char *column, const char *word, const struct field **ret_field)
{
    const struct record_type *of = words->work->criterion->measure.of;
    const struct record_types *types = &words->work->job->contest.types;
    *ret_field = NULL;
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = of && record_field(of, column) ? of : &types->items[i];
        const struct field *field = record_field(type, column);
        size_t len;
        const char *const *choices = choices_of(field, &len);
        if ((field && !len) || text_place(word, choices, len) >= 0)
            return true;
        if (field)
            *ret_field = field;
    }
    return *ret_field == NULL;
}

static int line_of(const struct words *words, const char *word)
{
    const struct job *job = words->work->job;
    int line = rule_line_of_text(job, arena_printf(words->work->arena, "'%s'", word));
    return line ? line : rule_line_of_field(job, words->piece);
}

static void say(const struct words *words, const char *vi, const char *en, const char *name, const char *word,
                const char *const *known, size_t len)
{
    const char *near = text_nearest(word, known, len), *list = "";
    for (size_t i = 0; i < len; i++)
        list = arena_printf(words->work->arena, "%s%s%s", list, i ? ", " : "", known[i]);
    problem_warn(words->problems, words->work->job->criterion.path, line_of(words, word),
                 arena_printf(words->work->arena, "measure.%s", words->piece),
                 near ? "%1$s “%3$s” không có “%4$s”; có phải là “%5$s”?%2$.0s%6$.0s"
                      : "%1$s “%3$s” không có “%4$s”; chỉ có: %6$s%2$.0s%5$.0s",
                 near ? "%2$s “%3$s” has no “%4$s”; is it “%5$s”?%1$.0s%6$.0s"
                      : "%2$s “%3$s” has no “%4$s”; it has: %6$s%1$.0s%5$.0s",
                 vi, en, name, word, near ? near : "", list);
}

static void check_word(const struct words *words, const char *column, const char *word)
{
    const struct field *field;
    size_t len;
    if (may_hold(words, column, word, &field))
        return;
    const char *const *choices = choices_of(field, &len);
    say(words, "cột", "the column", column, word, choices, len);
}

/* Behind a comparison sign or word: where what is compared begins; NULL when nothing is compared here. */
static const char *past_sign(const char *at)
{
    static const char *const signs[] = {"==", "=", "<>", "!="};
    for (size_t i = 0; i < LEN(signs); i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return past(at, strlen(signs[i]));
    if (!is(at, "is"))
        return NULL;
    at = past(at, 2);
    return is(at, "not") ? past(at, 3) : at;
}

/* column = 'word', column IS NOT 'word', column IN ('a', 'b') */
static void check_column(const struct words *words, const char *column, const char *after)
{
    struct arena *arena = words->work->arena;
    const char *at = past_sign(after), *word;
    if (at) {
        if ((word = literal(arena, at, &at)))
            check_word(words, column, word);
        return;
    }
    at = is(after, "not") ? past(after, 3) : after;
    if (!is(at, "in") || *(at = past(at, 2)) != '(')
        return;
    for (at = past(at, 1); (word = literal(arena, at, &at)); at = *at == ',' ? past(at, 1) : at)
        check_word(words, column, word);
}

/* rank('accident', 'level', …): the names are texts, and it fails only when there are rows. */
static void check_rank(const struct words *words, const char *at)
{
    const struct record_types *types = &words->work->job->contest.types;
    const char *type_name = *at == '(' ? literal(words->work->arena, past(at, 1), &at) : NULL;
    const char *field_name = type_name && *at == ',' ? literal(words->work->arena, past(at, 1), &at) : NULL;
    const struct record_type *type = type_name ? record_type_find(types, type_name) : NULL;
    const char **names = arena_alloc(words->work->arena, (types->len + 1) * sizeof *names);
    size_t len = 0;
    for (size_t i = 0; i < types->len; i++)
        names[len++] = types->items[i].name;
    if (type_name && !type) {
        say(words, "rank():", "rank():", "records.ini", type_name, names, len);
        return;
    }
    if (!field_name)
        return;
    const char **fields = arena_alloc(words->work->arena, (type->field_count + 1) * sizeof *fields);
    for (size_t i = len = 0; i < type->field_count; i++)
        if (type->fields[i].type == FIELD_CHOICE)
            fields[len++] = type->fields[i].name;
    if (text_place(field_name, fields, len) < 0)
        say(words, "rank():", "rank():", type_name, field_name, fields, len);
}

void criterion_check_words(const struct work *work, struct problems *problems, const char *piece, const char *text)
{
    struct words words = {work, problems, piece};
    for (const char *at = text; at && *at;) {
        size_t len = word_len(at);
        if (*at == '\'') { /* a text is no column */
            const char *end = strchr(at + 1, '\'');
            at = end ? end + 1 : at + strlen(at);
        } else if (len) {
            const char *after = past(at, len);
            check_column(&words, arena_strndup(work->arena, at, len), after);
            if (is(at, "rank"))
                check_rank(&words, after);
            at += len;
        } else {
            at++;
        }
    }
}
