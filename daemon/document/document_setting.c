#include "document/document_setting.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "template/template.h"

#include <string.h>

const struct document_kind *document_kind_of(const struct package *package, const char *kind, struct err *err)
{
    const struct document_kind *found = package_document(package, kind);
    if (!found)
        err_set(err, "documents.ini không có văn bản “%s”", "documents.ini has no document “%s”", kind);
    return found;
}

const char *document_setting(const struct document_kind *kind, const char *key, struct err *err)
{
    const char *text = value_get_text(kind->settings, key, NULL);
    if (!text)
        err_set(err, "documents.ini, mục [%s]: thiếu “%s”", "documents.ini, section [%s]: “%s” is missing",
                kind->kind, key);
    return text;
}

struct value *document_words(struct arena *arena, const struct document_kind *kind, const char *key)
{
    return document_words_of(arena, kind->settings, key);
}

struct value *document_words_of(struct arena *arena, const struct value *section, const char *key)
{
    struct value *words = value_list(arena);
    const char *at = value_get_text(section, key, "");
    while (*at) {
        size_t len = strcspn(at, ",");
        const char *word = text_clean(arena, at, len);
        if (*word)
            value_append(words, value_text(arena, word));
        at += len + (at[len] == ',');
    }
    return words;
}

bool document_shows(struct arena *arena, const struct document_kind *kind, const char *criterion)
{
    const struct value *cells = document_words(arena, kind, "cells");
    bool found = value_len(cells) == 0;
    for (size_t i = 0; i < value_len(cells) && !found; i++)
        found = strcmp(value_as_text(value_at(cells, i)), criterion) == 0;
    return found;
}

/* One sentence more in what stops a document. */
static void add_failure(struct arena *arena, const struct document_kind *kind, const char *key, struct err *failed,
                        struct err *all)
{
    const char *vi = arena_strdup(arena, all->vi ? all->vi : ""), *en = arena_strdup(arena, all->en ? all->en : "");
    err_prefix(failed, "documents.ini, [%s] %s", "documents.ini, [%s] %s", kind->kind, key);
    err_set(all, "%1$s%2$s%3$s%4$.0s%5$.0s", "%4$s%2$s%5$s%1$.0s%3$.0s", vi, *vi ? "; " : "", failed->vi, en, failed->en);
    err_clear(failed);
}

bool document_texts(struct arena *arena, const struct document_kind *kind, const char *prefix,
                    struct value *data, struct err *err)
{
    size_t len = strlen(prefix);
    struct err all = {0};
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i);
        struct err failed = {0};
        if (strncmp(key, prefix, len) != 0)
            continue;
        const char *text = template_fill(arena, value_as_text(value_item(kind->settings, i)), data, &failed);
        if (!text) /* the others are tried too, so that all is said at once */
            add_failure(arena, kind, key, &failed, &all);
        value_set_text(data, key + len, text ? text : "");
    }
    bool good = !all.vi;
    if (!good)
        err_move(err, &all);
    err_clear(&all);
    return good;
}
