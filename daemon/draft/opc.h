/*
 * The package that a .docx is (Open Packaging Conventions, ISO/IEC 29500-2): parts with a content type, tied together by
 * relationships. A part is found by what the package says of it, never by its name. For draft/ and render/.
 */
#ifndef DRAFT_OPC_H
#define DRAFT_OPC_H

#include <stdbool.h>
#include <stddef.h>

struct archive;
struct archive_limits;
struct arena;
struct err;
struct xml_node;

enum opc_kind { OPC_PART, OPC_RELATIONS, OPC_TYPES };

struct opc_part {
    enum opc_kind kind;
    const char *name; /* word/document.xml */
    const char *bytes;
    size_t len;
    const char *type;         /* its content type; "" when the package names none */
    struct xml_node *tree;    /* of relationships and types; NULL of a part */
    struct opc_part *source;  /* whose relationships these are; NULL: the package's */
    struct opc_part *related; /* of a part: its relationships; NULL: it has none */
    bool reached;             /* by relationships from the package */
};

struct opc {
    struct opc_part *items; /* types first, then the package's relationships, then by name */
    size_t len;
    struct opc_part *types, *related; /* of the package */
};

/* What a package may be as a zip archive. */
extern const struct archive_limits opc_limits;

/* The parts live in the arena. Says what is no package, or none that a .docx can be. */
bool opc_read(struct arena *arena, const struct archive *archive, struct opc *ret_opc, struct err *err);

struct opc_part *opc_find(const struct opc *opc, const char *name); /* small and capital letters are one; NULL */
/* The relationships of a part, one after the other (`after` NULL: the first); NULL behind the last. */
struct xml_node *opc_relation(const struct opc_part *relations, const struct xml_node *after);
const char *opc_relation_type(const struct xml_node *relation); /* its last word: "header"; never NULL */
bool opc_relation_external(const struct xml_node *relation);
/* The part to which an internal relationship leads; NULL when it is not there. */
struct opc_part *opc_target(struct arena *arena, const struct opc *opc, const struct opc_part *relations,
                            const struct xml_node *relation);
/* The first target of that type; NULL when there is none. */
struct opc_part *opc_related(struct arena *arena, const struct opc *opc, const struct opc_part *relations,
                             const char *type);

/* Takes parts that no relationship leads to out of the package, with their content types. */
void opc_drop_unreached(struct arena *arena, struct opc *opc);

#endif
