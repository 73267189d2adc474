#include "cleaner/cleaner_walk.h"

#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>

enum {
    OBJECTS_MAX = 1000000,   /* numbers of objects; a book of a thousand pages has some ten thousand */
    WAITING_MAX = 1000000,   /* objects that were found and not yet looked at */
    STEPS_MAX = 4000000,
};

struct walk {
    qpdf_data pdf;
    cleaner_walk_take *take;
    void *context;
    qpdf_oh *waiting;
    size_t len, size, steps;
    unsigned char *seen; /* a bit a number */
};

static bool push(struct walk *walk, qpdf_oh object)
{
    if (walk->len == WAITING_MAX)
        return false;
    if (walk->len == walk->size) {
        walk->size = walk->size ? 2 * walk->size : 1024;
        walk->waiting = realloc(walk->waiting, walk->size * sizeof *walk->waiting);
        if (!walk->waiting)
            memory_out();
    }
    walk->waiting[walk->len++] = object;
    return true;
}

/* *ret_new: it was not looked at before. */
static bool note(struct walk *walk, qpdf_oh object, bool *ret_new)
{
    int number = qpdf_oh_get_object_id(walk->pdf, object);
    *ret_new = true;
    if (number <= 0) /* it stands within another one */
        return true;
    if (number >= OBJECTS_MAX)
        return false;
    *ret_new = !(walk->seen[number / CHAR_BIT] & 1u << number % CHAR_BIT);
    walk->seen[number / CHAR_BIT] |= (unsigned char)(1u << number % CHAR_BIT);
    return true;
}

static bool push_values(struct walk *walk, qpdf_oh map)
{
    bool good = true;
    qpdf_oh_begin_dict_key_iter(walk->pdf, map);
    while (good && qpdf_oh_dict_more_keys(walk->pdf))
        good = push(walk, qpdf_oh_get_key(walk->pdf, map, qpdf_oh_dict_next_key(walk->pdf)));
    return good;
}

static bool push_items(struct walk *walk, qpdf_oh list)
{
    int count = qpdf_oh_get_array_n_items(walk->pdf, list);
    bool good = true;
    for (int i = 0; good && i < count; i++)
        good = push(walk, qpdf_oh_get_array_item(walk->pdf, list, i));
    return good;
}

static enum cleaner_walk_end look(struct walk *walk, qpdf_oh object)
{
    bool is_new, good = note(walk, object, &is_new), is_stream = good && is_new && qpdf_oh_is_stream(walk->pdf, object);
    if (!good || !is_new)
        return good ? CLEANER_WALK_WHOLE : CLEANER_WALK_DAMAGED;
    if (qpdf_oh_is_array(walk->pdf, object))
        return push_items(walk, object) ? CLEANER_WALK_WHOLE : CLEANER_WALK_DAMAGED;
    if (!is_stream && !qpdf_oh_is_dictionary(walk->pdf, object))
        return CLEANER_WALK_WHOLE;
    qpdf_oh map = is_stream ? qpdf_oh_get_dict(walk->pdf, object) : object;
    enum cleaner_walk_end end = !walk->take(walk->context, object, map, is_stream) ? CLEANER_WALK_REFUSED
                                : push_values(walk, map)                          ? CLEANER_WALK_WHOLE
                                                                                  : CLEANER_WALK_DAMAGED;
    if (is_stream)
        qpdf_oh_release(walk->pdf, map);
    return end;
}

enum cleaner_walk_end cleaner_walk(qpdf_data pdf, cleaner_walk_take *take, void *context)
{
    struct walk walk = {.pdf = pdf, .take = take, .context = context, .seen = calloc(OBJECTS_MAX / CHAR_BIT + 1, 1)};
    enum cleaner_walk_end end = CLEANER_WALK_WHOLE;
    if (!walk.seen)
        memory_out();
    push(&walk, qpdf_get_trailer(pdf));
    while (end == CLEANER_WALK_WHOLE && walk.len) {
        qpdf_oh object = walk.waiting[--walk.len];
        end = ++walk.steps > STEPS_MAX ? CLEANER_WALK_DAMAGED : look(&walk, object);
        qpdf_oh_release(pdf, object);
    }
    free(walk.waiting);
    free(walk.seen);
    return end == CLEANER_WALK_WHOLE && qpdf_has_error(pdf) ? CLEANER_WALK_DAMAGED : end;
}
