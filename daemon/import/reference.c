#include "import/reference.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

enum { ADVICE_MAX = 50 };

static struct known *known_of(struct reference *reference, struct text_index *index, const char *id)
{
    void **place = text_index_place(index, reference->arena, id);
    if (!*place)
        *place = arena_alloc(reference->arena, sizeof(struct known));
    return *place;
}

void reference_init(struct reference *reference, struct arena *arena, struct store *store,
                    const struct package *package, const struct period_list *periods)
{
    *reference = (struct reference){
        .arena = arena,
        .store = store,
        .package = package,
        .periods = periods,
        .advice_left = ADVICE_MAX,
    };
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *fact = &package->units.facts[i];
        struct known *known = known_of(reference, &reference->units, fact->id);
        *known = (struct known){.exists = true, .looked_up = true, .level = fact->level, .place = fact->place};
    }
}

static void add_stay(struct arena *arena, struct known *known, const char *in, int32_t from, int32_t until)
{
    struct stay *stay = arena_alloc(arena, sizeof *stay);
    *stay = (struct stay){.in = in, .from = from, .until = until, .next = known->stays};
    known->stays = stay;
}

void reference_add_team(struct reference *reference, const char *id, const char *in, int32_t from,
                        int32_t until)
{
    struct known *known = known_of(reference, &reference->units, id);
    known->exists = true;
    known->level = LEVEL_TEAM;
    known->place = level_chain_place(&reference->package->chain, level_chain_id(&reference->package->chain, LEVEL_TEAM));
    if (in)
        add_stay(reference->arena, known, in, from, until);
}

void reference_add_member(struct reference *reference, const char *id, const char *in, int32_t from,
                          int32_t until)
{
    struct known *known = known_of(reference, &reference->members, id);
    known->exists = true;
    if (in)
        add_stay(reference->arena, known, in, from, until);
}

/* A row of this call with the same valid_from corrects the stored one. */
static bool is_corrected(const struct known *known, int32_t from)
{
    for (const struct stay *stay = known->stays; stay; stay = stay->next)
        if (stay->from == from)
            return true;
    return false;
}

/* type: whose records say it; a contest without that type knows what its package says. */
static bool look_up(struct reference *reference, struct text_index *index, const char *type, enum query query, const char *id,
                    const struct known **ret_known, struct err *err)
{
    struct known *known = known_of(reference, index, id);
    if (!known->looked_up && record_type_find(&reference->package->types, type)) {
        const struct value *rows = store_rows(reference->store, reference->arena, err, query, "t", id);
        if (!rows)
            return false;
        known->looked_up = true;
        for (size_t i = 0; i < value_len(rows); i++) {
            const struct value *row = value_at(rows, i);
            int32_t from = (int32_t)value_get_int(row, "valid_from", 0);
            int64_t last = value_get_int(row, "valid_until", DAY_NEVER - 1);
            known->exists = true;
            known->level = level_chain_parse(&reference->package->chain, value_get_text(row, "level", NULL));
            known->place = level_chain_place(&reference->package->chain, value_get_text(row, "level", NULL));
            if (!is_corrected(known, from))
                add_stay(reference->arena, known, value_get_text(row, "in", ""), from, (int32_t)last + 1);
        }
    }
    *ret_known = known->exists ? known : NULL;
    return true;
}

bool reference_unit(struct reference *reference, const char *id, const struct known **ret_known,
                    struct err *err)
{
    return look_up(reference, &reference->units, "unit", QUERY_RECORD_UNIT_FACTS, id, ret_known, err);
}

bool reference_member(struct reference *reference, const char *id, const struct known **ret_known,
                      struct err *err)
{
    return look_up(reference, &reference->members, "member", QUERY_RECORD_MEMBER_FACTS, id, ret_known, err);
}

/* The id that a person reads as the same one, else one that is a slip of the hand away. */
static const char *nearest(const struct reference *reference, const char *text, const char *const *ids, size_t count)
{
    const char *folded = text_fold_id(reference->arena, text);
    for (size_t i = 0; i < count; i++)
        if (strcmp(text_fold_id(reference->arena, ids[i]), folded) == 0)
            return ids[i];
    return text_nearest(text, ids, count);
}

/* Ids of the store, of a level (NULL: they have none), once a call. Advice only: when they cannot be read there is none. */
static const char *nearest_stored(struct reference *reference, enum query query, const char *level, const char ***ids,
                                  size_t *count, const char *text)
{
    if (!*ids) {
        const struct value *rows = store_rows(reference->store, reference->arena, NULL, query, level ? "t" : "", level);
        *ids = arena_alloc(reference->arena, value_len(rows) * sizeof **ids);
        for (size_t i = 0; i < value_len(rows); i++)
            (*ids)[(*count)++] = value_get_text(value_at(rows, i), "id", "");
    }
    return nearest(reference, text, *ids, *count);
}

