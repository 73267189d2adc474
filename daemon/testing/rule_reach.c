#include "testing/rule_reach.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/run_job.h"
#include "testing/rule_case.h"
#include "testing/rule_trial.h"
#include "worker/worker.h"

#include <string.h>

enum { ACTIVE = 1, REACHED = 2 };

struct mark {
    const char *piece, *text;
    int line;
    bool yes, no, both;
};

/* All that was seen of one criterion, by its examples and by every case. */
struct seen {
    const struct criterion_source *criterion;
    unsigned char *lines; /* by number */
    size_t line_count;
    struct mark *marks;
    size_t mark_count;
};

struct rule_reach {
    struct arena *arena;
    struct seen *seen;
    size_t len, rows;
};

static void note_lines(struct seen *seen, const struct value *list, int what)
{
    for (size_t i = 0; i < value_len(list); i++) {
        int64_t line = value_as_int(value_at(list, i));
        if (line > 0 && (size_t)line < seen->line_count)
            seen->lines[line] |= (unsigned char)what;
    }
}

/* The same text in one file is one place: two statements may share it. */
static struct mark *mark_of(struct arena *arena, struct seen *seen, const struct value *said)
{
    const char *text = value_get_text(said, "text", "");
    int line = (int)value_get_int(said, "line", 0);
    for (size_t i = 0; i < seen->mark_count; i++)
        if (seen->marks[i].line == line && strcmp(seen->marks[i].text, text) == 0)
            return &seen->marks[i];
    seen->marks = arena_grow(arena, seen->marks, seen->mark_count * sizeof *seen->marks,
                             (seen->mark_count + 1) * sizeof *seen->marks);
    seen->marks[seen->mark_count] = (struct mark){.piece = value_get_text(said, "piece", ""),
                                                  .text = text,
                                                  .line = line,
                                                  .both = value_type(value_get(said, "no")) == VALUE_BOOL};
    return &seen->marks[seen->mark_count++];
}

static void note(struct arena *arena, struct seen *seen, const struct value *coverage)
{
    const struct value *marks = value_get(coverage, "marks");
    note_lines(seen, value_get(coverage, "active"), ACTIVE);
    note_lines(seen, value_get(coverage, "reached"), REACHED);
    for (size_t i = 0; i < value_len(marks); i++) {
        struct mark *mark = mark_of(arena, seen, value_at(marks, i));
        mark->yes |= value_get_bool(value_at(marks, i), "yes", false);
        mark->no |= value_get_bool(value_at(marks, i), "no", false);
    }
}

/* The examples: a check that notes. */
static void note_examples(const struct rule_trial_ground *ground, struct rule_reach *coverage)
{
    size_t count = coverage->len;
    const struct value **jobs = arena_alloc(ground->arena, (count + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(ground->arena, (count + 1) * sizeof *answers);
    for (size_t i = 0; i < count; i++) {
        struct value *job = run_job_of(ground->arena, "check", ground->package, coverage->seen[i].criterion, NULL, 0);
        value_set_bool(job, "coverage", true);
        jobs[i] = job;
    }
    worker_run(ground->worker, ground->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        note(ground->arena, &coverage->seen[i], value_get(value_get(answers[i], "ok"), "coverage"));
}

/* A case asks the version of the last day of its period. */
static bool is_asked(const struct rule_trial_ground *ground, const struct criterion_source *version, const struct rule_trial_answer *answer)
{
    const struct package *package = run_package(ground->package, answer->period, ground->arena);
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].name, version->name) == 0)
            return strcmp(version->id, answer->item->criterion) == 0;
    return false;
}

static bool note_tests(const struct rule_trial_ground *ground, struct rule_reach *coverage, const char *criterion, struct err *err)
{
    struct rule_trial_answers answers;
    struct period_list periods = period_list(ground->package, ground->arena);
    struct rule_case_list cases = rule_case_read(ground->arena, ground->package, &periods, criterion, ground->problems);
    if (!cases.len)
        return true;
    if (!rule_trial_run(ground, &periods, &cases, true, &answers, err))
        return false;
    coverage->rows = rule_trial_compare(ground->arena, &answers, ground->problems);
    for (size_t i = 0; i < answers.len; i++)
        for (size_t j = 0; j < coverage->len; j++)
            if (is_asked(ground, coverage->seen[j].criterion, &answers.items[i]))
                note(ground->arena, &coverage->seen[j], value_get(value_get(answers.items[i].answer, "ok"), "coverage"));
    return true;
}

/* A condition on one line, and not too long to be read. */
static const char *short_text(struct arena *arena, const char *text)
{
    enum { BYTES = 60 };
    char *line = arena_strdup(arena, text);
    size_t len = 0;
    for (const char *c = text; *c; c++)
        if (!(strchr(" \n\t", *c) && len && line[len - 1] == ' '))
            line[len++] = strchr("\n\t", *c) ? ' ' : *c;
    line[len] = '\0';
    return text_shorten(arena, line, BYTES);
}

