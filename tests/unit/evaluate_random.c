#include "evaluate_random.h"

#include "evaluate_case.h"

#include "base/array.h"

static const char *const wards[] = {"cat-bi", "nam-hai", "dong-hai-1", "thanh-to", "phuong-hai-an", "phuong-dong-hai"};

static uint32_t state_of_chance;

int chance(int most)
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (int)((state_of_chance >> 8) % (uint32_t)most);
}

/* A day from two weeks before the contest to two weeks after it, as the store counts days; NULL one time in three when it may be. */
static const char *some_day(bool or_none)
{
    return or_none && chance(3) == 0 ? "NULL" : arena_printf(arena, "%d", 20028 - 14 + chance(292 + 28));
}

static void put_random_teams(int count)
{
    for (int i = 0; i < count; i++) {
        int from = 20028 - 60 + chance(200), rows = 1 + chance(2);
        for (int row = 0; row < rows; row++) {
            int until = from + chance(160);
            put("unit", "unit_id, level, parent, name, valid_from, valid_until",
                arena_printf(arena, "('t%d', 'team', '%s', 'Tổ %d', %d, %s)", i, wards[chance(4)], i, from,
                             row + 1 == rows && chance(2) ? "NULL" : arena_printf(arena, "%d", until)));
            from = until + 1 + chance(20);
        }
    }
}

static void put_random_members(int count, int teams)
{
    for (int i = 0; i < count; i++) {
        int from = 20028 - 60 + chance(200), rows = 1 + chance(2);
        for (int row = 0; row < rows; row++) {
            int until = from + chance(90);
            put("member", "member_id, team, full_name, valid_from, valid_until",
                arena_printf(arena, "('m%d', 't%d', 'Người %d', %d, %s)", i, chance(teams), i, from,
                             row + 1 == rows && chance(2) ? "NULL" : arena_printf(arena, "%d", until)));
            from = until + 1 + chance(20);
        }
        for (int row = i % 4 ? chance(4) : 12; row > 0; row--) {
            int first = 20028 - 14 + (i % 4 ? chance(300) : 20 * row + chance(20)); /* of some many, of which one lies within another */
            put("absence", "member_id, valid_from, valid_until, reason", arena_printf(arena, "('m%d', %d, %d, 'leave')", i, first, first + chance(40)));
        }
    }
}

/* A moment of some day, or none; close to an earlier one when there is one. */
static const char *some_time(int64_t *at, bool or_none)
{
    enum { MINUTE = 60, DAY = 86400 };
    if (or_none && chance(4) == 0)
        return "NULL";
    *at = *at ? *at + (chance(30) - 3) * MINUTE + chance(3) : (int64_t)(20028 - 14 + chance(292 + 28)) * DAY + chance(DAY);
    return arena_printf(arena, "%lld", (long long)*at);
}

static const char *some_word(const char *const *words, int count)
{
    int word = chance(count);
    return words[word] ? arena_printf(arena, "'%s'", words[word]) : "NULL";
}

static void put_random_events(int count)
{
    static const char *const confirmed[] = {"yes", "no", NULL}, *const presence[] = {"required", "required", "not_required"};
    static const char *const levels[] = {"collision", "minor", "serious", "very_serious", "extremely_serious"};
    static const char *const people[] = {"p1", "p2", "p3", "p4", "p5", "p6"}, *const basis[] = {"criminal", "administrative"};
    static const char *const teams[] = {"t1", "t2", "t3", "t4", NULL};
    for (int i = 0; i < count; i++) {
        int64_t at = 0;
        const char *first = some_time(&at, false);
        int day = (int)((at + 7 * 3600) / 86400);
        const char *told = some_time(&at, true), *there = some_time(&at, true);
        put("incident", "incident_id, ward, occurred_at, occurred_on, notified_at, presence, arrived_at, confirmed_timely",
            arena_printf(arena, "('v%d', '%s', %s, %d, %s, %s, %s, %s)", i, wards[chance(6)], first, day, told, some_word(presence, 3), there, some_word(confirmed, 3)));
        put("callout", "callout_id, ward, kind, called_at, called_on, arrived_at, confirmed_timely",
            arena_printf(arena, "('h%d', '%s', 'fire', %s, %d, %s, %s)", i, wards[chance(6)], first, day, there, some_word(confirmed, 3)));
        put("accident", "accident_id, ward, on_date, level, dead",
            arena_printf(arena, "('a%d', '%s', %s, %s, %s)", i, wards[chance(6)], some_day(false), some_word(levels, 5), chance(4) ? arena_printf(arena, "%d", chance(5)) : "NULL"));
        put("reoffence", "reoffence_id, ward, person_code, on_date, basis",
            arena_printf(arena, "('r%d', '%s', %s, %s, %s)", i, wards[chance(6)], some_word(people, 6), some_day(false), some_word(basis, 2)));
        put("tip", "tip_id, ward, team, received_on, channel, category, verified",
            arena_printf(arena, "('n%d', '%s', %s, %s, 'force', %s, 'yes')", i, wards[chance(6)], some_word(teams, 5), some_day(false), some_word(confirmed, 3)));
        put("business_violation", "violation_id, ward, business, act_on, decision_on, self_detected",
            arena_printf(arena, "('b%d', '%s', 'Cơ sở %d', %d, %s, 'no')", i, wards[chance(6)], chance(9), day, chance(3) ? arena_printf(arena, "%d", day + chance(40)) : "NULL"));
    }
}

void put_random(unsigned seed)
{
    enum { TEAMS = 12, MEMBERS = 25 };
    state_of_chance = seed;
    put_random_teams(TEAMS);
    put_random_members(MEMBERS, TEAMS);
    for (int i = 0; i < 60; i++)
        put("patrol", "patrol_id, member_id, on_date", arena_printf(arena, "('p%d', 'm%d', %s)", i, chance(MEMBERS), some_day(false)));
    for (int i = 0; i < 60; i++)
        put("good_deed", "deed_id, team, on_date, kind, description",
            arena_printf(arena, "('d%d', 't%d', %s, 'deed', 'Việc %d')", i, chance(TEAMS), some_day(false), i));
    for (int i = 0; i < 60; i++) { /* a day only once of a ward and an area */
        int residents = chance(500);
        put("population", "population_id, ward, area, as_of, residents, provided",
            arena_printf(arena, "('n%d', '%s', 'Khu %d', %d, %d, %d)", i, wards[chance(6)], chance(3), 20028 - 14 + 5 * i, residents, chance(residents + 1)));
    }
    put_random_events(80);
}

void put_other(unsigned seed)
{
    sql("DELETE FROM record_unit WHERE level = 'team'; DELETE FROM record_member; DELETE FROM record_absence; DELETE FROM record_patrol; "
        "DELETE FROM record_good_deed; DELETE FROM record_population; DELETE FROM record_incident; DELETE FROM record_callout; DELETE FROM record_accident; "
        "DELETE FROM record_reoffence; DELETE FROM record_tip; DELETE FROM record_business_violation");
    put_random(seed);
}
