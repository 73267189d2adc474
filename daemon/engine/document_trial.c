#include "engine/document_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "draft/docx.h"
#include "engine/document_internal.h"
#include "package/package.h"

#include <stdint.h>
#include <string.h>

struct trial {
    const struct package *package;
    const struct document_kind *kind;
    const struct docx_template *compiled;
    const struct value *facts;
    struct arena *arena;
    struct problems *problems;
    size_t first; /* problems before this one are not the trial's */
};

/* A problem found again, in another phase or with other data, is said once. */
static void complain(struct trial *trial, const char *file, struct err *err)
{
    for (size_t i = trial->first; i < trial->problems->len; i++)
        if (strcmp(trial->problems->items[i].en, err->en) == 0) {
            err_clear(err);
            return;
        }
    problem_add_err(trial->problems, file, 0, NULL, err);
}

/* ---- names of other files of the package ---- */

/* What a decision's prizes follow from (rates.ini). */
static const struct value *rate_names(const struct trial *trial)
{
    struct value *names = value_list(trial->arena);
    const char *award = value_get_text(trial->kind->settings, "award", NULL);
    if (strcmp(trial->kind->trigger, "decision") != 0 || !award)
        return names;
    value_append(names, value_text(trial->arena, "base_salary"));
    value_append(names, value_text(trial->arena, "round_up_to"));
    value_append(names, value_text(trial->arena, arena_printf(trial->arena, "%s.collective", award)));
    value_append(names, value_text(trial->arena, arena_printf(trial->arena, "%s.individual", award)));
    return names;
}

static bool knows_body(const struct package *package, const char *name)
{
    return value_get(package->bodies, name) != NULL;
}

static bool knows_basis(const struct package *package, const char *name)
{
    return value_get(package->legal, name) != NULL;
}

static bool knows_rate(const struct package *package, const char *name)
{
    return param_find(&package->rates, name) != NULL;
}

static void check_names(struct trial *trial, const char *key, const struct value *names, const char *file,
                        bool (*knows)(const struct package *package, const char *name))
{
    for (size_t i = 0; i < value_len(names); i++) {
        const char *name = value_as_text(value_at(names, i));
        struct err err = {0};
        if (knows(trial->package, name))
            continue;
        err_set(&err, "mục [%s], %s: %s không có mục [%s …]; sửa tên hoặc thêm mục",
                "section [%s], %s: %s has no section [%s …]; correct the name or add it", trial->kind->kind,
                key, file, name);
        complain(trial, "documents.ini", &err);
    }
}

static void check_setting(struct trial *trial, const char *key)
{
    struct err err = {0};
    if (!document_setting(trial->kind, key, &err))
        complain(trial, "documents.ini", &err);
}

/* Whether the package has all that the document needs on a day; what fails on such a day is an error. */
static bool is_in_force(const struct trial *trial, int32_t day)
{
    const struct package *package = trial->package;
    const struct value *legal = document_words(trial->arena, trial->kind, "legal"),
                       *rates = rate_names(trial);
    const char *acting;
    bool found = document_body(package, value_get_text(trial->kind->settings, "issuer", ""), day, &acting);
    for (size_t i = 0; found && i < value_len(legal); i++)
        found = package_dated(value_get(package->legal, value_as_text(value_at(legal, i))), day);
    for (size_t i = 0; found && i < value_len(rates); i++)
        found = param_at(param_find(&package->rates, value_as_text(value_at(rates, i))), day);
    return found;
}

/* Whatever the day, the issuer and who follows it can sign. */
static void check_issuers(struct trial *trial)
{
    const struct value *bodies = trial->package->bodies;
    const char *id = value_get_text(trial->kind->settings, "issuer", NULL);
    for (size_t step = 0; id && step <= value_len(bodies); step++) {
        const struct value *entries = value_get(bodies, id);
        for (size_t i = 0; i < value_len(entries); i++) {
            struct err err = {0};
            if (!document_issuer(trial->arena, trial->kind, value_at(entries, i), id, value_map(trial->arena),
                                 &err))
                complain(trial, "documents.ini", &err);
        }
        id = document_follower(trial->package, id);
    }
}

/* ---- plausible records ---- */

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
    value_append(list, row);
    return row;
}

static void add_collective(const struct trial *trial, struct value *list, const char *ward)
{
    value_set_text(nomination_of(trial->arena, list, ward, "collective"), "subject_name", "Số 1");
}

/* Persons of every role and sex that the package knows. */
static void add_individuals(const struct trial *trial, struct value *list, const char *ward)
{
    const struct field *role = choice_field(trial->package, "member", "role"),
                       *sex = choice_field(trial->package, "member", "sex");
    size_t count = choice_count(role) > choice_count(sex) ? choice_count(role) : choice_count(sex);
    for (size_t i = 0; i < count; i++) {
        struct value *row = nomination_of(trial->arena, list, ward, "individual");
        value_set_text(row, "subject_role", choice_at(role, i));
        value_set_text(row, "subject_sex", choice_at(sex, i));
        value_set_text(row, "subject_team_name", "Số 1");
    }
}