static void say_mark(struct arena *arena, const char *path, const struct mark *mark, struct problems *missing)
{
    const char *text = short_text(arena, mark->text);
    if (!mark->yes && (mark->no || !mark->both))
        problem_add(missing, path, mark->line, mark->piece,
                    mark->both ? "không ca nào có dòng số liệu làm điều này đúng: %s"
                               : "không ca nào có dòng số liệu tới đây: %s",
                    mark->both ? "no test has a record for which this is true: %s"
                               : "no test has a record that comes here: %s",
                    text);
    else if (!mark->yes)
        problem_add(missing, path, mark->line, mark->piece, "không ca nào có dòng số liệu tới đây: %s",
                    "no test has a record that comes here: %s", text);
    else
        problem_add(missing, path, mark->line, mark->piece, "không ca nào có dòng số liệu làm điều này sai: %s",
                    "no test has a record for which this is false: %s", text);
}

/* Only brackets and `end`: Lua has an instruction there that nobody wrote. */
static bool only_closes(const char *source, size_t line)
{
    while (--line && source)
        source = strchr(source, '\n') ? strchr(source, '\n') + 1 : NULL;
    for (size_t len; source && *source && *source != '\n'; source += len) {
        len = strncmp(source, "end", 3) == 0 ? 3 : strspn(source, " \t\r)},;");
        if (!len)
            return false;
    }
    return true;
}

/* A line of Lua that can run, and whether it did; false: nothing of it runs. */
static bool line_of(const struct seen *seen, size_t line, bool *ret_reached)
{
    *ret_reached = seen->lines[line] & REACHED;
    return (seen->lines[line] & ACTIVE) && !only_closes(seen->criterion->source, line);
}

static void count_mark(const struct mark *mark, struct rule_reach_total *total)
{
    total->places += 1 + (size_t)mark->both;
    total->reached += (size_t)mark->yes + (mark->both && mark->no);
}

static bool is_whole(const struct mark *mark)
{
    return mark->yes && (mark->no || !mark->both);
}

static void say_criterion(struct arena *arena, const struct seen *seen, struct problems *missing, struct rule_reach_total *total)
{
    const char *path = seen->criterion->path;
    bool reached;
    for (size_t line = 1; line < seen->line_count; line++) {
        if (!line_of(seen, line, &reached))
            continue;
        total->places++;
        total->reached += reached;
        if (!reached)
            problem_add(missing, path, (int)line, "lua", "không ví dụ, không ca nào chạy tới dòng này", "no example and no test reaches this line");
    }
    for (size_t i = 0; i < seen->mark_count; i++) {
        count_mark(&seen->marks[i], total);
        if (!is_whole(&seen->marks[i]))
            say_mark(arena, path, &seen->marks[i], missing);
    }
}

void rule_reach_say(const struct rule_reach *coverage, struct problems *missing, struct rule_reach_total *ret_total)
{
    *ret_total = (struct rule_reach_total){.rows = coverage->rows};
    for (size_t i = 0; i < coverage->len; i++)
        say_criterion(coverage->arena, &coverage->seen[i], missing, ret_total);
    problems_sort(missing);
}

/* 1: all that stands there was reached, 2: not all; 0: nothing there runs. */
static void put_line(unsigned char *lines, size_t count, size_t line, bool whole)
{
    if (line && line < count && lines[line] < 2)
        lines[line] = whole ? 1 : 2;
}

struct value *rule_reach_lines(const struct rule_reach *coverage)
{
    struct value *list = value_list(coverage->arena);
    for (size_t i = 0; i < coverage->len; i++) {
        const struct seen *seen = &coverage->seen[i];
        unsigned char *lines = arena_alloc(coverage->arena, seen->line_count);
        bool reached;
        for (size_t line = 1; line < seen->line_count; line++)
            if (line_of(seen, line, &reached))
                put_line(lines, seen->line_count, line, reached);
        for (size_t j = 0; j < seen->mark_count; j++)
            put_line(lines, seen->line_count, (size_t)seen->marks[j].line, is_whole(&seen->marks[j]));
        for (size_t line = 1; line < seen->line_count; line++) {
            struct value *map = value_map(coverage->arena);
            value_set_int(map, "line", (int64_t)line);
            value_set_bool(map, "reached", lines[line] == 1);
            if (lines[line])
                value_append(list, map);
        }
    }
    return list;
}

static size_t count_lines(const char *text)
{
    size_t lines = 2;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

struct rule_reach *rule_reach_run(const struct rule_trial_ground *ground, const struct rule_reach_asked *asked, struct err *err)
{
    const struct package *package = ground->package;
    struct rule_reach *coverage = arena_alloc(ground->arena, sizeof *coverage);
    coverage->arena = ground->arena;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next) {
            if ((asked->criterion && strcmp(asked->criterion, version->id) != 0) || (asked->path && strcmp(asked->path, version->path) != 0))
                continue;
            size_t lines = count_lines(version->source);
            coverage->seen = arena_grow(ground->arena, coverage->seen, coverage->len * sizeof *coverage->seen, (coverage->len + 1) * sizeof *coverage->seen);
            coverage->seen[coverage->len++] = (struct seen){.criterion = version, .lines = arena_alloc(ground->arena, lines), .line_count = lines};
        }
    note_examples(ground, coverage);
    return note_tests(ground, coverage, asked->criterion, err) ? coverage : NULL;
}
