/* A folder that is written for the first time: what lies there already is somebody's, and is not touched. */
#ifndef AUTHORING_NEW_FOLDER_H
#define AUTHORING_NEW_FOLDER_H

#include <stdbool.h>

struct arena;
struct err;
struct file_list;

/* Refuses a folder that has anything in it, and what is none. */
bool new_folder_may(const char *path, struct err *err);
/* Makes it and all below it. What fails half-way leaves what was written, and says so. */
bool new_folder_write(struct arena *arena, const char *path, const struct file_list *files, struct err *err);

#endif
