#include "amendment/type_change.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "record/field_kind.h"
#include "record/record_type.h"

#include <string.h>

struct comparison {
    struct arena *arena;
    struct type_change *items;
    size_t len, size;
    const struct record_type *from, *to; /* under comparison */
};

static struct type_change *add(struct comparison *c, enum type_change_kind kind, const struct field *field, const char *from,
                                 const char *to)
{
    if (c->len == c->size) {
        size_t size = 2 * c->size + 8;
        c->items = arena_grow(c->arena, c->items, c->len * sizeof *c->items, size * sizeof *c->items);
        c->size = size;
    }
    struct type_change *change = &c->items[c->len++];
    *change = (struct type_change){.kind = kind, .type = c->to ? c->to : c->from, .field = field, .from = from, .to = to};
    return change;
}

static void touches(const struct comparison *c, struct type_change *change, enum record_limit_among among, const char *when)
{
    change->touched = (struct record_limit_rows){c->from, among, when};
}

/* ---- what a field takes ---- */

/* In the words of records.ini: "text 40", "choice a, b". */
static const char *form_of(struct arena *arena, const struct field *field)
{
    struct buffer form = {0};
    buffer_puts(&form, field_kind(field)->name);
    if (field_kind(field)->describe)
        field_kind(field)->describe(&form, field);
    return buffer_take(&form, arena);
}

static void compare_choices(struct comparison *c, const struct field *from, const struct field *to)
{
    for (size_t i = 0; i < to->choice_count; i++) {
        int rank = field_choice_rank(from, to->choices[i]);
        if (rank < 0)
            add(c, TYPE_CHANGE_CHOICE_ADDED, to, NULL, to->choices[i]);
        else if (!text_same(from->choice_titles ? from->choice_titles[rank] : NULL, to->choice_titles ? to->choice_titles[i] : NULL))
            add(c, TYPE_CHANGE_TITLE, to, from->choice_titles ? from->choice_titles[rank] : to->choices[i],
                to->choice_titles ? to->choice_titles[i] : to->choices[i]);
    }
    for (size_t i = 0; i < from->choice_count; i++)
        if (field_choice_rank(to, from->choices[i]) < 0)
            touches(c, add(c, TYPE_CHANGE_CHOICE_REMOVED, to, from->choices[i], NULL), RECORD_LIMIT_VERSIONS,
                    record_limit_word(c->arena, to, from->choices[i]));
}

/* One bound moved: what goes beyond it now must not be stored. */
static void compare_limit(struct comparison *c, const struct field *from, const struct field *to)
{
    const char *(*beyond)(struct arena *, const struct field *, const struct field *) = field_kind(to)->beyond;
    const char *broken = beyond ? beyond(c->arena, from, to) : NULL, *before = form_of(c->arena, from), *after = form_of(c->arena, to);
    if (broken)
        touches(c, add(c, TYPE_CHANGE_STRICTER, to, before, after), RECORD_LIMIT_CLAIMING, broken);
    else if (!field_kind(to)->words && strcmp(before, after) != 0)
        add(c, TYPE_CHANGE_WIDER, to, before, after);
}

/* A retired field is not required: that goes without saying. */
static void compare_need(struct comparison *c, const struct field *from, const struct field *to)
{
    if (from->retired != to->retired)
        touches(c, add(c, to->retired ? TYPE_CHANGE_RETIRED : TYPE_CHANGE_USED_AGAIN, to, NULL, NULL), RECORD_LIMIT_LIVE,
                record_limit_given(c->arena, to));
    if (to->required && !from->required)
        touches(c, add(c, TYPE_CHANGE_STRICTER, to, "optional", "required"), RECORD_LIMIT_CLAIMING, record_limit_empty(c->arena, to));
    else if (from->required && !to->required && !to->retired)
        add(c, TYPE_CHANGE_WIDER, to, "required", "optional");
}

static void compare_field(struct comparison *c, const struct field *from, const struct field *to)
{
    if (from->type != to->type || from->decimals != to->decimals) { /* what is stored would be read as another number */
        add(c, TYPE_CHANGE_FORM, to, form_of(c->arena, from), form_of(c->arena, to));
        return;
    }
    if (!text_same(from->title, to->title))
        add(c, TYPE_CHANGE_TITLE, to, from->title, to->title);
    compare_need(c, from, to);
    compare_choices(c, from, to);
    compare_limit(c, from, to);
    if (from->private != to->private)
        add(c, TYPE_CHANGE_PRIVATE, to, NULL, NULL);
}

