#include "sheet/spoilt_sheet.h"

#include "base/arena.h"
#include "sheet/spoilt_text.h"

enum { SCRATCH_ROWS = 256 };

struct looking {
    const struct sheet_reading *reading;
    struct spoilt_judge judge;
    size_t rows;
    struct spoilt_column *columns;
    const char **names;
    size_t count;
};

static void take_key(void *context, const char *name, const char *value)
{
    struct looking *looking = context;
    looking->reading->sink.key(looking->reading->sink.context, name, value);
}

static void take_head(void *context, int line, const char *const *columns, size_t count)
{
    struct looking *looking = context;
    struct arena *arena = looking->reading->arena;
    looking->columns = arena_alloc(arena, count * sizeof *looking->columns);
    looking->names = arena_alloc(arena, count * sizeof *looking->names);
    for (size_t i = 0; i < count; i++)
        looking->names[i] = arena_strdup(arena, columns[i]);
    looking->count = count;
    looking->reading->sink.head(looking->reading->sink.context, line, columns, count);
}

static void take_row(void *context, int line, const char *const *cells)
{
    struct looking *looking = context;
    const char *taken[SHEET_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < looking->count; i++)
        taken[i] = spoilt_column_note(&looking->columns[i], &looking->judge, looking->reading->legacy, looking->reading->arena, line,
                                      cells[i]);
    looking->reading->sink.row(looking->reading->sink.context, line, taken);
    if (++looking->rows % SCRATCH_ROWS == 0) {
        arena_destroy(looking->judge.scratch);
        looking->judge.scratch = arena_create();
    }
}

static void take_serials(void *context, enum sheet_serials serials)
{
    struct looking *looking = context;
    looking->reading->sink.serials(looking->reading->sink.context, serials);
}

bool spoilt_sheet_read(const struct sheet_reading *reading, sheet_reader *read)
{
    struct looking looking = {.reading = reading, .judge = {arena_create(), {.arena = reading->arena}}};
    struct sheet_reading own = *reading;
    own.sink = (struct sheet_sink){&looking, take_key, take_head, take_row, take_serials};
    bool good = read(&own);
    for (size_t i = 0; i < looking.count; i++)
        spoilt_column_say(&looking.columns[i], reading->file, looking.names[i], reading->problems);
    arena_destroy(looking.judge.scratch);
    return good;
}
