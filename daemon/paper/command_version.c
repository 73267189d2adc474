/* The versions of a paper: listed, handed out. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "document/draft.h"
#include "document/draft_version.h"

#include <inttypes.h>

struct value *command_drafts_versions(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    const struct value *versions = draft_find(call->store, call->arena, id, err) ? draft_version_list(call->store, call->arena, id, err) : NULL;
    return versions ? call_actors(call, versions, err) : NULL;
}

struct value *command_drafts_export(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    int64_t number = call_number(call, "number", 0);
    if (number ? !draft_version_bytes(call->store, call->arena, id, number, &call->bytes, &call->bytes_len, err)
               : !draft_export(call->store, call->arena, id, &call->bytes, &call->bytes_len, err))
        return NULL;
    return number ? value_printf(call->arena, "%s-v%" PRId64 ".docx", id, number) : value_printf(call->arena, "%s.docx", id);
}
