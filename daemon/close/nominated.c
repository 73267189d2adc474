#include "close/nominated.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "document/decided.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/nomination.h"
#include "package/package.h"
#include "store/store.h"
#include "template/template.h"

#include <string.h>

struct listing {
    struct turn *turn;
    const struct period *phase;
    const struct value *nominations, *awards, *decided;
    struct value *rows;
};

static bool is_same(const struct value *a, const struct value *b, const char *key)
{
    return strcmp(value_get_text(a, key, ""), value_get_text(b, key, "-")) == 0;
}

/* The entry of a paper of the phase that decides on them, or proposes them; NULL: there is none. */
static const struct value *find_decided(const struct listing *listing, const struct value *row, bool proposes)
{
    for (size_t i = 0; i < value_len(listing->decided); i++) {
        const struct value *entry = value_at(listing->decided, i);
        if (is_same(entry, row, "subject") && strcmp(value_get_text(entry, "phase", ""), listing->phase->id) == 0 &&
            value_get_bool(entry, "proposes", false) == proposes)
            return entry;
    }
    return NULL;
}

static const struct value *find_award(const struct listing *listing, const char *subject)
{
    for (size_t i = 0; i < value_len(listing->awards); i++)
        if (strcmp(value_get_text(value_at(listing->awards, i), "subject", ""), subject) == 0 && nomination_is_given(value_at(listing->awards, i)))
            return value_at(listing->awards, i);
    return NULL;
}

static void set_day(struct arena *arena, struct value *row, const char *key, const struct value *day)
{
    value_set_text(row, key, value_type(day) == VALUE_INT ? day_text(arena, (int32_t)value_as_int(day)) : NULL);
}

/* What a unit is called on a day; its id when nobody knows it. */
static const char *name_of(const struct package *package, const char *unit, int32_t day)
{
    const struct unit_fact *fact = unit_at(&package->units, unit, day);
    return fact ? fact->name : unit;
}

static void set_outcome(struct value *row, const char *outcome, const char *why)
{
    value_set_text(row, "outcome", outcome);
    value_set_text(row, "why", why);
}

/* An award that is registered is decided, whoever drafted its paper. */
static void say_award(struct arena *arena, const struct value *award, struct value *row)
{
    bool given = nomination_is_given(award);
    set_outcome(row, given ? "decided" : "nominated", NULL);
    if (!given)
        return;
    value_set_text(row, "number", value_get_text(award, "decision_no", NULL));
    set_day(arena, row, "decided_on", value_get(award, "decision_on"));
    value_set(row, "amount", value_get(award, "amount"));
}

static bool say_paper(const struct listing *listing, const struct value *entry, struct value *row, struct err *err)
{
    struct turn *turn = listing->turn;
    const struct value *draft = draft_find(turn->store, turn->arena, value_get_text(entry, "draft", ""), err);
    if (!draft)
        return false;
    set_outcome(row, value_get_bool(entry, "stays", false) ? "decided" : "named", NULL);
    value_set_text(row, "draft", value_get_text(entry, "draft", NULL));
    value_set_text(row, "number", value_get_text(draft, "issue_number", NULL));
    set_day(turn->arena, row, "decided_on", value_get(draft, "issued_on"));
    value_set(row, "amount", value_get(entry, "amount"));
    return true;
}

/* The sentence of the flag, as the papers say it: the first kind that decides has it. */
static const char *flag_sentence(const struct listing *listing, const struct value *flag, struct err *err)
{
    const struct package *package = listing->turn->package;
    struct arena *arena = listing->turn->arena;
    const char *key = arena_printf(arena, "reason_%s", value_get_text(flag, "kind", ""));
    struct value *data = value_map(arena);
    set_day(arena, data, "since", value_get(flag, "valid_from"));
    for (size_t i = 0; i < package->document_count; i++)
        if (value_get_text(package->documents[i].settings, "award", NULL) && value_get_text(package->documents[i].settings, key, NULL))
            return template_fill(arena, value_get_text(package->documents[i].settings, key, ""), data, err);
    return value_get_text(flag, "kind", "");
}

static bool say_outcome(const struct listing *listing, const struct value *nomination, struct value *row, struct err *err)
{
    const struct value *award = find_award(listing, value_get_text(nomination, "subject", "")), *paper = find_decided(listing, nomination, false),
                       *proposed = find_decided(listing, nomination, true), *flags = value_get(nomination, "flags");
    if (nomination_is_declined(nomination)) {
        set_outcome(row, "declined", value_get_text(nomination, "achievement", NULL));
    } else if (paper || award) {
        if (paper && !say_paper(listing, paper, row, err))
            return false;
        if (award)
            say_award(listing->turn->arena, award, row);
    } else if (value_len(flags) > 0) {
        const char *why = flag_sentence(listing, value_at(flags, 0), err);
        set_outcome(row, "kept_out", why);
        return why != NULL;
    } else {
        set_outcome(row, proposed ? "sent_up" : "nominated", value_get_text(proposed, "title", NULL));
    }
    return true;
}

