#include "trial/sample_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"

#include <string.h>

static const struct field *choice_field(const struct package *package, const char *type, const char *name)
{
    const struct record_type *found = record_type_find(&package->types, type);
    return found ? record_field(found, name) : NULL;
}

static const char *choice_at(const struct field *field, size_t i)
{
    return field && field->choice_count ? field->choices[i % field->choice_count] : NULL;
}

static size_t choice_count(const struct field *field)
{
    return field ? field->choice_count : 0;
}

static struct value *nomination_of(struct arena *arena, struct value *list, const char *ward,
                                   const char *kind)
{
    struct value *row = value_map(arena);
    value_set_text(row, "nomination_id", "thử");
    value_set_text(row, "ward", ward);
    value_set_text(row, "kind", kind);
    value_set_text(row, "subject", arena_printf(arena, "s%zu", value_len(list)));
    value_set_text(row, "subject_name", "Nguyễn Văn A");
    value_set_text(row, "achievement", "Thành tích xuất sắc");
    value_set_int(row, "votes_for", 7);
    value_set_int(row, "votes_present", 7);
    value_set_int(row, "minutes_on", 0);
    value_set_int(row, "subject_birth_date", 0);
    value_append(list, row);
    return row;
}

static void add_collective(const struct sample_data *plausible, struct value *list, const char *ward)
{
    value_set_text(nomination_of(plausible->arena, list, ward, "collective"), "subject_name", "Số 1");
}

/* Persons of every role and sex that the package knows. */
static void add_individuals(const struct sample_data *plausible, struct value *list, const char *ward)
{
    const struct field *role = choice_field(plausible->package, "member", "role"),
                       *sex = choice_field(plausible->package, "member", "sex");
    size_t count = choice_count(role) > choice_count(sex) ? choice_count(role) : choice_count(sex);
    for (size_t i = 0; i < count; i++) {
        struct value *row = nomination_of(plausible->arena, list, ward, "individual");
        value_set_text(row, "subject_role", choice_at(role, i));
        value_set_text(row, "subject_sex", choice_at(sex, i));
        value_set_text(row, "subject_team_name", "Số 1");
    }
}

void sample_data_add_addressed(const struct sample_data *plausible, struct value *list, const char *ward)
{
    const struct field *addressee = choice_field(plausible->package, "nomination", "addressee");
    for (size_t i = 0; i < choice_count(addressee); i++)
        value_set_text(nomination_of(plausible->arena, list, ward, "collective"), "addressee",
                       choice_at(addressee, i));
}

/* Nominees that are left out, one for every reason there is. */
static void add_left_out(const struct sample_data *plausible, struct value *list, const char *ward, int32_t day)
{
    const struct field *kind = choice_field(plausible->package, "eligibility_flag", "kind");
    bool objected = record_type_find(&plausible->package->types, "objection");
    for (size_t i = 0; i < choice_count(kind) + objected; i++) {
        struct value *flags = value_list(plausible->arena), *flag = value_map(plausible->arena);
        value_set_text(flag, "kind", i < choice_count(kind) ? choice_at(kind, i) : "objection");
        value_set_int(flag, "valid_from", day);
        value_append(flags, flag);
        value_set(nomination_of(plausible->arena, list, ward, "collective"), "flags", flags);
    }
    sample_data_add_addressed(plausible, list, ward);
    nomination_of(plausible->arena, list, ward, "declined");
}

/* A missed target: a share, a large one, a count that should be none, one without a figure. */
static const struct shape {
    int64_t num, den, lacking;
    const char *value, *target;
} shapes[] = {
    {20, 26, 1, "76,9%", "từ 80%"},
    {9000, 10000, 1, "90%", "trên 90%"},
    {2, 0, 2, "02", "không có"},
    {0, 0, 0, "00", "ít nhất 01"},
};

static struct value *cell_of(struct arena *arena, const struct shape *shape, const char *verdict)
{
    struct value *cell = value_map(arena);
    value_set_text(cell, "verdict", verdict);
    value_set_text(cell, "value", shape->value);
    value_set_text(cell, "target", shape->target);
    value_set_int(cell, "num", shape->num);
    value_set(cell, "den", shape->den ? value_int(arena, shape->den) : value_null(arena));
    value_set(cell, "short", shape->lacking ? value_int(arena, shape->lacking) : value_null(arena));
    return cell;
}

