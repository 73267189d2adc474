#include "draft/opc.h"

#include "base/arena.h"
#include "base/err.h"
#include "xml/xml_tree.h"
#include "zip/archive.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct archive_limits opc_limits = {
    .entries = 500,
    .bytes = 64 * 1024 * 1024,
    .ratio = 200,
};

static const char types_name[] = "[Content_Types].xml";
static const char package_relations[] = "_rels/.rels";

struct opc_part *opc_find(const struct opc *opc, const char *name)
{
    for (size_t i = 0; i < opc->len; i++)
        if (strcasecmp(opc->items[i].name, name) == 0)
            return &opc->items[i];
    return NULL;
}

/* The order in which Word itself writes: types and relationships first. */
static int rank(const char *name)
{
    return strcasecmp(name, types_name) == 0 ? 0 : strcasecmp(name, package_relations) == 0 ? 1 : 2;
}

static int compare_parts(const void *left, const void *right)
{
    const struct opc_part *a = left, *b = right;
    int order = rank(a->name) - rank(b->name);
    return order ? order : strcmp(a->name, b->name);
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), size = strlen(end);
    return len >= size && strcasecmp(text + len - size, end) == 0;
}

static enum opc_kind kind_of(const char *name)
{
    if (strcasecmp(name, types_name) == 0)
        return OPC_TYPES;
    return ends_with(name, ".rels") && strstr(name, "_rels/") ? OPC_RELATIONS : OPC_PART;
}

static void take_parts(struct arena *arena, const struct archive *archive, struct opc *opc)
{
    opc->items = arena_alloc(arena, archive->len * sizeof *opc->items);
    opc->len = archive->len;
    for (size_t i = 0; i < archive->len; i++)
        opc->items[i] = (struct opc_part){.kind = kind_of(archive->items[i].name),
                                          .name = archive->items[i].name,
                                          .bytes = archive->items[i].bytes,
                                          .len = archive->items[i].len,
                                          .type = ""};
    qsort(opc->items, opc->len, sizeof *opc->items, compare_parts);
}

/* word/_rels/document.xml.rels belongs to word/document.xml */
static const char *source_name(struct arena *arena, const char *relations)
{
    const char *folder = strstr(relations, "_rels/");
    return arena_printf(arena, "%.*s%.*s", (int)(folder - relations), relations, (int)(strlen(folder) - 11), folder + 6);
}

static bool read_trees(struct arena *arena, struct opc *opc, struct err *err)
{
    for (size_t i = 0; i < opc->len; i++) {
        struct opc_part *part = &opc->items[i];
        if (part->kind == OPC_PART)
            continue;
        if (!(part->tree = xml_parse(arena, part->name, part->bytes, part->len, err)))
            return false;
        if (part->kind == OPC_TYPES)
            opc->types = part;
        else if (rank(part->name) == 1)
            opc->related = part;
        else if ((part->source = opc_find(opc, source_name(arena, part->name))))
            part->source->related = part;
    }
    return true;
}

/* The content type of a part: its own, else that of its extension. */
static const char *type_of(const struct opc *opc, const char *name)
{
    const char *found = "", *dot = strrchr(name, '.');
    for (const struct xml_node *node = opc->types->tree->first; node; node = node->next) {
        const char *type = node->kind == XML_KIND_ELEMENT ? xml_attribute(node, "ContentType") : NULL;
        if (!type)
            continue;
        const char *part = xml_attribute(node, "PartName"), *extension = xml_attribute(node, "Extension");
        if (part && *part == '/' && strcasecmp(part + 1, name) == 0)
            return type;
        if (extension && dot && strcasecmp(extension, dot + 1) == 0)
            found = type;
    }
    return found;
}

struct xml_node *opc_relation(const struct opc_part *relations, const struct xml_node *after)
{
    struct xml_node *node = !relations ? NULL : after ? after->next : relations->tree->first;
    while (node && (node->kind != XML_KIND_ELEMENT || strcmp(node->local, "Relationship") != 0))
        node = node->next;
    return node;
}