/* A new field is empty in all that is stored, so none of it could have a required one. */
static void add_field(struct comparison *c, const struct field *field)
{
    struct type_change *change = add(c, TYPE_CHANGE_FIELD_ADDED, field, NULL, form_of(c->arena, field));
    touches(c, change, RECORD_LIMIT_LIVE, "TRUE");
    if (!field->required)
        return;
    change = add(c, TYPE_CHANGE_STRICTER, field, "optional", "required");
    touches(c, change, RECORD_LIMIT_LIVE, "TRUE");
}

static void compare_fields(struct comparison *c)
{
    for (size_t i = 0; i < c->to->field_count; i++) {
        const struct field *field = &c->to->fields[i], *before = record_field(c->from, field->name);
        if (before)
            compare_field(c, before, field);
        else
            add_field(c, field);
    }
    for (size_t i = 0; i < c->from->field_count; i++)
        if (!record_field(c->to, c->from->fields[i].name))
            add(c, TYPE_CHANGE_FIELD_DROPPED, &c->from->fields[i], form_of(c->arena, &c->from->fields[i]), NULL);
}

/* ---- what a type asks of its records together ---- */

static const char *joined(struct arena *arena, const char *const *names, size_t count)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    return buffer_take(&list, arena);
}

static bool has_all(const char *const *names, size_t count, const char *const *of, size_t of_count)
{
    for (size_t i = 0; i < of_count; i++)
        if (text_place(of[i], names, count) < 0)
            return false;
    return true;
}

static void compare_key(struct comparison *c)
{
    const struct record_type *from = c->from, *to = c->to;
    if (!has_all(from->key, from->key_count, to->key, to->key_count) || !has_all(to->key, to->key_count, from->key, from->key_count))
        add(c, TYPE_CHANGE_KEY, NULL, joined(c->arena, from->key, from->key_count), joined(c->arena, to->key, to->key_count));
}

/* Records that agree in many fields agree in some of them: fewer fields are the stricter rule. */
static void compare_unique(struct comparison *c)
{
    const struct record_type *from = c->from, *to = c->to;
    bool more = has_all(to->unique, to->unique_count, from->unique, from->unique_count);
    bool fewer = has_all(from->unique, from->unique_count, to->unique, to->unique_count);
    if (more && fewer)
        return;
    bool wider = !to->unique_count || (from->unique_count && more);
    const char *before = arena_printf(c->arena, "unique = %s", joined(c->arena, from->unique, from->unique_count));
    const char *after = arena_printf(c->arena, "unique = %s", joined(c->arena, to->unique, to->unique_count));
    struct type_change *change = add(c, wider ? TYPE_CHANGE_WIDER : TYPE_CHANGE_STRICTER, NULL, before, after);
    if (!wider)
        touches(c, change, RECORD_LIMIT_CLAIMING, record_limit_agreeing(c->arena, from, to));
}

static void compare_overlap(struct comparison *c)
{
    static const char *const words[] = {"overlap =", "overlap = refuse", "overlap = warn"};
    enum record_overlap from = c->from->overlap, to = c->to->overlap;
    if (from == to)
        return;
    bool stricter = to == RECORD_OVERLAP_REFUSE;
    struct type_change *change = add(c, stricter ? TYPE_CHANGE_STRICTER : TYPE_CHANGE_WIDER, NULL, words[from], words[to]);
    if (stricter)
        touches(c, change, RECORD_LIMIT_CLAIMING, record_limit_overlapping(c->arena, c->to));
}

static bool same_warning(const struct record_warning *a, const struct record_warning *b)
{
    return a->refuses == b->refuses && text_same(a->sql, b->sql) && text_same(a->naming, b->naming) && text_same(a->column, b->column) &&
           text_same(a->vi, b->vi) && text_same(a->en, b->en);
}

static bool has_warning(const struct record_type *type, const struct record_warning *warning)
{
    for (size_t i = 0; i < type->warning_count; i++)
        if (same_warning(&type->warnings[i], warning))
            return true;
    return false;
}

