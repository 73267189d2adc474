#include "evaluate/attribution.h"

#include "base/arena.h"
#include "base/err.h"
#include "criterion/job.h"
#include "record/level.h"
#include "store/rule_reader.h"

#include <stdlib.h>
#include <string.h>

struct teams {
    struct arena *arena;
    struct rule_reader *reader;
    const char *level; /* the id of theirs */
    bool known;
    struct homes homes;
};

static int compare_homes(const void *left, const void *right)
{
    return strcmp(((const struct home *)left)->unit, ((const struct home *)right)->unit);
}

/* Rows come by the ward, day after day: it is that of the last question, or the next one. */
static struct home *find(const struct homes *homes, const char *unit)
{
    struct home key = {.unit = unit};
    for (size_t i = *homes->finger; i < homes->len && i < *homes->finger + 2; i++)
        if (strcmp(homes->items[i].unit, unit) == 0) {
            *homes->finger = i;
            return &homes->items[i];
        }
    struct home *found = homes->len ? bsearch(&key, homes->items, homes->len, sizeof key, compare_homes) : NULL;
    if (found)
        *homes->finger = (size_t)(found - homes->items);
    return found;
}

/* Every ward of the package and every unit below one, standing or not, once. */
static struct homes list_wards(struct arena *arena, const struct units *units, int32_t last)
{
    struct homes homes = {.items = arena_alloc(arena, units->fact_count * sizeof(struct home)),
                          .finger = arena_alloc(arena, sizeof *homes.finger)};
    size_t len = 0;
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].level == LEVEL_WARD || units->facts[i].level == LEVEL_BELOW)
            homes.items[len++] = (struct home){.unit = units->facts[i].id, .ward = -1};
    if (len)
        qsort(homes.items, len, sizeof *homes.items, compare_homes);
    for (size_t i = 0; i < len; i++)
        if (!homes.len || strcmp(homes.items[homes.len - 1].unit, homes.items[i].unit) != 0)
            homes.items[homes.len++] = homes.items[i];
    for (size_t i = 0; i < homes.len; i++)
        homes.items[i].name = unit_at(units, homes.items[i].unit, last)->name;
    return homes;
}

/* First the wards that stand, then those that ended, to whom they went. */
static void settle_wards(struct attribution *territory)
{
    for (size_t i = 0; i < territory->ward_count; i++) {
        struct home *home = find(&territory->of_wards, territory->wards[i]);
        home->ward = (int)i;
        home->own = true;
    }
    for (size_t i = 0; i < territory->of_wards.len; i++) {
        struct home *home = &territory->of_wards.items[i];
        const char *successor = home->own ? NULL : unit_home(territory->units, home->unit, territory->last);
        const struct home *to = successor ? find(&territory->of_wards, successor) : NULL;
        if (to && to->own)
            home->ward = to->ward;
    }
}

static struct home *append(struct arena *arena, struct homes *homes, size_t *size)
{
    if (homes->len == *size) {
        *size = *size ? 2 * *size : 128;
        homes->items =
            arena_grow(arena, homes->items, homes->len * sizeof(struct home), *size * sizeof(struct home));
    }
    return &homes->items[homes->len++];
}

/* One stretch of a team's life, as the row of the records says it. */
static struct home team_of_row(struct arena *arena, const struct attribution *territory,
                               const struct rule_rows *rows)
{
    const char *team = rule_rows_text(rows, 0), *parent = rule_rows_text(rows, 1);
    const struct home *ward = parent ? find(&territory->of_wards, parent) : NULL;
    const char *home = ward && !ward->own ? unit_home_of_team(territory->units, team, parent, territory->last) : NULL;
    const struct home *to = home ? find(&territory->of_wards, home) : NULL;
    return (struct home){
        .unit = arena_strdup(arena, team),
        .name = arena_strdup(arena, rule_rows_text(rows, 2)),
        .ward = to ? to->ward : ward ? ward->ward : -1,
    };
}

/*
 * The teams that the records know, each where its parent of the last day counts, as unit_home says for one
 * unit; here for all at once. The rows come by team and day; of a team's rows the last that covers the day is
 * taken, else the last before it (a team that ended belongs to its last ward), else the first.
 */
bool attribution_know_teams(const struct attribution *territory, struct err *err)
{
    struct teams *teams = territory->teams;
    if (teams->known)
        return true;
    struct rule_rows *rows = rule_reader_teams(teams->reader, teams->level, err);
    struct homes homes = {.finger = arena_alloc(teams->arena, sizeof *homes.finger)};
    bool row = false, good = rows != NULL, covered = false;
    size_t size = 0;
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        bool begun = rule_rows_int(rows, 3) <= territory->last;
        bool covers =
            begun && (rule_rows_type(rows, 4) == VALUE_NULL || rule_rows_int(rows, 4) >= territory->last);
        bool again = homes.len && strcmp(homes.items[homes.len - 1].unit, rule_rows_text(rows, 0)) == 0;
        if (again && (covered ? !covers : !begun))
            continue;
        covered = covers;
        *(again ? &homes.items[homes.len - 1] : append(teams->arena, &homes, &size)) =
            team_of_row(teams->arena, territory, rows);
    }
    rule_rows_finish(rows);
    teams->homes = homes;
    return teams->known = good;
}

