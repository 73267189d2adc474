#include "document/paper_blank.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "document/blank_form.h"
#include "document/document_figure.h"
#include "document/signatory.h"
#include "document/typed_figure.h"
#include "package/majority.h"
#include "package/package.h"
#include "record/cell_read.h"
#include "record/field_kind.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- the keys that a paper asks for ---- */

struct asked { /* one blank, of one nominee when it is asked of each */
    const struct document_blank *blank;
    const char *key;
    const struct value *nominee;
};

/* Who signs, as a choice among those who may. */
static const struct document_blank *signer_of(struct arena *arena, const struct document_kind *kind, const struct value *signers)
{
    struct document_blank *blank = arena_alloc(arena, sizeof *blank);
    const char **keys = arena_alloc(arena, (value_len(signers) + 1) * sizeof *keys), **words = arena_alloc(arena, (value_len(signers) + 1) * sizeof *words);
    size_t count = 0;
    for (size_t i = 0; i < value_len(signers); i++) {
        const struct value *signer = value_at(signers, i);
        if (value_get_text(signer, "why_not", NULL))
            continue;
        keys[count] = value_get_text(signer, "key", "");
        words[count++] = value_get_text(signer, "words", "");
    }
    *blank = (struct document_blank){.field = {.name = SIGNATORY_KEY, .title = value_get_text(kind->settings, SIGNATORY_KEY, ""),
                                               .choices = keys, .choice_titles = words, .choice_count = count}};
    return field_kind_parse("choice", &blank->field.type) ? blank : NULL;
}

/* Records tell it: the figure that the setting counted_<name> names has rows. */
static bool is_counted(struct arena *arena, const struct document_kind *kind, const struct value *dossier, const struct document_blank *blank)
{
    const char *figure = value_get_text(kind->settings, arena_printf(arena, "counted_%s", blank->field.name), NULL);
    return figure && document_figure_has(value_get(dossier, "evidence"), figure);
}

/* In the order of their declaration; what is asked of each in the order of the nominees. Who signs comes last. */
static struct asked *asked_of(struct arena *arena, const struct document_kind *kind, const struct value *dossier, const struct value *signers, size_t *ret_count)
{
    const struct value *nominees = value_get(dossier, "nominees");
    struct asked *asked = arena_alloc(arena, (kind->blank_count * (value_len(nominees) + 1) + 2) * sizeof *asked);
    size_t count = 0;
    bool counted = value_get(dossier, "evidence"), doubted = value_len(typed_figure_conflicts(arena, kind, dossier, NULL)) > 0;
    for (size_t b = 0; b < kind->blank_count; b++) {
        const struct document_blank *blank = &kind->blanks[b];
        if (counted && !doubted && strcmp(blank->field.name, value_get_text(kind->settings, "typed_decides", "")) == 0)
            continue; /* there is nothing to decide */
        if (is_counted(arena, kind, dossier, blank))
            continue;
        if (!blank->each)
            asked[count++] = (struct asked){blank, blank->field.name, NULL};
        for (size_t n = 0; blank->each && n < value_len(nominees); n++)
            asked[count++] = (struct asked){
                blank, arena_printf(arena, "%s_%s", blank->field.name, value_get_text(value_at(nominees, n), "subject", "")),
                value_at(nominees, n)};
    }
    if (value_len(signers))
        asked[count++] = (struct asked){signer_of(arena, kind, signers), SIGNATORY_KEY, NULL};
    *ret_count = count;
    return asked;
}

static const struct asked *find_asked(const struct asked *asked, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(asked[i].key, key) == 0)
            return &asked[i];
    return NULL;
}

