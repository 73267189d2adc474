/*
 * Asks a scanner for malware about the files that come with a command, before anything is done with them: clamd by its unix socket (INSTREAM). A scanner that
 * does not answer lets no file in. Blocks its thread, a file for FILE_SCAN_SECONDS at most.
 */
#ifndef COMMAND_FILE_SCAN_H
#define COMMAND_FILE_SCAN_H

#include <stdbool.h>

struct command;
struct command_call;
struct err;
struct file;

enum { FILE_SCAN_SECONDS = 60 };

/* What is typed unseen (FORM_SECRET) is no file. True without a scanner. */
bool file_scan_call(const struct command *command, const struct command_call *call, struct err *err);
bool file_scan(const char *socket_path, const struct file *file, struct err *err);

#endif
