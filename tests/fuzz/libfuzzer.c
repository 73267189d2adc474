/* libFuzzer's side: THIDUA_FUZZ names the target of this process. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static fuzz_target *chosen;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    const char *name = getenv("THIDUA_FUZZ");
    for (size_t i = 0; name && i < fuzz_target_count; i++)
        if (strcmp(fuzz_targets[i].name, name) == 0)
            chosen = fuzz_targets[i].target;
    if (!chosen)
        die("THIDUA_FUZZ names no target");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_one(chosen, bytes, len);
    return 0;
}
