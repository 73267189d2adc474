/* The code of a receipt: the change's number and the beginning of its hash, read as people write it. */
#include "unit.h"

#include "base/arena.h"
#include "base/err.h"
#include "contest/receipt.h"

#include <string.h>

#define HASH "9d3af0c1" "00000000" "00000000" "00000000" "00000000" "00000000" "00000000" "00000000"
#define OTHER "9d3af0c5" "00000000" "00000000" "00000000" "00000000" "00000000" "00000000" "00000000"

static void a_code_is_the_number_and_30_bits_of_the_hash(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *code = receipt_code(arena, 57, HASH); /* 0x9d3af0c1 >> 2 = 10011 10100 11101 01111 00001 10000: 19 20 29 15 1 16 */
    assert_string_equal(code, "57-KMXF1G");
    assert_true(receipt_is(code, 57, HASH));
    assert_false(receipt_is(code, 58, HASH));
    assert_false(receipt_is(code, 57, OTHER));
    arena_destroy(arena);
}

static void a_code_is_read_as_people_write_it(void **state)
{
    static const char *const good[] = {"57-KMXF1G", "57-kmxf1g", "57-KMXFIG", "57-kmxflg"};
    static const char *const bad[] = {"", "57", "57-", "-KMXF1G", "57-KMXF1", "57-KMXF1G0", "57-KMXF1U", "x57-KMXF1G", "57 KMXF1G",
                                      "1234567890123456-KMXF1G"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct err err = {0};
        int64_t sequence;
        assert_true(receipt_read(good[i], &sequence, &err));
        assert_int_equal(sequence, 57);
        assert_true(receipt_is(good[i], 57, HASH));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        int64_t sequence;
        assert_false(receipt_read(bad[i], &sequence, &err));
        assert_non_null(strstr(err.vi, "57-3K9QX2"));
        err_clear(&err);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_the_number_and_30_bits_of_the_hash),
        cmocka_unit_test(a_code_is_read_as_people_write_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
