/* Bodies by date: who acts in whose place, and who signs (contest.md §2, bodies.ini). */

#include "document/document_body.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"
#include "template/template.h"

#include <stdint.h>
#include <string.h>

static const struct value *last_entry(const struct package *package, const char *id)
{
    const struct value *entries = value_get(package->bodies, id);
    size_t len = value_len(entries);
    return len ? value_at(entries, len - 1) : NULL;
}

const char *document_follower(const struct package *package, const char *id)
{
    return value_get_text(last_entry(package, id), "followed_by", NULL);
}

static bool is_ended(const struct value *entry, int32_t day)
{
    int32_t last;
    return day_parse(value_get_text(entry, "until", ""), &last) && last < day;
}

const struct value *document_body(const struct package *package, const char *id, int32_t day,
                                  const char **ret_id)
{
    /* A circle of followers ends after as many steps as there are bodies. */
    for (size_t step = 0; id && step <= value_len(package->bodies); step++) {
        const struct value *entry = package_dated(value_get(package->bodies, id), day);
        if (entry) {
            *ret_id = id;
            return entry;
        }
        id = is_ended(last_entry(package, id), day) ? document_follower(package, id) : NULL;
    }
    return NULL;
}

bool document_body_is_each(const struct value *body)
{
    return *value_get_text(body, "each", "") != 0; /* no other level than the judged one is taken (document_file.c) */
}

bool document_body_is_of_ward(const struct value *body)
{
    return document_body_is_each(body) || strstr(value_get_text(body, "name", ""), "ward.");
}

static const char NOT_HERE[] = "not_here";

void document_not_here(struct value *dossier)
{
    value_set_bool(dossier, NOT_HERE, true);
}

bool document_is_not_here(const struct value *dossier)
{
    return value_get_bool(dossier, NOT_HERE, false);
}

/* 27/8/2025, as a sentence has it. */
static const char *day_words(struct arena *arena, int32_t day)
{
    struct value *data = value_map(arena);
    value_set_text(data, "day", day_text(arena, day));
    return template_fill(arena, "{{ day | ngay }}", data, NULL);
}

void document_say_ended(struct arena *arena, const struct package *package, const char *id, int32_t day,
                        struct value *dossier, struct err *err)
{
    const struct value *last = last_entry(package, id);
    const char *name = value_get_text(last, "name", id), *successor = value_get_text(last, "successor", NULL);
    const char *en = day_text(arena, day), *vi = day_words(arena, day);
    if (is_ended(last, day) && successor)
        document_not_here(dossier);
    if (!is_ended(last, day))
        err_set(err, "bodies.ini: không có mục [%3$s …] có hiệu lực ngày %1$s (“%4$s”)%2$.0s",
                "bodies.ini: no section [%3$s …] holds on %2$s (“%4$s”)%1$.0s", vi, en, id, name);
    else if (successor)
        err_set(err,
                "ngày %1$s “%3$s” không còn, và không một đơn vị nào thay nó trong văn bản này; "
                "kế nhiệm: %4$s%2$.0s",
                "on %2$s “%3$s” has ended, and no single body takes its place in this document; "
                "its successors: %4$s%1$.0s",
                vi, en, name, successor);
    else
        err_set(err,
                "ngày %1$s “%3$s” không còn, và bodies.ini không nêu đơn vị kế nhiệm (followed_by, "
                "successor)%2$.0s",
                "on %2$s “%3$s” has ended, and bodies.ini names no successor (followed_by, successor)%1$.0s",
                vi, en, name);
}

