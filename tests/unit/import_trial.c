#include "import_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "revision/counter_change.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/record_table.h"
#include "store/store.h"
#include "store/store_open.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct trial trial;

static void check(bool done, struct err *err)
{
    if (!done)
        fail_msg("%s", err->en);
}

static void begin(struct change *change)
{
    struct err err = {0};
    check(change_begin(change, trial.store, trial.now, "uid:0", "socket", "import", NULL, &err), &err);
}

static void commit(struct change *change)
{
    struct err err = {0};
    check(change_commit(change, NULL, &err), &err);
}

void trial_is(enum role role, const char *unit)
{
    trial.grant = (struct grant){.role = role, .unit = unit, .until = DAY_NEVER};
    trial.caller = (struct caller){.actor = "uid:0", .grants = &trial.grant, .grant_count = 1};
}

static unsigned roles_for(const void *whom, const char *unit)
{
    return caller_roles_for(whom, unit);
}

static struct import_call trial_call(struct change *change)
{
    trial.caller.units = &trial.package->units;
    trial.caller.day = instant_day(trial.now);
    return (struct import_call){.change = change,
                                .package = trial.package,
                                .periods = &trial.periods,
                                .roles = caller_roles(&trial.caller),
                                .roles_for = roles_for,
                                .whom = &trial.caller,
                                .today = instant_day(trial.now),
                                .reason = trial.reason,
                                .moves = trial.moves,
                                .revive = trial.revive,
                                .good_rows = trial.good_rows};
}

static struct import_outcome finish(struct change *change, struct import_outcome outcome, const struct value *detail)
{
    struct err err = {0};
    problems_sort(&trial.problems);
    if (!outcome.refused && outcome.added + outcome.corrected)
        check(change_commit(change, detail, &err), &err);
    else
        change_cancel(change);
    return outcome;
}

/* The files of one call, kept when nothing is refused and something changed. */
struct import_outcome trial_import(const struct import_file *files, size_t count)
{
    struct change change;
    struct err err = {0};
    struct import_outcome outcome = {0};
    struct import_file *read = arena_alloc(trial.arena, count * sizeof *read);
    problems_init_grouped(&trial.problems, trial.arena);
    for (size_t i = 0; i < count; i++) {
        read[i] = files[i];
        if (!read[i].sheet)
            import_file_read(trial.package, &read[i], trial.arena, &trial.problems);
    }
    begin(&change);
    struct import_call call = trial_call(&change);
    check(import_files(&call, read, count, trial.arena, &trial.problems, &outcome, &err), &err);
    return finish(&change, outcome, NULL);
}

struct import_outcome trial_undo(int64_t sequence, bool others)
{
    struct change change;
    struct err err = {0};
    struct import_outcome outcome = {0};
    problems_init(&trial.problems, trial.arena);
    begin(&change);
    struct import_call call = trial_call(&change);
    call.reason = "nhầm tệp";
    check(counter_change_undo(&call, sequence, others, trial.arena, &trial.problems, &outcome, &err), &err);
    struct value *detail = value_map(trial.arena);
    value_set_int(detail, "undoes", sequence);
    return finish(&change, outcome, detail);
}

struct import_outcome trial_restore(const char *type, const char *key, int64_t at)
{
    struct change change;
    struct err err = {0};
    struct import_outcome outcome = {0};
    struct cell *cells;
    const struct record_type *declared = record_type_find(&trial.package->types, type);
    problems_init(&trial.problems, trial.arena);
    check(record_key_read(trial.arena, declared, key, &cells, &err), &err);
    begin(&change);
    struct import_call call = trial_call(&change);
    check(counter_change_restore(&call, declared, cells, at, trial.arena, &trial.problems, &outcome, &err), &err);
    return finish(&change, outcome, NULL);
}

struct import_outcome trial_move(const struct life_move *move)
{
    struct change change;
    struct err err = {0};
    struct import_outcome outcome = {0};
    problems_init(&trial.problems, trial.arena);
    begin(&change);
    struct import_call call = trial_call(&change);
    check(life_move(&call, move, trial.arena, &trial.problems, &outcome, &err), &err);
    problems_sort(&trial.problems);
    if (trial.problems.errors)
        change_cancel(&change);
    else
        commit(&change);
    return outcome;
}

struct import_file trial_file(const char *type, const char *text)
{
    const char *path = arena_printf(trial.arena, "%s.csv", type);
    return (struct import_file){.type = type, .file = {.path = path, .bytes = text, .len = strlen(text)}};
}

struct import_outcome trial_import_one(const char *type, const char *text)
{
    struct import_file file = trial_file(type, text);
    return trial_import(&file, 1);
}

void trial_accept(const char *type, const char *text)
{
    trial_import_one(type, text);
    for (size_t i = 0; i < trial.problems.len; i++)
        fail_msg("%s row %d column %s: %s", trial.problems.items[i].file, trial.problems.items[i].line,
                 trial.problems.items[i].column, trial.problems.items[i].en);
}

