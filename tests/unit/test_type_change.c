/* How record types of a candidate differ from those in force: each kind of change, by a table of cases of records.ini; pure. */
#include "package_files.h"

#include "amendment/type_change.h"

#include "base/array.h"
#include "base/value.h"
#include "record/record_type.h"

#include <string.h>

/* The text of records.ini with `old` replaced; "" for old: `new` stands behind all. */
static const char *changed_text(const struct file *file, const char *old, const char *new)
{
    const char *text = arena_strndup(arena, file->bytes, file->len), *at = *old ? strstr(text, old) : text + strlen(text);
    if (!at || (*old && strstr(at + 1, old)))
        fail_msg("“%s” does not stand once in records.ini", old);
    return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static struct package *read_changed(const char *old, const char *new)
{
    struct file_list files = base_files();
    struct file *records = file_of(&files, "records.ini");
    records->bytes = changed_text(records, old, new);
    records->len = strlen(records->bytes);
    struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++)
        fail_msg("%s → %s: %s:%d: %s", old, new, problems.items[i].file, problems.items[i].line, problems.items[i].en);
    return package;
}

#define CATEGORY "category? = text 100 | Lĩnh vực"
#define DEAD "dead? = number 0..10000 | Số người chết"
#define STATION "station: tại trụ sở Công an,"

static const struct {
    const char *old, *new;   /* of records.ini */
    const char *word, *place;
    const char *from, *to;   /* NULL: nothing */
    const char *touches;     /* a part of the condition; NULL: none */
    const char *refused;     /* a part of the sentence; NULL: it may be */
} cases[] = {
    {"", "\n[gift]\ntitle = Quà\nkey = ward, gift_id\n[gift.fields]\ngift_id = text 40 | Mã\nward = unit ward | Phường\n", "added", "gift", NULL, "Quà",
     NULL, NULL},
    {CATEGORY, CATEGORY "\nbook? = text 20 | Số sổ", "added", "tip.fields.book", NULL, "text 20", "TRUE", NULL},
    {STATION, STATION " app: ứng dụng,", "choice_added", "tip.fields.channel", NULL, "app", NULL, NULL},
    {STATION, "", "choice_removed", "tip.fields.channel", "station", NULL, "r.channel = 'station'", NULL},
    {STATION, "station: ở trụ sở,", "title", "tip.fields.channel", "tại trụ sở Công an", "ở trụ sở", NULL, NULL},
    {CATEGORY, "category? = text 100 | Lĩnh vực tin", "title", "tip.fields.category", "Lĩnh vực", "Lĩnh vực tin", NULL, NULL},
    {"title = Nguồn tin\n", "title = Tin báo\n", "title", "tip", "Nguồn tin", "Tin báo", NULL, NULL},
    {CATEGORY, "category? = text 60 | Lĩnh vực", "stricter", "tip.fields.category", "text 100", "text 60", "length(r.category) > 60", NULL},
    {CATEGORY, "category? = text 200 | Lĩnh vực", "wider", "tip.fields.category", "text 100", "text 200", NULL, NULL},
    {CATEGORY, "category = text 100 | Lĩnh vực", "stricter", "tip.fields.category", "optional", "required", "r.category IS NULL", NULL},
    {"injured? = number", "injured = number", "stricter", "accident.fields.injured", "optional", "required", "r.injured IS NULL", NULL},
    {DEAD, "dead? = number 0..100 | Số người chết", "stricter", "accident.fields.dead", "number 0..10000", "number 0..100", "r.dead > 100", NULL},
    {DEAD, "dead? = number 1..20000 | Số người chết", "stricter", "accident.fields.dead", "number 0..10000", "number 1..20000", "r.dead < 1", NULL},
    {DEAD, "dead? = number 0..20000 | Số người chết", "wider", "accident.fields.dead", "number 0..10000", "number 0..20000", NULL, NULL},
    {"title = Tai nạn giao thông\n", "title = Tai nạn giao thông\nretired_fields = dead\n", "retired", "accident.fields.dead", NULL, NULL,
     "r.dead IS NOT NULL", NULL},
    {"title = Tai nạn giao thông\n", "title = Tai nạn giao thông\nretired_from = 2025-03-01\n", "retired", "accident", NULL, "2025-03-01", NULL, NULL},
    {"started_on = date | Ngày bắt đầu", "started_on = date planned | Ngày bắt đầu", "wider", "model.fields.started_on", "date", "date planned", NULL, NULL},
    {"ended_on? = date planned | Ngày kết thúc", "ended_on? = date | Ngày kết thúc", "stricter", "model.fields.ended_on", "date planned", "date",
     "r.ended_on > ?1", NULL},
    {"unit? = unit | Đơn vị lập", "unit? = unit ward | Đơn vị lập", "stricter", "budget_line.fields.unit", "unit", "unit ward", "level = 'ward'", NULL},
    {"key = ward, accident_id\n", "key = ward, accident_id\nunique = ward, level\n", "stricter", "accident", "unique = ", "unique = ward, level",
     "PARTITION BY agreed", NULL},
    {"unique = ward, area, as_of", "unique = area, as_of", "stricter", "population", "unique = ward, area, as_of", "unique = area, as_of",
     "fold_name(area || char(31) || as_of)", NULL},
    {"unique = ward, area, as_of", "unique = ward, area, as_of, residents", "wider", "population", "unique = ward, area, as_of",
     "unique = ward, area, as_of, residents", NULL, NULL},
    {"unique = ward, area, as_of\n", "", "wider", "population", "unique = ward, area, as_of", "unique = ", NULL, NULL},
    {"key = member_id, valid_from\ntouches_from = valid_from\ntouches_until = valid_until\noverlap = warn", "key = member_id, valid_from\ntouches_from = valid_from\n"
     "touches_until = valid_until\noverlap = refuse", "stricter", "absence", "overlap = warn", "overlap = refuse", "other.member_id = r.member_id", NULL},
    {"when = r.dead > 0", "when = r.dead > 1", "condition", "accident.fields.level", NULL,
     "có người chết mà mức là va chạm hoặc ít nghiêm trọng; kiểm tra lại mức và số người chết", NULL, NULL},
    {"title = Tai nạn giao thông\n", "title = Tai nạn giao thông\nprivate = auditor\n", "private", "accident", NULL, NULL, NULL, NULL},
    {"key = ward, accident_id\ntouches_on = on_date\n", "key = ward, accident_id\n", "days", "accident", "on_date", NULL, NULL, NULL},
    {CATEGORY "\n", "", "removed", "tip.fields.category", "text 100", NULL, NULL, "retired_fields = category"},
    {CATEGORY, "category? = number | Lĩnh vực", "form", "tip.fields.category", "text 100", "number 0..999999999999", NULL,
     "the form of the field “category” (text 100 → number"},
    {CATEGORY, "kind_of_tip? = text 100 | Lĩnh vực", "added", "tip.fields.kind_of_tip", NULL, "text 100", "TRUE", "retired_fields = category"},
    {"key = ward, accident_id", "key = ward, accident_id, on_date", "key", "accident", "ward, accident_id", "ward, accident_id, on_date", NULL,
     "declare a new type"},
};

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "(none)", b ? b : "(none)") == 0;
}

