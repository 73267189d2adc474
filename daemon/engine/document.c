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

/* A body as it is on a day; a null when it has ended or not begun. */
static const struct value *body_at(struct arena *arena, const struct package *package, const char *id,
                                   int32_t day)
{
    const struct value *entry = package_dated(value_get(package->bodies, id), day);
    return entry ? entry : value_null(arena);
}

/* Why a body does not act on a day, with those that followed it when the package names them. */
static void say_ended(struct arena *arena, const struct package *package, const char *id, int32_t day,
                      struct err *err)
{
    const struct value *entries = value_get(package->bodies, id);
    size_t len = value_len(entries);
    const struct value *last = len ? value_at(entries, len - 1) : NULL;
    const char *name = value_get_text(last, "name", id), *successor = value_get_text(last, "successor", NULL);
    if (successor)
        err_set(err,
                "bodies.ini: ngày %s “%s” không còn; đơn vị kế nhiệm: %s; khai cơ quan ban hành mới trong "
                "documents.ini",
                "bodies.ini: on %s “%s” has ended; its successor: %s; name the new issuer in documents.ini",
                day_text(arena, day), name, successor);
    else
        err_set(err, "bodies.ini: không có mục [%3$s …] có hiệu lực ngày %1$s (“%2$s”)",
                "bodies.ini: no section [%3$s …] holds on %1$s (“%2$s”)", day_text(arena, day), name, id);
}

static bool take_text(const struct value *from, struct value *to, const char *key, const char *body,
                      struct err *err)
{
    const char *text = value_get_text(from, key, NULL);
    if (!text)
        return err_set(err, "bodies.ini, “%s”: thiếu “%s”", "bodies.ini, “%s”: “%s” is missing", body, key);
    value_set_text(to, key, text);
    return true;
}

/* sign_1, sign_2 … above the signature, sign_title (may be absent) and sign_name below it. */
static struct value *signatory_of(struct arena *arena, const struct value *body, const char *id,
                                  struct err *err)
{
    struct value *signatory = value_map(arena), *lines = value_list(arena);
    for (int i = 1; i <= 9; i++) {
        const char *line = value_get_text(body, arena_printf(arena, "sign_%d", i), NULL);
        if (line)
            value_append(lines, value_text(arena, line));
    }
    value_set(signatory, "lines", lines);
    value_set_text(signatory, "sign_title", value_get_text(body, "sign_title", NULL));
    if (value_len(lines) == 0)
        return err_set(err, "bodies.ini, “%s”: thiếu “sign_1”", "bodies.ini, “%s”: “sign_1” is missing", id),
               NULL;
    return take_text(body, signatory, "sign_name", id, err) ? signatory : NULL;
}

/* The issuer with the number's symbol for this kind (symbol_a, symbol_e …). */
static struct value *issuer_of(struct arena *arena, const struct document_kind *kind,
                               const struct value *body, const char *id, struct err *err)
{
    struct value *issuer = value_copy(arena, body);
    const char *key = arena_printf(arena, "symbol_%s", kind->kind);
    if (!take_text(body, issuer, key, id, err))
        return NULL;
    value_set_text(issuer, "symbol", value_get_text(issuer, key, NULL));
    value_set_text(issuer, "id", id);
    return issuer;
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

struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const char *phase, int32_t day,
                               struct err *err)
{
    struct value *dossier = value_map(arena), *bodies = value_map(arena);
    const char *id = document_setting(kind, "issuer", err);
    if (!id || !set_phase(arena, package, phase, dossier, err))
        return NULL;
    const struct value *body = body_at(arena, package, id, day);
    if (value_is_null(body)) {
        say_ended(arena, package, id, day, err);
        return NULL;
    }
    const struct value *issuer = issuer_of(arena, kind, body, id, err);
    const struct value *signatory = issuer ? signatory_of(arena, body, id, err) : NULL;
    if (!signatory)
        return NULL;
    const struct value *ids = document_words(arena, kind, "bodies");
    for (size_t i = 0; i < value_len(ids); i++)
        value_set(bodies, value_as_text(value_at(ids, i)),
                  body_at(arena, package, value_as_text(value_at(ids, i)), day));
    value_set_text(dossier, "kind", kind->kind);
    value_set_text(dossier, "day", day_text(arena, day));
    value_set(dossier, "issuer", issuer);
    value_set(dossier, "signatory", signatory);
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

struct value *document_dossier_cause(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"kind",     "phase",    "ward",   "nominees",
                                       "left_out", "declined", "missing"};
    struct value *cause = value_map(arena);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (value_get(dossier, keys[i]))
            value_set(cause, keys[i], value_get(dossier, keys[i]));
    return cause;
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
