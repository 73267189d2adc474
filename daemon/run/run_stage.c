#include "run/run_stage.h"

#include "base/array.h"
#include "base/text.h"

static const char *const stage_names[] = {"provisional", "final"};

const char *run_stage_name(enum run_stage stage)
{
    return stage_names[stage];
}

bool run_stage_parse(const char *name, enum run_stage *ret_stage)
{
    int place = text_place(name, stage_names, LEN(stage_names));
    if (place >= 0)
        *ret_stage = (enum run_stage)place;
    return place >= 0;
}
