/* The name under which a browser keeps a file (RFC 6266): plain letters for every client, the name itself in UTF-8 beside it
 * (RFC 8187) when it has others. Nothing in a name can end the header. */
#ifndef DOOR_DOWNLOAD_NAME_H
#define DOOR_DOWNLOAD_NAME_H

#include <stdbool.h>

struct buffer;

/* "Content-Disposition: …" with its line end. shown: the browser shows the file and keeps it under that name when asked to. */
void download_name_write(struct buffer *head, const char *name, bool shown);

#endif
