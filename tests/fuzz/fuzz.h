/*
 * What the fuzz targets share (docs/reliability.md). A target is one file fuzz_NAME.c: it gives bytes to the reader that the daemon or its
 * workers give hostile bytes to, and checks what must hold of whatever comes out; it keeps nothing and knows no time. All of them stand in
 * one program with libFuzzer's main (libfuzzer.c, make check-fuzz), and in one that reads every kept input once (corpora.c, make check).
 */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef void fuzz_target(struct arena *arena, const char *bytes, size_t len);

struct fuzz_named {
    const char *name; /* also of its folders below corpus/ and regression/ */
    fuzz_target *target;
};
extern const struct fuzz_named fuzz_targets[];
extern const size_t fuzz_target_count;

fuzz_target fuzz_csv, fuzz_docx, fuzz_frame, fuzz_http, fuzz_ini, fuzz_lua, fuzz_package, fuzz_plugin, fuzz_xlsx;

/* One input: the bytes in a place of exactly their size, an arena that ends with it. */
void fuzz_one(fuzz_target *target, const uint8_t *bytes, size_t len);

/* What must hold of whatever came out. */
#define FUZZ_HOLDS(condition)                                                              \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                       \
        }                                                                                  \
    } while (0)

/* A refusal says why in both languages, and what is taken says nothing. Clears the error. */
void fuzz_holds_err(bool good, struct err *err);

/* Several files as one text, so that what changes it meets their bytes and not a packing: each below a line "==> NAME", at most 64. Each has
 * a 0 behind it, as readers of files leave it. */
struct file_list fuzz_parts(struct arena *arena, const char *bytes, size_t len);
/* A zip archive: as it is when the bytes begin like one, else of such parts. NULL: parts that no archive can have. */
const char *fuzz_archive(struct arena *arena, const char *bytes, size_t len, size_t *ret_len);

#endif
