/* Every dictionary of a PDF that can be reached from its trailer, each once, however deep it lies. */
#ifndef CLEANER_CLEANER_WALK_H
#define CLEANER_CLEANER_WALK_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

enum cleaner_walk_end {
    CLEANER_WALK_WHOLE,
    CLEANER_WALK_REFUSED, /* by `take` */
    CLEANER_WALK_DAMAGED, /* qpdf cannot follow it, or it is larger than a paper is */
};

/* map: the dictionary; of a stream, that of `object`. It may be changed: what is taken out of it is not walked. */
typedef bool cleaner_walk_take(void *context, qpdf_oh object, qpdf_oh map, bool is_stream);

enum cleaner_walk_end cleaner_walk(qpdf_data pdf, cleaner_walk_take *take, void *context);

#endif
