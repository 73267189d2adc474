/* Records of a small district for the fault tests: CSV files as a person would import them. */
#ifndef FAULT_RECORDS_H
#define FAULT_RECORDS_H

#include "base/file.h"

struct arena;

struct file_list records_roster(struct arena *arena);
/* A month's tips, patrols, deeds and returns, so many tips and patrols a member; one ward reports nothing. */
struct file_list records_month(struct arena *arena, const char *month, int times);
struct file_list records_late(struct arena *arena); /* tips of November, some new, some corrected */
struct file_list records_nominations(struct arena *arena);

#endif