void paper_blank_add(struct arena *arena, const struct document_kind *kind, const struct value *all, struct value *dossier)
{
    const struct value *given = value_get(value_get(all, kind->kind), value_get_text(dossier, "subject", ""));
    struct value *blanks = value_map(arena);
    size_t count;
    const struct asked *asked = asked_of(arena, kind, dossier, NULL, &count);
    for (size_t i = 0; i < count; i++)
        if (value_get_text(given, asked[i].key, NULL))
            value_set(blanks, asked[i].key, value_get(given, asked[i].key));
    if (value_get_text(given, PAPER_BLANK_CAUSES, NULL))
        value_set(blanks, PAPER_BLANK_CAUSES, value_get(given, PAPER_BLANK_CAUSES));
    if (value_len(blanks))
        value_set(dossier, "blanks", blanks);
}

/* ---- values of a template ---- */

void paper_blank_values(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct value *data)
{
    const struct value *given = value_get(dossier, "blanks"), *nominees = value_get(dossier, "nominees");
    struct value *blank = value_map(arena), *filled = value_map(arena), *blanks_of = value_map(arena), *filled_of = value_map(arena);
    for (size_t n = 0; n <= value_len(nominees); n++) {
        const char *subject = n ? value_get_text(value_at(nominees, n - 1), "subject", "") : NULL;
        struct value *words = subject ? value_map(arena) : blank, *raw = subject ? value_map(arena) : filled;
        for (size_t b = 0; b < kind->blank_count; b++) {
            const struct field *field = &kind->blanks[b].field;
            const char *key = subject ? arena_printf(arena, "%s_%s", field->name, subject) : field->name;
            const char *text = value_get_text(given, key, NULL);
            if (kind->blanks[b].each != (subject != NULL))
                continue;
            value_set_text(words, field->name, blank_form_words(arena, field, text));
            value_set(raw, field->name, blank_form_value(arena, field, text));
        }
        if (subject) {
            value_set(blanks_of, subject, words);
            value_set(filled_of, subject, raw);
        }
    }
    value_set(data, "blank", blank);
    value_set(data, "filled", filled);
    value_set(data, "blanks_of", blanks_of);
    value_set(data, "filled_of", filled_of);
}

struct value *paper_blank_sample(struct arena *arena, const struct document_kind *kind, const struct value *dossier)
{
    struct value *blanks = value_map(arena);
    size_t count;
    const struct asked *asked = asked_of(arena, kind, dossier, NULL, &count);
    for (size_t i = 0; i < count; i++)
        value_set_text(blanks, asked[i].key, blank_form_sample(&asked[i].blank->field));
    return blanks;
}

/* ---- kept ---- */

struct value *paper_blank_all(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    static const char *const levels[] = {"kind", "subject"};
    const struct value *rows = store_rows(store, arena, err, QUERY_PAPER_BLANK_OF_PHASE, "t", phase);
    struct value *all = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *kind = value_get_text(row, levels[0], ""), *subject = value_get_text(row, levels[1], "");
        const struct value *of_kind = value_get(all, kind), *of_paper = value_get(of_kind, subject);
        struct value *kinds = of_kind ? value_copy(arena, of_kind) : value_map(arena), *paper = of_paper ? value_copy(arena, of_paper) : value_map(arena);
        value_set(paper, value_get_text(row, "key", ""), value_get(row, "value"));
        value_set(kinds, subject, paper);
        value_set(all, kind, kinds);
    }
    return rows ? all : NULL;
}

/* {key: the newest row}; NULL with err. */
static const struct value *rows_of(struct store *store, struct arena *arena, const struct value *draft, int64_t *ret_seen, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_PAPER_BLANK_OF_PAPER, "ttt", value_get_text(draft, "phase", ""),
                                          value_get_text(draft, "kind", ""), value_get_text(draft, "subject", ""));
    struct value *newest = value_map(arena);
    *ret_seen = value_len(rows) ? value_get_int(value_at(rows, value_len(rows) - 1), "id", 0) : 0;
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(newest, value_get_text(value_at(rows, i), "key", ""), value_at(rows, i));
    return rows ? newest : NULL;
}

