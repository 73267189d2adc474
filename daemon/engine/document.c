#include "engine/document_internal.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/template.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

const struct document_kind *document_kind_of(const struct package *package, const char *kind,
                                             const char *trigger, struct err *err)
{
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *document = &package->documents[i];
        if (strcmp(kind ? kind : trigger, kind ? document->kind : document->trigger) == 0)
            return document;
    }
    err_set(err, "documents.ini không có văn bản “%s”", "documents.ini has no document “%s”",
            kind ? kind : trigger);
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
                                     const struct document_kind *kind, int32_t day)
{
    struct value *bodies = value_map(arena);
    const struct value *ids = document_words(arena, kind, "bodies");
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *id = value_as_text(value_at(ids, i)), *acting;
        const struct value *body = document_body(package, id, day, &acting);
        value_set(bodies, id, body ? body : value_null(arena));
    }
    return bodies;
}

struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const char *phase, int32_t day,
                               struct err *err)
{
    struct value *dossier = value_map(arena);
    const char *id = document_setting(kind, "issuer", err), *acting;
    if (!id || !set_phase(arena, package, phase, dossier, err))
        return NULL;
    const struct value *body = document_body(package, id, day, &acting);
    if (!body) {
        document_say_ended(arena, package, id, day, err);
        return NULL;
    }
    if (!document_issuer(arena, kind, body, acting, dossier, err))
        return NULL;
    value_set_text(dossier, "kind", kind->kind);
    value_set_text(dossier, "day", day_text(arena, day));
    value_set(dossier, "bodies", bodies_of(arena, package, kind, day));
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
    day_parse(value_get_text(dossier, "day", ""), &day);
    day_split(day, &year, &month, &day_of_month);
    value_set_int(data, "year", year);
    return data;
}

bool document_texts(struct arena *arena, const struct document_kind *kind, struct value *data,
                    struct err *err)
{
    static const char prefix[] = "text_";
    size_t len = sizeof prefix - 1;
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i);
        if (strncmp(key, prefix, len) != 0)
            continue;
        const char *text = template_fill(arena, value_as_text(value_item(kind->settings, i)), data, err);
        if (!text)
            return err_prefix(err, "documents.ini, [%s] %s", "documents.ini, [%s] %s", kind->kind, key);
        value_set_text(data, key + len, text);
    }
    return true;
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
    static const char *const keys[] = {"kind",     "phase",    "ward",   "nominees",
                                       "left_out", "declined", "missing"};
    return part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
}

struct value *document_dossier_given(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"rates", "legal", "issuer", "signatory"};
    return part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
}

struct value *document_data(struct arena *arena, const struct package *package, const struct value *seal,
                            const struct value *dossier, struct err *err)
{
    const struct document_kind *kind =
        document_kind_of(package, value_get_text(dossier, "kind", ""), NULL, err);
    if (!kind)
        return NULL;
    return strcmp(kind->trigger, "decision") == 0 ? document_decision_data(arena, kind, dossier, err)
                                                  : document_notice_data(arena, kind, seal, dossier, err);
}
