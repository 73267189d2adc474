#include "document/document_beginning.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "document/document_body.h"
#include "document/document_inputs.h"
#include "document/document_setting.h"
#include "document/paper_blank.h"
#include "package/package.h"
#include "template/template.h"

#include <string.h>

/* “Đợt 1” stays on one line. */
static const char *unbroken(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    for (const char *at = text; *at; at++)
        if (*at == ' ' && at[1] >= '0' && at[1] <= '9')
            buffer_add(&out, "\u00a0", strlen("\u00a0"));
        else
            buffer_add(&out, at, 1);
    return buffer_take(&out, arena);
}

struct value *document_phase(struct arena *arena, const struct phase *phase)
{
    struct value *facts = value_map(arena);
    value_set_text(facts, "id", phase->id);
    value_set_text(facts, "title", unbroken(arena, phase->title));
    value_set_text(facts, "from", day_text(arena, phase->from));
    value_set_text(facts, "last", day_text(arena, phase->until - 1));
    return facts;
}

/* “tháng 11/2024”, of a paper of a month. */
static bool set_month(struct arena *arena, const struct package *package, const char *id, struct value *dossier, struct err *err)
{
    struct period_list periods = period_list(package, arena);
    const struct period *month = period_find(&periods, id);
    if (!month)
        return err_set(err, "không có đợt “%s”", "there is no phase “%s”", id);
    struct phase facts = {.id = month->id, .title = period_title(month, arena), .from = month->from, .until = month->until};
    value_set_text(dossier, "phase", id);
    value_set(dossier, "phase_facts", document_phase(arena, &facts));
    value_set(dossier, "next_phase", value_null(arena));
    return true;
}

/* The phase in which the day of a duty's occasion lies; before the first, the first. */
static const struct phase *phase_at(const struct package *package, const struct value *occasion)
{
    int32_t day = package->from;
    day_parse(value_get_text(occasion, "day", ""), &day);
    size_t i = 0;
    while (i + 1 < package->phase_count && package->phases[i].until <= day)
        i++;
    return &package->phases[i];
}

static bool set_phase(struct arena *arena, const struct package *package, const char *id, const struct value *occasion,
                      struct value *dossier, struct err *err)
{
    const struct phase *phase = occasion ? phase_at(package, occasion) : package_phase(package, id);
    if (!phase)
        return set_month(arena, package, id, dossier, err);
    bool last = phase + 1 >= package->phases + package->phase_count; /* the whole contest stands behind them */
    value_set_text(dossier, "phase", id);
    value_set(dossier, "phase_facts", document_phase(arena, phase));
    value_set(dossier, "next_phase", last ? value_null(arena) : document_phase(arena, phase + 1));
    return true;
}

/* What the kind's “bodies” are on the day, through their succession; a null for one that nobody follows. */
static const struct value *bodies_of(struct arena *arena, const struct package *package,
                                     const struct document_kind *kind, int32_t day,
                                     const struct value *dossier, struct err *err)
{
    struct value *bodies = value_map(arena);
    const struct value *ids = document_words(arena, kind, "bodies");
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *id = value_as_text(value_at(ids, i)), *acting;
        const struct value *body = document_body(package, id, day, &acting);
        const struct value *worded = body ? document_body_worded(arena, body, dossier, err) : value_null(arena);
        if (!worded)
            return err_prefix(err, "bodies.ini, mục [%s …]", "bodies.ini, section [%s …]", acting), NULL;
        value_set(bodies, id, worded);
    }
    return bodies;
}

/* A document about a ward is of a ward that stands on the day, by the name that it has then. */
static bool set_ward(struct arena *arena, const struct package *package, const char *subject, int32_t day,
                     struct value *dossier, struct err *err)
{
    if (strcmp(subject, package->district) == 0)
        return true;
    const struct unit_fact *unit = unit_at(&package->units, subject, day);
    if (!unit)
        return err_set(err, "không có đơn vị “%s”", "there is no unit “%s”", subject);
    if (!unit_stands(&package->units, subject, day))
        return document_say_ward_ended(arena, package, subject, day, dossier, err);
    value_set_text(dossier, "ward", subject);
    value_set_text(dossier, "ward_name", unit->name);
    return true;
}

/* A team's paper is kept and signed by the ward in which the team is on the paper's day; `team` says in whose figures it counted. Of a paper that is
 * compared, not made, nobody read the teams: the subject is the ward then. */
static bool set_subject(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs, const char *subject,
                        struct value *dossier, struct err *err)
{
    const struct value *team = NULL;
    if (kind->each != LEVEL_TEAM || !inputs->teams)
        return set_ward(arena, package, subject, inputs->day, dossier, err);
    for (size_t i = 0; i < value_len(inputs->teams) && !team; i++)
        if (strcmp(value_get_text(value_at(inputs->teams, i), "id", ""), subject) == 0)
            team = value_at(inputs->teams, i);
    if (!team)
        return err_set(err, "“%s” không có trong số đơn vị đang hoạt động của kỳ này", "“%s” is not among those that stood in this period", subject);
    const char *counted = value_get_text(team, "ward", ""), *ward = unit_home_of_team(&package->units, subject, counted, inputs->day);
    value_set(dossier, "team", team);
    return set_ward(arena, package, ward ? ward : counted, inputs->day, dossier, err);
}

