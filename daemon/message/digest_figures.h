/*
 * What a weekly digest tells: the board as it stands, the open month so far, what can still become of it, the days that are left, the alerts about what is still open. Made
 * once and kept with the digest, so that its text and its picture say the same whenever it is sent. Reads the store.
 */
#ifndef MESSAGE_DIGEST_FIGURES_H
#define MESSAGE_DIGEST_FIGURES_H

struct err;
struct turn;
struct value;

/* {as_of, title (null: there is nothing yet), standing (of a run, or "live"), criteria: [id…], open: {title} or null, days: [{title, left}…], soon: [{vi, en}…], soon_more: how
 * many beside those, ahead: digest_ahead, rows: [{name, met, arose, class, place (null: none), tied, cells: [{id, value, verdict}…], missed, unreported: cells of those
 * verdicts, open: {met, arose} or null}…], picture: {vi, en: what thidua-render draws (render/render_board.h); null without a board}}. */
struct value *digest_figures(struct turn *turn, struct err *err);

#endif
