/* Why printed figures are other ones now, measured once for all papers that print them. Internal to the room. */
#ifndef PAPER_FIGURE_DIFFERENCE_H
#define PAPER_FIGURE_DIFFERENCE_H

struct command_call;
struct err;
struct value;

struct figure_differences; /* lives in the call's arena */

struct figure_differences *figure_differences_open(struct command_call *call);
/* figure: as figure_since gives it. What difference_of says of it (explain/difference.h); NULL with err. */
const struct value *figure_difference_of(struct figure_differences *differences, const struct value *figure, struct err *err);

#endif