bool document_beginning(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const struct document_inputs *inputs, const char *subject, struct value *dossier,
                        struct err *err)
{
    const char *id = document_setting(kind, "issuer", err), *acting;
    if (!id || !set_phase(arena, package, inputs->phase, inputs->occasion, dossier, err) ||
        !set_subject(arena, package, kind, inputs, subject, dossier, err))
        return false;
    const struct value *body = document_body(package, id, inputs->day, &acting);
    if (!body) {
        document_say_ended(arena, package, id, inputs->day, dossier, err);
        return false;
    }
    if (document_body_is_each(body) && !value_get(dossier, "ward"))
        return document_say_each(arena, package, id, inputs->day, dossier, err);
    const struct value *worded = document_body_worded(arena, body, dossier, err);
    if (!worded)
        return err_prefix(err, "bodies.ini, mục [%s …]", "bodies.ini, section [%s …]", acting);
    const struct value *bodies = bodies_of(arena, package, kind, inputs->day, dossier, err);
    if (!bodies || !document_issuer(arena, kind, worded, acting, dossier, err))
        return false;
    value_set_text(dossier, "kind", kind->kind);
    value_set_text(dossier, "subject", subject);
    value_set_text(dossier, "day", day_text(arena, inputs->day));
    value_set(dossier, "bodies", bodies);
    return true;
}

const char *document_sealed_on(struct arena *arena, const struct document_inputs *inputs)
{
    enum { DAY_LETTERS = sizeof "2025-02-10" - 1 };
    const char *at = value_get_text(inputs->seal, "sealed_at", "");
    return strlen(at) > DAY_LETTERS ? arena_strndup(arena, at, DAY_LETTERS) : day_text(arena, inputs->day);
}

static const char *basis_at(const struct package *package, const char *id, int32_t day)
{
    return value_get_text(package_dated(value_get(package->legal, id), day), "text", NULL);
}

/* What a basis may cite of others: {{ plan_cite }}. */
static const struct value *bases_at(struct arena *arena, const struct package *package, int32_t day)
{
    struct value *bases = value_map(arena);
    for (size_t i = 0; i < value_len(package->legal); i++)
        value_set_text(bases, value_key(package->legal, i), basis_at(package, value_key(package->legal, i), day));
    return bases;
}

const char *document_basis(struct arena *arena, const struct package *package, const char *id, int32_t day, struct err *err)
{
    const char *text = basis_at(package, id, day);
    if (!text) {
        err_set(err, "legal.ini: căn cứ “%s” không có mục nào có hiệu lực ngày %s",
                "legal.ini: the basis “%s” has no section that holds on %s", id, day_text(arena, day));
        return NULL;
    }
    if (strstr(text, "{{") && !(text = template_fill(arena, text, bases_at(arena, package, day), err)))
        return err_prefix(err, "legal.ini, mục [%s …]", "legal.ini, section [%s …]", id), NULL;
    return text;
}

struct value *document_legal(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, int32_t day, struct err *err)
{
    struct value *texts = value_list(arena);
    const struct value *ids = document_words(arena, kind, "legal");
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *text = document_basis(arena, package, value_as_text(value_at(ids, i)), day, err);
        if (!text)
            return NULL;
        value_append(texts, value_text(arena, text));
    }
    return texts;
}

struct value *document_values(struct arena *arena, const struct document_kind *kind,
                              const struct value *dossier)
{
    struct value *data = value_map(arena);
    int32_t day = 0;
    int year, month, day_of_month;
    for (size_t i = 0; i < value_len(kind->settings); i++)
        value_set(data, value_key(kind->settings, i), value_item(kind->settings, i));
    for (size_t i = 0; i < value_len(dossier); i++)
        value_set(data, value_key(dossier, i), value_item(dossier, i));
    value_set(data, "phase", value_get(dossier, "phase_facts"));
    value_set(data, "ward", value_null(arena)); /* of a paper about no ward */
    if (value_get(dossier, "ward")) {
        struct value *ward = value_map(arena);
        value_set(ward, "id", value_get(dossier, "ward"));
        value_set(ward, "name", value_get(dossier, "ward_name"));
        value_set(data, "ward", ward);
    }
    value_set(data, "copies", document_lines(arena, value_get(dossier, "issuer"), "copy"));
    day_parse(value_get_text(dossier, "day", ""), &day);
    day_split(day, &year, &month, &day_of_month);
    value_set_int(data, "year", year);
    paper_blank_values(arena, kind, dossier, data);
    return data;
}