bool document_say_each(struct arena *arena, const struct package *package, const char *id, int32_t day, struct value *dossier, struct err *err)
{
    const char *name = value_get_text(last_entry(package, id), "name", id);
    const char **wards = unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    struct buffer names = {0};
    for (size_t i = 0; wards[i]; i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", unit_at(&package->units, wards[i], day)->name);
    const char *list = buffer_take(&names, arena);
    document_not_here(dossier);
    return err_set(err, "ngày %1$s không còn là “%3$s” mà mỗi %4$s tự lập văn bản này: %5$s%2$.0s%6$.0s",
                   "on %2$s it is “%3$s” no more: each %6$s issues this paper for itself: %5$s%1$.0s%4$.0s", day_words(arena, day),
                   day_text(arena, day), name, package->levels[LEVEL_WARD].vi, list, package->levels[LEVEL_WARD].en);
}

bool document_say_ward_ended(struct arena *arena, const struct package *package, const char *ward, int32_t day,
                             struct value *dossier, struct err *err)
{
    const struct unit_fact *unit = unit_at(&package->units, ward, day);
    const char *home = unit_home(&package->units, ward, day), *level = package->levels[LEVEL_WARD].vi;
    const struct unit_fact *successor = home ? unit_at(&package->units, home, day) : NULL;
    document_not_here(dossier);
    return err_set(err, "ngày %1$s %3$s %4$s không còn%5$s%6$s%2$.0s%7$.0s",
                   "on %2$s %3$s %4$s does not stand%7$s%6$s%1$.0s%5$.0s", day_words(arena, day), day_text(arena, day),
                   level, unit ? unit->name : ward,
                   successor ? arena_printf(arena, "; đơn vị kế nhiệm: %s ", level) : "",
                   successor ? successor->name : "",
                   successor ? arena_printf(arena, "; its successor: %s ", level) : "");
}

struct value *document_body_worded(struct arena *arena, const struct value *body, const struct value *dossier,
                                   struct err *err)
{
    struct value *worded = value_copy(arena, body), *data = value_map(arena), *ward = value_map(arena);
    if (value_get(dossier, "ward")) {
        value_set(ward, "id", value_get(dossier, "ward"));
        value_set(ward, "name", value_get(dossier, "ward_name"));
        value_set(data, "ward", ward);
    }
    for (size_t i = 0; i < value_len(body); i++) {
        const char *text = value_get_text(body, value_key(body, i), "");
        if (!strstr(text, "{{"))
            continue;
        const char *filled = template_fill(arena, text, data, err);
        if (!filled)
            return err_prefix(err, "%s", "%s", value_key(body, i)), NULL;
        value_set_text(worded, value_key(body, i), filled);
    }
    return worded;
}

static bool take_text(const struct value *from, struct value *to, const char *key, const char *body,
                      struct err *err)
{
    const char *text = value_get_text(from, key, NULL);
    if (!text)
        return err_set(err, "bodies.ini, mục [%s …]: thiếu “%s”", "bodies.ini, section [%s …]: “%s” is missing",
                       body, key);
    value_set_text(to, key, text);
    return true;
}

struct value *document_lines(struct arena *arena, const struct value *body, const char *name)
{
    struct value *lines = value_list(arena);
    for (int i = 1; i <= 9; i++) {
        const char *line = value_get_text(body, arena_printf(arena, "%s_%d", name, i), NULL);
        if (line)
            value_append(lines, value_text(arena, line));
    }
    return lines;
}

/* sign_1, sign_2 … above the signature, sign_title (may be absent) and sign_name below it. */
static struct value *signatory_of(struct arena *arena, const struct value *body, const char *id,
                                  struct err *err)
{
    struct value *signatory = value_map(arena), *lines = document_lines(arena, body, "sign");
    value_set(signatory, "lines", lines);
    value_set_text(signatory, "sign_title", value_get_text(body, "sign_title", NULL));
    return (value_len(lines) > 0 || take_text(body, signatory, "sign_1", id, err)) &&
                   take_text(body, signatory, "sign_name", id, err)
               ? signatory
               : NULL;
}

/* The issuer with the number's symbol for this kind (symbol_a, symbol_e …). */
static struct value *issuer_of(struct arena *arena, const struct document_kind *kind,
                               const struct value *body, const char *id, struct err *err)
{
    struct value *issuer = value_copy(arena, body);
    const char *key = arena_printf(arena, "symbol_%s", kind->kind);
    bool numbered = strcmp(value_get_text(kind->settings, "number", "yes"), "no") != 0;
    if (numbered && !take_text(body, issuer, key, id, err))
        return NULL;
    if (numbered)
        value_set_text(issuer, "symbol", value_get_text(issuer, key, NULL));
    value_set_text(issuer, "id", id);
    return issuer;
}

bool document_issuer(struct arena *arena, const struct document_kind *kind, const struct value *body,
                     const char *id, struct value *dossier, struct err *err)
{
    const struct value *issuer = issuer_of(arena, kind, body, id, err);
    const struct value *signatory = issuer ? signatory_of(arena, body, id, err) : NULL;
    if (!signatory)
        return false;
    value_set(dossier, "issuer", issuer);
    value_set(dossier, "signatory", signatory);
    return true;
}