static bool lend_homes(const struct attribution *territory, const struct homes *homes,
                       struct rule_reader *reader, struct err *err)
{
    for (size_t i = 0; i < homes->len; i++) {
        const struct home *home = &homes->items[i];
        if (home->ward >= 0 &&
            !rule_reader_add_home(reader, home->unit, territory->wards[home->ward], home->own, err))
            return false;
    }
    return true;
}

static bool lend_home(const void *lender, struct rule_reader *reader, struct err *err)
{
    const struct attribution *territory = lender;
    return attribution_know_teams(territory, err) && lend_homes(territory, &territory->of_wards, reader, err) &&
           lend_homes(territory, &territory->teams->homes, reader, err);
}

/* Origins are lent for every ward known, for a fact stays with the ward that reported it. */
static bool lend_origin(const void *lender, struct rule_reader *reader, struct err *err)
{
    const struct attribution *territory = lender;
    for (size_t i = 0; i < territory->of_wards.len; i++) {
        const char *ward = territory->of_wards.items[i].unit;
        if (unit_at(territory->units, ward, territory->last)->level != LEVEL_WARD)
            continue;
        for (const char **origin = unit_origins(territory->units, ward, territory->last, territory->teams->arena); *origin;
             origin++)
            if (!rule_reader_add_origin(reader, ward, *origin, err))
                return false;
    }
    return true;
}

void attribution_survey(struct arena *arena, const struct job *job, struct rule_reader *reader,
                        struct attribution *ret_territory)
{
    struct attribution territory = {.last = span_last(&job->period), .units = &job->contest.units};
    territory.wards = unit_standing(territory.units, LEVEL_WARD, territory.last, arena, &territory.ward_count);
    territory.of_wards = list_wards(arena, territory.units, territory.last);
    settle_wards(&territory);
    territory.teams = arena_alloc(arena, sizeof *territory.teams);
    *territory.teams = (struct teams){.arena = arena, .reader = reader, .level = level_chain_id(&job->contest.levels, LEVEL_TEAM), .homes = {.finger = arena_alloc(arena, sizeof(size_t))}};
    *ret_territory = territory;
    rule_reader_lend(reader, lend_home, lend_origin, ret_territory);
}

size_t attribution_team_count(const struct attribution *territory)
{
    return territory->teams->homes.len;
}

const struct home *attribution_team(const struct attribution *territory, const char *team)
{
    return find(&territory->teams->homes, team);
}

bool attribution_is_unit(const struct attribution *territory, const char *id)
{
    return unit_place(territory->units, id) < territory->units->fact_count || attribution_team(territory, id);
}

bool attribution_check_member(const struct attribution *territory, const char *id, struct err *err)
{
    return !attribution_is_unit(territory, id) || err_set(err, "mã thành viên “%s” trùng mã của một đơn vị nên không có kết quả riêng được; sửa mã của thành viên ấy",
                                                          "the member “%s” has the id of a unit, so no result can be his own; correct the member's id", id);
}

bool attribution_home_of_record(const struct attribution *territory, const char *ward, const char *team, int *ret_ward,
                                struct err *err)
{
    const struct home *of_ward = ward ? find(&territory->of_wards, ward) : NULL;
    *ret_ward = of_ward ? of_ward->ward : -1;
    if (!team || (of_ward && of_ward->own))
        return true;
    if (!attribution_know_teams(territory, err))
        return false;
    const struct home *of_team = attribution_team(territory, team);
    if (of_team && of_team->ward >= 0)
        *ret_ward = of_team->ward;
    return true;
}

int attribution_ward(const struct attribution *territory, const char *ward)
{
    const struct home *home = find(&territory->of_wards, ward);
    return home && home->own ? home->ward : -1;
}

size_t attribution_place(const struct attribution *territory, const char *ward)
{
    const struct home *home = find(&territory->of_wards, ward);
    return home ? (size_t)(home - territory->of_wards.items) : territory->of_wards.len;
}

const char *attribution_name(const struct attribution *territory, const char *unit)
{
    const struct home *home = find(&territory->of_wards, unit);
    if (!home)
        home = attribution_team(territory, unit);
    const struct unit_fact *fact = home ? NULL : unit_at(territory->units, unit, territory->last);
    return home ? home->name : fact ? fact->name : unit;
}
