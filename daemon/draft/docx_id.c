#include "draft/docx_id.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

/* Adds a key; false when it was there. */
static bool add_key(struct arena *arena, struct docx_id_set *set, const char *key);

static size_t slot_of(const struct docx_id_set *set, const char *key)
{
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    for (const char *at = key; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    size_t slot = (size_t)hash & (set->size - 1);
    while (set->keys[slot] && strcmp(set->keys[slot], key) != 0)
        slot = (slot + 1) & (set->size - 1);
    return slot;
}

static void grow(struct arena *arena, struct docx_id_set *set)
{
    struct docx_id_set wider = {NULL, 0, set->size ? 2 * set->size : 64};
    wider.keys = arena_alloc(arena, wider.size * sizeof *wider.keys);
    for (size_t i = 0; i < set->size; i++)
        if (set->keys[i])
            add_key(arena, &wider, set->keys[i]);
    *set = wider;
}

static bool add_key(struct arena *arena, struct docx_id_set *set, const char *key)
{
    if (2 * set->len >= set->size)
        grow(arena, set);
    size_t slot = slot_of(set, key);
    if (set->keys[slot])
        return false;
    set->keys[slot] = key;
    set->len++;
    return true;
}

/* Where the value of an attribute stands in a tag. */
static const char *find_value(const struct docx_tag_text *tag, const char *name, size_t *ret_len)
{
    size_t len = strlen(name);
    for (const char *at = tag->name + tag->name_len, *end = tag->text + tag->len; at + len + 3 < end; at++)
        if ((*at == ' ' || *at == '\n') && strncmp(at + 1, name, len) == 0 && strncmp(at + 1 + len, "=\"", 2) == 0) {
            const char *value = at + len + 3;
            *ret_len = strcspn(value, "\"");
            return value;
        }
    return NULL;
}

const char *docx_tag_attribute(struct arena *arena, const struct docx_tag_text *tag, const char *name)
{
    size_t len;
    const char *value = find_value(tag, name, &len);
    return value ? arena_strndup(arena, value, len) : NULL;
}

void docx_tag_with(const struct docx_tag_text *tag, const char *name, const char *value, struct buffer *out)
{
    size_t len = 0;
    const char *old = find_value(tag, name, &len);
    buffer_add(out, tag->text, (size_t)(old - tag->text));
    buffer_puts(out, value);
    buffer_add(out, old + len, (size_t)(tag->text + tag->len - old) - len);
}

void docx_ids_init(struct docx_ids *ids, struct arena *arena, int highest)
{
    *ids = (struct docx_ids){.arena = arena, .fresh = highest};
}

void docx_ids_begin(struct docx_ids *ids)
{
    ids->seen_here = (struct docx_id_set){0};
    ids->ranges_len = 0;
}

void docx_ids_cut(struct docx_ids *ids, size_t len)
{
    for (size_t i = 0; i < ids->ranges_len; i++)
        if (ids->ranges[i].open && ids->ranges[i].start >= len)
            ids->ranges[i].open = false;
}

void docx_ids_end(struct docx_ids *ids, struct buffer *out)
{
    for (size_t i = ids->ranges_len; i-- > 0;) {
        const struct docx_id_range *range = &ids->ranges[i];
        if (!range->open || range->skipped)
            continue;
        memmove(out->bytes + range->start, out->bytes + range->end, out->len - range->end + 1);
        out->len -= range->end - range->start;
    }
}

static const char *fresh_id(struct docx_ids *ids)
{
    return arena_printf(ids->arena, "%d", ++ids->fresh);
}

static struct docx_id_range *add_range(struct docx_ids *ids, struct docx_id_range range)
{
    if (ids->ranges_len == ids->ranges_size) {
        size_t size = ids->ranges_size ? 2 * ids->ranges_size : 16;
        ids->ranges = arena_grow(ids->arena, ids->ranges, ids->ranges_len * sizeof range, size * sizeof range);
        ids->ranges_size = size;
    }
    ids->ranges[ids->ranges_len] = range;
    return &ids->ranges[ids->ranges_len++];
}

/* The newest that is open: a loop opens and closes one after the other. */
static struct docx_id_range *open_range(struct docx_ids *ids, const char *key)
{
    for (size_t i = ids->ranges_len; i-- > 0;)
        if (ids->ranges[i].open && strcmp(ids->ranges[i].key, key) == 0)
            return &ids->ranges[i];
    return NULL;
}

enum copy { COPY_LEFT_OUT, COPY_RENUMBERED };

static enum docx_id_verdict start_range(struct docx_ids *ids, const struct docx_tag_text *tag, const char *kind,
                                        const char *id, enum copy copy, struct buffer *out)
{
    const char *key = arena_printf(ids->arena, "%s %s", kind, id);
    bool first = add_key(ids->arena, &ids->seen_here, key);
    struct docx_id_range range = {.key = key, .id = id, .start = out->len, .open = true};
    range.skipped = !first && copy == COPY_LEFT_OUT;
    if (!first && copy == COPY_RENUMBERED)
        range.id = fresh_id(ids);
    if (!range.skipped)
        docx_tag_with(tag, "w:id", range.id, out);
    range.end = out->len;
    add_range(ids, range);
    return range.skipped ? DOCX_ID_DROP : DOCX_ID_WRITTEN;
}

static enum docx_id_verdict end_range(struct docx_ids *ids, const struct docx_tag_text *tag, const char *kind,
                                      const char *id, struct buffer *out)
{
    struct docx_id_range *range = open_range(ids, arena_printf(ids->arena, "%s %s", kind, id));
    if (!range)
        return DOCX_ID_DROP;
    range->open = false;
    if (range->skipped)
        return DOCX_ID_DROP;
    docx_tag_with(tag, "w:id", range->id, out);
    return DOCX_ID_WRITTEN;
}

/* The id under which this reference finds its note: its own the first time, that of the comment's range, else a new one. */
static enum docx_id_verdict refer(struct docx_ids *ids, const struct docx_tag_text *tag, const char *element,
                                  const char *id, struct buffer *out)
{
    const char *as = NULL, *key = arena_printf(ids->arena, "%s %s", element, id);
    for (size_t i = ids->ranges_len; !as && i-- > 0;)
        if (strcmp(ids->ranges[i].key, key) == 0)
            as = ids->ranges[i].id;
    if (!as)
        as = add_key(ids->arena, &ids->seen, key) ? id : fresh_id(ids);
    if (ids->uses_len == ids->uses_size) {
        size_t size = ids->uses_size ? 2 * ids->uses_size : 16;
        ids->uses = arena_grow(ids->arena, ids->uses, ids->uses_len * sizeof *ids->uses, size * sizeof *ids->uses);
        ids->uses_size = size;
    }
    ids->uses[ids->uses_len++] = (struct docx_note_use){element, id, as};
    docx_tag_with(tag, "w:id", as, out);
    return DOCX_ID_WRITTEN;
}

static bool is(const struct docx_tag_text *tag, const char *name)
{
    return tag && strncmp(tag->name, name, tag->name_len) == 0 && name[tag->name_len] == '\0';
}

/* Shapes of VML: a copy gets another id; a copied shape type is the same and not needed. */
static enum docx_id_verdict name_shape(struct docx_ids *ids, const struct docx_tag_text *tag, struct buffer *out)
{
    const char *id = docx_tag_attribute(ids->arena, tag, "id");
    if (!id || add_key(ids->arena, &ids->seen, arena_printf(ids->arena, "shape %s", id)))
        return DOCX_ID_AS_IS;
    if (is(tag, "v:shapetype"))
        return DOCX_ID_DROP;
    const char *other = arena_printf(ids->arena, "%s_%s", id, fresh_id(ids));
    struct buffer changed = {0};
    docx_tag_with(tag, "id", other, &changed);
    struct docx_tag_text again = {changed.bytes + 1, tag->name_len, changed.bytes, changed.len};
    if (docx_tag_attribute(ids->arena, &again, "o:spid"))
        docx_tag_with(&again, "o:spid", other, out);
    else
        buffer_add(out, changed.bytes, changed.len);
    buffer_finish(&changed);
    return DOCX_ID_WRITTEN;
}

static enum docx_id_verdict number_drawing(struct docx_ids *ids, const struct docx_tag_text *tag, struct buffer *out)
{
    if (!docx_tag_attribute(ids->arena, tag, "id"))
        return DOCX_ID_AS_IS;
    docx_tag_with(tag, "id", arena_printf(ids->arena, "%d", ++ids->drawings), out);
    return DOCX_ID_WRITTEN;
}

static const struct {
    const char *start, *end, *kind;
    enum copy copy;
} ranges[] = {{"w:bookmarkStart", "w:bookmarkEnd", "bookmark", COPY_LEFT_OUT},
              {"w:permStart", "w:permEnd", "perm", COPY_RENUMBERED},
              {"w:commentRangeStart", "w:commentRangeEnd", "w:comment", COPY_RENUMBERED}};

static const struct {
    const char *reference, *element;
} notes[] = {{"w:footnoteReference", "w:footnote"},
             {"w:endnoteReference", "w:endnote"},
             {"w:commentReference", "w:comment"}};

enum docx_id_verdict docx_id_open(struct docx_ids *ids, const struct docx_tag_text *tag,
                                  const struct docx_tag_text *parent, struct buffer *out)
{
    if (tag->name[0] == 'v' && tag->name[1] == ':')
        return name_shape(ids, tag, out);
    if (is(tag, "wp:docPr"))
        return number_drawing(ids, tag, out);
    if (tag->name[0] != 'w' || !strchr("bpcfei", tag->name[2]) || tag->name_len < 4)
        return DOCX_ID_AS_IS;
    const char *id = NULL;
    if (is(tag, "w:id") && is(parent, "w:sdtPr")) {
        id = docx_tag_attribute(ids->arena, tag, "w:val");
        bool first = !id || add_key(ids->arena, &ids->seen, arena_printf(ids->arena, "control %s", id));
        return first ? DOCX_ID_AS_IS : DOCX_ID_DROP; /* Word gives a control without id its own */
    }
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        bool start = is(tag, ranges[i].start);
        if (!start && !is(tag, ranges[i].end))
            continue;
        if (!(id = docx_tag_attribute(ids->arena, tag, "w:id")))
            return DOCX_ID_AS_IS;
        return start ? start_range(ids, tag, ranges[i].kind, id, ranges[i].copy, out)
                     : end_range(ids, tag, ranges[i].kind, id, out);
    }
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (is(tag, notes[i].reference) && (id = docx_tag_attribute(ids->arena, tag, "w:id")))
            return refer(ids, tag, notes[i].element, id, out);
    return DOCX_ID_AS_IS;
}
