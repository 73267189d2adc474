#include "document/signatory.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_inputs.h"
#include "document/document_setting.h"
#include "document/signing.h"
#include "package/package.h"
#include "person/grant.h"
#include "person/person.h"
#include "store/store.h"
#include "workflow/role.h"

#include <string.h>

#define NAME_BLANK "[Họ và tên]" /* as the packages mark it */

/* ---- deputies ---- */

static bool is_leader(const struct value *row, int32_t day, bool of_then)
{
    const struct role_row *role = role_find(value_get_text(row, "role", ""));
    const struct grant grant = {.from = (int32_t)value_get_int(row, "valid_from", INT32_MIN), .until = (int32_t)value_get_int(row, "valid_until", DAY_NEVER)};
    return role && role->role == ROLE_LEADER && grant_is_of(&grant, day) && (of_then || value_is_null(value_get(row, "revoked")));
}

/* A deputy has what the other has. */
static bool is_lent(const struct value *grants, const char *other, int32_t day, bool of_then)
{
    for (size_t i = 0; i < value_len(grants); i++)
        if (is_leader(value_at(grants, i), day, of_then) && strcmp(value_get_text(value_at(grants, i), "person", ""), other) == 0 &&
            !value_get_text(value_at(grants, i), "deputy_of", NULL))
            return true;
    return false;
}

struct value *signatory_deputies(struct store *store, struct arena *arena, int32_t day, bool of_then, struct err *err)
{
    const struct value *grants = person_grants(store, arena, NULL, err);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(grants); i++) {
        const struct value *row = value_at(grants, i);
        const char *other = value_get_text(row, "deputy_of", NULL), *person = value_get_text(row, "person", "");
        if (!other || !is_leader(row, day, of_then) || !is_lent(grants, other, day, of_then))
            continue;
        const struct value *account = person_get(store, arena, person, err);
        if (!account)
            return NULL;
        struct value *deputy = value_copy(arena, row);
        value_set_text(deputy, "name", value_get_text(account, "full_name", person));
        value_append(list, deputy);
    }
    return grants ? list : NULL;
}

/* ---- choices ---- */

struct choosing {
    struct arena *arena;
    const struct document_kind *kind;
    const struct value *own; /* the issuer's own block */
    struct value *list;
};

/* KT. CHỦ TỊCH / PHÓ CHỦ TỊCH – Trần Văn Phó */
static const char *words_of(struct arena *arena, const struct value *block)
{
    const struct value *lines = value_get(block, "lines");
    struct buffer words = {0};
    for (size_t i = 0; i < value_len(lines); i++)
        buffer_printf(&words, "%s%s", i ? " / " : "", value_as_text(value_at(lines, i)));
    buffer_printf(&words, " – %s", value_get_text(block, "sign_name", ""));
    return buffer_take(&words, arena);
}

/* Whether the kind is signed in that way (signs = kt, q); a head signs everything. */
static bool is_signed_so(struct arena *arena, const struct document_kind *kind, const char *way)
{
    const struct value *ways = document_words(arena, kind, "signs");
    bool found = value_len(ways) == 0 || strcmp(way, "head") == 0;
    for (size_t i = 0; i < value_len(ways) && !found; i++)
        found = strcmp(value_as_text(value_at(ways, i)), way) == 0;
    return found;
}

static void add(struct choosing *c, const char *key, const struct value *block, const struct err *refused)
{
    struct value *choice = value_map(c->arena);
    value_set_text(choice, "key", key);
    value_set_text(choice, "words", block ? words_of(c->arena, block) : key);
    value_set(choice, "block", block ? block : value_null(c->arena));
    value_set_text(choice, "why_not", refused ? refused->vi : NULL);
    value_set_text(choice, "why_not_en", refused ? refused->en : NULL);
    value_append(c->list, choice);
}

static void add_signing(struct choosing *c, const char *key, const struct signing *signing, const char *person)
{
    struct err err = {0};
    struct value *block = NULL;
    if (!is_signed_so(c->arena, c->kind, signing->signs))
        err_set(&err, "“%s” chỉ ký %s", "“%s” is signed %s only", c->kind->title, value_get_text(c->kind->settings, "signs", ""));
    else
        block = signing_block(c->arena, c->own, signing, &err);
    if (block && person) {
        value_set_text(block, "person", person);
        value_set_text(block, "deputy_of", signing->deputy_of);
        value_set_text(block, "basis", signing->basis);
    }
    add(c, key, block, block ? NULL : &err);
    err_clear(&err);
}

/* signer_1 = kt | Phó Chủ tịch | Nguyễn Văn A | Phó Trưởng ban: how, the title, the name, the office below the signature; all but the first may be left out. */
static bool read_signer(struct arena *arena, const char *text, struct signing *ret_signing)
{
    const char *parts[4] = {NULL};
    for (size_t i = 0; i < LEN(parts) && text; i++) {
        size_t len = strcspn(text, "|");
        parts[i] = text_clean(arena, text, len);
        text = text[len] ? text + len + 1 : NULL;
    }
    *ret_signing = (struct signing){.signs = parts[0], .title = parts[1] && *parts[1] ? parts[1] : NULL,
                                    .name = parts[2] && *parts[2] ? parts[2] : NAME_BLANK, .office = parts[3] && *parts[3] ? parts[3] : NULL};
    return !text && parts[0] && signing_is_way(parts[0]);
}

