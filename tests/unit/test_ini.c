/* package: what Debian's inih does at its limits and how our reader refuses it, with line and remedy. */
#include "package_files.h"

#include "base/array.h"
#include "base/buffer.h"
#include "package/ini.h"

#include <ini.h>
#include <string.h>

static int note(void *user, const char *section, const char *name, const char *value)
{
    buffer_printf(user, "[%s]%s=%s\n", section, name, value);
    return 1;
}

/* The day-one test: what Debian's inih makes of each of these, silently, and that our reader refuses it,
 * where. */
static void test_limits_of_inih(void **state)
{
    (void)state;
    const struct {
        const char *text, *inih; /* what inih hands over; NULL: begins with … is told by `cut` */
        int cut;                 /* bytes of the last value that inih kept of more */
        int line;
        const char *refusal;
    } cases[] = {
        {arena_printf(arena, "[a]\nk = %s\n", many('v', 300)), NULL, 195, 2, "longer than 197 bytes"},
        {arena_printf(arena, "[a]\nk = %sếếếế\n", many('v', 194)), NULL, 195, 2, "longer than 197 bytes"},
        {"[a]\nk = một ;hai\n", "[a]k=một\n", 0, 2, "would begin a comment"},
        {"[a]\nk = 1\nl = 2\nk = 3\n", "[a]k=1\n[a]l=2\n[a]k=3\n", 0, 4, "this key stands above"},
        {arena_printf(arena, "[%s]\nk = 1\n", many('s', 60)), arena_printf(arena, "[%s]k=1\n", many('s', 49)),
         0, 1, "longer than 49 bytes"},
        {arena_printf(arena, "[a]\n%s = 1\n  2\n", many('n', 60)),
         arena_printf(arena, "[a]%s=1\n[a]%s=2\n", many('n', 60), many('n', 49)), 0, 2,
         "longer than 49 bytes"},
        {"[a]\nk = 1\n  # hai\n", "[a]k=1\n", 0, 3, "would be skipped"},
        {"[a]\nk: 1\n", "[a]k=1\n", 0, 2, "write “key = value”"},
        {"[a] b\nk = 1\n", "[a]k=1\n", 0, 1, "the section cannot be read"},
        {"[a]\nk = 1\n[a]\nk = 2\n", "[a]k=1\n[a]k=2\n", 0, 3, "this section stands above"},
        {"k = 1\n", "[]k=1\n", 0, 0, NULL}, /* a key before all sections is read: texts.ini has such */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer seen = {0};
        ini_parse_string(cases[i].text, note, &seen);
        if (cases[i].inih)
            assert_string_equal(buffer_text(&seen), cases[i].inih);
        else
            assert_int_equal(strcspn(strchr(buffer_text(&seen), '=') + 1, "\n"), cases[i].cut);
        buffer_finish(&seen);
        struct file file = {"x.ini", cases[i].text, strlen(cases[i].text)};
        problems_init(&problems, arena);
        ini_read(arena, &file, &problems);
        if (!cases[i].refusal) {
            assert_int_equal(problems.len, 0);
            continue;
        }
        assert_true(problems.len > 0);
        assert_string_equal(problems.items[0].file, "x.ini");
        assert_int_equal(problems.items[0].line, cases[i].line);
        if (!strstr(problems.items[0].en, cases[i].refusal))
            fail_msg("%s: %s", cases[i].text, problems.items[0].en);
    }
}

static const char *value_of(const struct ini *ini, const char *section, const char *key)
{
    const struct ini_key *found = ini_key_find(ini_find(ini, section), key);
    return found ? found->value : NULL;
}

static void test_ini_reads(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf# ghi chú ; # [x]\r\n"
                               "[mục-không]\n" /* refused */
                               "[one]\r\n"
                               "k = một, hai\r\n"
                               "  ba\r\n"
                               "\r\n"
                               "\tbốn = [năm]: #sáu\n"
                               "\n"
                               "; ghi chú\n"
                               "  .\n"
                               "  bảy\n"
                               "empty =\n"
                               "late=\n"
                               "   x;y\n"
                               "[two 2024-11-01]\n"
                               "[three]\n"
                               "last = 9";
    struct file file = {"x.ini", text, sizeof text - 1};
    struct ini ini = ini_read(arena, &file, &problems);
    assert_int_equal(problems.len, 1);
    assert_int_equal(problems.items[0].line, 2);
    assert_string_equal(value_of(&ini, "one", "k"), "một, hai ba bốn = [năm]: #sáu\nbảy");
    assert_string_equal(value_of(&ini, "one", "empty"), "");
    assert_string_equal(value_of(&ini, "one", "late"), "x;y");
    assert_string_equal(value_of(&ini, "three", "last"), "9");
    assert_null(value_of(&ini, "one", "none"));
    assert_int_equal(ini_find(&ini, "two 2024-11-01")->line, 15);
    assert_int_equal(ini_key_find(ini_find(&ini, "three"), "last")->line, 17);
}

