#include "evaluate_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/file.h"
#include "base/json.h"
#include "base/param.h"
#include "base/problem.h"
#include "evaluate/confinement.h"
#include "record/record_sql.h"
#include "standing/standing.h"
#include "store/store_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PACKAGE THIDUA_SOURCE "/rules/hai-an-2024"

const char *const all_wards[WARDS] = {"cat-bi", "nam-hai", "dang-lam", "dang-hai", "dong-hai-1", "dong-hai-2", "thanh-to", "trang-cat"};

struct arena *arena;
struct package *package;
struct store *store;
struct err err;
static char folder[64];

void must(bool done)
{
    if (!done)
        fail_msg("%s", err.en ? err.en : "failed without a word");
}

int open_package(void **state)
{
    (void)state;
    struct problems problems;
    arena = arena_create();
    problems_init(&problems, arena);
    if (!package_read_folder(arena, PACKAGE, &problems, &package, &err) || package->criterion_count != 11)
        return -1;
    return 0;
}

int close_package(void **state)
{
    (void)state;
    arena_destroy(arena);
    err_clear(&err);
    return 0;
}

int open_store(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/thidua-evaluate-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    store = store_open(folder, STORE_WRITE, &err);
    for (size_t i = 0; store && i < package->types.len; i++)
        if (!store_script(store, record_sql_tables(arena, &package->types.items[i], NULL, 0), &err))
            return -1;
    return store ? 0 : -1;
}

int close_store(void **state)
{
    (void)state;
    store_close(store);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* "@2024-11-05" becomes a day, "@2024-11-05T21:59" an instant; the rest is SQL as it is. */
static char *with_dates(const char *sql)
{
    struct buffer out = {0};
    while (*sql) {
        int32_t day;
        int64_t instant;
        size_t len = strspn(sql + 1, "0123456789-:T");
        char *text = arena_strndup(arena, sql + 1, len);
        if (*sql == '@' && day_parse(text, &day))
            buffer_printf(&out, "%d", day);
        else if (*sql == '@' && instant_parse(text, &instant))
            buffer_printf(&out, "%lld", (long long)instant);
        else
            len = 0, buffer_putc(&out, *sql);
        sql += len + 1;
    }
    return buffer_take(&out, arena);
}

void put(const char *type, const char *columns, const char *rows)
{
    must(store_script(store,
                      with_dates(arena_printf(arena,
                                              "INSERT INTO record_%s (%s, state, source_file, from_seq) "
                                              "SELECT *, 'confirmed', 'test', 1 FROM (VALUES %s)",
                                              type, columns, rows)),
                      &err));
}

void sql(const char *text)
{
    must(store_script(store, with_dates(text), &err));
}

static const struct {
    const char *id, *kind, *from, *until;
} periods[] = {
    {"2024-11", "month", "2024-11-01", "2024-12-01"},   {"2024-12", "month", "2024-12-01", "2025-01-01"},
    {"2025-01", "month", "2025-01-01", "2025-02-04"},   {"2025-02", "month", "2025-02-04", "2025-03-01"},
    {"2025-03", "month", "2025-03-01", "2025-04-01"},   {"2025-04", "month", "2025-04-01", "2025-05-01"},
    {"2025-05", "month", "2025-05-01", "2025-06-01"},   {"2025-06", "month", "2025-06-01", "2025-07-01"},
    {"2025-07", "month", "2025-07-01", "2025-08-01"},   {"2025-08", "month", "2025-08-01", "2025-08-20"},
    {"phase-1", "phase", "2024-11-01", "2025-02-04"},   {"phase-2", "phase", "2025-02-04", "2025-08-20"},
    {"contest", "contest", "2024-11-01", "2025-08-20"},
};
enum { MONTHS = 10, PERIODS = LEN(periods) };

static struct value *span_value(int i)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", periods[i].id);
    value_set_text(map, "kind", periods[i].kind);
    value_set_text(map, "short", arena_printf(arena, "%s/%.4s", periods[i].id + 5, periods[i].id)); /* of months */
    value_set_text(map, "from", periods[i].from);
    value_set_text(map, "until", periods[i].until);
    return map;
}

static struct value *period_value(const char *id)
{
    int found = 0;
    while (strcmp(periods[found].id, id) != 0)
        found++;
    struct value *map = span_value(found), *months = value_list(arena);
    for (int i = 0; i < MONTHS; i++)
        if (strcmp(periods[i].from, periods[found].from) >= 0 &&
            strcmp(periods[i].until, periods[found].until) <= 0)
            value_append(months, span_value(i));
    value_set(map, "months", months);
    return map;
}

