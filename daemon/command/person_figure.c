#include "command/person_figure.h"

#include "base/value.h"
#include "record/level.h"

#include <stddef.h>
#include <string.h>

static bool is_result_of_person(const struct value *map)
{
    return strcmp(value_get_text(map, "level", ""), LEVEL_MEMBER_ID) == 0 && value_get(map, "verdict");
}

void person_figure_walk(const struct value *answer, person_figure_found *found, void *caller)
{
    bool map = value_type(answer) == VALUE_MAP;
    const struct value *evidence = map ? value_get(answer, "evidence") : NULL;
    const char *subject = map ? value_get_text(answer, "subject", NULL) : NULL;
    if (!map && value_type(answer) != VALUE_LIST)
        return;
    if (subject && is_result_of_person(answer))
        found(caller, subject, 1);
    else if (subject && evidence && value_get_bool(evidence, PERSON_FIGURE_ROWS, false) && value_len(value_get(evidence, "rows")))
        found(caller, subject, (int64_t)value_len(value_get(evidence, "rows")));
    for (size_t i = 0; i < value_len(answer); i++) {
        const struct value *item = map ? value_item(answer, i) : value_at(answer, i);
        if (item != evidence)
            person_figure_walk(item, found, caller);
    }
}
