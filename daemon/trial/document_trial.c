#include "trial/document_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "document/blank_form.h"
#include "document/document.h"
#include "document/document_body.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/paper_blank.h"
#include "trial/sample_data.h"
#include "document/signatory.h"
#include "duty/duty_facts.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "template/template.h"

#include <stdint.h>
#include <string.h>

enum { ATTEMPTS_FIRST = 16 };

/* A dossier that was tried: what became of it is known once the template was filled. */
struct attempt {
    const struct phase *phase; /* of one that could not be put together */
    int32_t day;
    struct err err; /* why; none: its paper is the next one */
};

struct trial {
    const struct package *package;
    const struct document_kind *kind;
    struct sample_data plausible;
    struct arena *arena;
    struct problems *problems; /* its own */
    bool sound;                /* nothing else of the package is wrong */
    bool any;                  /* the figures have rows */
    struct attempt *attempts;
    struct template_paper *papers;
    size_t attempt_count, attempt_size, paper_count, paper_size;
};

/* A problem found again, in another phase or with other data, is said once. */
static bool is_said(const struct trial *trial, const char *en)
{
    for (size_t i = 0; i < trial->problems->len; i++)
        if (strcmp(trial->problems->items[i].en, en) == 0)
            return true;
    return false;
}

static void complain(struct trial *trial, const char *file, struct err *err)
{
    if (is_said(trial, err->en))
        err_clear(err);
    else
        problem_add_err(trial->problems, file, 0, NULL, err);
}

/* ---- names of other files of the package ---- */

