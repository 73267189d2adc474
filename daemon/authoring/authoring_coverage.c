/* What of the rules no example and no test reaches, line by line. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "authoring/rule_trial.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/terminal.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/run_job.h"
#include "worker/worker.h"

#include <stdio.h>
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

struct total {
    size_t places, reached;
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
static void note_examples(struct authoring_folder *folder, struct seen *seen, size_t count)
{
    const struct value **jobs = arena_alloc(folder->arena, (count + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(folder->arena, (count + 1) * sizeof *answers);
    for (size_t i = 0; i < count; i++) {
        struct value *job = run_job_of(folder->arena, "check", folder->package, seen[i].criterion, NULL, 0);
        value_set_bool(job, "coverage", true);
        jobs[i] = job;
    }
    worker_run(&folder->worker, folder->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        note(folder->arena, &seen[i], value_get(value_get(answers[i], "ok"), "coverage"));
}

/* A case asks the version of the last day of its period. */
static bool is_asked(const struct authoring_folder *folder, const struct criterion_source *version, const struct rule_trial_answer *answer)
{
    const struct package *package = run_package(folder->package, answer->period, folder->arena);
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].name, version->name) == 0)
            return strcmp(version->id, answer->item->criterion) == 0;
    return false;
}

static bool note_tests(const struct authoring *authoring, struct authoring_folder *folder, struct seen *seen, size_t count,
                       struct err *err)
{
    struct rule_trial_answers answers;
    struct period_list periods = period_list(folder->package, folder->arena);
    struct rule_case_list cases =
        rule_case_read(folder->arena, folder->package, &periods, authoring->criterion, &folder->problems);
    if (!cases.len)
        return true;
    if (!rule_trial_run(folder, &periods, &cases, true, &answers, err))
        return false;
    rule_trial_compare(folder->arena, &answers, &folder->problems);
    for (size_t i = 0; i < answers.len; i++)
        for (size_t j = 0; j < count; j++)
            if (is_asked(folder, seen[j].criterion, &answers.items[i]))
                note(folder->arena, &seen[j], value_get(value_get(answers.items[i].answer, "ok"), "coverage"));
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

static void say_mark(struct authoring_folder *folder, const char *path, const struct mark *mark, struct problems *missing)
{
    const char *text = short_text(folder->arena, mark->text);
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

static void say_criterion(struct authoring_folder *folder, const struct seen *seen, struct problems *missing,
                          struct total *total)
{
    const char *path = seen->criterion->path;
    for (size_t line = 1; line < seen->line_count; line++) {
        if (!(seen->lines[line] & ACTIVE) || only_closes(seen->criterion->source, line))
            continue;
        total->places++;
        total->reached += (seen->lines[line] & REACHED) != 0;
        if (!(seen->lines[line] & REACHED))
            problem_add(missing, path, (int)line, "lua", "không ví dụ, không ca nào chạy tới dòng này",
                        "no example and no test reaches this line");
    }
    for (size_t i = 0; i < seen->mark_count; i++) {
        const struct mark *mark = &seen->marks[i];
        size_t reached = (size_t)mark->yes + (mark->both && mark->no);
        total->places += 1 + (size_t)mark->both;
        total->reached += reached;
        if (reached < 1 + (size_t)mark->both)
            say_mark(folder, path, mark, missing);
    }
}

static size_t count_lines(const char *text)
{
    size_t lines = 2;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static struct seen *seen_criteria(const struct authoring *authoring, struct authoring_folder *folder, size_t *ret_count)
{
    const struct package *package = folder->package;
    struct seen *seen = NULL;
    size_t count = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next) {
            if (authoring->criterion && strcmp(authoring->criterion, version->id) != 0)
                continue;
            size_t lines = count_lines(version->source);
            seen = arena_grow(folder->arena, seen, count * sizeof *seen, (count + 1) * sizeof *seen);
            seen[count++] = (struct seen){
                .criterion = version, .lines = arena_alloc(folder->arena, lines), .line_count = lines};
        }
    *ret_count = count;
    return seen;
}

static int say(const struct authoring *authoring, struct authoring_folder *folder, const struct seen *seen, size_t count)
{
    struct value *answer = value_map(folder->arena);
    struct problems missing;
    struct total total = {0};
    problems_init(&missing, folder->arena);
    for (size_t i = 0; i < count; i++)
        say_criterion(folder, &seen[i], &missing, &total);
    problems_sort(&missing);
    value_set_int(answer, "places", (int64_t)total.places);
    value_set_int(answer, "reached", (int64_t)total.reached);
    authoring_folder_say(authoring, folder->arena, answer, &missing);
    if (!authoring->json)
        terminal_print(stdout, authoring->english ? "%zu of %zu places reached\n" : "%zu trên %zu chỗ đã có ca chạy tới\n", total.reached,
               total.places);
    return missing.errors != 0;
}

static int cover_one(const struct authoring *authoring, const char *path)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct err err = {0};
    size_t count = 0;
    int status = 1;
    if (!authoring_folder_open(&folder, authoring, path, &err)) {
        authoring_folder_complain(authoring, &err);
    } else if (folder.problems.errors) {
        authoring_folder_say(authoring, folder.arena, value_map(folder.arena), &folder.problems);
    } else {
        struct seen *seen = seen_criteria(authoring, &folder, &count);
        note_examples(&folder, seen, count);
        if (!note_tests(authoring, &folder, seen, count, &err))
            authoring_folder_complain(authoring, &err);
        else if (folder.problems.errors) /* tests that fail reach nothing that counts */
            authoring_folder_say(authoring, folder.arena, value_map(folder.arena), &folder.problems);
        else
            status = say(authoring, &folder, seen, count);
    }
    arena_destroy(folder.arena);
    return status;
}

int authoring_coverage(const struct authoring *authoring)
{
    int status = 0;
    for (size_t i = 0; i < authoring->path_count; i++)
        status |= cover_one(authoring, authoring->paths[i]);
    return status;
}