static struct value *row_of(const struct listing *listing, const struct value *from, const char *id)
{
    static const char *const copied[] = {"ward", "kind", "subject", "subject_name", "subject_team_name", "addressee", "achievement", "votes_for", "votes_present"};
    struct arena *arena = listing->turn->arena;
    struct value *row = value_map(arena);
    const char *ward = value_get_text(from, "ward", "");
    value_set(row, id, value_get(from, id));
    value_take(row, from, copied, LEN(copied));
    value_set_text(row, "ward_name", name_of(listing->turn->package, ward, listing->phase->until - 1));
    set_day(arena, row, "minutes_on", value_get(from, "minutes_on"));
    value_set(row, "amount", value_null(arena));
    value_append(listing->rows, row);
    return row;
}

static bool is_nominated(const struct listing *listing, const struct value *award)
{
    for (size_t i = 0; i < value_len(listing->nominations); i++)
        if (is_same(value_at(listing->nominations, i), award, "subject"))
            return true;
    return false;
}

static bool add_ward(const struct listing *listing, const char *ward, struct err *err)
{
    for (size_t i = 0; i < value_len(listing->nominations); i++) {
        const struct value *nomination = value_at(listing->nominations, i);
        if (strcmp(value_get_text(nomination, "ward", ""), ward) == 0 && !say_outcome(listing, nomination, row_of(listing, nomination, "nomination_id"), err))
            return false;
    }
    for (size_t i = 0; i < value_len(listing->awards); i++) {
        const struct value *award = value_at(listing->awards, i), *paper = find_decided(listing, award, false);
        if (strcmp(value_get_text(award, "ward", ""), ward) != 0 || is_nominated(listing, award))
            continue;
        struct value *row = row_of(listing, award, "award_id");
        if (nomination_is_given(award) || !paper)
            say_award(listing->turn->arena, award, row);
        else if (!say_paper(listing, paper, row, err))
            return false;
    }
    return true;
}

struct value *nominated_sums(struct arena *arena, const struct value *rows)
{
    struct value *sums = value_map(arena);
    int64_t amount = 0, count[2] = {0, 0};
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *outcome = value_get_text(row, "outcome", "");
        if (strcmp(outcome, "named") != 0 && strcmp(outcome, "decided") != 0)
            continue;
        count[strcmp(value_get_text(row, "kind", ""), "collective") != 0]++;
        amount += value_get_int(row, "amount", 0);
    }
    value_set_int(sums, "collective", count[0]);
    value_set_int(sums, "individual", count[1]);
    value_set_int(sums, "amount", amount);
    return sums;
}

struct value *nominated_list(struct turn *turn, const struct period *phase, int32_t today, struct err *err)
{
    struct listing listing = {.turn = turn, .phase = phase, .rows = value_list(turn->arena)};
    listing.nominations = nomination_list(turn->store, turn->arena, turn->package, phase->id, today, today, err);
    listing.awards = listing.nominations ? nomination_awards(turn->store, turn->arena, turn->package, phase->id, today, err) : NULL;
    listing.decided = listing.awards ? decided_list(turn->store, turn->arena, turn->package, phase->id, listing.awards, err) : NULL;
    size_t count = 0;
    const char **wards = unit_of_level(&turn->package->units, LEVEL_WARD, turn->arena, &count);
    bool good = listing.decided != NULL;
    for (size_t i = 0; good && i < count; i++)
        good = add_ward(&listing, wards[i], err);
    return good ? listing.rows : NULL;
}

/* A ward posts its own nominations and those that were left to it, the district all. */
static bool is_posted_by(const struct package *package, const char *unit, const char *ward, int32_t today)
{
    const char *home = unit_home(&package->units, ward, today);
    return strcmp(unit, package->district) == 0 || strcmp(unit, ward) == 0 || (home && strcmp(unit, home) == 0);
}

static bool is_posted(const struct value *posting, int32_t day)
{
    return value_get_int(posting, "posted_on", DAY_NEVER) <= day && value_get_int(posting, "posted_until", 0) >= day;
}

static void add_posted(struct turn *turn, const struct value *posting, const struct value *nomination, int32_t today, struct value *list)
{
    static const char *const copied[] = {"kind", "subject_name", "subject_team_name", "achievement"};
    struct value *row = value_map(turn->arena);
    const char *unit = value_get_text(posting, "unit", ""), *ward = value_get_text(nomination, "ward", "");
    if (nomination_is_declined(nomination) || value_len(value_get(nomination, "flags")) > 0 || !is_posted_by(turn->package, unit, ward, today))
        return;
    value_set_text(row, "unit", unit);
    value_set_text(row, "unit_name", name_of(turn->package, unit, today));
    set_day(turn->arena, row, "posted_on", value_get(posting, "posted_on"));
    set_day(turn->arena, row, "posted_until", value_get(posting, "posted_until"));
    value_set(row, "place", value_get(posting, "place"));
    value_set_text(row, "ward_name", name_of(turn->package, ward, today));
    value_take(row, nomination, copied, LEN(copied));
    value_append(list, row);
}

struct value *nominated_posted(struct turn *turn, const struct period *phase, int32_t today, struct err *err)
{
    const struct record_types *types = &turn->package->types;
    struct value *list = value_list(turn->arena);
    const struct value *postings = nomination_postings(turn->store, turn->arena, types, phase->id, err);
    const struct value *nominations = postings ? nomination_list(turn->store, turn->arena, turn->package, phase->id, today, today, err) : NULL;
    for (size_t i = 0; i < value_len(postings); i++)
        for (size_t n = 0; is_posted(value_at(postings, i), today) && n < value_len(nominations); n++)
            add_posted(turn, value_at(postings, i), value_at(nominations, n), today, list);
    return nominations ? list : NULL;
}