/* Each line is wrong in its own way; the reader says so at each, and once. */
static void test_ini_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *line, *refusal;
    } cases[] = {
        {"k = a\x01z", "control character"},
        {"k = a\xef\xbf\xbez", "control character"},
        {"k = e\xcc\x82", "not composed"},      {"k = \xc3\x90\xe1\xba\xb1ng", "U+00D0"},
        {"khóa = 1", "the key cannot be read"}, {"two words = 1", "the key cannot be read"},
        {"= 1", "the key cannot be read"},      {"chẳng có dấu bằng", "not understood"},
        {"[", "section cannot be read"},        {"[]", "section cannot be read"},
        {"[a", "section cannot be read"},       {"k = 1\t; x", "would begin a comment"},
        {"\x7f", "control character"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = arena_printf(arena, "[s]\na = 1\n%s\n  goes on\nb = 2\n", cases[i].line);
        struct file file = {"x.ini", text, strlen(text)};
        problems_init(&problems, arena);
        struct ini ini = ini_read(arena, &file, &problems);
        if (problems.len != 1 || problems.items[0].line != 3 ||
            !strstr(problems.items[0].en, cases[i].refusal))
            fail_msg("%s: %zu %s", cases[i].line, problems.len, problems.len ? problems.items[0].en : "");
        if (cases[i].line[0] != '[')
            assert_string_equal(value_of(&ini, "s", "b"), "2");
    }
    struct file indented = {"x.ini", "[s]\n  k = 1\n", 12};
    problems_init(&problems, arena);
    ini_read(arena, &indented, &problems);
    assert_int_equal(problems.len, 1);
    assert_non_null(strstr(problems.items[0].en, "without a key above"));
}

/* A file of other bytes is one fault, and nothing of it is read. */
static void test_ini_refuses_other_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *refusal;
        size_t len;
        int line;
    } cases[] = {
        {"[s]\na = 1\nk = \xff\xfe\nl = \xff\n", "not UTF-8", 21, 3},
        {"[s]\n# \xd0\xe2y\nk = 1\n", "not UTF-8", 16, 2},
        {"\xff\xfe[\0s\0]\0", "UTF-16", 8, 0},
        {"[s]\nk = 1\0\n", "a zero byte", 11, 2},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct file file = {"x.ini", cases[i].text, cases[i].len};
        problems_init(&problems, arena);
        struct ini ini = ini_read(arena, &file, &problems);
        if (problems.len != 1 || problems.items[0].line != cases[i].line || !strstr(problems.items[0].en, cases[i].refusal))
            fail_msg("%zu: %zu %s", i, problems.len, problems.len ? problems.items[0].en : "");
        assert_true(ini.damaged);
        assert_null(value_of(&ini, "s", "a"));
    }
}

static void test_ini_hostile_sizes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a=\n", "[]\n",   "x\n",   "\n",   " \n",
                                         "=\n",  "\xff\n", "[a]\n", " a\n", "k = v\n v\n"};
    for (size_t i = 0; i < LEN(pieces); i++) {
        struct buffer text = {0};
        buffer_puts(&text, "[s]\nk = 1\n");
        while (text.len + 16 < INI_FILE_BYTES)
            buffer_puts(&text, pieces[i]);
        problems_init(&problems, arena);
        struct file file = {"x.ini", text.bytes, text.len};
        ini_read(arena, &file, &problems);
        assert_true(problems.len <= 102);
        buffer_finish(&text);
    }
    struct buffer sections = {0};
    for (int i = 0; i < 3000; i++)
        buffer_printf(&sections, "[s%d]\nk = 1\n", i);
    problems_init(&problems, arena);
    struct file file = {"x.ini", sections.bytes, sections.len};
    struct ini ini = ini_read(arena, &file, &problems);
    assert_true(problems.len == 1 && ini.len <= 2002);
    buffer_finish(&sections);
    struct file nul = {"x.ini", "[a]\0b", 5};
    struct file large = {"x.ini", many('#', INI_FILE_BYTES + 1), INI_FILE_BYTES + 1};
    problems_init(&problems, arena);
    ini_read(arena, &nul, &problems);
    ini_read(arena, &large, &problems);
    assert_int_equal(problems.len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(test_limits_of_inih),
        WITH_FILES(test_ini_reads),
        WITH_FILES(test_ini_refuses),
        WITH_FILES(test_ini_refuses_other_bytes),
        WITH_FILES(test_ini_hostile_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
