/* To whom a document goes: a body of bodies.ini that stands on the day (contest.md §2). */

#include "document/document_recipient.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_body.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <stdint.h>

/* to_1, to_2 …: the lines behind “Kính gửi”. */
static const struct value *lines_of(struct arena *arena, const struct value *body)
{
    struct value *lines = value_list(arena);
    for (int i = 1; i <= 9; i++) {
        const char *line = value_get_text(body, arena_printf(arena, "to_%d", i), NULL);
        if (line)
            value_append(lines, value_text(arena, line));
    }
    return lines;
}

bool document_recipient(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const char *setting, int32_t day, struct value *dossier, struct err *err)
{
    const char *acting;
    if (!document_setting(kind, setting, err))
        return false;
    const struct value *ids = document_words(arena, kind, setting), *body = NULL;
    for (size_t i = 0; i < value_len(ids) && !body; i++)
        body = document_body(package, value_as_text(value_at(ids, i)), day, &acting);
    if (!body) {
        document_say_ended(arena, package, value_len(ids) ? value_as_text(value_at(ids, 0)) : "", day, dossier, err);
        return false;
    }
    struct value *recipient = document_body_worded(arena, body, dossier, err);
    if (!recipient)
        return err_prefix(err, "bodies.ini, mục [%s …]", "bodies.ini, section [%s …]", acting);
    value_set(recipient, "to", lines_of(arena, recipient));
    value_set(dossier, "recipient", recipient);
    return true;
}
