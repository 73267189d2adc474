#include "amendment/unit_record.h"

#include "amendment/unit_count.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

#define TYPE "unit"
#define FILE_NAME "units.csv"

/* A row of units.csv in both packages: by the unit and its first day. One of them may be NULL. */
struct fact_pair {
    const struct unit_fact *before, *after;
};

static const struct unit_fact *fact_of(const struct units *units, const struct unit_fact *key)
{
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].from == key->from && strcmp(units->facts[i].id, key->id) == 0)
            return &units->facts[i];
    return NULL;
}

static bool is_same(const struct unit_fact *a, const struct unit_fact *b)
{
    return a && b && a->place == b->place && a->until == b->until && text_same(a->parent, b->parent) && text_same(a->name, b->name) &&
           text_same(a->code, b->code);
}

/* The rows that differ: the candidate's in its order, then those that it has no more. */
static struct fact_pair *list_pairs(struct arena *arena, const struct package *base, const struct package *candidate, size_t *ret_len)
{
    struct fact_pair *pairs = arena_alloc(arena, (base->units.fact_count + candidate->units.fact_count + 1) * sizeof *pairs);
    size_t len = 0;
    for (size_t i = 0; i < candidate->units.fact_count; i++) {
        const struct unit_fact *after = &candidate->units.facts[i], *before = fact_of(&base->units, after);
        if (!is_same(before, after))
            pairs[len++] = (struct fact_pair){before, after};
    }
    for (size_t i = 0; i < base->units.fact_count; i++)
        if (!fact_of(&candidate->units, &base->units.facts[i]))
            pairs[len++] = (struct fact_pair){&base->units.facts[i], NULL};
    *ret_len = len;
    return pairs;
}

/* ---- what is in the way ---- */

static bool claims(const struct value *row)
{
    return workflow_is("record", value_get_text(row, "state", ""), WORKFLOW_CLAIMS);
}

static const struct value *row_of(const struct value *rows, int32_t from)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_get_int(value_at(rows, i), "valid_from", 0) == from)
            return value_at(rows, i);
    return NULL;
}

/* Whether the record says what the package in force says. */
static bool is_as_declared(const struct level_chain *levels, const struct value *row, const struct unit_fact *fact)
{
    int64_t until = value_get_int(row, "valid_until", DAY_NEVER - 1) + 1;
    return row && workflow_is("record", value_get_text(row, "state", ""), WORKFLOW_STANDS) && text_same(value_get_text(row, "level", NULL), unit_level_id(levels, fact)) &&
           until == fact->until && text_same(value_get_text(row, "parent", NULL), fact->parent) &&
           text_same(value_get_text(row, "name", NULL), fact->name) && text_same(value_get_text(row, "code", NULL), fact->code);
}

static void refuse_changed(const struct fact_pair *pair, const struct value *row, struct problems *problems)
{
    const struct unit_fact *fact = pair->before;
    problem_add(problems, FILE_NAME, pair->after ? pair->after->line : 0, fact->id,
                "bản ghi đơn vị “%1$s/%2$s” đã bị đổi ngoài gói (lần thay đổi %3$d), không ghi đè; xem “thiduactl history unit %1$s/%2$s”, "
                "đưa bản ghi trở lại như gói khai bằng “thiduactl records restore”, rồi đề xuất lại",
                "the record of the unit “%1$s/%2$s” was changed past the package (change %3$d) and is not overwritten; look at “thiduactl history unit "
                "%1$s/%2$s”, bring it back to what the package says by “thiduactl records restore”, then propose again",
                fact->id, day_text(problems->arena, fact->from), (int)value_get_int(row, "from_seq", 0));
}

static void refuse_taken(const struct unit_fact *fact, const struct value *row, struct problems *problems)
{
    problem_add(problems, FILE_NAME, fact->line, "id",
                "mã “%1$s” đã là mã của “%2$s” trong số liệu (lần thay đổi %3$d); chọn mã khác cho đơn vị mới, hoặc rút bản ghi đó trước",
                "the id “%1$s” is that of “%2$s” among the records (change %3$d); choose another id for the new unit, or withdraw that record first",
                fact->id, value_get_text(row, "name", ""), (int)value_get_int(row, "from_seq", 0));
}