/* [{word, title}…], of a field of another form none. */
static struct value *choices_of(struct arena *arena, const struct field *field)
{
    const struct value *titles = field_word_titles(field, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(titles); i++) {
        struct value *choice = value_map(arena);
        value_set_text(choice, "word", value_key(titles, i));
        value_set(choice, "title", value_item(titles, i));
        value_append(list, choice);
    }
    return list;
}

struct value *paper_blank_list(struct store *store, struct arena *arena, const struct document_kind *kind, const struct value *draft,
                               int64_t *ret_seen, struct err *err)
{
    const struct value *rows = rows_of(store, arena, draft, ret_seen, err);
    struct value *list = value_list(arena);
    size_t count;
    const struct asked *asked = asked_of(arena, kind, value_get(draft, "content"), value_get(draft, "signers"), &count);
    for (size_t i = 0; rows && i < count; i++) {
        const struct field *field = &asked[i].blank->field;
        const struct value *row = value_get(rows, asked[i].key);
        const char *text = value_get_text(row, "value", NULL);
        struct value *map = value_map(arena);
        value_set_text(map, "key", asked[i].key);
        value_set_text(map, "title", field->title);
        value_set_text(map, "form", field_type_name(field->type));
        value_set_int(map, "letters", field_kind(field)->free ? (int64_t)field->letters : 0);
        value_set_text(map, "value", blank_form_input(arena, field, text));
        value_set_text(map, "shown", text ? blank_form_words(arena, field, text) : NULL);
        value_set(map, "choices", choices_of(arena, field));
        value_set_text(map, "about", asked[i].nominee ? arena_printf(arena, "%s, %s", value_get_text(asked[i].nominee, "subject_name", ""),
                                                                     value_get_text(asked[i].nominee, "ward_name", ""))
                                                      : NULL);
        value_set_text(map, "written_by", value_get_text(row, "written_by", NULL));
        value_set_text(map, "written_at", row ? instant_text(arena, value_get_int(row, "written_at", 0)) : NULL);
        value_set_text(map, "written_on", row ? day_text(arena, instant_day(value_get_int(row, "written_at", 0))) : NULL);
        value_append(list, map);
    }
    return rows ? list : NULL;
}

/* ---- given ---- */

/* As a cell is stored; NULL for an empty one. False with a sentence. */
static bool read_text(struct arena *arena, const struct asked *asked, const char *text, const char **ret_value, struct err *err)
{
    struct problems problems;
    const struct field *field = &asked->blank->field;
    problems_init(&problems, arena);
    struct cell cell = cell_read(arena, field, text_clean(arena, text, strlen(text)), (struct spot){.problems = &problems});
    if (problems.errors)
        return err_set(err, "“%3$s”: %1$s%2$.0s", "“%3$s”: %2$s%1$.0s", problems.items[0].vi, problems.items[0].en, field->title);
    *ret_value = cell_given(cell) ? cell_show(arena, field, cell) : NULL;
    return true;
}

/* most_present = members: whoever was present was a member. */
static bool check_most(struct arena *arena, const struct document_kind *kind, const struct asked *asked, size_t count, const struct value *values,
                       struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &asked[i].blank->field;
        const char *other = value_get_text(kind->settings, arena_printf(arena, "most_%s", field->name), NULL);
        const struct asked *beyond = other ? find_asked(asked, count, other) : NULL;
        const char *value = value_get_text(values, asked[i].key, NULL), *most = beyond ? value_get_text(values, beyond->key, NULL) : NULL;
        if (value && most && blank_form_compare(field, value, most) > 0)
            return err_set(err, "“%s” (%s) không được quá “%s” (%s)", "“%s” (%s) may not be beyond “%s” (%s)", field->title, value,
                           beyond->blank->field.title, most);
    }
    return true;
}

/* least_present = 2/3 members; least_agreed = >1/2 present: more than that share; least_present = council.quorum members: as the dated parameter of targets.ini
 * says on the paper's day. */