static const char *word_of(const struct type_change *change)
{
    return value_get_text(type_change_value(change, arena), "what", "");
}

static void each_kind_of_change(void **state)
{
    (void)state;
    const struct package *base = read_base();
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct package *then = read_changed(cases[i].old, cases[i].new);
        struct type_changes changes = type_change_list(&base->types, &then->types, arena);
        if (changes.len == 0)
            fail_msg("%s → %s: no change", cases[i].old, cases[i].new);
        const struct type_change *change = &changes.items[0];
        if (!same(word_of(change), cases[i].word) || !same(type_change_place(change, arena), cases[i].place) ||
            !same(change->from, cases[i].from) || !same(change->to, cases[i].to))
            fail_msg("%s → %s: %s of %s, %s → %s", cases[i].old, cases[i].new, word_of(change), type_change_place(change, arena),
                     change->from ? change->from : "–", change->to ? change->to : "–");
        if (cases[i].touches ? !change->touched.when || !strstr(change->touched.when, cases[i].touches) : change->touched.when != NULL)
            fail_msg("%s → %s: touches %s", cases[i].old, cases[i].new, change->touched.when ? change->touched.when : "nothing");
        bool limit = strcmp(cases[i].word, "stricter") == 0 || strcmp(cases[i].word, "choice_removed") == 0;
        assert_int_equal(type_change_is_limit(change), limit);
        problems_init(&problems, arena);
        type_change_refuse(&base->types, &then->types, &problems);
        assert_int_equal(problems.errors, cases[i].refused ? 1 : 0);
        if (cases[i].refused && !strstr(problems.items[0].en, cases[i].refused))
            fail_msg("%s → %s: %s", cases[i].old, cases[i].new, problems.items[0].en);
        problems_init(&problems, arena);
    }
}

static void nothing_changes(void **state)
{
    (void)state;
    const struct package *base = read_base();
    assert_int_equal(type_change_list(&base->types, &read_base()->types, arena).len, 0);
    /* the order of fields, of choices that keep their words, of the key's fields */
    assert_int_equal(type_change_list(&base->types, &read_changed("key = ward, accident_id", "key = accident_id, ward")->types, arena).len, 0);
}

static void a_new_field_is_not_required_of_what_is_stored(void **state)
{
    (void)state;
    const struct package *base = read_base(), *then = read_changed(CATEGORY, CATEGORY "\nbook = text 20 | Số sổ");
    struct type_changes changes = type_change_list(&base->types, &then->types, arena);
    assert_int_equal(changes.len, 2);
    assert_string_equal(word_of(&changes.items[0]), "added");
    assert_true(type_change_is_limit(&changes.items[1]));
    assert_string_equal(changes.items[1].touched.when, "TRUE");
    assert_int_equal(changes.items[1].touched.among, RECORD_LIMIT_LIVE);
}

static void a_retired_field_comes_back(void **state)
{
    (void)state;
    const struct package *base = read_base(),
                         *then = read_changed("title = Tai nạn giao thông\n", "title = Tai nạn giao thông\nretired_fields = dead\n");
    assert_true(record_field(record_type_find(&then->types, "accident"), "dead")->retired);
    struct type_changes changes = type_change_list(&then->types, &base->types, arena);
    assert_int_equal(changes.len, 1);
    assert_string_equal(word_of(&changes.items[0]), "used_again");
}

static void a_dropped_type_is_refused(void **state)
{
    (void)state;
    const struct package *base = read_base(), *more = read_changed("", "\n[gift]\ntitle = Quà\nkey = ward, gift_id\n[gift.fields]\n"
                                                                        "gift_id = text 40 | Mã\nward = unit ward | Phường\n");
    type_change_refuse(&more->types, &base->types, &problems);
    assert_int_equal(problems.errors, 1);
    assert_non_null(strstr(problems.items[0].vi, "giữ mục [gift]"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_FILES(each_kind_of_change),        WITH_FILES(nothing_changes), WITH_FILES(a_new_field_is_not_required_of_what_is_stored),
        WITH_FILES(a_retired_field_comes_back), WITH_FILES(a_dropped_type_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
