/*
 * The package that a call would make of the one in force: by files that it sends, by changes that it describes (described/described_change.h), going on from a
 * proposal that waits. Whether it may come into force is another question (proposal_check).
 */
#ifndef STUDIO_CANDIDATE_H
#define STUDIO_CANDIDATE_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct command_call;
struct err;
struct package;
struct problems;

/* The candidate's files: `base`, or the proposal that the call goes on from, with what was sent and described; *ret_changes: so many files of it.
 * False: err, perhaps with call->problems. */
bool candidate_files(struct command_call *call, const struct package *base, struct problems *problems, struct file_list *ret_files, size_t *ret_changes,
                     struct err *err);
/* A described change was refused, of this cell (NULL: of none): said beside its field. Always false. */
bool candidate_refuse_cell(struct command_call *call, const char *cell);
/* The same, read in a worker; what is wrong with it goes to problems. NULL: err, perhaps with call->problems. */
const struct package *candidate_read(struct command_call *call, const struct package *base, struct problems *problems, struct err *err);
/* For trials: `base` itself where the call changes nothing; refused when it cannot be read without errors. */
const struct package *candidate_tried(struct command_call *call, const struct package *base, struct err *err);

#endif