/* What every unit of the seal reached; mixed: only the first target is missed, the others have every other
 * verdict. */
static struct value *cells_of(const struct sample_data *plausible, bool mixed)
{
    static const char *const verdicts[] = {"met", "not_applicable", "in_progress", "not_reported", "judged"};
    struct value *cells = value_map(plausible->arena);
    for (size_t i = 0; i < plausible->package->criterion_count; i++)
        value_set(cells, plausible->package->criteria[i].id,
                  cell_of(plausible->arena, &shapes[i % LEN(shapes)],
                          mixed && i ? verdicts[(i - 1) % LEN(verdicts)] : "missed"));
    return cells;
}

struct value *sample_data_criteria(const struct sample_data *plausible)
{
    struct value *criteria = value_list(plausible->arena);
    for (size_t i = 0; i < plausible->package->criterion_count; i++) {
        const char *id = plausible->package->criteria[i].id;
        const struct value *facts = value_get(plausible->facts, id);
        struct value *criterion = value_map(plausible->arena);
        value_set_text(criterion, "id", id);
        value_set(criterion, "facts", facts ? facts : value_map(plausible->arena));
        value_append(criteria, criterion);
    }
    return criteria;
}

/* As a package's own rule says it (run/conclusion.h); which classes it has only a worker knows. */
static struct value *conclusion_of(const struct sample_data *plausible)
{
    struct value *conclusion = value_map(plausible->arena);
    value_set_text(conclusion, "class", "sample");
    value_set_text(conclusion, "title", "hoàn thành");
    value_set_int(conclusion, "rank", 1);
    value_set_int(conclusion, "met", 9);
    value_set_int(conclusion, "arose", 10);
    value_set(conclusion, "figures", value_map(plausible->arena));
    value_set_text(conclusion, "says", "đạt 9/10 chỉ tiêu có phát sinh");
    return conclusion;
}

/* As its own rule places the one ward of the seal (run/ranking.h). */
static struct value *place_of(const struct sample_data *plausible)
{
    struct value *place = value_map(plausible->arena);
    value_set_int(place, "place", 1);
    value_set_bool(place, "tied", false);
    return place;
}

static void add_row(const struct sample_data *plausible, struct value *results, const char *level, const char *subject,
                    bool mixed)
{
    struct value *row = value_map(plausible->arena);
    value_set_text(row, "level", level);
    value_set_text(row, "subject", subject);
    value_set_text(row, "name", "Số 1");
    value_set(row, "cells", cells_of(plausible, mixed));
    if (plausible->package->conclusion && strcmp(level, level_id(LEVEL_WARD)) == 0)
        value_set(row, "conclusion", conclusion_of(plausible));
    if (plausible->package->ranking && strcmp(level, level_id(LEVEL_WARD)) == 0)
        value_set(row, "place", place_of(plausible));
    value_append(results, row);
}

static const char TEAM[] = "team-1";

struct value *sample_data_teams(const struct sample_data *plausible, const char *ward)
{
    struct value *list = value_list(plausible->arena), *team = value_map(plausible->arena);
    value_set_text(team, "id", TEAM);
    value_set_text(team, "name", "Số 1");
    value_set_text(team, "ward", ward);
    value_append(list, team);
    return list;
}

struct value *sample_data_team_months(const struct sample_data *plausible, const struct phase *phase, bool mixed)
{
    const struct period_list periods = period_list(plausible->package, plausible->arena);
    struct value *list = value_list(plausible->arena);
    for (size_t i = 0; i < periods.len; i++) {
        struct value *month = value_map(plausible->arena), *cells = value_map(plausible->arena);
        if (periods.items[i].kind != PERIOD_MONTH || periods.items[i].from < phase->from || periods.items[i].until > phase->until)
            continue;
        value_set(cells, TEAM, cells_of(plausible, mixed));
        value_set_text(month, "id", periods.items[i].id);
        value_set_int(month, "run", 1);
        value_set_int(month, "sequence", 1);
        value_set(month, "cells", cells);
        value_append(list, month);
    }
    return list;
}

