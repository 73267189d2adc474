/* What the pages are made of, put into the program at build by asset.awk: files as they stand, words by name in both
 * languages. Internal to the room. */
#ifndef PAGE_ASSET_H
#define PAGE_ASSET_H

#include <stddef.h>

struct asset_file {
    const char *name; /* board.html */
    const char *text;
    size_t len;
    const char *kept; /* by which browsers ask for it: style.0a1b….css, another name when it is another file; "": pages only are made of it */
};
struct asset_word {
    const char *id, *vi, *en;
};

/* Both end with a row of nulls. */
extern const struct asset_file asset_files[];
extern const struct asset_word asset_words[];

const struct asset_file *asset_find(const char *name); /* NULL when there is none */

#endif
