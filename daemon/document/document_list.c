/* The decision's words: the list of those commended, their prizes, who proposed them (samples.md a). */
#include "document/document_list.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_beginning.h"
#include "document/document_inputs.h"
#include "document/document_setting.h"
#include "document/document_trigger.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

static bool names_force(const struct value *words, const char *name)
{
    for (size_t i = 0; i < value_len(words); i++)
        if (strcasestr(name, value_as_text(value_at(words, i))))
            return true;
    return false;
}

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
    const char *found = *from ? strstr(text, from) : NULL;
    return found ? arena_printf(arena, "%.*s%s%s", (int)(found - text), text, to, found + strlen(from))
                 : text;
}

/* A name that begins with one of the nouns gets no capital inside a longer name: "Tổ 3" → "tổ 3". */
static const char *inner_name(struct arena *arena, const struct value *nouns, const char *name)
{
    for (size_t i = 0; i < value_len(nouns); i++) {
        const char *noun = value_as_text(value_at(nouns, i)), *capital = text_upper_first(arena, noun);
        size_t len = strlen(capital);
        if (strncmp(name, capital, len) == 0 && name[len] == ' ')
            return arena_printf(arena, "%s%s", noun, name + len);
    }
    return name;
}

/*
 * A team's name in full, however short its records call it: "Tổ dân phố số 3" becomes "Tổ bảo vệ an ninh,
 * trật tự tổ dân phố số 3". In a person's line the force's name is shortened, as samples.md (a) has it.
 */
const char *document_team_name(struct arena *arena, const struct document_kind *kind, const char *name, bool brief)
{
    const char *full = value_get_text(kind->settings, "team_full", "");
    const char *abbreviated = value_get_text(kind->settings, "team_brief", full);
    if (*full && !names_force(document_words(arena, kind, "team_words"), name))
        name = arena_printf(arena, "%s %s", full,
                            inner_name(arena, document_words(arena, kind, "team_nouns"), name));
    return brief ? replaced(arena, name, full, abbreviated) : name;
}

const char *document_collective_name(struct arena *arena, const struct document_kind *kind, const struct value *nominee)
{
    const char *name = value_get_text(nominee, "subject_name", "");
    return value_get(nominee, "subject_level") ? name : document_team_name(arena, kind, name, false);
}

bool document_word(struct arena *arena, const struct document_kind *kind, struct value *row, const char *key,
                   const char *choice, struct err *err)
{
    const char *word = document_setting(kind, arena_printf(arena, "%s_%s", key, choice), err);
    if (word)
        value_set_text(row, key, word);
    return word != NULL;
}

/* A row of the list: {subject, name, ward, amount} and of a person {salutation, role, team} too. */
static struct value *row_of(struct arena *arena, const struct document_kind *kind,
                            const struct value *nominee, bool collective, int64_t amount, struct err *err)
{
    struct value *row = value_map(arena);
    value_set_text(row, "subject", value_get_text(nominee, "subject", NULL));
    value_set_text(row, "name", collective ? document_collective_name(arena, kind, nominee) : value_get_text(nominee, "subject_name", ""));
    value_set_text(row, "ward", value_get_text(nominee, "ward_name", NULL));
    value_set_int(row, "amount", amount);
    if (collective)
        return row;
    value_set_text(row, "team",
                   document_team_name(arena, kind, value_get_text(nominee, "subject_team_name", ""), true));
    return document_word(arena, kind, row, "salutation", value_get_text(nominee, "subject_sex", ""), err) &&
                   document_word(arena, kind, row, "role", value_get_text(nominee, "subject_role", ""), err)
               ? row
               : NULL;
}

/* The number that was filled in for a body's submission, and its day. */
static struct value *request_filled(struct arena *arena, const struct value *dossier, const char *id)
{
    const struct value *blanks = value_get(dossier, "blanks");
    const char *number = value_get_text(blanks, arena_printf(arena, "request_number_%s", id), NULL), *on = value_get_text(blanks, arena_printf(arena, "request_on_%s", id), NULL);
    struct value *request = value_map(arena);
    if (!number || !on)
        return NULL;
    value_set_int(request, "number", strtoll(number, NULL, 10));
    value_set_text(request, "on", on);
    return request;
}

