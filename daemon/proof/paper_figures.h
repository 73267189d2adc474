/* The figures of a paper as its text has them, in their order: what stays when somebody opens the file and saves it again. Pure. */
#ifndef PROOF_PAPER_FIGURES_H
#define PROOF_PAPER_FIGURES_H

struct arena;
struct value;

#define PAPER_STAMP_WORDS "Mã kiểm tra: " /* a paragraph that begins so is the stamp's, and no part of the text */

/* "79/99 80 1.410.000 …": each run of digits with the signs between them. text: parse_paper's. */
const char *paper_figures(struct arena *arena, const struct value *text);
/* The code that the text bears; NULL: it bears none. */
const char *paper_code(struct arena *arena, const struct value *text);

#endif