/* Nominees that are left out, one for every reason there is. */
static void add_left_out(const struct trial *trial, struct value *list, const char *ward, int32_t day)
{
    const struct field *kind = choice_field(trial->package, "eligibility_flag", "kind");
    for (size_t i = 0; i < choice_count(kind); i++) {
        struct value *flags = value_list(trial->arena), *flag = value_map(trial->arena);
        value_set_text(flag, "kind", choice_at(kind, i));
        value_set_int(flag, "valid_from", day);
        value_append(flags, flag);
        value_set(nomination_of(trial->arena, list, ward, "collective"), "flags", flags);
    }
    const struct field *addressee = choice_field(trial->package, "nomination", "addressee");
    for (size_t i = 0; i < choice_count(addressee); i++)
        value_set_text(nomination_of(trial->arena, list, ward, "collective"), "addressee",
                       choice_at(addressee, i));
    nomination_of(trial->arena, list, ward, "declined");
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

/* A seal of one ward; mixed: only the first target is missed, the others have every other verdict. */
static struct value *seal_of(const struct trial *trial, const char *ward, bool mixed)
{
    static const char *const verdicts[] = {"met", "not_applicable", "in_progress", "not_reported", "judged"};
    struct arena *arena = trial->arena;
    struct value *seal = value_map(arena), *criteria = value_list(arena), *cells = value_map(arena),
                 *row = value_map(arena), *results = value_list(arena);
    for (size_t i = 0; i < trial->package->criterion_count; i++) {
        const char *id = trial->package->criteria[i].id;
        const struct value *facts = value_get(trial->facts, id);
        struct value *criterion = value_map(arena);
        value_set_text(criterion, "id", id);
        value_set(criterion, "facts", facts ? facts : value_map(arena));
        value_append(criteria, criterion);
        value_set(cells, id,
                  cell_of(arena, &shapes[i % LEN(shapes)],
                          mixed && i ? verdicts[(i - 1) % LEN(verdicts)] : "missed"));
    }
    value_set_text(row, "level", "ward");
    value_set_text(row, "subject", ward);
    value_set(row, "cells", cells);
    value_append(results, row);
    value_set(seal, "criteria", criteria);
    value_set(seal, "results", results);
    return seal;
}

/* ---- the trial ---- */

static void fill(struct trial *trial, const struct value *seal, const struct value *dossier, int32_t day)
{
    struct err err = {0};
    struct buffer out = {0};
    const char *content;
    const struct value *data = document_data(trial->arena, trial->package, seal, dossier, &err);
    if (!data || !docx_fill(trial->compiled, data, day_instant(day, 0), trial->arena, &out, &content, &err))
        complain(trial, trial->kind->path, &err);
    buffer_finish(&out);
}

/* Nothing in force on a phase's day is only said: the contest runs, and that document will be refused. */
static void say_refused(struct trial *trial, const struct phase *phase, int32_t day, struct err *err)
{
    if (is_in_force(trial, day))
        return complain(trial, trial->kind->path, err);
    if (trial->problems->errors == 0) /* else its cause is said already */
        problem_warn(trial->problems, "documents.ini", 0, trial->kind->kind,
                     "%1$s: văn bản này sẽ không lập được: %2$s%3$.0s",
                     "%1$s: this document will be refused: %2$.0s%3$s", phase->title, err->vi, err->en);
    err_clear(err);
}

static void try_decision(struct trial *trial, const struct phase *phase, const char **wards)
{
    int32_t day =
        working_day_after(trial->package, phase->until - 1, trial->package->schedule.nomination_days);
    enum { COLLECTIVE = 1, INDIVIDUAL = 2, BOTH = 3 };
    for (int shape = COLLECTIVE; shape <= BOTH; shape++) {
        struct err err = {0};
        struct value *list = value_list(trial->arena);
        if (shape & COLLECTIVE)
            add_collective(trial, list, wards[0]);
        if (shape & INDIVIDUAL)
            add_individuals(trial, list, wards[0]);
        if (shape == BOTH)
            add_left_out(trial, list, wards[0], day);
        struct document_inputs inputs = {.nominations = list, .wards = wards, .day = day};
        const struct value *dossier =
            document_decision_dossier(trial->arena, trial->package, phase->id, &inputs, &err);
        if (!dossier)
            return say_refused(trial, phase, day, &err);
        fill(trial, NULL, dossier, day);
    }
}

static void try_notice(struct trial *trial, const struct phase *phase, const char **wards)
{
    int32_t day =
        working_day_after(trial->package, phase->until - 1, trial->package->schedule.close_grace_days);
    struct err err = {0};
    const struct value *dossier =
        document_notice_dossier(trial->arena, trial->package, phase->id, wards[0], day_instant(day, 0), &err);
    if (!dossier)
        return say_refused(trial, phase, day, &err);
    fill(trial, seal_of(trial, wards[0], false), dossier, day);
    fill(trial, seal_of(trial, wards[0], true), dossier, day);
}

static void check_settings(struct trial *trial, bool decision)
{
    struct arena *arena = trial->arena;
    check_setting(trial, "issuer");
    if (decision)
        check_setting(trial, "award");
    check_names(trial, "issuer", document_words(arena, trial->kind, "issuer"), "bodies.ini", knows_body);
    check_names(trial, "bodies", document_words(arena, trial->kind, "bodies"), "bodies.ini", knows_body);
    check_names(trial, "proposers", document_words(arena, trial->kind, "proposers"), "bodies.ini",
                knows_body);
    check_names(trial, "legal", document_words(arena, trial->kind, "legal"), "legal.ini", knows_basis);
    check_names(trial, "award", rate_names(trial), "rates.ini", knows_rate);
    check_issuers(trial);
}

void document_trial(const struct package *package, const struct document_kind *kind,
                    const struct docx_template *compiled, const struct value *facts, struct arena *arena,
                    struct problems *problems)
{
    struct trial trial = {package, kind, compiled, facts, arena, problems, problems->len};
    bool decision = strcmp(kind->trigger, "decision") == 0;
    check_settings(&trial, decision);
    for (size_t i = 0; i < package->phase_count; i++) {
        const struct phase *phase = &package->phases[i];
        const char **wards = unit_standing(&package->units, "ward", phase->until - 1, arena, NULL);
        if (*wards)
            (decision ? try_decision : try_notice)(&trial, phase, wards);
    }
}