struct least {
    struct majority share;
    const struct param *param; /* NULL: the share is written there itself */
    const struct param_entry *entry; /* of the day; NULL: none holds, and nothing is asked */
    const char *other;
};

static bool read_least(struct arena *arena, const struct package *package, const char *text, int32_t day, struct least *ret_least)
{
    const char *blank = strchr(text, ' ');
    struct least least = {.other = blank ? blank + 1 : ""};
    const char *share = blank ? arena_strndup(arena, text, (size_t)(blank - text)) : "";
    if (!majority_parse(share, &least.share)) {
        least.param = param_find(&package->targets, share);
        least.entry = param_at(least.param, day);
        if (!least.param || (least.entry && !majority_parse(least.entry->value, &least.share)))
            return false;
    }
    *ret_least = least;
    return true;
}

static bool say_least(const struct asked *asked, const struct least *least, const struct asked *of, const char *value, const char *whole, struct err *err)
{
    const char *about = asked->nominee ? value_get_text(asked->nominee, "subject_name", "") : "", *by = least->entry ? least->entry->reference : "";
    return err_set(err, "%1$s%2$s“%3$s” (%4$s) %5$s %6$lld/%7$lld “%8$s” (%9$s)%11$s%12$s%13$s%10$.0s; xem lại số đã ghi, không đủ thì chưa lập được văn bản này cho trường hợp ấy: rút đề nghị, hoặc họp lại",
                   "%1$s%2$s“%3$s” (%4$s) %10$s %6$lld/%7$lld of “%8$s” (%9$s)%11$s%12$s%13$s%5$.0s; look at the numbers again; where they are too few this paper cannot be made for that case: withdraw the nomination, or meet again",
                   about, asked->nominee ? ": " : "", asked->blank->field.title, value, majority_short(&least->share), (long long)least->share.num, (long long)least->share.den,
                   of->blank->field.title, whole, majority_short_en(&least->share), *by ? " (" : "", by, *by ? ")" : "");
}

/* A council that is too few decides nothing, and whoever got too few votes is not proposed. */
static bool check_least(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day, const struct asked *asked, size_t count,
                        const struct value *values, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = value_get_text(kind->settings, arena_printf(arena, "least_%s", asked[i].blank->field.name), NULL);
        struct least least;
        if (!text || !read_least(arena, package, text, day, &least) || (least.param && !least.entry))
            continue; /* paper_blank_check has said so */
        const struct asked *of = find_asked(asked, count, least.other);
        const char *value = value_get_text(values, asked[i].key, NULL), *whole = of ? value_get_text(values, of->key, NULL) : NULL;
        if (value && whole && !majority_reached(&least.share, strtoll(value, NULL, 10), strtoll(whole, NULL, 10)))
            return say_least(&asked[i], &least, of, value, whole, err);
    }
    return true;
}

static const struct document_blank *find_blank(const struct document_kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->blank_count; i++)
        if (strcmp(kind->blanks[i].field.name, name) == 0)
            return &kind->blanks[i];
    return NULL;
}

bool paper_blank_check(struct arena *arena, const struct package *package, const struct document_kind *kind, struct err *err)
{
    static const char *const prefixes[] = {"most_", "least_"};
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i), *text = value_as_text(value_item(kind->settings, i));
        for (size_t p = 0; p < LEN(prefixes); p++) {
            size_t len = strlen(prefixes[p]);
            struct least least = {.other = text};
            if (strncmp(key, prefixes[p], len) != 0)
                continue;
            if (p == 1 && !read_least(arena, package, text, package->from, &least))
                return err_set(err, "mục [%s], %s: ghi như “2/3 members”, “>1/2 present” khi phải quá nửa, hoặc tên một tham số kiểu majority của targets.ini thay cho phần số",
                               "section [%s], %s: write it like “2/3 members”, “>1/2 present” for more than half, or a parameter of targets.ini of the type majority in place of the share", kind->kind, key);
            if (!find_blank(kind, key + len) || !find_blank(kind, least.other))
                return err_set(err, "mục [%s], %s: không có blank_%s hoặc blank_%s; sửa tên", "section [%s], %s: there is no blank_%s or no blank_%s; correct the name", kind->kind, key, key + len,
                               least.other);
        }
    }
    return true;
}

