/*
 * What thidua-cleaner does as a worker of the daemon: locked down before the first byte of the file is looked at, it tells what the
 * file is, cleans it (media/media.h, cleaner_pdf.h) and sends the clean bytes. It alone links qpdf; the daemon decodes nothing.
 *
 * Job: {kind: "clean"}, the file as WORKER_FILE
 * Parts: {bytes: base64}, one after the other
 * Answer: {media, width, height, pages: null where it has none, removed: [text…], signed: bool}; a refusal is its error, of the kind rule
 */
#ifndef CLEANER_CLEANER_H
#define CLEANER_CLEANER_H

struct arena;
struct err;
struct value;

/* A worker_perform (worker/worker.h). */
struct value *cleaner_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
