/* Which files a candidate is made of, and in which it differs; those that a person describes instead of sending them: described/described_change.h. Pure. */
#ifndef AMENDMENT_PROPOSAL_FILE_H
#define AMENDMENT_PROPOSAL_FILE_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct package;
struct problems;
struct value;

/* The files of `base` with the given ones in their places, without those that are given without bytes. Pure. */
struct file_list proposal_overlay(struct arena *arena, const struct file_list *base, const struct file *changed,
                                  size_t count);
/* The files of `base` with those of one criterion, whatever they are, as `from` has them. Pure. */
struct file_list proposal_criterion_from(struct arena *arena, const struct file_list *base,
                                         const struct file_list *from, const char *criterion);
/* What was given, a whole package or single files known by their base names, as the files of a candidate. False with
 * problems for a file whose place is not known or is known twice. Pure. */
bool proposal_files(struct arena *arena, const struct package *base, const struct file_list *given,
                    struct problems *problems, struct file_list *ret_files);

/* Files that differ: [{path, what: added|removed|changed}…] by path. Pure. */
struct value *proposal_changed(struct arena *arena, const struct file_list *from, const struct file_list *to);
/* What a proposal changed of `from`, laid over the files that are in force since; what it took away is away. Pure. */
struct file_list proposal_carried(struct arena *arena, const struct file_list *from, const struct file_list *to,
                                  const struct file_list *now);
/* The files that both the proposal and what is in force since changed: "targets.ini, criteria/1.1.lua"; NULL: none. Pure. */
const char *proposal_touched(struct arena *arena, const struct file_list *from, const struct file_list *to,
                             const struct file_list *now);
/* "targets.ini, criteria/1.1.lua": of a list as proposal_changed gives it. */
const char *proposal_names(struct arena *arena, const struct value *changed);

#endif
