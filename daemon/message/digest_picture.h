/* The board of a weekly digest as a picture: what is drawn of its figures, in a language. Pure; thidua-render draws. */
#ifndef MESSAGE_DIGEST_PICTURE_H
#define MESSAGE_DIGEST_PICTURE_H

#include <stdbool.h>

struct arena;
struct package;
struct value;

/* As render/render_board.h takes it. figures: digest_figures', with a board. */
struct value *digest_picture(struct arena *arena, const struct package *package, const struct value *figures, bool english);

#endif
