/*
 * Resolves what a row may refer to: wards and higher units of the package, teams and members of the store or of the
 * same call, periods, phases, record types. Looks each id up once a call.
 */
#ifndef IMPORT_REFERENCE_H
#define IMPORT_REFERENCE_H

#include "base/text_index.h"
#include "record/cell_read.h"
#include "record/field_kind.h"
#include "record/level.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct field;
struct package;
struct period_list;
struct phase;
struct store;

/* Where a team (in a ward) or a member (in a team) belonged, half-open. */
struct stay {
    const char *in;
    int32_t from, until;
    struct stay *next;
};

/* Of levels in the contest's chain, from one to the other; 0: any. */
struct places {
    int first, last;
};

struct known {
    bool exists, looked_up;
    enum level level; /* of a unit */
    int place;        /* of that level in the contest's chain */
    struct stay *stays;
};

struct reference {
    struct arena *arena;
    struct store *store;
    const struct package *package;
    const struct period_list *periods;
    struct text_index units, members;
    const char **teams, **member_ids; /* for advice; read when first needed */
    size_t team_count, member_count;
    int advice_left; /* comparing with every id is slow: the first few problems get it */
};

void reference_init(struct reference *reference, struct arena *arena, struct store *store,
                    const struct package *package, const struct period_list *periods);

/* Rows of this call. `in` may be NULL (the file has no such column); texts are borrowed. */
void reference_add_team(struct reference *reference, const char *id, const char *in, int32_t from,
                        int32_t until);
void reference_add_member(struct reference *reference, const char *id, const char *in, int32_t from,
                          int32_t until);

/* *ret_known is NULL for an unknown one. False only when the store failed. */
bool reference_unit(struct reference *reference, const char *id, const struct known **ret_known,
                    struct err *err);
bool reference_member(struct reference *reference, const char *id, const struct known **ret_known,
                      struct err *err);

/* The unit of the package to which a unit, team or member belongs, or belonged last; *ret_unit NULL: it is not known yet, or nobody's. */
bool reference_home(struct reference *reference, const char *id, const char **ret_unit, struct err *err);

/* Adds a problem when the text of a field that refers to something names nothing that exists. `level` is the
 * field's own, or a narrower one. False only when the store failed. */
bool reference_check(struct reference *reference, const struct field *field, struct places places,
                     const char *text, struct spot spot, struct err *err);

/* Whether a team, or a member through a team, belonged to the ward (or to what the ward became) in the phase.
 */
bool reference_belongs(struct reference *reference, const char *id, const struct known *team, const char *ward,
                       const struct phase *phase);

#endif
