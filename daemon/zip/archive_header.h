/*
 * The local headers of a zip made to agree with its directory where neither reader acts on the difference: time, date and
 * the version needed. SharePoint writes another time there. Changes nothing else; the checks of archive_read stay.
 */
#ifndef ZIP_ARCHIVE_HEADER_H
#define ZIP_ARCHIVE_HEADER_H

#include <stddef.h>

void archive_header_align(unsigned char *bytes, size_t len);

#endif