/* By their sentences: those that are not there as they were. */
static void compare_conditions(struct comparison *c)
{
    for (size_t i = 0; i < c->to->warning_count; i++)
        if (!has_warning(c->from, &c->to->warnings[i]))
            add(c, TYPE_CHANGE_CONDITION, record_field(c->to, c->to->warnings[i].column), NULL, c->to->warnings[i].vi);
    for (size_t i = 0; i < c->from->warning_count; i++)
        if (!has_warning(c->to, &c->from->warnings[i]))
            add(c, TYPE_CHANGE_CONDITION, record_field(c->to, c->from->warnings[i].column), c->from->warnings[i].vi, NULL);
}

static const char *days_of(struct arena *arena, const struct record_type *type)
{
    if (type->touches_on)
        return type->touches_on;
    return type->touches_from ? arena_printf(arena, "%s … %s", type->touches_from, type->touches_until) : NULL;
}

static void compare_retirement(struct comparison *c)
{
    const char *from = c->from->retired ? day_text(c->arena, c->from->retired_from) : NULL, *to = c->to->retired ? day_text(c->arena, c->to->retired_from) : NULL;
    if (!text_same(from, to))
        add(c, to ? TYPE_CHANGE_RETIRED : TYPE_CHANGE_USED_AGAIN, NULL, from, to);
}

static void compare_type(struct comparison *c)
{
    if (!text_same(c->from->title, c->to->title))
        add(c, TYPE_CHANGE_TITLE, NULL, c->from->title, c->to->title);
    compare_key(c);
    compare_fields(c);
    compare_unique(c);
    compare_overlap(c);
    compare_conditions(c);
    if (c->from->private != c->to->private || c->from->readers != c->to->readers)
        add(c, TYPE_CHANGE_PRIVATE, NULL, NULL, NULL);
    compare_retirement(c);
    if (!text_same(days_of(c->arena, c->from), days_of(c->arena, c->to)))
        add(c, TYPE_CHANGE_DAYS, NULL, days_of(c->arena, c->from), days_of(c->arena, c->to));
}

struct type_changes type_change_list(const struct record_types *from, const struct record_types *to, struct arena *arena)
{
    struct comparison c = {.arena = arena};
    for (size_t i = 0; i < to->len; i++) {
        c.to = &to->items[i];
        c.from = record_type_find(from, c.to->name);
        if (c.from)
            compare_type(&c);
        else
            add(&c, TYPE_CHANGE_TYPE_ADDED, NULL, NULL, c.to->title);
    }
    c.to = NULL;
    for (size_t i = 0; i < from->len; i++) {
        c.from = &from->items[i];
        if (!record_type_find(to, c.from->name))
            add(&c, TYPE_CHANGE_TYPE_DROPPED, NULL, c.from->title, NULL);
    }
    return (struct type_changes){c.items, c.len};
}

/* ---- what is said of one ---- */