const char *opc_relation_type(const struct xml_node *relation)
{
    const char *type = xml_attribute(relation, "Type");
    const char *slash = type ? strrchr(type, '/') : NULL;
    return slash ? slash + 1 : type ? type : "";
}

bool opc_relation_external(const struct xml_node *relation)
{
    const char *mode = xml_attribute(relation, "TargetMode");
    return mode && strcasecmp(mode, "External") == 0;
}

/* word/ and ../media/x.png → media/x.png; NULL when it leads out of the package. */
static const char *resolve(struct arena *arena, const char *source, const char *target)
{
    const char *slash = source && *target != '/' ? strrchr(source, '/') : NULL;
    char *path = arena_printf(arena, "%.*s%s", slash ? (int)(slash + 1 - source) : 0, source ? source : "",
                              target + (*target == '/'));
    path[strcspn(path, "#?")] = '\0';
    for (char *dots; (dots = strstr(path, "../"));) {
        char *folder = dots - 1;
        while (folder > path && folder[-1] != '/')
            folder--;
        if (dots == path)
            return NULL;
        memmove(folder, dots + 3, strlen(dots + 3) + 1);
    }
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    return path;
}

struct opc_part *opc_target(struct arena *arena, const struct opc *opc, const struct opc_part *relations,
                            const struct xml_node *relation)
{
    const char *target = xml_attribute(relation, "Target");
    if (!target || opc_relation_external(relation))
        return NULL;
    const char *path = resolve(arena, relations->source ? relations->source->name : NULL, target);
    return path ? opc_find(opc, path) : NULL;
}

struct opc_part *opc_related(struct arena *arena, const struct opc *opc, const struct opc_part *relations,
                             const char *type)
{
    for (struct xml_node *relation = NULL; (relation = opc_relation(relations, relation));)
        if (strcasecmp(opc_relation_type(relation), type) == 0)
            return opc_target(arena, opc, relations, relation);
    return NULL;
}

static void reach(struct arena *arena, const struct opc *opc, struct opc_part *relations)
{
    if (!relations || relations->reached)
        return;
    relations->reached = true;
    for (struct xml_node *relation = NULL; (relation = opc_relation(relations, relation));) {
        struct opc_part *part = opc_target(arena, opc, relations, relation);
        if (part && !part->reached) {
            part->reached = true;
            reach(arena, opc, part->related);
        }
    }
}

void opc_drop_unreached(struct arena *arena, struct opc *opc)
{
    for (size_t i = 0; i < opc->len; i++)
        opc->items[i].reached = false;
    opc->types->reached = true;
    reach(arena, opc, opc->related);
    for (struct xml_node *node = opc->types->tree->first, *next; node; node = next) {
        next = node->next;
        const char *name = node->kind == XML_KIND_ELEMENT ? xml_attribute(node, "PartName") : NULL;
        const struct opc_part *part = name && *name == '/' ? opc_find(opc, name + 1) : NULL;
        if (name && (!part || !part->reached))
            xml_unlink(node);
    }
}

bool opc_read(struct arena *arena, const struct archive *archive, struct opc *ret_opc, struct err *err)
{
    struct opc opc = {0};
    take_parts(arena, archive, &opc);
    for (size_t i = 1; i < opc.len; i++)
        if (opc_find(&opc, opc.items[i].name) != &opc.items[i])
            return err_set(err, "phần “%s” có hai lần trong tệp", "part “%s” is in the file twice", opc.items[i].name);
    if (!read_trees(arena, &opc, err))
        return false;
    if (!opc.types || !opc.related)
        return err_set(err, "không phải tài liệu Word (thiếu %s); mở bằng Word rồi lưu lại thành .docx",
                       "no Word document (%s is missing); open it in Word and save it as .docx",
                       opc.types ? package_relations : types_name);
    for (size_t i = 0; i < opc.len; i++)
        opc.items[i].type = type_of(&opc, opc.items[i].name);
    *ret_opc = opc;
    return true;
}
