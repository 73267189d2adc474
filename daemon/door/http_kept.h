/* Whether what a browser has kept of a page still holds (RFC 9110, section 13.1.2). Pure. */
#ifndef DOOR_HTTP_KEPT_H
#define DOOR_HTTP_KEPT_H

#include <stdbool.h>

/* none_match: the field If-None-Match as it was sent, NULL without it: tags with their quotes, perhaps marked weak by a proxy. "*" holds nothing:
 * it names no page. tag: as page_tag says it. */
bool http_kept_holds(const char *none_match, const char *tag);

#endif