const char trial_unit_csv[] = "unit_id,level,parent,name,valid_from,valid_until\n"
                              "cat-bi-01,team,cat-bi,Tổ 1 Cát Bi,2024-11-01,\n"
                              "dang-hai-01,team,dang-hai,Tổ 1 Đằng Hải,01/11/2024,31/12/2024\n"
                              "nam-hai-01,team,nam-hai,Tổ 1 Nam Hải,2024-11-01,2025-06-30\n"
                              "nam-hai-01,team,phuong-dong-hai,Tổ 1 Nam Hải,2025-07-01,\n";
const char trial_member_csv[] = "member_id;team;full_name;birth_date;sex;role;valid_from;valid_until\n"
                                "M1;cat-bi-01;Nguyễn Văn An;1980-02-03;male;leader;2024-11-01;\n"
                                "M2;dang-hai-01;Trần Thị Ánh;1/5/1990;female;member;2024-11-01;2024-12-31\n"
                                "M3;nam-hai-01;Lê Văn Ánh;1/5/1990;male;member;2024-11-01;\n";
const char trial_tip_csv[] = "tip_id,ward,team,received_on,channel,category,verified,duplicate_of\n"
                             "T1,cat-bi,cat-bi-01,2024-11-05,force,ma túy,yes,\n"
                             "T2,dang-hai,,20/11/2024,113,,pending,cat-bi/T1\n";

int trial_setup(void **state)
{
    (void)state;
    struct err err = {0};
    struct change change;
    trial.arena = arena_create();
    problems_init_grouped(&trial.problems, trial.arena);
    trial_is(ROLE_ADMINISTRATOR, NULL);
    trial.reason = NULL;
    trial.revive = trial.good_rows = trial.moves = false;
    trial.now = day_instant(day_of(2025, 8, 25), 9 * 60);
    strcpy(trial.folder, "/tmp/thidua-import-XXXXXX");
    if (!mkdtemp(trial.folder) || !(trial.store = store_open(trial.folder, STORE_WRITE, &err)))
        return -1;
    check(package_read_folder(trial.arena, THIDUA_SOURCE "/rules/hai-an-2024", &trial.problems,
                              &trial.package, &err),
          &err);
    trial.periods = period_list(trial.package, trial.arena);
    begin(&change);
    check(record_tables_bring_up(trial.store, 1, &trial.package->types, trial.arena, &err), &err);
    commit(&change);
    trial_accept("unit", trial_unit_csv);
    trial_accept("member", trial_member_csv);
    trial_accept("tip", trial_tip_csv);
    return 0;
}

int trial_teardown(void **state)
{
    (void)state;
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm"};
    store_close(trial.store);
    for (size_t i = 0; i < LEN(names); i++)
        unlink(arena_printf(trial.arena, "%s/%s", trial.folder, names[i]));
    rmdir(trial.folder);
    arena_destroy(trial.arena);
    return 0;
}

/* The rows of a statement: cells joined by "|", rows by " / ". */
const char *trial_ask(const char *sql)
{
    struct err err = {0};
    struct statement *statement = store_prepare(trial.store, sql, &err);
    check(statement != NULL, &err);
    const char *text = "";
    for (bool row = true; row;) {
        check(statement_step(statement, &row, &err), &err);
        for (int i = 0; row && i < statement_columns(statement); i++) {
            const char *cell = statement_text(statement, i);
            text = arena_printf(trial.arena, "%s%s%s", text, i ? "|" : *text ? " / " : "", cell ? cell : "-");
        }
    }
    statement_finish(statement);
    return text;
}

const char *trial_counts(struct import_outcome outcome)
{
    return arena_printf(trial.arena, "%d read, %d added, %d corrected, %d unchanged", (int)outcome.read,
                        (int)outcome.added, (int)outcome.corrected, (int)outcome.unchanged);
}

const char *trial_touched(struct import_outcome outcome)
{
    const char *text = "";
    for (size_t i = 0; i < outcome.touched_count; i++) {
        struct touched touched = outcome.touched[i];
        text =
            arena_printf(trial.arena, "%s%s%s..%s", text, i ? " " : "", day_text(trial.arena, touched.from),
                         touched.until == DAY_NEVER ? "" : day_text(trial.arena, touched.until));
    }
    return text;
}

const char *trial_problems(void)
{
    const char *text = "";
    for (size_t i = 0; i < trial.problems.len; i++)
        text = arena_printf(trial.arena, "%s\n  %s:%d %s: %s", text, trial.problems.items[i].file,
                            trial.problems.items[i].line,
                            trial.problems.items[i].column ? trial.problems.items[i].column : "-",
                            trial.problems.items[i].en);
    return text;
}

/* One problem, at this row and column, that says this. */
void trial_assert_problem(const char *type, int line, const char *column, const char *says, bool warning)
{
    const struct problem *problem = trial.problems.items;
    const char *file = arena_printf(trial.arena, "%s.csv", type);
    bool right = trial.problems.len == 1 && problem->level == (warning ? PROBLEM_WARNING : PROBLEM_ERROR) && problem->line == line &&
                 strcmp(problem->file, file) == 0 &&
                 strcmp(problem->column ? problem->column : "", column) == 0 && strstr(problem->en, says) &&
                 *problem->vi && strcmp(problem->vi, problem->en) != 0;
    if (!right)
        fail_msg("wanted one %s at %s:%d %s: …%s…; got:%s", warning ? "warning" : "error", file, line, column,
                 says, trial_problems());
}
