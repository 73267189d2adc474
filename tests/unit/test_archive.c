/* Zip archives in memory: limits, names, headers that disagree, entries deflated beforehand (zip/archive.h). */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "zip/archive.h"
#include "zip/archive_deflate.h"

#include <string.h>

static const struct archive_limits limits = {10, 4 << 20, 200};
static const char styles[] = "<w:styles>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcabcabcabcabc</w:styles>";

static struct buffer archive_of(const char *name, const char *content, size_t len)
{
    struct archive_entry items[] = {{"a.xml", styles, sizeof styles - 1, NULL}, {name, content, len, NULL}};
    struct buffer out = {0};
    assert_true(archive_write(&(struct archive){items, LEN(items)}, &out, NULL));
    return out;
}

static void refused(const struct buffer *file, size_t len, struct archive_limits most, const char *en)
{
    struct archive read;
    assert_false(archive_read(arena, file->bytes, len, most, &read, &err));
    if (!strstr(err.en, en))
        fail_msg("“%s” is not in “%s”", en, err.en);
    err_clear(&err);
}

/* An entry that was deflated beforehand makes the same file, byte for byte. */
static void test_deflated_entries(void **state)
{
    (void)state;
    static const char *const contents[] = {styles, "", "x", "yy"};
    struct archive_entry items[LEN(contents)];
    struct archive archive = {items, LEN(contents)}, read;
    struct buffer plain = {0}, packed = {0};
    for (size_t i = 0; i < LEN(contents); i++)
        items[i] = (struct archive_entry){arena_printf(arena, "word/%zu.xml", i), contents[i], strlen(contents[i]), NULL};
    assert_true(archive_write(&archive, &plain, NULL));
    for (size_t i = 0; i < LEN(contents); i++)
        assert_true(archive_deflate(arena, &items[i], NULL));
    assert_non_null(items[0].deflated);
    assert_true(archive_write(&archive, &packed, NULL));
    assert_int_equal(plain.len, packed.len);
    assert_memory_equal(plain.bytes, packed.bytes, plain.len);
    assert_true(archive_read(arena, packed.bytes, packed.len, limits, &read, NULL));
    assert_string_equal(archive_find(&read, "word/0.xml")->bytes, styles);
    assert_null(archive_find(&read, "word/9.xml"));
    buffer_finish(&plain);
    buffer_finish(&packed);
}

static void test_limits(void **state)
{
    (void)state;
    char *zeros = arena_alloc(arena, 3 << 20);
    struct buffer bomb = archive_of("b.xml", zeros, 3 << 20), small = archive_of("b.xml", styles, 40);
    refused(&bomb, bomb.len, limits, "part “b.xml” is too large when inflated");
    refused(&small, small.len, (struct archive_limits){1, 4 << 20, 200}, "the archive has 2 parts, at most 1 are allowed");
    refused(&small, small.len, (struct archive_limits){10, 80, 200}, "part “b.xml” is too large when inflated");
    for (size_t len = 7; len < small.len; len += 7) /* cut anywhere */
        refused(&small, len, limits, "the archive is broken");
    buffer_finish(&bomb);
    buffer_finish(&small);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {"../b.xml", "/b.xml", "c\\b.xml", "c/../../b.xml", "c\xe2\x80\xaelmx.b", "b.xml "};
    for (size_t i = 0; i < LEN(names); i++) {
        struct buffer file = archive_of(names[i], "x", 1);
        refused(&file, file.len, limits, " is not allowed (control characters");
        buffer_finish(&file);
    }
    static const char controls[] = "\x01\n\r\t\x1b\x7f"; /* libzip writes none */
    for (size_t i = 0; controls[i]; i++) {
        struct buffer file = archive_of("c~b.xml", "x", 1);
        for (size_t at = 0; at < file.len; at++)
            if (file.bytes[at] == '~')
                file.bytes[at] = controls[i];
        refused(&file, file.len, limits, " is not allowed (control characters");
        buffer_finish(&file);
    }
}

/* The byte at an offset in the first local header is changed. */
static void test_headers_that_disagree(void **state)
{
    (void)state;
    static const struct {
        size_t offset;
        bool taken;
    } cases[] = {{4, true}, {10, true}, {11, true}, {12, true}, {13, true}, /* version, time, date */
                 {8, false}, {14, false}, {18, false}, {22, false}, {30, false}}; /* method, CRC, sizes, name */
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer file = archive_of("b.xml", "x", 1);
        struct archive read;
        file.bytes[cases[i].offset] ^= 1;
        if (archive_read(arena, file.bytes, file.len, limits, &read, NULL) != cases[i].taken)
            fail_msg("offset %zu", cases[i].offset);
        buffer_finish(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_deflated_entries),
        WITH_ARENA(test_limits),
        WITH_ARENA(test_names),
        WITH_ARENA(test_headers_that_disagree),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