void document_requests(struct arena *arena, const struct document_kind *kind, const struct document_inputs *inputs, struct value *dossier)
{
    const struct value *ids = document_words(arena, kind, "proposers");
    struct value *requests = value_map(arena);
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *id = value_as_text(value_at(ids, i)), *paper = value_get_text(value_get(value_get(dossier, "bodies"), id), "request", "");
        const struct value *issued = value_get(value_get(inputs->numbers, paper), value_get_text(dossier, "subject", "")), *filled = request_filled(arena, dossier, id);
        if (issued || filled)
            value_set(requests, id, issued ? issued : filled);
    }
    if (value_len(requests))
        value_set(dossier, "requests", requests);
}

/* The bodies that proposed, of those that still stand; a document that names some cites at least one. */
static struct value *proposers_of(struct arena *arena, const struct document_kind *kind,
                                  const struct value *dossier, struct err *err)
{
    struct value *proposers = value_list(arena);
    const struct value *ids = document_words(arena, kind, "proposers");
    for (size_t i = 0; i < value_len(ids); i++) {
        const struct value *body = value_get(value_get(dossier, "bodies"), value_as_text(value_at(ids, i)));
        if (value_is_null(body))
            continue;
        struct value *proposer = value_copy(arena, body);
        const struct value *request = value_get(value_get(dossier, "requests"), value_as_text(value_at(ids, i)));
        value_set(proposer, "request", request ? request : value_null(arena));
        value_append(proposers, proposer);
    }
    if (value_len(ids) > 0 && value_len(proposers) == 0)
        return err_set(err,
                       "không có đơn vị đề nghị khen thưởng nào còn tồn tại vào ngày dự thảo; sửa "
                       "“proposers” trong "
                       "documents.ini",
                       "none of the proposing bodies stands on the draft's day; correct “proposers” in "
                       "documents.ini"),
               NULL;
    return proposers;
}

static bool is_collective(const struct value *nominee)
{
    return strcmp(value_get_text(nominee, "kind", ""), "collective") == 0;
}

struct document_sums document_sums(const struct value *dossier)
{
    const struct value *rates = value_get(dossier, "rates"), *nominees = value_get(dossier, "nominees");
    struct document_sums sums = {
        .collective_amount = value_get_int(value_get(rates, "collective"), "amount", 0),
        .individual_amount = value_get_int(value_get(rates, "individual"), "amount", 0),
    };
    for (size_t i = 0; i < value_len(nominees); i++)
        *(is_collective(value_at(nominees, i)) ? &sums.collectives : &sums.individuals) += 1;
    sums.total = sums.collectives * sums.collective_amount + sums.individuals * sums.individual_amount;
    return sums;
}

bool document_nominees(struct arena *arena, const struct document_kind *kind, const struct value *dossier,
                       struct value *data, struct err *err)
{
    struct value *collectives = value_list(arena), *individuals = value_list(arena), *prize = value_map(arena);
    const struct value *nominees = value_get(dossier, "nominees");
    const struct document_sums sums = document_sums(dossier);
    for (size_t i = 0; i < value_len(nominees); i++) {
        bool collective = is_collective(value_at(nominees, i));
        const struct value *row =
            row_of(arena, kind, value_at(nominees, i), collective, collective ? sums.collective_amount : sums.individual_amount, err);
        if (!row)
            return false;
        value_append(collective ? collectives : individuals, row);
    }
    value_set_int(prize, "collective", sums.collective_amount);
    value_set_int(prize, "individual", sums.individual_amount);
    value_set(data, "collectives", collectives);
    value_set(data, "individuals", individuals);
    value_set(data, "prize", prize);
    value_set_int(data, "total", sums.total);
    value_set_int(data, "count", sums.collectives + sums.individuals);
    return document_texts(arena, kind, "nominees_", data, err);
}

struct value *document_decision_data(struct arena *arena, const struct package *package,
                                     const struct document_kind *kind, const struct value *seal,
                                     const struct value *dossier, struct err *err)
{
    (void)package;
    (void)seal;
    struct value *data = document_values(arena, kind, dossier);
    if (!document_nominees(arena, kind, dossier, data, err))
        return NULL;
    const struct value *proposers = proposers_of(arena, kind, dossier, err);
    if (!proposers)
        return NULL;
    value_set(data, "proposers", proposers);
    return document_texts(arena, kind, "text_", data, err) ? data : NULL;
}
