#include "document/typed_figure.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_figure.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char TYPED[] = "typed_", DECIDES[] = "typed_decides";

static const char *decides(const struct document_kind *kind)
{
    return value_get_text(kind->settings, DECIDES, NULL);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number in a text that stands before the words: its digits, [*from, *until). NULL: there is none from `text` on. */
static const char *find_number(const char *text, const char *words, const char **ret_until)
{
    for (const char *found = strcasestr(text, words); found; found = strcasestr(found + 1, words)) {
        const char *until = found;
        while (until > text && until[-1] == ' ')
            until--;
        const char *from = until;
        while (from > text && is_digit(from[-1]))
            from--;
        *ret_until = until;
        if (from < until && until - from <= 9 && until < found)
            return from;
    }
    return NULL;
}

static void add_conflict(struct arena *arena, struct value *list, const char *figure, const char *words, int64_t typed, int64_t counted)
{
    struct value *conflict = value_map(arena);
    value_set_text(conflict, "figure", figure);
    value_set_text(conflict, "words", words);
    value_set_int(conflict, "typed", typed);
    value_set_int(conflict, "counted", counted);
    value_append(list, conflict);
}

struct value *typed_figure_conflicts(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct err *err)
{
    const struct value *nominees = value_get(dossier, "nominees");
    struct value *list = value_list(arena);
    if (!decides(kind) || !value_len(nominees) || !value_get(dossier, "evidence"))
        return list;
    const char *until, *text = value_get_text(value_at(nominees, 0), "achievement", "");
    const struct value *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    for (size_t i = 0; figures && i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i), *words = value_as_text(value_item(kind->settings, i));
        const struct value *figure = strncmp(key, TYPED, strlen(TYPED)) == 0 ? value_get(figures, key + strlen(TYPED)) : NULL;
        const char *from = figure ? find_number(text, words, &until) : NULL;
        int64_t typed = from ? strtoll(from, NULL, 10) : 0, counted = value_get_int(figure, "num", 0);
        if (from && typed != counted)
            add_conflict(arena, list, key + strlen(TYPED), words, typed, counted);
    }
    return figures ? list : NULL;
}

const char *typed_figure_counted(struct arena *arena, const struct value *conflicts, const char *text)
{
    for (size_t i = 0; i < value_len(conflicts); i++) {
        const struct value *conflict = value_at(conflicts, i);
        const char *until, *from = find_number(text, value_get_text(conflict, "words", ""), &until);
        if (from)
            text = arena_printf(arena, "%.*s%02" PRId64 "%s", (int)(from - text), text, value_get_int(conflict, "counted", 0), until);
    }
    return text;
}

bool typed_figure_check(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct err *err)
{
    const struct value *conflicts = typed_figure_conflicts(arena, kind, dossier, err);
    struct buffer vi = {0}, en = {0};
    if (!conflicts)
        return false;
    if (!value_len(conflicts) || value_get_text(value_get(dossier, "blanks"), decides(kind), NULL))
        return true;
    for (size_t i = 0; i < value_len(conflicts); i++) {
        const struct value *conflict = value_at(conflicts, i);
        const char *words = value_get_text(conflict, "words", ""), *comma = i ? "; " : "";
        int64_t typed = value_get_int(conflict, "typed", 0), counted = value_get_int(conflict, "counted", 0);
        buffer_printf(&vi, "%s%02" PRId64 " %s, đếm được %02" PRId64, comma, typed, words, counted);
        buffer_printf(&en, "%s%02" PRId64 " %s, counted %02" PRId64, comma, typed, words, counted);
    }
    const char *told_vi = buffer_take(&vi, arena), *told_en = buffer_take(&en, arena);
    return err_set(err, "thành tích ghi %1$s; chọn một rồi trình: drafts fill … %3$s=…%2$.0s", "the achievement says %2$s; decide for one, then submit: drafts fill … %3$s=…%1$.0s",
                   told_vi, told_en, decides(kind));
}