/* A unit of the package whose name was written instead of its id ("Cát Bi"), or whose id is near. */
static const char *nearest_unit(struct reference *reference, int place, const char *text)
{
    const struct units *units = &reference->package->units;
    const char *teams = level_chain_id(&reference->package->chain, LEVEL_TEAM);
    const char **ids = arena_alloc(reference->arena, units->fact_count * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < units->fact_count; i++) {
        if (place && units->facts[i].place != place)
            continue;
        if (strcmp(units->facts[i].name, text) == 0)
            return units->facts[i].id;
        ids[count++] = units->facts[i].id;
    }
    const char *near = nearest(reference, text, ids, count);
    if (near || !*teams || (place && place != level_chain_place(&reference->package->chain, teams)))
        return near;
    return nearest_stored(reference, QUERY_RECORD_TEAM_IDS, teams, &reference->teams, &reference->team_count, text);
}

static const char *nearest_member(struct reference *reference, const char *text)
{
    return nearest_stored(reference, QUERY_RECORD_MEMBER_IDS, NULL, &reference->member_ids,
                          &reference->member_count, text);
}

/* Of the level at a place of the chain; 0: of any. */
static struct level_words words_of(const struct reference *reference, int place)
{
    return place ? reference->package->chain.steps[place - 1].words : (struct level_words){"đơn vị", "unit"};
}

/* “x” is no known …; is it “y”? */
static void refuse_unknown(const struct field *field, struct level_words kind, const char *text,
                           const char *near, struct spot spot)
{
    if (near)
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    "không có %1$s nào có mã “%3$s”; có phải là “%4$s”?%2$.0s",
                    "no %2$s has the id “%3$s”; is it “%4$s”?%1$.0s", kind.vi, kind.en, text, near);
    else
        problem_add(
            spot.problems, spot.file, spot.line, field->name,
            "không có %1$s nào có mã “%3$s”; sửa mã, hoặc nhập %1$s đó trước hay trong cùng thư mục%2$.0s",
            "no %2$s has the id “%3$s”; correct it, or import that %2$s before or in the same folder%1$.0s",
            kind.vi, kind.en, text);
}

static bool check_unit(struct reference *reference, const struct field *field, struct places places,
                       const char *text, struct spot spot, struct err *err)
{
    const struct known *known;
    if (!reference_unit(reference, text, &known, err))
        return false;
    if (!known) {
        const char *near = reference->advice_left-- > 0 ? nearest_unit(reference, places.first, text) : NULL;
        refuse_unknown(field, words_of(reference, places.first), text, near, spot);
    } else if (places.first && (known->place < places.first || known->place > places.last)) {
        struct level_words is = words_of(reference, known->place), wanted = words_of(reference, places.first);
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    "“%1$s” là %2$s, ở đây phải là %4$s; ghi mã của một %4$s%3$.0s%5$.0s",
                    "“%1$s” is a %3$s, here a %5$s is needed; write a %5$s's id%2$.0s%4$.0s", text, is.vi,
                    is.en, wanted.vi, wanted.en);
    }
    return true;
}

/* Names are not unique: who was written by name is answered with the ids of those who have it. False when nobody has. */
static bool refuse_name(struct reference *reference, const struct field *field, const char *text, struct spot spot)
{
    struct buffer list = {0};
    const struct value *rows = store_rows(reference->store, reference->arena, NULL, QUERY_RECORD_MEMBERS_NAMED, "tt", text,
                                          workflow_to("record", "confirm"));
    for (size_t i = 0; i < value_len(rows); i++)
        buffer_printf(&list, "%s%s (%s)", i ? ", " : "", value_get_text(value_at(rows, i), "id", ""),
                      value_get_text(value_at(rows, i), "team", ""));
    if (list.len)
        problem_add(spot.problems, spot.file, spot.line, field->name, "“%s” là họ tên, nhiều người có thể trùng; ghi mã thành viên: %s",
                    "“%s” is a name, which several people may have; write the member's id: %s", text, buffer_text(&list));
    bool said = list.len > 0;
    buffer_finish(&list);
    return said;
}

static bool check_member(struct reference *reference, const struct field *field, const char *text,
                         struct spot spot, struct err *err)
{
    const struct known *known;
    if (!reference_member(reference, text, &known, err))
        return false;
    if (!known && (reference->advice_left-- <= 0 || !refuse_name(reference, field, text, spot))) {
        const char *near = reference->advice_left > 0 ? nearest_member(reference, text) : NULL;
        refuse_unknown(field, (struct level_words){"thành viên", "member"}, text, near, spot);
    }
    return true;
}

