/*
 * The digital signatures in a signed copy, listed once by a locked-down worker of thidua-signatures (signature/): who, when by their own clock, whether the
 * file is what they signed. Whose certificates they are, and whether they held, nobody here judges. This process opens nothing of the file.
 */
#ifndef REGISTER_COPY_SIGNATURE_H
#define REGISTER_COPY_SIGNATURE_H

#include <stdbool.h>

struct arena;
struct err;
struct file;
struct value;
struct worker_settings;

/* {signatures: [{signer, signed_at, state: intact | partial | changed | unreadable}…], fault: null, or why the file could not be read
 * (base/fault.h)}; null of what is no PDF. False with err: no worker could be had. Blocks. */
bool copy_signature_read(const struct worker_settings *settings, const struct file *file, struct arena *arena, const struct value **ret_read, struct err *err);
/* Such an answer, into a signed copy: signatures (null: nobody looked) with signed_at as text, fault, and `signed`, `signed_en`: all of it in one line. */
void copy_signature_show(struct arena *arena, const struct value *reading, struct value *copy);

#endif
