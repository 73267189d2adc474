/* A table read from its first byte to its last row by whichever reader knows it. */
#ifndef TEST_FUZZ_SHEET_H
#define TEST_FUZZ_SHEET_H

#include "sheet/legacy_text.h"

#include <stddef.h>

struct arena;

void fuzz_sheet(struct arena *arena, const char *file, const char *bytes, size_t len, const enum legacy_text *legacy);

#endif
