/*
 * What may be asked over HTTP, as an OpenAPI 3.1 document made from the table of commands, the pages' and the door's own:
 * thiduad --openapi and GET /openapi.json. Describes; decides nothing (route.h does).
 */
#ifndef DOOR_OPENAPI_H
#define DOOR_OPENAPI_H

struct arena;
struct value;

struct value *openapi_document(struct arena *arena);

#endif
