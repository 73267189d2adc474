/* For tests that read packages made of changed files: an arena, the problems, a package as small as it may be. */
#ifndef TEST_PACKAGE_FILES_H
#define TEST_PACKAGE_FILES_H

#include "unit.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/problem.h"
#include "package/package.h"

#include <stdint.h>

#define FOLDER THIDUA_SOURCE "/rules/hai-an-2024"
#define WITH_FILES(test) cmocka_unit_test_setup_teardown(test, files_setup, files_teardown)

extern struct arena *arena;
extern struct problems problems;

int files_setup(void **state);
int files_teardown(void **state);

int32_t day(const char *text);
char *many(char c, int count); /* `count` times c */
/* The files of ours as shipped, the others as small as they may be. */
struct file_list base_files(void);
struct file *file_of(struct file_list *files, const char *path);
struct package *read_base(void); /* without a problem */

#endif