/* Of a new unit every record of its id is in the way; of a new row of one that there is, none but the rows of the package are there. */
static void check_pair(const struct fact_pair *pair, const struct package *base, const struct value *rows, struct problems *problems)
{
    if (pair->before) {
        const struct value *row = row_of(rows, pair->before->from);
        if (!is_as_declared(&base->chain, row, pair->before))
            refuse_changed(pair, row, problems);
        return;
    }
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const struct unit_fact key = {.id = pair->after->id, .from = (int32_t)value_get_int(row, "valid_from", 0)};
        if (claims(row) && !fact_of(&base->units, &key)) {
            refuse_taken(pair->after, row, problems);
            return;
        }
    }
}

/* ---- a unit that is left out ---- */

/* Teams and units below it that leave together with it are no records that stay behind. */
static bool leave_with_it(const struct package *base, const struct package *candidate, const char *unit, int64_t *count)
{
    for (size_t i = 0; i < base->units.fact_count; i++) {
        const struct unit_fact *fact = &base->units.facts[i];
        *count -= text_same(fact->parent, unit) && unit_place(&candidate->units, fact->id) == candidate->units.fact_count;
    }
    return *count > 0;
}

static bool check_left_out(struct store *store, const struct package *base, const struct package *candidate, const char *unit,
                           struct problems *problems, struct err *err)
{
    struct value *ids = value_list(problems->arena);
    value_append(ids, value_text(problems->arena, unit));
    const struct value *all = unit_count(store, base, ids, problems->arena, err), *counts = value_get(all, unit);
    const char *list = "";
    for (size_t i = 0; i < value_len(counts); i++) {
        int64_t count = value_as_int(value_item(counts, i));
        if (strcmp(value_key(counts, i), TYPE) != 0 || leave_with_it(base, candidate, unit, &count))
            list = arena_printf(problems->arena, "%s%s%lld %s", list, *list ? ", " : "", (long long)count, value_key(counts, i));
    }
    if (*list)
        problem_add(problems, FILE_NAME, 0, unit,
                    "“%s” còn bản ghi (%s), không bỏ khỏi danh mục được; giữ dòng đó và ghi valid_until cùng đơn vị kế nhiệm, hoặc chuyển các bản ghi sang đơn "
                    "vị khác trước (records move, units move)",
                    "“%s” has records (%s) and cannot be left out; keep its row, with its valid_until and a successor, or move the records to another unit "
                    "first (records move, units move)",
                    unit, list);
    return all != NULL;
}

/* ---- teams that a succession names ---- */

/* Where the team is on a day, as its records say; NULL: it is not there. `teams`: the id of their level. */
static const char *parent_on(const struct value *rows, const char *teams, int32_t day)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (claims(row) && strcmp(value_get_text(row, "level", ""), teams) == 0 && value_get_int(row, "valid_from", 0) <= day && value_get_int(row, "valid_until", DAY_NEVER) >= day)
            return value_get_text(row, "parent", NULL);
    }
    return NULL;
}

static bool check_team(struct store *store, const char *teams, const struct succession *one, const char *team, struct problems *problems, struct err *err)
{
    const struct value *rows = store_rows(store, problems->arena, err, QUERY_BUILTIN_UNIT_ROWS, "t", team);
    const char *parent = rows ? parent_on(rows, teams, one->on - 1) : NULL;
    if (rows && !text_same(parent, one->from))
        problem_add(problems, "successions.csv", one->line, "teams",
                    "tổ “%1$s” vào ngày %3$s %4$s, không phải của “%2$s”; sửa mã hoặc bỏ khỏi dòng%5$.0s%6$.0s",
                    "the team “%1$s” %6$s on %5$s and is none of “%2$s”; correct the id or take it out of the row%3$.0s%4$.0s", team, one->from,
                    day_shown(problems->arena, one->on - 1), parent ? arena_printf(problems->arena, "thuộc “%s”", parent) : "chưa có hoặc đã kết thúc",
                    day_text(problems->arena, one->on - 1), parent ? arena_printf(problems->arena, "belongs to “%s”", parent) : "is not there");
    return rows != NULL;
}

static bool is_in(const struct units *units, const struct succession *one)
{
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *other = &units->successions[i];
        if (other->on == one->on && strcmp(other->from, one->from) == 0 && strcmp(other->to, one->to) == 0 && text_same(other->teams, one->teams))
            return true;
    }
    return false;
}

