/*
 * What thidua-render does as a worker of the daemon: fonts and rules of line breaking are opened, then it is locked down, and only then are
 * papers (.docx) looked at and drawn as PDF, one after the other. It alone links Cairo and HarfBuzz.
 *
 * Job: {kind: "render", papers: [{len: bytes, title, mark: text or null, form: null, or what is drawn instead of a .docx (render_form.h; with `picture`, as PNG: render_board.h)}…]}; their bytes as WORKER_FILE, one behind the other.
 * Parts: of each paper {bytes: base64}…, then {pages, lacks: [{vi, en}…]} or {vi, en}: why it cannot be drawn.
 * Answer: {papers: how many}
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

struct arena;
struct err;
struct value;

/* A worker_perform (worker/worker.h). */
struct value *render_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
