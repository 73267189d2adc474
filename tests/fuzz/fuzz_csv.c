/* Tables as people and programs write them, and as nobody should: what an import's worker reads (parse/parse_job.c). */
#include "fuzz.h"

#include "fuzz_sheet.h"

void fuzz_csv(struct arena *arena, const char *bytes, size_t len)
{
    /* A person said an encoding, or nobody did: which one hangs on the length alone, so that a file reads the same every time. */
    enum legacy_text legacy = (enum legacy_text)(len % (LEGACY_TEXTS + 1));
    fuzz_sheet(arena, "bang.csv", bytes, len, legacy < LEGACY_TEXTS ? &legacy : NULL);
}