/* Before the contest began nobody knows its teams: only what is named anew is looked up. */
static bool check_teams(struct store *store, const struct package *base, const struct package *candidate, struct problems *problems, struct err *err)
{
    for (size_t i = 0; i < candidate->units.succession_count; i++) {
        const struct succession *one = &candidate->units.successions[i];
        if (!one->teams || is_in(&base->units, one))
            continue;
        char *rest = arena_strdup(problems->arena, one->teams), *id;
        while ((id = strtok_r(rest, " ", &rest)))
            if (!check_team(store, level_chain_id(&base->chain, LEVEL_TEAM), one, id, problems, err))
                return false;
    }
    return true;
}

static bool is_first_row(const struct package *package, const struct unit_fact *fact)
{
    return &package->units.facts[unit_place(&package->units, fact->id)] == fact;
}

bool unit_record_check(struct store *store, const struct package *base, const struct package *candidate, struct problems *problems,
                       struct err *err)
{
    size_t len;
    const struct fact_pair *pairs = list_pairs(problems->arena, base, candidate, &len);
    for (size_t i = 0; i < len; i++) {
        const char *id = pairs[i].after ? pairs[i].after->id : pairs[i].before->id;
        const struct value *rows = store_rows(store, problems->arena, err, QUERY_BUILTIN_UNIT_ROWS, "t", id);
        if (!rows)
            return false;
        check_pair(&pairs[i], base, rows, problems);
        if (!pairs[i].after && is_first_row(base, pairs[i].before) && unit_place(&candidate->units, id) == candidate->units.fact_count &&
            !check_left_out(store, base, candidate, id, problems, err))
            return false;
    }
    return check_teams(store, base, candidate, problems, err);
}

/* ---- written ---- */

static bool supersede(struct change *change, const struct record_type *type, const struct unit_fact *fact, struct arena *arena, struct err *err)
{
    struct statement *statement = store_prepare(change->store, record_sql_supersede(arena, type), err);
    bool unused, good = statement != NULL;
    if (good)
        statement_bind_int(statement, 1, change->sequence);
    for (size_t i = 0; good && i < type->key_count; i++)
        if (strcmp(type->key[i], "unit_id") == 0)
            statement_bind_text(statement, (int)i + 2, fact->id);
        else
            statement_bind_int(statement, (int)i + 2, fact->from);
    good = good && statement_step(statement, &unused, err);
    statement_finish(statement);
    return good;
}

/* A row that is left out says what it said, withdrawn; one that was left out before stands again. */
static bool replace(struct change *change, const struct level_chain *levels, const struct record_type *type, const struct fact_pair *pair, struct arena *arena, struct err *err)
{
    const struct unit_fact *fact = pair->after ? pair->after : pair->before;
    const struct value *last = fact->until == DAY_NEVER ? NULL : value_int(arena, fact->until - 1);
    const char *act = pair->after ? "confirm" : "withdraw", *reason = change->reason ? change->reason : "units.csv";
    return supersede(change, type, fact, arena, err) &&
           store_do(change->store, err, QUERY_BUILTIN_UNIT_REPLACE, "tittttvtti", fact->id, (int64_t)fact->from, unit_level_id(levels, fact), fact->parent,
                    fact->name, fact->code, last, workflow_to("record", act), pair->after ? NULL : reason, change->sequence);
}

bool unit_record_write(struct change *change, const struct package *base, const struct package *candidate, struct arena *arena,
                       int64_t *ret_count, struct err *err)
{
    size_t len;
    const struct record_type *type = record_type_find(&candidate->types, TYPE);
    const struct fact_pair *pairs = list_pairs(arena, base, candidate, &len);
    for (size_t i = 0; i < len; i++) {
        const struct unit_fact *fact = pairs[i].after ? pairs[i].after : pairs[i].before;
        const struct value *rows = store_rows(change->store, arena, err, QUERY_BUILTIN_UNIT_ROWS, "t", fact->id);
        if (!rows || !(row_of(rows, fact->from) ? replace(change, &candidate->chain, type, &pairs[i], arena, err) : snapshot_put_unit(change, &candidate->chain, fact, arena, err)))
            return false;
    }
    *ret_count = (int64_t)len;
    return true;
}
