#include "document/document_internal.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "template/template.h"

#include <string.h>

const struct document_kind *document_kind_of(const struct package *package, const char *kind, struct err *err)
{
    for (size_t i = 0; i < package->document_count; i++)
        if (strcmp(package->documents[i].kind, kind) == 0)
            return &package->documents[i];
    err_set(err, "documents.ini không có văn bản “%s”", "documents.ini has no document “%s”", kind);
    return NULL;
}

const char *document_setting(const struct document_kind *kind, const char *key, struct err *err)
{
    const char *text = value_get_text(kind->settings, key, NULL);
    if (!text)
        err_set(err, "documents.ini, mục [%s]: thiếu “%s”", "documents.ini, section [%s]: “%s” is missing",
                kind->kind, key);
    return text;
}

struct value *document_words(struct arena *arena, const struct document_kind *kind, const char *key)
{
    struct value *words = value_list(arena);
    const char *at = value_get_text(kind->settings, key, "");
    while (*at) {
        size_t len = strcspn(at, ",");
        const char *word = text_clean(arena, at, len);
        if (*word)
            value_append(words, value_text(arena, word));
        at += len + (at[len] == ',');
    }
    return words;
}

static struct value *phase_facts(struct arena *arena, const struct phase *phase)
{
    struct value *facts = value_map(arena);
    value_set_text(facts, "id", phase->id);
    value_set_text(facts, "title", phase->title);
    value_set_text(facts, "from", day_text(arena, phase->from));
    value_set_text(facts, "last", day_text(arena, phase->until - 1));
    return facts;
}

static bool set_phase(struct arena *arena, const struct package *package, const char *id,
                      struct value *dossier, struct err *err)
{
    const struct phase *phase = package_phase(package, id);
    if (!phase)
        return err_set(err, "không có đợt “%s”", "there is no phase “%s”", id);
    bool last = phase + 1 == package->phases + package->phase_count;
    value_set_text(dossier, "phase", id);
    value_set(dossier, "phase_facts", phase_facts(arena, phase));
    value_set(dossier, "next_phase", last ? value_null(arena) : phase_facts(arena, phase + 1));
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

/* A document about a ward knows it by the name that it has on the day. */
static bool set_ward(const struct package *package, const char *subject, int32_t day, struct value *dossier,
                     struct err *err)
{
    if (strcmp(subject, package->district) == 0)
        return true;
    const struct unit_fact *unit = unit_at(&package->units, subject, day);
    if (!unit)
        return err_set(err, "đơn vị “%1$s” không còn vào ngày dự thảo", "the unit “%1$s” does not stand on the draft's day",
                       subject);
    value_set_text(dossier, "ward", subject);
    value_set_text(dossier, "ward_name", unit->name);
    return true;
}

struct value *document_beginning(struct arena *arena, const struct package *package,
                                 const struct document_kind *kind, const struct document_inputs *inputs,
                                 const char *subject, struct err *err)
{
    struct value *dossier = value_map(arena);
    const char *id = document_setting(kind, "issuer", err), *acting;
    if (!id || !set_phase(arena, package, inputs->phase, dossier, err) ||
        !set_ward(package, subject, inputs->day, dossier, err))
        return NULL;
    const struct value *body = document_body(package, id, inputs->day, &acting);
    if (!body) {
        document_say_ended(arena, package, id, inputs->day, err);
        return NULL;
    }
    const struct value *worded = document_body_worded(arena, body, dossier, err);
    if (!worded)
        return err_prefix(err, "bodies.ini, mục [%s …]", "bodies.ini, section [%s …]", acting), NULL;
    const struct value *bodies = bodies_of(arena, package, kind, inputs->day, dossier, err);
    if (!bodies || !document_issuer(arena, kind, worded, acting, dossier, err))
        return NULL;
    value_set_text(dossier, "kind", kind->kind);
    value_set_text(dossier, "subject", subject);
    value_set_text(dossier, "day", day_text(arena, inputs->day));
    value_set(dossier, "bodies", bodies);
    return dossier;
}

struct value *document_legal(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, int32_t day, struct err *err)
{
    struct value *texts = value_list(arena);
    const struct value *ids = document_words(arena, kind, "legal");
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *id = value_as_text(value_at(ids, i));
        const char *text = value_get_text(package_dated(value_get(package->legal, id), day), "text", NULL);
        if (!text) {
            err_set(err, "legal.ini: căn cứ “%s” không có mục nào có hiệu lực ngày %s",
                    "legal.ini: the basis “%s” has no section that holds on %s", id, day_text(arena, day));
            return NULL;
        }
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
    if (value_get(dossier, "ward")) {
        struct value *ward = value_map(arena);
        value_set(ward, "id", value_get(dossier, "ward"));
        value_set(ward, "name", value_get(dossier, "ward_name"));
        value_set(data, "ward", ward);
    }
    day_parse(value_get_text(dossier, "day", ""), &day);
    day_split(day, &year, &month, &day_of_month);
    value_set_int(data, "year", year);
    return data;
}

/* One sentence more in what stops a document. */
static void add_failure(struct arena *arena, const struct document_kind *kind, const char *key, struct err *failed,
                        struct err *all)
{
    const char *vi = arena_strdup(arena, all->vi ? all->vi : ""), *en = arena_strdup(arena, all->en ? all->en : "");
    err_prefix(failed, "documents.ini, [%s] %s", "documents.ini, [%s] %s", kind->kind, key);
    err_set(all, "%1$s%2$s%3$s%4$.0s%5$.0s", "%4$s%2$s%5$s%1$.0s%3$.0s", vi, *vi ? "; " : "", failed->vi, en, failed->en);
    err_clear(failed);
}

bool document_texts(struct arena *arena, const struct document_kind *kind, const char *prefix,
                    struct value *data, struct err *err)
{
    size_t len = strlen(prefix);
    struct err all = {0};
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i);
        struct err failed = {0};
        if (strncmp(key, prefix, len) != 0)
            continue;
        const char *text = template_fill(arena, value_as_text(value_item(kind->settings, i)), data, &failed);
        if (!text) /* the others are tried too, so that all is said at once */
            add_failure(arena, kind, key, &failed, &all);
        value_set_text(data, key + len, text ? text : "");
    }
    bool good = !all.vi;
    if (!good)
        err_move(err, &all);
    err_clear(&all);
    return good;
}

static struct value *part_of(struct arena *arena, const struct value *dossier, const char *const *keys, size_t count)
{
    struct value *part = value_map(arena);
    for (size_t i = 0; i < count; i++)
        if (value_get(dossier, keys[i]))
            value_set(part, keys[i], value_get(dossier, keys[i]));
    return part;
}

struct value *document_dossier_cause(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"kind",     "phase",    "nominees",  "left_out",
                                       "declined", "missing",  "appraised", "awards"};
    return part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
}

struct value *document_dossier_given(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"rates", "legal", "issuer", "signatory", "recipient"};
    return part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
}

bool document_is_empty(const struct value *dossier)
{
    const struct value *nominees = value_get(dossier, "nominees");
    return nominees && value_len(nominees) == 0;
}
