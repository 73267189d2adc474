/* proof: what a stamp says, that it is read as people type it, and that nobody but who has the key can make one; which figures a paper has. */
#include "store_case.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/value.h"
#include "login/signing_key.h"
#include "proof/paper_figures.h"
#include "proof/stamp.h"
#include "store/store_open.h"

#include <string.h>

#define FIGURES "1630ada5ac8e1b54bb3bfa5f93f49bd7ffffffffffffffffffffffffffffffff"
#define HEAD "7c654d075e9daca48f81c8f7156f116cffffffffffffffffffffffffffffffff"

static const struct stamp genuine = {"a", "Ủy ban nhân dân quận Hải An", "phase-1-a-1", 2, FIGURES, HEAD};

/* A key of its own each time. */
static struct signing_key new_key(const char *name)
{
    struct clock now;
    struct signing_key key;
    clock_init_set(&now, 1730419200);
    struct store *accounts = store_open_accounts_file(arena_printf(arena, "%s/%s", folder, name), STORE_WRITE, NULL);
    assert_true(signing_key_open(accounts, &now, &key, NULL));
    store_close(accounts);
    return key;
}

static const char *qr_of(const struct signing_key *key, const char *payload)
{
    unsigned char signature[SIGNATURE_BYTES];
    signing_sign(key, payload, strlen(payload), signature);
    return stamp_qr(arena, payload, signature, sizeof signature);
}

static void test_what_a_stamp_says(void **state)
{
    struct stamp read;
    (void)state;
    struct signing_key key = new_key("own");
    const char *payload = stamp_payload(arena, &genuine), *public = signing_public(&key, arena), *qr = qr_of(&key, payload);
    assert_string_equal(payload, "THIDUA1\na\nỦy ban nhân dân quận Hải An\nphase-1-a-1\n2\n1630ada5ac8e1b54bb3bfa5f93f49bd7\n7c654d075e9daca48f81c8f7156f116c");
    assert_true(stamp_read(arena, qr, public, &read));
    assert_string_equal(read.issuer, genuine.issuer);
    assert_string_equal(read.paper, genuine.paper);
    assert_int_equal(read.version, 2);
    assert_int_equal(strncmp(read.head, HEAD, STAMP_HALF), 0);
    assert_string_equal(qr, qr_of(&key, payload)); /* and says it in the same bytes again */
}

static void test_codes_are_read_as_people_type_them(void **state)
{
    static const struct {
        const char *typed, *code;
    } cases[] = {
        {"7KQ2-9ZXA-04MN-PR5T", "7KQ2-9ZXA-04MN-PR5T"}, {"7kq29zxa04mnpr5t", "7KQ2-9ZXA-04MN-PR5T"}, {" 7KQ2 9ZXA.O4MN-PR5T\n", "7KQ2-9ZXA-04MN-PR5T"},
        {"IlQ2-9ZXA-04MN-PR5T", "11Q2-9ZXA-04MN-PR5T"},  {"7KQ2-9ZXA-04MN-PR5", NULL},              {"7KQ2-9ZXA-04MN-PR5TT", NULL},
        {"7KQ2-9ZXA-04MN-PR5U", NULL},                   {"", NULL},                                 {"phase-1-a-1", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *code = stamp_code_of(arena, cases[i].typed);
        if (!code != !cases[i].code || (code && strcmp(code, cases[i].code) != 0))
            fail_msg("%s: %s", cases[i].typed, code ? code : "none");
    }
}

/* The n-th forgery: by who knows the form, genuine stamps and a key that is not ours. */
static const char *forgery(const struct signing_key *key, const struct signing_key *other, int n)
{
    unsigned char signature[SIGNATURE_BYTES];
    char *payload = arena_strdup(arena, stamp_payload(arena, &genuine));
    struct stamp another = genuine;
    size_t at = sizeof "THIDUA1\na\n" - 1 + (size_t)n % (strlen(payload) - sizeof "THIDUA1\na\n");
    signing_sign(key, payload, strlen(payload), signature);
    switch (n % 6) {
    case 0: /* another text, its code right, under a genuine signature */
        payload[at] = payload[at] == '7' ? '8' : '7';
        break;
    case 1: /* a bit of the signature */
        signature[n / 8 % SIGNATURE_BYTES] ^= (unsigned char)(1 << n / 6 % 8);
        break;
    case 2: /* signed by somebody else */
        another.version = n;
        payload = arena_strdup(arena, stamp_payload(arena, &another));
        signing_sign(other, payload, strlen(payload), signature);
        break;
    case 3: /* the signature of another paper */
        another.version = 3 + n;
        another.paper = arena_printf(arena, "phase-2-a-%d", n);
        payload = arena_strdup(arena, stamp_payload(arena, &another));
        break;
    case 4: { /* another code */
        char *qr = arena_strdup(arena, stamp_qr(arena, payload, signature, sizeof signature)), *code = strstr(qr, stamp_code(arena, payload));
        code[n % 4] = code[n % 4] == 'Z' ? 'Y' : 'Z';
        return qr;
    }
    default: /* more, or less, than a stamp */
        return n % 4 < 2 ? arena_printf(arena, "%s\n%d", stamp_qr(arena, payload, signature, sizeof signature), n)
                         : arena_strndup(arena, stamp_qr(arena, payload, signature, sizeof signature), (size_t)n % 200);
    }
    return stamp_qr(arena, payload, signature, sizeof signature);
}

static void test_none_of_a_thousand_forgeries_passes(void **state)
{
    (void)state;
    struct signing_key key = new_key("own"), other = new_key("other");
    const char *public = signing_public(&key, arena);
    struct stamp read;
    for (int n = 0; n < 1000; n++)
        if (stamp_read(arena, forgery(&key, &other, n), public, &read))
            fail_msg("forgery %d passes", n);
    assert_false(stamp_read(arena, qr_of(&key, stamp_payload(arena, &genuine)), signing_public(&other, arena), &read));
}

static const struct value *text_of(const char *json)
{
    return json_parse(arena, json, strlen(json), NULL);
}

static void test_figures_are_those_of_the_text(void **state)
{
    (void)state;
    const struct value *text = text_of("[{\"text\":\"Đạt 79/99 tin = 79,7% (mức giao từ 80%), thưởng 1.410.000 đồng.\"},"
                                       "{\"rows\":[[[{\"text\":\"02\"}],[{\"text\":\"Điều 4.\"}]]]},"
                                       "{\"text\":\"  Mã kiểm tra: 7KQ2-9ZXA-04MN-PR5T (nhật ký: 7c65)\"}]");
    assert_string_equal(paper_figures(arena, text), "79/99 79,7 80 1.410.000 02 4");
    assert_string_equal(paper_code(arena, text), "7KQ2-9ZXA-04MN-PR5T");
    assert_null(paper_code(arena, text_of("[{\"text\":\"Không có mã\"}]")));
    assert_string_equal(paper_figures(arena, text_of("[]")), "");
}

int main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        ROW(test_what_a_stamp_says),
        ROW(test_codes_are_read_as_people_type_them),
        ROW(test_none_of_a_thousand_forgeries_passes),
        ROW(test_figures_are_those_of_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
