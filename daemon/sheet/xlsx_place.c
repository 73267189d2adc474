#include "sheet/xlsx_place.h"

#include "base/problem.h"
#include "sheet/xlsx_cell.h"

#include <stdbool.h>

static bool is_first(struct xlsx_places *places, int column, const char *kind)
{
    for (size_t i = 0; i < places->said_count; i++)
        if (places->said[i].kind == kind && places->said[i].column == column)
            return false;
    if (places->said_count < XLSX_PLACE_KINDS) {
        places->said[places->said_count].kind = kind;
        places->said[places->said_count++].column = column;
    }
    return true;
}

void xlsx_place_refuse(struct xlsx_places *places, int column, int row, const char *vi, const char *en)
{
    char place[XLSX_REF_BYTES];
    xlsx_ref_write(column, is_first(places, column, en) ? row : 0, place);
    problem_add(places->problems, places->file, row, place, "%1$s%2$.0s", "%2$s%1$.0s", vi, en);
}
