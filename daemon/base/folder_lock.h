/*
 * A lock file in a folder: one program at a time works on what is there. The kernel lets go of it when the program ends,
 * however it ends; what the file says, the number of the process, is only for people who look.
 */
#ifndef BASE_FOLDER_LOCK_H
#define BASE_FOLDER_LOCK_H

#include <stdbool.h>

struct err;

/* folder_name: as people know it, for sentences. Does not wait: refused while another program has it. *ret_lock: close it to let go. */
bool folder_lock_take(int folder, const char *folder_name, const char *name, int *ret_lock, struct err *err);

#endif
