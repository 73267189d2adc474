/*
 * The register of outgoing papers, by issuer and year (Nghị định 30/2020/NĐ-CP, Phụ lục IV): what was issued here, what the clerk enters of papers that were
 * not drafted here, what comes from the office's own document system. A number stands once in an issuer's series (its symbol) of a year; one that leaves a
 * gap or comes late asks for a reason, unless the office's system gave it. Knows nothing of states (document/draft_life.h).
 */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct store;
struct value;

enum register_source { REGISTER_ISSUED, REGISTER_ENTERED, REGISTER_IMPORTED };

struct register_entry {
    enum register_source source;
    const char *issuer, *issuer_name; /* a body of the package on that day, and what it is called */
    const char *symbol;               /* QĐ-UBND; "": none */
    int64_t number;
    int32_t day;
    const char *subject;              /* the unit whose paper it is */
    const char *draft;                /* NULL: not drafted here, and has a title */
    const char *title;                /* kind and subject matter */
    const char *signer, *recipients, *keeper, *note; /* NULL: not said */
    int64_t copies;                   /* 0: not said */
    const char *reason;               /* of a gap or a late number; NULL: none */
};

/* Inside a change. Refused: a number that stands already, a gap, a late number or a day out of order without a reason; *ret_field (NULL: nobody asks) says
 * which, “number” or “day”. */
bool register_add(struct change *change, struct arena *arena, const struct register_entry *entry, const char **ret_field, struct err *err);

/* [{id, issuer, issuer_name, symbol, year, number, numbered (“45/QĐ-UBND”), day (text), subject, draft, kind, state, title, signer, recipients, keeper, copies, note,
 * source, reason, registered_at (text), registered_by}…] by issuer, year, symbol and number. issuer NULL: all; year 0: all. Of what was drafted here the
 * title is the package's for its kind. */
struct value *register_list(struct store *store, struct arena *arena, const struct package *package, const char *issuer, int64_t year, struct err *err);
/* [{id, name (of a body that each unit has with “…” in the unit's place), from, until (texts; null: it stands)}…]: the bodies of bodies.ini as they are called, or were last. */
struct value *register_issuers(struct arena *arena, const struct package *package);
/* What a body of bodies.ini is called on a day, of a unit where each has one; NULL when there is none of that id. */
const char *register_issuer_name(struct arena *arena, const struct package *package, const char *issuer, const char *unit, int32_t day);

#endif
