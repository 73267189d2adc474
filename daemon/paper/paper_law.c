#include "paper/paper_law.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "command/perform.h"
#include "document/document_beginning.h"
#include "document/document_setting.h"
#include "package/package.h"

/* What is known of a basis beside its words: since and until when it holds, and what stands in its place today. */
static void add_validity(struct command_call *call, const struct package *package, const char *id, int32_t day, struct value *basis)
{
    const struct value *entries = value_get(package->legal, id), *then = package_dated(entries, day);
    int32_t today = instant_day(clock_now(call->clock));
    const struct value *now = package_dated(entries, today);
    struct err none = {0};
    const char *text = now && now != then ? document_basis(call->arena, package, id, today, &none) : NULL;
    err_clear(&none);
    value_set_text(basis, "from", value_get_text(then, "from", NULL));
    value_set_text(basis, "until", value_get_text(then, "until", NULL));
    value_set_text(basis, "now", text);
    value_set_text(basis, "now_from", text ? value_get_text(now, "from", NULL) : NULL);
}

struct value *paper_law(struct command_call *call, const struct package *package, const struct document_kind *kind, const struct value *content)
{
    const struct value *texts = value_get(content, "legal"), *ids = kind ? document_words(call->arena, kind, "legal") : NULL;
    struct value *list = value_list(call->arena);
    bool known = value_len(ids) == value_len(texts);
    int32_t day = 0;
    known = known && day_parse(value_get_text(content, "day", ""), &day);
    for (size_t i = 0; i < value_len(texts); i++) {
        struct value *basis = value_map(call->arena);
        const char *id = known ? value_as_text(value_at(ids, i)) : NULL;
        value_set_text(basis, "id", id);
        value_set(basis, "text", value_at(texts, i));
        add_validity(call, package, id ? id : "", day, basis);
        value_append(list, basis);
    }
    return list;
}
