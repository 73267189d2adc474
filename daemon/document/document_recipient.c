/* To whom a document goes: a body of bodies.ini that stands on the day (contest.md §2). */

#include "document/document_recipient.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_body.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <stdint.h>
#include <string.h>

static struct value *recipient_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                  const char *setting, int32_t day, struct value *dossier, struct err *err)
{
    const char *acting;
    if (!document_setting(kind, setting, err))
        return NULL;
    const struct value *ids = document_words(arena, kind, setting), *body = NULL;
    for (size_t i = 0; i < value_len(ids) && !body; i++)
        body = document_body(package, value_as_text(value_at(ids, i)), day, &acting);
    if (!body) {
        document_say_ended(arena, package, value_len(ids) ? value_as_text(value_at(ids, 0)) : "", day, dossier, err);
        return NULL;
    }
    struct value *recipient = document_body_worded(arena, body, dossier, err);
    if (!recipient)
        return err_prefix(err, "bodies.ini, mục [%s …]", "bodies.ini, section [%s …]", acting), NULL;
    value_set(recipient, "to", document_lines(arena, recipient, "to")); /* the lines behind “Kính gửi” */
    return recipient;
}

bool document_recipient(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const char *setting, int32_t day, struct value *dossier, struct err *err)
{
    const struct value *recipient = recipient_of(arena, package, kind, setting, day, dossier, err);
    if (recipient)
        value_set(dossier, "recipient", recipient);
    return recipient != NULL;
}

const char *document_addressee(const struct document_kind *kind, const struct value *nomination)
{
    const char *addressee = value_get_text(nomination, "addressee", "");
    return *addressee ? addressee : value_get_text(kind->settings, "addressee", "");
}

const struct value *document_decides(struct arena *arena, const struct document_kind *kind, const struct value *body)
{
    return document_words_of(arena, value_get(body, "decides") ? body : kind->settings, "decides");
}

bool document_is_decided(const struct document_kind *kind, const struct value *decides, const struct value *nomination)
{
    const char *addressee = document_addressee(kind, nomination);
    bool found = !*addressee || value_len(decides) == 0;
    for (size_t i = 0; i < value_len(decides) && !found; i++)
        found = strcmp(value_as_text(value_at(decides, i)), addressee) == 0;
    return found;
}

struct value *document_recipient_addressed(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                           const struct value *nomination, int32_t day, const struct value *dossier)
{
    const char *setting = arena_printf(arena, "recipient_%s", document_addressee(kind, nomination));
    struct value *unmarked = value_copy(arena, dossier);
    return value_get(kind->settings, setting) ? recipient_of(arena, package, kind, setting, day, unmarked, NULL) : NULL;
}