static bool is_signer(const char *key)
{
    return strncmp(key, SIGNATORY_KEY "_", strlen(SIGNATORY_KEY "_")) == 0;
}

static const char *unit_of(const struct package *package, const struct value *dossier)
{
    const char *subject = value_get_text(dossier, "ward", value_get_text(dossier, "subject", ""));
    return unit_place(&package->units, subject) < package->units.fact_count ? subject : NULL;
}

struct value *signatory_choices(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *dossier,
                                const struct value *deputies, int32_t day)
{
    const struct value *issuer = value_get(dossier, "issuer");
    struct choosing c = {arena, kind, value_get(dossier, "body_signatory") ? value_get(dossier, "body_signatory") : value_get(dossier, "signatory"), value_list(arena)};
    struct signing signing;
    if (!value_get(kind->settings, SIGNATORY_KEY) || !c.own)
        return c.list;
    add(&c, "own", c.own, NULL);
    for (size_t i = 0; i < value_len(issuer); i++)
        if (is_signer(value_key(issuer, i)) && read_signer(arena, value_as_text(value_item(issuer, i)), &signing))
            add_signing(&c, value_key(issuer, i), &signing, NULL);
    for (size_t i = 0; i < value_len(deputies); i++) {
        const struct value *row = value_at(deputies, i);
        const struct grant grant = {.role = ROLE_LEADER, .unit = value_get_text(row, "unit", NULL), .until = DAY_NEVER};
        const char *person = value_get_text(row, "person", "");
        if (!grant_reaches(&grant, &package->units, day, unit_of(package, dossier)))
            continue;
        signing = (struct signing){.signs = value_get_text(row, "signs", "kt"), .title = value_get_text(row, "title", NULL), .person = person, .name = value_get_text(row, "name", person),
                                   .deputy_of = value_get_text(row, "deputy_of", ""), .basis = value_get_text(row, "basis", "")};
        add_signing(&c, arena_printf(arena, "person:%s", person), &signing, person);
    }
    return c.list;
}

void signatory_choose(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                      struct value *dossier)
{
    const struct value *given = value_get(value_get(inputs->blanks, kind->kind), value_get_text(dossier, "subject", ""));
    const char *key = value_get_text(given, SIGNATORY_KEY, NULL);
    const struct value *choices = key ? signatory_choices(arena, package, kind, dossier, inputs->deputies, inputs->day) : NULL;
    if (key && value_get(kind->settings, SIGNATORY_KEY))
        value_set_text(dossier, SIGNATORY_KEY, key);
    for (size_t i = 0; i < value_len(choices); i++) {
        const struct value *choice = value_at(choices, i), *block = value_get(choice, "block");
        if (strcmp(value_get_text(choice, "key", ""), key) != 0 || value_is_null(block))
            continue;
        value_set(dossier, "body_signatory", value_get(dossier, "signatory"));
        value_set(dossier, "signatory", block);
        return;
    }
}

bool signatory_may(const struct value *choices, const struct value *dossier)
{
    const char *key = value_get_text(dossier, SIGNATORY_KEY, "");
    for (size_t i = 0; i < value_len(choices); i++)
        if (strcmp(value_get_text(value_at(choices, i), "key", ""), key) == 0)
            return value_equal(value_get(value_at(choices, i), "block"), value_get(dossier, "signatory"));
    return false;
}

/* ---- the package ---- */

bool signatory_check(struct arena *arena, const struct package *package, const struct document_kind *kind, struct err *err)
{
    const struct value *sections = value_get(package->bodies, value_get_text(kind->settings, "issuer", "")), *ways = document_words(arena, kind, "signs");
    struct signing signing;
    for (size_t i = 0; i < value_len(ways); i++)
        if (!signing_is_way(value_as_text(value_at(ways, i))))
            return err_set(err, "mục [%s], signs: “%s” không được; viết kt, q, tl, tuq", "section [%s], signs: “%s” is refused; write kt, q, tl, tuq", kind->kind, value_as_text(value_at(ways, i)));
    for (size_t i = 0; i < value_len(sections); i++)
        for (size_t j = 0; j < value_len(value_at(sections, i)); j++) {
            const char *key = value_key(value_at(sections, i), j);
            if (is_signer(key) && !read_signer(arena, value_as_text(value_item(value_at(sections, i), j)), &signing))
                return err_set(err, "bodies.ini, mục [%s …], %s: viết như “kt | Phó Chủ tịch | Nguyễn Văn A” (kt, q, tl, tuq hoặc head; chức vụ; họ tên)",
                               "bodies.ini, section [%s …], %s: write it like “kt | Phó Chủ tịch | Nguyễn Văn A” (kt, q, tl, tuq or head; title; name)",
                               value_get_text(kind->settings, "issuer", ""), key);
        }
    return true;
}
