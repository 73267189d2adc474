/* Workbooks: parts of XML in an archive, as Excel and others write them (fuzz_archive says how an input stands for one). */
#include "fuzz.h"

#include "fuzz_sheet.h"

void fuzz_xlsx(struct arena *arena, const char *bytes, size_t len)
{
    size_t packed = 0;
    const char *archive = fuzz_archive(arena, bytes, len, &packed);
    if (archive)
        fuzz_sheet(arena, "bang.xlsx", archive, packed, NULL);
}
