/* entry: what a reviewer is told to be probably one thing entered twice, and what is not. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "entry/entry_twin.h"
#include "record/field.h"
#include "record/record_type.h"

static void texts_are_read_as_one(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Nguyễn Văn Hòa", "nguyen van hoà", true}, /* case, marks, where the tone stands */
        {"Nguyễn Văn Hòa", "Nguyễn Văn Hoàn", false}, /* a short word is another name */
        {"Nguyễn Văn Hòa", "Nguyễn Văn Hạnh", false},
        {"12 Lê Lợi", "số 12, đường Lê Lợi", true},
        {"12 Lê Lợi", "14 Lê Lợi", false},
        {"12 Lê Lợi", "12/3 Lê Lợi", false},
        {"Karaoke Hoàng Gia", "KARAOKE HOÀNG GIA 2", false},
        {"Giúp người dân tìm lại tài sản", "Giúp ngưới dân tìm lại tài sản.", true}, /* a letter of a longer word */
        {"Giúp người dân tìm lại tài sản", "Giúp dân", false},
        {"", "", false},
        {"!", "?", false},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        if (entry_twin_says_same(arena, cases[i].a, cases[i].b) != cases[i].same || entry_twin_says_same(arena, cases[i].b, cases[i].a) != cases[i].same)
            fail_msg("“%s”, “%s”", cases[i].a, cases[i].b);
    arena_destroy(arena);
}

/* ---- records ---- */

enum { WARD, ID, ON, KIND, WHERE, COUNT, FIELDS };

static const struct field fields[FIELDS] = {
    [WARD] = {.name = "ward", .title = "Phường", .type = FIELD_UNIT, .required = true}, [ID] = {.name = "id", .title = "Mã", .type = FIELD_TEXT},
    [ON] = {.name = "on_date", .title = "Ngày", .type = FIELD_DATE},                     [KIND] = {.name = "kind", .title = "Loại", .type = FIELD_YES_NO},
    [WHERE] = {.name = "place", .title = "Nơi", .type = FIELD_TEXT},                     [COUNT] = {.name = "count", .title = "Số", .type = FIELD_NUMBER},
};
static const char *const key[] = {"ward", "id"};

static struct cell text(const char *words)
{
    return words ? (struct cell){.kind = CELL_TEXT, .text = words} : (struct cell){.kind = CELL_EMPTY};
}

static struct cell number(int64_t value)
{
    return (struct cell){.kind = CELL_NUMBER, .number = value};
}

static void records_are_told_apart(void **state)
{
    static const struct {
        const char *what, *ward, *kind, *where;
        int day, count;
        enum entry_twin twin;
    } cases[] = {
        {"all the same", "cat-bi", "yes", "12 Lê Lợi", 20000, 1, ENTRY_TWIN_SAME},
        {"another number", "cat-bi", "yes", "12 Lê Lợi", 20000, 2, ENTRY_TWIN_NEAR},
        {"written otherwise", "cat-bi", "yes", "số 12 đường LÊ LỢI", 20000, 1, ENTRY_TWIN_NEAR},
        {"another day", "cat-bi", "yes", "12 Lê Lợi", 20001, 1, ENTRY_TWIN_NONE},
        {"another kind", "cat-bi", "no", "12 Lê Lợi", 20000, 1, ENTRY_TWIN_NONE},
        {"another unit", "dang-hai", "yes", "12 Lê Lợi", 20000, 1, ENTRY_TWIN_NONE},
        {"another place", "cat-bi", "yes", "15 Cát Bi", 20000, 1, ENTRY_TWIN_NONE},
        {"no words to compare", "cat-bi", "yes", NULL, 20000, 1, ENTRY_TWIN_NONE},
    };
    const struct record_type type = {.name = "trial", .title = "Thử", .fields = (struct field *)fields, .field_count = FIELDS, .key = key, .key_count = LEN(key)};
    const struct cell one[FIELDS] = {text("cat-bi"), text("1"), number(20000), text("yes"), text("12 Lê Lợi"), number(1)};
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct cell other[FIELDS] = {text(cases[i].ward), text("2"), number(cases[i].day), text(cases[i].kind), text(cases[i].where), number(cases[i].count)};
        if (entry_twin_of(arena, &type, one, other) != cases[i].twin)
            fail_msg("%s", cases[i].what);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_are_read_as_one), cmocka_unit_test(records_are_told_apart)};
    return cmocka_run_group_tests_name("probable duplicates", tests, NULL, NULL);
}