/* A seal of the district, one ward and a team. */
struct value *sample_data_seal(const struct sample_data *plausible, const char *ward, bool mixed)
{
    struct value *seal = value_map(plausible->arena), *results = value_list(plausible->arena);
    add_row(plausible, results, "district", plausible->package->district, mixed);
    add_row(plausible, results, "ward", ward, mixed);
    if (package_papers_of_teams(plausible->package))
        add_row(plausible, results, level_id(LEVEL_TEAM), TEAM, mixed);
    value_set(seal, "criteria", sample_data_criteria(plausible));
    value_set(seal, "results", results);
    return seal;
}

static void add_return(const struct sample_data *plausible, const char *ward, int32_t day, bool none, struct value *list)
{
    const struct unit_fact *unit = unit_at(&plausible->package->units, ward, day);
    struct value *row = value_map(plausible->arena), *types = value_list(plausible->arena);
    value_append(types, value_text(plausible->arena, plausible->package->types.len ? plausible->package->types.items[0].title : "Số 1"));
    value_set_text(row, "ward", ward);
    value_set_text(row, "name", unit ? unit->name : ward);
    value_set_text(row, "of", none ? "Số 2" : NULL);
    value_set_text(row, "month", "2024-11");
    value_set_text(row, "title", "tháng 11/2024");
    value_set(row, "types", types);
    value_set_bool(row, "none", none);
    value_append(list, row);
}

/* Two months that a ward has not sent, one of them as a whole. */
struct value *sample_data_returns(const struct sample_data *plausible, const char *ward, int32_t day)
{
    struct value *list = value_list(plausible->arena);
    add_return(plausible, ward, day, false, list);
    add_return(plausible, ward, day, true, list);
    return list;
}

struct value *sample_data_nominations(const struct sample_data *plausible, enum sample_data_shape shape, const char *ward,
                                      int32_t day)
{
    struct value *list = value_list(plausible->arena);
    if (shape & PLAUSIBLE_COLLECTIVE)
        add_collective(plausible, list, ward);
    if (shape & PLAUSIBLE_INDIVIDUAL)
        add_individuals(plausible, list, ward);
    if (shape == PLAUSIBLE_BOTH)
        add_left_out(plausible, list, ward, day);
    return list;
}

struct value *sample_data_postings(const struct sample_data *plausible, int32_t day)
{
    struct value *list = value_list(plausible->arena);
    for (size_t i = 0; i < plausible->package->units.fact_count; i++) {
        struct value *posting = value_map(plausible->arena);
        value_set_text(posting, "unit", plausible->package->units.facts[i].id);
        value_set_int(posting, "posted_on", day);
        value_set_int(posting, "posted_until", day);
        value_append(list, posting);
    }
    return list;
}

/* Of every target, with a remedy or without. */
struct value *sample_data_causes(const struct sample_data *plausible, const char *ward)
{
    struct value *causes = value_map(plausible->arena), *of_ward = value_map(plausible->arena);
    for (size_t i = 0; i < plausible->package->criterion_count; i++) {
        struct value *given = value_map(plausible->arena);
        value_set_text(given, "cause", "Người dân báo trực tiếp");
        value_set_text(given, "remedy", i % 2 ? NULL : "Tuyên truyền lại");
        value_set(of_ward, plausible->package->criteria[i].id, given);
    }
    value_set(causes, ward, of_ward);
    return causes;
}

struct value *sample_data_phases(const struct sample_data *plausible, const struct value *seal)
{
    struct value *phases = value_list(plausible->arena);
    for (size_t i = 0; i < plausible->package->phase_count; i++) {
        struct value *row = value_map(plausible->arena);
        value_set_text(row, "id", plausible->package->phases[i].id);
        value_set(row, "seal", seal);
        value_append(phases, row);
    }
    return phases;
}

struct value *sample_data_award(struct arena *arena)
{
    struct value *award = value_map(arena);
    value_set_text(award, "form", "Giấy khen");
    value_set_text(award, "given_by", "Chủ tịch");
    value_set_text(award, "decision_no", "1/QĐ");
    value_set_text(award, "decision_on", day_text(arena, 0));
    return award;
}