/* A team or a member. */
static bool check_subject(struct reference *reference, const struct field *field, const char *text,
                          struct spot spot, struct err *err)
{
    const struct known *unit, *member;
    if (!reference_unit(reference, text, &unit, err) || !reference_member(reference, text, &member, err))
        return false;
    if (member || (unit && (unit->level == LEVEL_TEAM || unit->level == field->level)))
        return true;
    const char *near = NULL;
    const struct level_chain *levels = &reference->package->chain;
    bool teams = *level_chain_id(levels, LEVEL_TEAM) != 0;
    int lowest = level_chain_place(levels, level_chain_id(levels, teams ? LEVEL_TEAM : LEVEL_WARD));
    if (reference->advice_left-- > 0) {
        if (teams && refuse_name(reference, field, text, spot))
            return true;
        near = nearest_unit(reference, lowest, text);
        near = near || !teams ? near : nearest_member(reference, text);
    }
    if (!teams) {
        refuse_unknown(field, words_of(reference, lowest), text, near, spot);
        return true;
    }
    struct level_words of = reference->package->levels[LEVEL_TEAM], above = reference->package->levels[LEVEL_WARD];
    bool wide = field->level == LEVEL_WARD;
    struct level_words kind = {arena_printf(reference->arena, "%s%s%s hoặc thành viên", wide ? above.vi : "", wide ? ", " : "", of.vi),
                               arena_printf(reference->arena, "%s%s%s or member", wide ? above.en : "", wide ? ", " : "", of.en)};
    refuse_unknown(field, kind, text, near, spot);
    return true;
}

/* The ids of what a contest has few of, as advice. */
static void refuse_listed(const struct field *field, const char *vi, const char *en, const char *text,
                          const char *const *ids, size_t count, struct spot spot)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", ids[i]);
    problem_add(spot.problems, spot.file, spot.line, field->name,
                "không có %1$s “%3$s”; ghi một trong: %4$s%2$.0s",
                "there is no %2$s “%3$s”; write one of: %4$s%1$.0s", vi, en, text, buffer_text(&list));
    buffer_finish(&list);
}

static void check_period(struct reference *reference, const struct field *field, const char *text,
                         struct spot spot)
{
    const char **ids = arena_alloc(reference->arena, reference->periods->len * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < reference->periods->len; i++)
        if (reference->periods->items[i].kind == PERIOD_MONTH)
            ids[count++] = reference->periods->items[i].id;
    if (text_place(text, ids, count) < 0)
        refuse_listed(field, "kỳ tháng", "month period", text, ids, count, spot);
}

static void check_phase(struct reference *reference, const struct field *field, const char *text,
                        struct spot spot)
{
    if (package_phase(reference->package, text))
        return;
    const char **ids = arena_alloc(reference->arena, reference->package->closing_count * sizeof *ids);
    for (size_t i = 0; i < reference->package->closing_count; i++)
        ids[i] = reference->package->phases[i].id;
    refuse_listed(field, "đợt", "phase", text, ids, reference->package->closing_count, spot);
}

static void check_record_type(struct reference *reference, const struct field *field, const char *text,
                              struct spot spot)
{
    const struct record_types *types = &reference->package->types;
    if (record_type_find(types, text))
        return;
    const char **ids = arena_alloc(reference->arena, types->len * sizeof *ids);
    for (size_t i = 0; i < types->len; i++)
        ids[i] = types->items[i].name;
    refuse_listed(field, "loại bản ghi", "record type", text, ids, types->len, spot);
}

bool reference_check(struct reference *reference, const struct field *field, struct places places,
                     const char *text, struct spot spot, struct err *err)
{
    switch ((int)field->type) { /* the others refer to nothing */
    case FIELD_UNIT:
        return check_unit(reference, field, places, text, spot, err);
    case FIELD_MEMBER:
        return check_member(reference, field, text, spot, err);
    case FIELD_SUBJECT:
        return check_subject(reference, field, text, spot, err);
    case FIELD_PERIOD:
        check_period(reference, field, text, spot);
        return true;
    case FIELD_PHASE:
        check_phase(reference, field, text, spot);
        return true;
    case FIELD_RECORD_TYPE:
        check_record_type(reference, field, text, spot);
        return true;
    }
    return true;
}

bool reference_belongs(struct reference *reference, const char *id, const struct known *team, const char *ward,
                       const struct phase *phase)
{
    const struct units *units = &reference->package->units;
    int32_t last = phase->until - 1;
    const char *home = unit_home(units, ward, last);
    for (const struct stay *stay = team->stays; stay; stay = stay->next) {
        if (stay->from >= phase->until || stay->until <= phase->from)
            continue;
        const char *stay_home = unit_home_of_team(units, id, stay->in, last);
        if (strcmp(stay->in, ward) == 0 || (home && stay_home && strcmp(stay_home, home) == 0))
            return true;
    }
    return false;
}

/* ---- whose something is ---- */

static const char *last_stay(const struct known *known)
{
    const struct stay *last = NULL;
    for (const struct stay *stay = known ? known->stays : NULL; stay; stay = stay->next)
        if (stay->in && (!last || stay->from > last->from))
            last = stay;
    return last ? last->in : NULL;
}

bool reference_home(struct reference *reference, const char *id, const char **ret_unit, struct err *err)
{
    const struct units *units = &reference->package->units;
    const struct known *known;
    for (int depth = 0; id && depth < LEVEL_COUNT && unit_place(units, id) == units->fact_count; depth++) {
        if (!reference_member(reference, id, &known, err))
            return false;
        if (!known && !reference_unit(reference, id, &known, err))
            return false;
        id = last_stay(known);
    }
    *ret_unit = id;
    return true;
}
