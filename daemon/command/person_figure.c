#include "command/person_figure.h"

#include "base/value.h"
#include "record/level.h"

#include <stddef.h>
#include <string.h>

/* A verdict with whose it is; or within a map that says of all in it whose it is, as the points of a trend and both versions of a difference. */
static void walk(const struct value *answer, const char *person, person_figure_found *found, void *caller)
{
    bool map = value_type(answer) == VALUE_MAP;
    const struct value *evidence = map ? value_get(answer, "evidence") : NULL;
    const char *subject = map ? value_get_text(answer, "subject", NULL) : NULL;
    if (!map && value_type(answer) != VALUE_LIST)
        return;
    if (subject)
        person = strcmp(value_get_text(answer, "level", ""), LEVEL_MEMBER_ID) == 0 ? subject : NULL;
    if (person && map && value_get(answer, "verdict")) {
        found(caller, person, 1);
        person = NULL; /* what stands beside it is of the same result */
    } else if (subject && evidence && value_get_bool(evidence, PERSON_FIGURE_ROWS, false) && value_len(value_get(evidence, "rows"))) {
        found(caller, subject, (int64_t)value_len(value_get(evidence, "rows")));
    }
    for (size_t i = 0; i < value_len(answer); i++) {
        const struct value *item = map ? value_item(answer, i) : value_at(answer, i);
        if (item != evidence)
            walk(item, person, found, caller);
    }
}

void person_figure_walk(const struct value *answer, person_figure_found *found, void *caller)
{
    walk(answer, NULL, found, caller);
}
