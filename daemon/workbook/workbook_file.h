/*
 * Makes the .xlsx file of a description: a worker of the program thidua-workbook (excel/) writes it. Only that program links the
 * library that writes workbooks. Equal descriptions give equal bytes.
 */
#ifndef WORKBOOK_WORKBOOK_FILE_H
#define WORKBOOK_WORKBOOK_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct value;
struct worker_settings;

#define WORKBOOK_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* False with err: too many rows, the program is not there, or the worker's own sentence. */
bool workbook_file(const struct worker_settings *settings, struct arena *arena, const struct value *workbook,
                   const char **ret_bytes, size_t *ret_len, struct err *err);

#endif