/* What the prizes of a document that awards some follow from (rates.ini). */
static const struct value *rate_names(const struct trial *trial)
{
    struct value *names = value_list(trial->arena);
    const char *award = value_get_text(trial->kind->settings, "award", NULL);
    if (!award)
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

static bool knows_duty(const struct package *package, const char *name)
{
    return duty_find(package, name) != NULL;
}

static bool knows_criterion(const struct package *package, const char *name)
{
    return strcmp(name, "none") == 0 || package_criterion(package, name);
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

/* The bodies of all settings that say to whom: recipient, recipient_<addressee>. */
static const struct value *recipient_names(const struct trial *trial)
{
    struct value *names = value_list(trial->arena);
    for (size_t i = 0; i < value_len(trial->kind->settings); i++) {
        const char *key = value_key(trial->kind->settings, i);
        if (strncmp(key, "recipient", strlen("recipient")) != 0)
            continue;
        const struct value *ids = document_words(trial->arena, trial->kind, key);
        for (size_t j = 0; j < value_len(ids); j++)
            value_append(names, value_at(ids, j));
    }
    return names;
}

/* Whether the package has all that the document needs on a day; what fails on such a day is an error. */
static bool is_in_force(const struct trial *trial, int32_t day)
{
    const struct package *package = trial->package;
    const struct value *legal = document_words(trial->arena, trial->kind, "legal"),
                       *rates = rate_names(trial), *recipients = recipient_names(trial);
    const char *acting;
    bool found = document_body(package, value_get_text(trial->kind->settings, "issuer", ""), day, &acting);
    for (size_t i = 0; found && i < value_len(legal); i++)
        found = package_dated(value_get(package->legal, value_as_text(value_at(legal, i))), day);
    for (size_t i = 0; found && i < value_len(recipients); i++)
        found = document_body(package, value_as_text(value_at(recipients, i)), day, &acting);
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

/* ---- the trial ---- */

static struct attempt *add_attempt(struct trial *trial)
{
    if (trial->attempt_count == trial->attempt_size) {
        trial->attempt_size = trial->attempt_size ? 2 * trial->attempt_size : ATTEMPTS_FIRST;
        trial->attempts = arena_grow(trial->arena, trial->attempts, trial->attempt_count * sizeof *trial->attempts,
                                     trial->attempt_size * sizeof *trial->attempts);
    }
    trial->attempts[trial->attempt_count] = (struct attempt){0};
    return &trial->attempts[trial->attempt_count++];
}

static void plan_fill(struct trial *trial, const struct value *seal, const struct value *dossier, int32_t day)
{
    struct attempt *attempt = add_attempt(trial);
    const struct value *data = document_data(trial->arena, trial->package, seal, dossier, &attempt->err);
    if (!data)
        return;
    if (trial->paper_count == trial->paper_size) {
        trial->paper_size = trial->attempt_size;
        trial->papers = arena_grow(trial->arena, trial->papers, trial->paper_count * sizeof *trial->papers,
                                   trial->paper_size * sizeof *trial->papers);
    }
    trial->papers[trial->paper_count++] = (struct template_paper){.data = data, .written_at = day_instant(day, 0)};
}

/* Nothing in force on a phase's day is only said: the contest runs, and that document will be refused. */
static void say_refused(struct trial *trial, const struct phase *phase, int32_t day, struct err *err)
{
    if (is_in_force(trial, day))
        return complain(trial, trial->kind->path, err);
    if (trial->sound && trial->problems->errors == 0) /* else its cause is said already */
        problem_warn(trial->problems, "documents.ini", 0, trial->kind->kind,
                     "%1$s: văn bản này sẽ không lập được: %2$s%3$.0s",
                     "%1$s: this document will be refused: %2$.0s%3$s", phase->title, err->vi, err->en);
    err_clear(err);
}

/* The day on which such a document of the phase is drafted. */
static int32_t day_of_trial(const struct trial *trial, const struct phase *phase)
{
    const struct schedule_rule *schedule = &trial->package->schedule;
    int days = document_is_at(trial->kind, DOCUMENT_AT_SEAL) ? schedule->close_grace_days : schedule->nomination_days;
    return working_day_after(trial->package, phase->until - 1, days);
}

/* What a dossier has only when it is drafted, or of somebody whom the paper would not be made for. */
static void complete(const struct trial *trial, int32_t day, struct value *dossier)
{
    struct value *awards = value_list(trial->arena);
    if (trial->kind->evidence)
        value_set(dossier, "evidence", document_figures_trial(trial->arena, trial->kind, day, trial->any));
    if (trial->any && trial->kind->blank_count)
        value_set(dossier, "blanks", paper_blank_sample(trial->arena, trial->kind, dossier));
    if (!value_get(dossier, "awards") || !trial->any)
        return;
    value_append(awards, sample_data_award(trial->arena));
    value_set(dossier, "awards", awards);
}

/* False when its dossier could not be put together: that is said. */
static bool try_shape(struct trial *trial, const struct phase *phase, const struct document_inputs *inputs)
{
    const char **subjects = document_subjects(trial->arena, trial->package, trial->kind, inputs);
    const struct document_shares shares = document_shares_of(trial->arena, trial->package, inputs);
    for (size_t i = 0; subjects[i]; i++) {
        struct err err = {0};
        struct document_inputs mine = document_share(trial->arena, trial->package, &shares, subjects[i]);
        struct value *dossier =
            document_dossier(trial->arena, trial->package, trial->kind, &mine, subjects[i], &err);
        if (!dossier) {
            *add_attempt(trial) = (struct attempt){phase, inputs->day, err};
            return false;
        }
        if (document_not_applicable(dossier))
            continue;
        complete(trial, inputs->day, dossier);
        if (!document_is_empty(dossier))
            plan_fill(trial, inputs->seal, dossier, inputs->day);
    }
    return true;
}

/* A paper about one nomination is tried with each alone: a team to every addressee there is, persons. */
static bool try_singly(struct trial *trial, const struct phase *phase, const struct document_inputs *inputs)
{
    struct value *list = sample_data_nominations(&trial->plausible, PLAUSIBLE_SINGLY, inputs->wards[0], inputs->day);
    bool good = true;
    sample_data_add_addressed(&trial->plausible, list, inputs->wards[0]);
    for (size_t i = 0; good && i < value_len(list); i++) {
        struct document_inputs one = *inputs;
        struct value *single = value_list(trial->arena);
        value_append(single, value_at(list, i));
        one.nominations = single;
        good = try_shape(trial, phase, &one);
    }
    return good;
}

static void try_phase(struct trial *trial, const struct phase *phase, const char **wards)
{
    int32_t day = day_of_trial(trial, phase);
    bool good = true, singly = document_is_at(trial->kind, DOCUMENT_AT_NOMINATION);
    for (int shape = PLAUSIBLE_COLLECTIVE; good && shape <= PLAUSIBLE_BOTH; shape++) {
        struct document_inputs inputs = {.phase = phase->id, .day = day, .wards = wards};
        inputs.seal = sample_data_seal(&trial->plausible, wards[0], shape == PLAUSIBLE_BOTH);
        inputs.phases = phase == package_whole(trial->package) ? sample_data_phases(&trial->plausible, inputs.seal) : NULL;
        inputs.causes = shape == PLAUSIBLE_BOTH ? sample_data_causes(&trial->plausible, wards[0]) : NULL;
        inputs.nominations = sample_data_nominations(&trial->plausible, shape, wards[0], day);
        inputs.postings = sample_data_postings(&trial->plausible, day);
        inputs.teams = sample_data_teams(&trial->plausible, wards[0]);
        inputs.team_months = sample_data_team_months(&trial->plausible, phase, shape == PLAUSIBLE_BOTH);
        trial->any = shape == PLAUSIBLE_BOTH;
        good = singly ? try_singly(trial, phase, &inputs) : try_shape(trial, phase, &inputs);
    }
}

/* What no plausible nomination shows, for it would refuse the paper: the words about an award given before. */
static void check_rewarded(struct trial *trial)
{
    const char *text = value_get_text(trial->kind->settings, "reason_rewarded", NULL);
    struct err err = {0};
    if (text && !template_fill(trial->arena, text, sample_data_award(trial->arena), &err)) {
        err_prefix(&err, "[%s] reason_rewarded", "[%s] reason_rewarded", trial->kind->kind);
        complain(trial, "documents.ini", &err);
    }
}

static void check_blanks(struct trial *trial)
{
    for (size_t i = 0; i < trial->kind->blank_count; i++) {
        const struct field *field = &trial->kind->blanks[i].field;
        if (!blank_form_is(field))
            problem_add(trial->problems, "documents.ini", 0, trial->kind->kind,
                        "blank_%1$s: chỗ trống không nhận kiểu %2$s; viết text, number, date, datetime, yes_no hoặc choice",
                        "blank_%1$s: a blank takes no %2$s; write text, number, date, datetime, yes_no or choice", field->name, field_type_name(field->type));
    }
}

static void check_settings(struct trial *trial)
{
    struct arena *arena = trial->arena;
    struct err err = {0};
    if (!paper_blank_check(arena, trial->package, trial->kind, &err) || !signatory_check(trial->arena, trial->package, trial->kind, &err))
        complain(trial, "documents.ini", &err);
    check_setting(trial, "issuer");
    check_names(trial, "issuer", document_words(arena, trial->kind, "issuer"), "bodies.ini", knows_body);
    check_names(trial, "bodies", document_words(arena, trial->kind, "bodies"), "bodies.ini", knows_body);
    check_names(trial, "proposers", document_words(arena, trial->kind, "proposers"), "bodies.ini",
                knows_body);
    check_names(trial, "recipient", recipient_names(trial), "bodies.ini", knows_body);
    check_names(trial, "legal", document_words(arena, trial->kind, "legal"), "legal.ini", knows_basis);
    check_names(trial, "cells", document_words(arena, trial->kind, "cells"), "criteria/", knows_criterion);
    check_names(trial, "duties", document_words(arena, trial->kind, "duties"), "duties.ini", knows_duty);
    if (document_is_of_duties(trial->kind))
        check_setting(trial, "duties");
    check_names(trial, "award", rate_names(trial), "rates.ini", knows_rate);
    check_issuers(trial);
    check_blanks(trial);
    check_rewarded(trial);
}

static void plan_phases(struct trial *trial)
{
    const struct package *package = trial->package;
    for (size_t i = 0; i < package->closing_count; i++) {
        const struct phase *phase = &package->phases[i];
        if (!(phase == package_whole(package) ? trial->kind->of_whole : trial->kind->of_phases))
            continue;
        const char **wards = unit_standing(&package->units, LEVEL_WARD, phase->until - 1, trial->arena, NULL);
        if (*wards)
            try_phase(trial, phase, wards);
    }
}

/* ---- papers of duties ---- */

/* Of a duty that opens on that day, for whoever has it first then; nobody: the package is warned of that elsewhere (duty/duty_check.h). */
static void try_duty(struct trial *trial, const struct duty_occurrence *occurrence, int32_t day)
{
    struct arena *arena = trial->arena;
    const struct package *package = trial->package;
    const struct period_list periods = period_list(package, arena);
    const char **wards = unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    struct duty_holders holders;
    struct err err = {0};
    const struct value *plan = duty_facts_plan(arena, package, &periods, sample_data_criteria(&trial->plausible), day, &err);
    if (!plan || !duty_holders_of(arena, package, occurrence->duty, day, &holders, &err))
        return complain(trial, "bodies.ini", &err);
    if (!holders.len || !*wards)
        return;
    struct value *task = value_map(arena);
    value_set_text(task, "duty", occurrence->duty->id);
    value_set_text(task, "occurrence", occurrence->key);
    value_set_text(task, "occurrence_title", occurrence->title);
    value_set_text(task, "holder", holders.items[0].name);
    value_set_text(task, "unit", holders.items[0].unit);
    value_set_int(task, "day", occurrence->day);
    value_set_int(task, "due_on", occurrence->due_on);
    for (int any = 0; any < 2; any++) {
        struct document_inputs inputs = {.phase = "duty-1", .day = day, .wards = wards, .occasion = duty_facts_occasion(arena, package, task), .plan = plan};
        inputs.returns = sample_data_returns(&trial->plausible, wards[0], day);
        inputs.teams = sample_data_teams(&trial->plausible, value_get_text(inputs.occasion, "unit", wards[0]));
        trial->any = any;
        if (!try_shape(trial, &package->phases[0], &inputs))
            return;
    }
}

/* The first and the last occurrence of each of the kind's duties; of one that records cause, on the first and the last day. */
static void plan_duties(struct trial *trial)
{
    const struct package *package = trial->package;
    const struct period_list periods = period_list(package, trial->arena);
    const struct duty_plan plan = duty_plan_make(trial->arena, package, &periods);
    const struct value *names = document_words(trial->arena, trial->kind, "duties");
    for (size_t n = 0; n < value_len(names); n++) {
        const struct duty *duty = duty_find(package, value_as_text(value_at(names, n)));
        const struct duty_occurrence *first = NULL, *last = NULL;
        for (size_t i = 0; i < plan.len; i++)
            if (plan.items[i].duty == duty) {
                first = first ? first : &plan.items[i];
                last = &plan.items[i];
            }
        const struct duty_occurrence caused[] = {{duty, "s1", "s1", package->from, package->from, package->from, NULL}, {duty, "s1", "s1", package->until - 1, package->until - 1, package->until - 1, NULL}};
        if (!duty)
            continue;
        first = first ? first : &caused[0];
        last = last ? last : &caused[1];
        try_duty(trial, first, first->opens_on);
        if (last != first)
            try_duty(trial, last, last->opens_on);
    }
}

/* What its data lack, each at its place. */
static void say_lacks(struct trial *trial, const struct template_paper *paper)
{
    struct problems lacks;
    problems_init(&lacks, trial->arena);
    problems_add_value(&lacks, paper->lacks);
    for (size_t i = 0; i < lacks.len; i++) {
        lacks.items[i].file = trial->kind->path;
        if (!is_said(trial, lacks.items[i].en))
            problem_put(trial->problems, &lacks.items[i]);
    }
}

/* In the order in which they were tried. `filled`: their papers were. */
static void say_attempts(struct trial *trial, bool filled)
{
    size_t paper = 0;
    for (size_t i = 0; i < trial->attempt_count; i++) {
        struct attempt *attempt = &trial->attempts[i];
        const struct template_paper *tried = attempt->err.vi ? NULL : &trial->papers[paper++];
        if (!filled)
            err_clear(&attempt->err);
        else if (attempt->phase)
            say_refused(trial, attempt->phase, attempt->day, &attempt->err);
        else if (tried && tried->lacks)
            say_lacks(trial, tried);
        else if (tried && tried->vi)
            err_set(&attempt->err, "%1$s%2$.0s", "%2$s%1$.0s", tried->vi, tried->en);
        if (attempt->err.vi)
            complain(trial, trial->kind->path, &attempt->err);
    }
}

static void plan_papers(struct trial *trial)
{
    if (document_is_of_duties(trial->kind))
        plan_duties(trial);
    else
        plan_phases(trial);
}

void document_trial(const struct package *package, const struct document_kind *kind, const struct file *template, bool dossiers,
                    const struct value *facts, const struct worker_settings *worker, struct problems *problems)
{
    struct arena *arena = arena_create(); /* what a kind is filled with takes megabytes, and a package has fifty kinds */
    struct problems own;
    struct err err = {0};
    bool usable = false;
    problems_init(&own, arena);
    struct trial trial = {.package = package, .kind = kind, .plausible = {arena, package, facts}, .arena = arena, .problems = &own};
    if (dossiers) {
        check_settings(&trial);
        plan_papers(&trial);
    }
    if (!parse_template(worker, template, trial.papers, trial.paper_count, false, arena, problems, &usable, &err))
        problem_add_err(problems, template->path, 0, NULL, &err);
    trial.sound = problems->errors == 0;
    say_attempts(&trial, usable);
    if (usable)
        problems_append(problems, &own);
    arena_destroy(arena);
}

const struct value *document_trial_data(const struct package *package, const struct document_kind *kind, struct arena *arena)
{
    struct problems unsaid; /* document_trial says them */
    problems_init(&unsaid, arena);
    struct trial trial = {.package = package, .kind = kind, .plausible = {arena, package, NULL}, .arena = arena, .problems = &unsaid};
    plan_papers(&trial);
    for (size_t i = 0; i < trial.attempt_count; i++)
        err_clear(&trial.attempts[i].err);
    return trial.paper_count ? trial.papers[trial.paper_count - 1].data : NULL;
}