/* What may not be: the fact, its reason and the remedy; %1$s is the type, %2$s the field, %3$s and %4$s what is declared before and after. */
static const struct {
    const char *word;
    const char *vi, *en; /* NULL: it may be */
} kinds[] = {
    [TYPE_CHANGE_TYPE_ADDED] = {.word = "added"},
    [TYPE_CHANGE_FIELD_ADDED] = {.word = "added"},
    [TYPE_CHANGE_CHOICE_ADDED] = {.word = "choice_added"},
    [TYPE_CHANGE_CHOICE_REMOVED] = {.word = "choice_removed"},
    [TYPE_CHANGE_RETIRED] = {.word = "retired"},
    [TYPE_CHANGE_USED_AGAIN] = {.word = "used_again"},
    [TYPE_CHANGE_TITLE] = {.word = "title"},
    [TYPE_CHANGE_STRICTER] = {.word = "stricter"},
    [TYPE_CHANGE_WIDER] = {.word = "wider"},
    [TYPE_CHANGE_CONDITION] = {.word = "condition"},
    [TYPE_CHANGE_PRIVATE] = {.word = "private"},
    [TYPE_CHANGE_DAYS] = {.word = "days"},
    [TYPE_CHANGE_TYPE_DROPPED] = {"removed",
                                    "không bỏ được loại bản ghi “%1$s” khi phong trào đang chạy: bản ghi, kết quả và bản chốt cũ dựa vào loại này; giữ mục "
                                    "[%1$s] và ghi vào đó retired_from = ngày ngừng dùng%2$.0s%3$.0s%4$.0s",
                                    "the record type “%1$s” cannot be dropped while the contest runs: records, results and seals rest on it; keep [%1$s], and "
                                    "write in it retired_from = the day%2$.0s%3$.0s%4$.0s"},
    [TYPE_CHANGE_FIELD_DROPPED] = {"removed",
                                     "không bỏ được trường “%2$s” của loại “%1$s” khi phong trào đang chạy: bản ghi cũ còn giữ giá trị ở đó; giữ dòng khai báo và ghi "
                                     "trong [%1$s]: retired_fields = %2$s (muốn đổi mã trường thì khai thêm trường mới)%3$.0s%4$.0s",
                                     "the field “%2$s” of type “%1$s” cannot be dropped while the contest runs: old records hold values in it; keep its line and write in "
                                     "[%1$s]: retired_fields = %2$s (another name is another field, declared beside it)%3$.0s%4$.0s"},
    [TYPE_CHANGE_FORM] = {"form",
                            "không đổi được kiểu của trường “%2$s” (%3$s → %4$s) khi phong trào đang chạy: giá trị đã lưu thuộc kiểu cũ; khai trường mới với mã khác, và ghi "
                            "trong [%1$s]: retired_fields = %2$s",
                            "the form of the field “%2$s” (%3$s → %4$s) cannot change while the contest runs: what is stored is of the old one; declare a new field of "
                            "another name, and write in [%1$s]: retired_fields = %2$s"},
    [TYPE_CHANGE_KEY] = {"key",
                           "không đổi được khóa của loại “%1$s” (%3$s → %4$s) khi phong trào đang chạy: theo khóa mà các lần sửa của một bản ghi nhận ra nhau; giữ khóa cũ, "
                           "hoặc khai loại mới%2$.0s",
                           "the key of type “%1$s” (%3$s → %4$s) cannot change while the contest runs: by it the versions of a record are known as one; keep it, or declare "
                           "a new type%2$.0s"},
};

bool type_change_is_limit(const struct type_change *change)
{
    return change->kind == TYPE_CHANGE_STRICTER || change->kind == TYPE_CHANGE_CHOICE_REMOVED;
}

struct value *type_change_value(const struct type_change *change, struct arena *arena)
{
    struct value *map = value_map(arena);
    value_set_text(map, "type", change->type->name);
    value_set_text(map, "type_title", change->type->title);
    value_set_text(map, "field", change->field ? change->field->name : NULL);
    value_set_text(map, "field_title", change->field ? change->field->title : NULL);
    value_set_text(map, "what", kinds[change->kind].word);
    value_set_text(map, "from", change->from);
    value_set_text(map, "to", change->to);
    return map;
}

struct value *type_change_values(const struct record_types *from, const struct record_types *to, struct arena *arena)
{
    struct type_changes changes = type_change_list(from, to, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < changes.len; i++)
        value_append(list, type_change_value(&changes.items[i], arena));
    return list;
}

const char *type_change_place(const struct type_change *change, struct arena *arena)
{
    return change->field ? arena_printf(arena, "%s.fields.%s", change->type->name, change->field->name) : change->type->name;
}

void type_change_refuse(const struct record_types *from, const struct record_types *to, struct problems *problems)
{
    struct type_changes changes = type_change_list(from, to, problems->arena);
    for (size_t i = 0; i < changes.len; i++) {
        const struct type_change *change = &changes.items[i];
        const char *field = change->field ? change->field->name : "";
        bool dropped = change->kind == TYPE_CHANGE_TYPE_DROPPED || change->kind == TYPE_CHANGE_FIELD_DROPPED;
        int line = dropped ? 0 : change->field ? change->field->line : change->type->line;
        if (kinds[change->kind].vi)
            problem_add(problems, "records.ini", line, type_change_place(change, problems->arena), "%1$s%2$.0s", "%2$s%1$.0s",
                        arena_printf(problems->arena, kinds[change->kind].vi, change->type->name, field, change->from, change->to),
                        arena_printf(problems->arena, kinds[change->kind].en, change->type->name, field, change->from, change->to));
    }
}