static bool refuse_unknown(struct arena *arena, const struct asked *asked, size_t count, const char *key, struct err *err)
{
    const char **keys = arena_alloc(arena, (count + 1) * sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = asked[i].key;
    const char *near = text_nearest(key, keys, count);
    if (near)
        return err_set(err, "văn bản này không có chỗ trống “%s”; có phải là “%s”?", "this paper has no blank “%s”; do you mean “%s”?", key, near);
    return err_set(err, "văn bản này không có chỗ trống “%s”; xem drafts blanks", "this paper has no blank “%s”; see drafts blanks", key);
}

/* Somebody who may not sign this paper hears why. */
static bool check_signer(const struct value *draft, const char *key, const char *text, struct err *err)
{
    const struct value *signers = strcmp(key, SIGNATORY_KEY) == 0 ? value_get(draft, "signers") : NULL;
    for (size_t i = 0; i < value_len(signers); i++) {
        const struct value *signer = value_at(signers, i);
        if (strcmp(value_get_text(signer, "key", ""), text) == 0 && value_get_text(signer, "why_not", NULL))
            return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(signer, "why_not", ""), value_get_text(signer, "why_not_en", ""));
    }
    return true;
}

static bool insert(struct change *change, const struct value *draft, const char *key, const char *value, struct err *err)
{
    return store_do(change->store, err, QUERY_PAPER_BLANK_INSERT, "tttttti", value_get_text(draft, "kind", ""), value_get_text(draft, "subject", ""),
                    value_get_text(draft, "phase", ""), key, value, change->actor, change->at);
}

bool paper_blank_mark(struct change *change, struct arena *arena, const struct value *draft, int64_t cause, struct err *err)
{
    return insert(change, draft, PAPER_BLANK_CAUSES, arena_printf(arena, "%" PRId64, cause), err);
}

bool paper_blank_give(struct change *change, struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *draft,
                      const struct value *given, int64_t seen, bool *ret_any, struct err *err)
{
    int64_t newest;
    const struct value *rows = rows_of(change->store, arena, draft, &newest, err);
    struct value *values = value_map(arena);
    size_t count;
    int32_t day = package->from;
    const struct asked *asked = asked_of(arena, kind, value_get(draft, "content"), value_get(draft, "signers"), &count);
    day_parse(value_get_text(value_get(draft, "content"), "day", ""), &day);
    *ret_any = false;
    if (!rows)
        return false;
    if (seen >= 0 && newest > seen)
        return err_set(err, "người khác vừa điền vào văn bản này; tải lại trang, xem rồi điền tiếp", "somebody else has filled this paper in meanwhile; load the page again, look, then go on");
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(values, value_key(rows, i), value_get(value_item(rows, i), "value"));
    for (size_t i = 0; i < value_len(given); i++) {
        const char *key = value_key(given, i), *value = NULL, *before = value_get_text(values, key, NULL);
        const struct asked *one = find_asked(asked, count, key);
        if (!one)
            return refuse_unknown(arena, asked, count, key, err);
        if (!check_signer(draft, key, value_get_text(given, key, ""), err) || !read_text(arena, one, value_get_text(given, key, ""), &value, err))
            return false;
        if ((!value && !before) || (value && before && strcmp(value, before) == 0))
            continue;
        if (!insert(change, draft, key, value, err))
            return false;
        value_set_text(values, key, value);
        *ret_any = true;
    }
    return check_most(arena, kind, asked, count, values, err) && check_least(arena, package, kind, day, asked, count, values, err);
}
