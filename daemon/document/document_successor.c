#include "document/document_successor.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_body.h"
#include "document/document_target.h"
#include "package/package.h"

#include <string.h>

const char **document_issuers(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day)
{
    const char *acting, *id = value_get_text(kind->settings, "issuer", "");
    if (document_body_is_each(document_body(package, id, day, &acting)))
        return unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    const char **one = arena_alloc(arena, 2 * sizeof *one);
    one[0] = package->district;
    one[1] = NULL;
    return one;
}

bool document_is_left_to(const struct package *package, const char *from, const char *ward, int32_t day)
{
    const char *home = unit_home(&package->units, from, day);
    return home && strcmp(home, ward) == 0;
}

/* What is one subject's of the inputs. */
struct share {
    struct value *nominations, *wards, *postings;
};

static struct share *share_of(struct arena *arena, struct document_shares *shares, const char *subject)
{
    void **place = text_index_place(&shares->of, arena, subject);
    if (!*place) {
        struct share *made = arena_alloc(arena, sizeof *made);
        *made = (struct share){value_list(arena), value_list(arena), value_list(arena)};
        *place = made;
    }
    return *place;
}

/* Of whom it is said, who said it, and whom that one left it to; each once. */
static void share_nomination(struct arena *arena, const struct package *package, struct document_shares *shares, const struct value *nomination)
{
    const char *ward = value_get_text(nomination, "ward", "");
    const char *whose[] = {ward, value_get_text(nomination, "subject", ""), unit_home(&package->units, ward, shares->inputs->day)};
    for (size_t i = 0; i < LEN(whose); i++)
        if (whose[i] && text_place(whose[i], whose, i) < 0)
            value_append(share_of(arena, shares, whose[i])->nominations, nomination);
}

struct document_shares document_shares_of(struct arena *arena, const struct package *package, const struct document_inputs *inputs)
{
    struct document_shares shares = {.inputs = inputs};
    for (size_t i = 0; i < value_len(inputs->nominations); i++)
        share_nomination(arena, package, &shares, value_at(inputs->nominations, i));
    for (size_t i = 0; inputs->wards && inputs->wards[i]; i++) {
        const char *home = unit_home(&package->units, inputs->wards[i], inputs->day);
        if (home)
            value_append(share_of(arena, &shares, home)->wards, value_text(arena, inputs->wards[i]));
    }
    for (size_t i = 0; i < value_len(inputs->postings); i++) {
        const struct value *posting = value_at(inputs->postings, i);
        value_append(share_of(arena, &shares, value_get_text(posting, "unit", ""))->postings, posting);
    }
    return shares;
}

struct document_inputs document_share(struct arena *arena, const struct package *package, const struct document_shares *shares, const char *subject)
{
    const struct share none = {value_list(arena), value_list(arena), value_list(arena)}, *found = text_index_find(&shares->of, subject), *share = found ? found : &none;
    struct document_inputs mine = *shares->inputs;
    if (strcmp(subject, package->district) == 0)
        return mine;
    size_t count = value_len(share->wards);
    mine.nominations = share->nominations;
    mine.postings = share->postings;
    mine.wards = arena_alloc(arena, (count + 1) * sizeof *mine.wards);
    for (size_t i = 0; i < count; i++)
        mine.wards[i] = value_as_text(value_at(share->wards, i));
    mine.wards[count] = NULL;
    return mine;
}

static struct value *with_cells(struct arena *arena, const struct value *row, const struct value *cells)
{
    struct value *made = value_copy(arena, row);
    value_set(made, "cells", cells);
    return made;
}

const struct value *document_own_seal(struct arena *arena, const struct package *package, const struct value *seal,
                                      const struct value *dossier)
{
    const char *ward = value_get_text(dossier, "ward", NULL);
    const struct value *results = value_get(seal, "results"), *cells = ward ? document_cells(seal, level_id(LEVEL_WARD), ward) : NULL;
    int32_t day = 0;
    if (!ward)
        return seal;
    day_parse(value_get_text(dossier, "day", ""), &day);
    struct value *own = value_copy(arena, seal), *rows = value_list(arena);
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *row = value_at(results, i);
        if (document_is_ward(row) && document_is_left_to(package, value_get_text(row, "subject", ""), ward, day))
            value_append(rows, row);
        else if (cells && level_of(row) == LEVEL_DISTRICT)
            value_append(rows, with_cells(arena, row, cells));
        else if (!document_is_ward(row))
            value_append(rows, row);
    }
    value_set(own, "results", rows);
    return own;
}