struct value *job_value(const char *kind, const char *criterion, const char *source)
{
    struct value *job = value_map(arena), *contest = value_map(arena), *rule = value_map(arena);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "from", "2024-11-01");
    value_set_text(contest, "until", "2025-08-20");
    value_set_text(contest, "district", "quan-hai-an");
    value_set(contest, "types", record_types_to_value(&package->types, arena));
    value_set(contest, "targets", param_to_value(&package->targets, arena));
    value_set(contest, "units", units_to_value(&package->units, arena));
    value_set_text(rule, "id", criterion);
    value_set_text(rule, "path", arena_printf(arena, "criteria/%s.lua", criterion));
    value_set_text(rule, "source", source);
    value_set_text(job, "kind", kind);
    value_set(job, "contest", contest);
    value_set(job, "criterion", rule);
    return job;
}

const char *source_of(const char *criterion)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, criterion) == 0)
            return package->criteria[i].source;
    fail_msg("no criterion %s", criterion);
    return NULL;
}

const char *statement_of(const char *criterion)
{
    struct file file;
    must(file_read(arena, arena_printf(arena, THIDUA_SOURCE "/tests/unit/statements/%s.lua", criterion), 64 * 1024, &file, &err));
    return arena_strndup(arena, file.bytes, file.len);
}

char *replaced_in(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (!at)
        fail_msg("the rule has no “%s”", from);
    return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

struct value *perform(struct value *job)
{
    static const struct confinement none = {0}; /* a test has no way back from a lock-down */
    return standing_perform_within(arena, job, &none, &err);
}

struct value *data_job(const char *kind, const char *criterion, const char *source, const char *period,
                       const char *stage)
{
    struct value *job = job_value(kind, criterion, source);
    value_set_text(job, "database", store_path(store));
    value_set_int(job, "sequence", 1);
    value_set(job, "period", period_value(period));
    value_set_text(job, "stage", stage);
    return job;
}

struct value *evaluate(const char *criterion, const char *period, const char *stage)
{
    struct value *answer = perform(data_job("evaluate", criterion, source_of(criterion), period, stage));
    must(answer != NULL);
    return answer;
}

const struct value *find(const struct value *answer, const char *subject)
{
    const struct value *results = value_get(answer, "results");
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "subject", ""), subject) == 0)
            return value_at(results, i);
    return NULL;
}

void expect_in(const struct value *answer, const char *subject, int64_t num, int64_t den, const char *verdict)
{
    const struct value *result = find(answer, subject);
    if (!result)
        fail_msg("no result for %s", subject);
    int64_t got_num = value_get_int(result, "num", NONE), got_den = value_get_int(result, "den", NONE);
    const char *got = value_get_text(result, "verdict", "");
    if (got_num != num || got_den != den || strcmp(got, verdict) != 0)
        fail_msg("%s: %lld/%lld %s, expected %lld/%lld %s", subject, (long long)got_num, (long long)got_den,
                 got, (long long)num, (long long)den, verdict);
}

void expect(const char *criterion, const char *period, const char *subject, int64_t num, int64_t den,
            const char *verdict)
{
    expect_in(evaluate(criterion, period, "provisional"), subject, num, den, verdict);
}

void expect_final(const char *criterion, const char *period, const char *subject, int64_t num, int64_t den,
                  const char *verdict)
{
    expect_in(evaluate(criterion, period, "final"), subject, num, den, verdict);
}

void expect_text(const struct value *result, const char *key, const char *text)
{
    assert_string_equal(value_get_text(result, key, "(null)"), text);
}

void expect_problem(const struct value *answer, const char *says, int line)
{
    const struct value *problems = value_get(answer, "problems");
    bool said = false;
    for (size_t i = 0; i < value_len(problems); i++) {
        const struct value *problem = value_at(problems, i);
        said |= strstr(value_get_text(problem, "vi", ""), says) && value_get_int(problem, "row", 0) == line;
    }
    if (!said)
        fail_msg("line %d, “%s” is not said: %s", line, says, json_text(arena, problems));
}

void put_returns(const char *rows)
{
    put("submission", "ward, period, record_type", rows);
}

void put_teams(void)
{
    put("unit", "unit_id, level, parent, name, valid_from, valid_until",
        "('t1', 'team', 'cat-bi', 'Tổ 1', @2024-07-01, NULL),"
        "('t2', 'team', 'nam-hai', 'Tổ 2', @2024-07-01, NULL)");
}
