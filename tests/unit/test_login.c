/* login: passwords, second factors, sessions, and what is tried too often; over a real accounts.db. */
#include "store_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "login/attempt.h"
#include "login/leaked.h"
#include "login/login.h"
#include "login/login_internal.h"
#include "login/password.h"
#include "login/signing_key.h"
#include "login/totp.h"

#include <oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GOOD "năm con gà trống"
#define BAD "mật khẩu nào khác"

/* ---- passwords ---- */

static void test_what_is_taken_for_a_password(void **state)
{
    static const struct {
        const char *password, *says;
    } cases[] = {
        {GOOD, NULL},
        {"correct horse battery", NULL},
        {"mười hai chữ", NULL}, /* twelve letters, more bytes */
        {"mười một cữ", "too short"},
        {"", "too short"},
        {"aaaaaaaaaaaaaaaa", "easily guessed: without"},
        {"121212121212121", "guessed"},
        {"abcabcabcabcabc", "guessed"},
        {"con meo con meo con meo", "guessed"}, /* said three times */
        {"matkhau123456", "guessed"},
        {"Mật khẩu @2024", "guessed"},
        {"M@tKh4u!!2025", "guessed"},
        {"P@ssw0rd123456", "guessed"},
        {"qwertyuiop12", "guessed"},
        {"thidua2024-2025", "guessed"},
        {"Nguyễn Bình An 1990", "guessed"}, /* the full name and a year */
        {"CatBi#haian@2024", "guessed"},    /* units */
        {"0912 345 678 haian", "guessed"},  /* a telephone */
        {"1803 7265 9482", NULL},           /* a long number that is none */
        {"mật khẩu nhà tôi là con trâu", NULL},
        {"Bình gốm đựng mười quả cam", NULL}, /* one word of a name does no harm */
        {"winniethepooh", "guessed"}, /* the one of John the Ripper's 3,546 that is long enough */
        {"xin-chao-AN.CB-nhe", "login name"},
        {"mật\nkhẩu có dòng mới", NULL},
        {"mật khẩu có \x01 lạ", "cannot take"},
        {"mật khẩu có \xff lạ", "cannot take"},
    };
    static const char *const words[] = {"Nguyễn Bình An", "Cát Bi", "Hải An"};
    static const struct password_about about = {"an.cb", words, LEN(words)};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        bool fit = password_is_fit(arena, cases[i].password, &about, &err);
        if (fit != !cases[i].says || (cases[i].says && !strstr(err.en, cases[i].says)))
            fail_msg("%s: %s", cases[i].password, fit ? "taken" : err.en);
        err_clear(&err);
    }
    char *longest = arena_alloc(arena, 300);
    for (int i = 0; i < 299; i++)
        longest[i] = (char)('a' + i * i % 26);
    longest[299] = '\0';
    assert_false(password_is_fit(arena, longest, &about, NULL));
}

static const char *write_list(const char *name, const char *text, size_t len)
{
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    fclose(file);
    return path;
}

/* 1,000 hashes as the list has them, and three passwords': of the first line, of one in the middle, of the last. */
static void test_leaked_passwords_are_found_by_bisection(void **state)
{
    static const char *const known[] = {"mật khẩu đã lộ", "correct horse battery", "winniethepooh"}, *const others[] = {"", "mật khẩu khác", GOOD};
    static const char *const sums[] = {"251484F059A812936FCB00A628851A4F8F4BD9BE", "98DECC62ECE399A22ED30D490EF333BE7FDE7385", "FB0773F3F26BF197E3629672208F9775F7DD4B73"};
    struct buffer list = {0};
    struct err err = {0};
    bool leaked;
    (void)state;
    for (int i = 0; i < 1000; i++) {
        buffer_printf(&list, "%03X%037d:%d%s", i * 4096 / 1000 + 1, 0, i, i % 2 ? "\r\n" : "\n");
        for (size_t k = 0; k < LEN(sums); k++) {
            unsigned lead;
            assert_int_equal(sscanf(sums[k], "%3x", &lead), 1);
            if ((int)lead * 1000 / 4096 == i)
                buffer_printf(&list, "%s:%d%s", sums[k], 7 + i, i % 2 ? "\r\n" : "\n");
        }
    }
    const char *path = write_list("leaked.txt", buffer_text(&list), list.len);
    assert_true(leaked_check(path, NULL));
    for (size_t i = 0; i < LEN(known); i++)
        assert_true(leaked_find(path, known[i], &leaked, NULL) && leaked);
    for (size_t i = 0; i < LEN(others); i++)
        assert_true(leaked_find(path, others[i], &leaked, NULL) && !leaked);
    path = write_list("one.txt", sums[1], 40); /* without an end */
    assert_true(leaked_find(path, known[1], &leaked, NULL) && leaked);
    assert_true(leaked_find(path, known[0], &leaked, NULL) && !leaked);
    buffer_finish(&list);
    static const char *const none[] = {"", "123456\npassword\n", "zz"};
    for (size_t i = 0; i < LEN(none); i++) {
        path = write_list("none.txt", none[i], strlen(none[i]));
        assert_false(leaked_check(path, &err));
        err_clear(&err);
    }
    assert_false(leaked_find("/nowhere/leaked.txt", GOOD, &leaked, &err));
    assert_non_null(strstr(err.en, "cannot be read"));
    err_clear(&err);
}

static void test_a_password_is_right_however_it_is_put_together(void **state)
{
    char hash[PASSWORD_HASH], other[PASSWORD_HASH];
    (void)state;
    assert_true(password_hash(arena, "tiếng Việt có dấu", false, hash, NULL));
    assert_true(password_hash(arena, "tiếng Việt có dấu", false, other, NULL));
    assert_true(strncmp(hash, "$argon2id$v=19$m=65536,t=3,p=1$", 31) == 0);
    assert_string_not_equal(hash, other); /* salted */
    assert_true(password_is_right(arena, "tiếng Việt có dấu", false, hash));
    assert_true(password_is_right(arena, "tie\xcc\x82\xcc\x81ng Vi\xe1\xbb\x87t c\xc3\xb3 d\xe1\xba\xa5u", false, hash)); /* not composed */
    assert_false(password_is_right(arena, "tiếng Việt có dấ", false, hash));
    assert_false(password_is_right(arena, "", false, hash));
    assert_false(password_is_right(arena, "\xff", false, hash));
    assert_false(password_is_right(arena, "tiếng Việt có dấu", false, NULL));
    assert_false(password_is_right(arena, "", false, NULL));
    /* where there is little memory; whichever machine made it, it is right on every other */
    assert_true(password_hash(arena, "tiếng Việt có dấu", true, other, NULL));
    assert_true(strncmp(other, "$argon2id$v=19$m=19456,t=10,p=1$", 32) == 0);
    for (int little = 0; little < 2; little++) {
        assert_true(password_is_right(arena, "tiếng Việt có dấu", little, hash));
        assert_true(password_is_right(arena, "tiếng Việt có dấu", little, other));
        assert_false(password_is_right(arena, "tiếng Việt có dấ", little, other));
        assert_false(password_is_right(arena, "tiếng Việt có dấu", little, NULL));
    }
}

/* ---- codes ---- */

static void test_codes_follow_the_standard(void **state)
{
    static const char key[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* RFC 6238, appendix B */
    static const struct {
        int64_t at;
        const char *code;
    } cases[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}};
    int64_t step;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_true(totp_is_right(key, cases[i].code, cases[i].at, 0, &step));
        assert_int_equal(step, cases[i].at / TOTP_STEP);
        assert_true(totp_is_right(key, cases[i].code, cases[i].at + 30, 0, &step)); /* a slow typist */
        assert_true(totp_is_right(key, cases[i].code, cases[i].at - 30, 0, &step)); /* a fast clock */
        assert_int_equal(step, cases[i].at / TOTP_STEP);
        assert_false(totp_is_right(key, cases[i].code, cases[i].at + 60, 0, &step));
        assert_false(totp_is_right(key, cases[i].code, cases[i].at, cases[i].at / TOTP_STEP, &step)); /* it was taken already */
    }
    assert_false(totp_is_right(key, "28708", 59, 0, &step));
    assert_false(totp_is_right(key, "2870820", 59, 0, &step));
    assert_false(totp_is_right(key, "", 59, 0, &step));
    assert_false(totp_is_right("!", "287082", 59, 0, &step));
    assert_int_equal(strlen(totp_key(arena)), 32);
    assert_string_not_equal(totp_key(arena), totp_key(arena));
    assert_string_equal(totp_address(arena, "KEY", "Thi đua", "an.cb"),
                        "otpauth://totp/Thi%20%C4%91ua:an.cb?secret=KEY&issuer=Thi%20%C4%91ua");
}

static void test_recovery_codes_are_read_as_people_type_them(void **state)
{
    const char *code = totp_recovery(arena);
    (void)state;
    assert_int_equal(strlen(code), 29);
    assert_string_equal(totp_recovery_hash(arena, "abcd-EFGH 2345ijkl"), totp_recovery_hash(arena, "ABCD-EFGH-2345-IJKL"));
    assert_string_not_equal(totp_recovery_hash(arena, code), totp_recovery_hash(arena, "ABCD-EFGH-2345-IJKL"));
}

/* ---- sessions in memory ---- */

static void test_how_long_a_session_lives(void **state)
{
    static const struct {
        int64_t made, last, now;
        bool lives;
    } cases[] = {
        {100, 100, 100, true},
        {100, 100, 100 + SESSION_IDLE - 1, true},
        {100, 100, 100 + SESSION_IDLE, false},
        {100, 100 + SESSION_LONGEST - 10, 100 + SESSION_LONGEST - 1, true},
        {100, 100 + SESSION_LONGEST - 10, 100 + SESSION_LONGEST, false},
        {100, 100, 99, false}, /* of another boot */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct session session = {.made = cases[i].made, .last = cases[i].last};
        if (session_lives(&session, cases[i].now) != cases[i].lives)
            fail_msg("%zu", i);
    }
}

static struct session session_of(const char *person, int64_t id, int64_t now)
{
    struct session session = {.id = id, .made = now, .last = now};
    snprintf(session.person, sizeof session.person, "%s", person);
    session.hash[0] = (unsigned char)id;
    return session;
}

static void test_sessions_are_found_until_they_end(void **state)
{
    struct sessions *sessions = sessions_create();
    struct session found;
    int64_t ended;
    bool write;
    (void)state;
    for (int64_t id = 1; id <= 3; id++) {
        struct session session = session_of(id == 3 ? "binh" : "an", id, 1000);
        sessions_add(sessions, &session, 1000, &ended);
        assert_int_equal(ended, 0);
    }
    unsigned char first[DIGEST_BYTES] = {1}, third[DIGEST_BYTES] = {3}, none[DIGEST_BYTES] = {9};
    assert_false(sessions_find(sessions, none, 1001, &found, &write));
    assert_true(sessions_find(sessions, first, 1001, &found, &write));
    assert_true(sessions_get(sessions, found.id, 1001, &found));
    assert_false(sessions_get(sessions, found.id + 100, 1001, &found));
    assert_false(sessions_get(sessions, found.id, 1001 + SESSION_IDLE, &found));
    assert_string_equal(found.person, "an");
    assert_false(write); /* not every request is written down */
    assert_true(sessions_find(sessions, first, 1000 + SESSION_WRITE, &found, &write));
    assert_true(write);
    assert_true(sessions_find(sessions, first, 1000 + SESSION_WRITE, &found, &write));
    assert_false(write);
    /* its last request keeps it alive, the others have ended */
    assert_true(sessions_find(sessions, first, 1000 + SESSION_IDLE + 10, &found, &write));
    assert_false(sessions_find(sessions, third, 1000 + SESSION_IDLE + 10, &found, &write));
    assert_int_equal(value_len(sessions_list(sessions, arena, NULL, 1000 + SESSION_IDLE + 10)), 1);
    assert_int_equal(value_len(sessions_list(sessions, arena, "binh", 1001)), 1);
    assert_false(sessions_end(sessions, 3, "an")); /* somebody else's */
    assert_true(sessions_end(sessions, 3, "binh"));
    assert_false(sessions_end(sessions, 3, NULL));
    sessions_end_person(sessions, "an", 1);
    assert_int_equal(value_len(sessions_list(sessions, arena, "an", 1000 + SESSION_IDLE + 11)), 1);
    sessions_end_person(sessions, "an", 0);
    assert_int_equal(value_len(sessions_list(sessions, arena, "an", 1000 + SESSION_IDLE + 11)), 0);
    sessions_destroy(sessions);
}

static void test_of_too_many_the_longest_idle_goes(void **state)
{
    struct sessions *sessions = sessions_create();
    int64_t ended = 0;
    (void)state;
    for (int64_t id = 1; id <= SESSION_EACH; id++) {
        struct session session = session_of("an", id, id == 4 ? 900 : 1000);
        sessions_add(sessions, &session, 1000, &ended);
        assert_int_equal(ended, 0);
    }
    struct session one_more = session_of("an", 99, 1000), other = session_of("binh", 100, 1000);
    sessions_add(sessions, &one_more, 1000, &ended);
    assert_int_equal(ended, 4);
    sessions_add(sessions, &other, 1000, &ended);
    assert_int_equal(ended, 0);
    sessions_destroy(sessions);
}

static void test_tokens(void **state)
{
    char token[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT], form[SESSION_TOKEN_TEXT];
    unsigned char hash[DIGEST_BYTES], again[DIGEST_BYTES];
    (void)state;
    session_token(token, hash);
    assert_int_equal(strlen(token), 64);
    assert_true(session_token_hash(token, again));
    assert_memory_equal(hash, again, sizeof hash);
    session_token(other, again);
    assert_string_not_equal(token, other);
    session_form_token(token, form);
    assert_string_not_equal(form, token);
    assert_true(session_form_token_is(token, form));
    assert_false(session_form_token_is(other, form));
    assert_false(session_form_token_is(token, ""));
    assert_false(session_form_token_is(token, token));
    static const char *const none[] = {"", "abc", "zz", "00", "0000000000000000000000000000000000000000000000000000000000000000x"};
    for (size_t i = 0; i < LEN(none); i++)
        assert_false(session_token_hash(none[i], again));
    token[10] = 'g';
    assert_false(session_token_hash(token, again));
}

/* ---- logging in ---- */

static struct clock now;
static struct login *login;

static int login_setup(void **state)
{
    struct err err = {0};
    clock_init_set(&now, 1730419200);
    if (store_case_setup(state) != 0 || !(login = login_open(folder, &now, &err)))
        return -1;
    return login_set_password(login, arena, "an", GOOD, false, 0, NULL, &err) ? 0 : -1;
}

static int login_teardown(void **state)
{
    login_close(login);
    return store_case_teardown(state);
}

static enum login_outcome try_as(const char *person, const char *password, const char *code, const char *address, bool known,
                                 char *ret_token)
{
    struct login_try try = {person, password, code, address, "Firefox", known, NULL};
    char token[SESSION_TOKEN_TEXT] = "";
    struct err err = {0};
    enum login_outcome outcome = login_try(login, arena, &try, token, &err);
    assert_int_equal(outcome == LOGIN_DONE, err.vi == NULL);
    err_clear(&err);
    if (ret_token)
        strcpy(ret_token, token);
    return outcome;
}

static bool is_logged_in(const char *token, struct session *session)
{
    unsigned char hash[DIGEST_BYTES];
    bool write;
    return session_token_hash(token, hash) && sessions_find(login_sessions(login), hash, clock_since_boot(), session, &write);
}

static void test_who_may_log_in(void **state)
{
    char token[SESSION_TOKEN_TEXT], second[SESSION_TOKEN_TEXT];
    struct session session;
    struct err err = {0};
    (void)state;
    assert_int_equal(try_as("an", GOOD, "", "::1", true, token), LOGIN_DONE);
    assert_true(is_logged_in(token, &session));
    assert_string_equal(session.person, "an");
    assert_int_equal(session.made_at, 1730419200);
    assert_false(session.second);
    assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", "", "", "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("binh", GOOD, "", "::1", true, NULL), LOGIN_REFUSED); /* has no password yet */
    assert_int_equal(try_as("an", GOOD, "", "::1", false, NULL), LOGIN_REFUSED);  /* may not log in any more */
    assert_int_equal(try_as("an", GOOD, "123456", "::1", true, NULL), LOGIN_DONE); /* there is no code to be wrong */
    /* Who has a session gets another one; the old one ends. */
    struct login_try try = {"an", GOOD, "", "::1", "Firefox", true, token};
    assert_int_equal(login_try(login, arena, &try, second, &err), LOGIN_DONE);
    assert_false(is_logged_in(token, &session));
    assert_true(is_logged_in(second, &session));
}

/* The sentence is one for all: a name that is nobody's, a wrong password, a wrong code. */
static void test_nobody_learns_who_has_an_account(void **state)
{
    const struct login_try tries[] = {{"an", BAD, "", "::1", "", true, NULL}, {"nobody", BAD, "", "::1", "", false, NULL}};
    char token[SESSION_TOKEN_TEXT], *said[LEN(tries)];
    (void)state;
    for (size_t i = 0; i < LEN(tries); i++) {
        struct err err = {0};
        assert_int_equal(login_try(login, arena, &tries[i], token, &err), LOGIN_REFUSED);
        said[i] = arena_strdup(arena, err.vi);
        err_clear(&err);
    }
    assert_string_equal(said[0], said[1]);
    for (int i = 1; i < ATTEMPT_PERSON; i++) { /* and both are refused as soon */
        assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_REFUSED);
        assert_int_equal(try_as("nobody", BAD, "", "::1", false, NULL), LOGIN_REFUSED);
    }
    assert_int_equal(try_as("an", GOOD, "", "::2", true, NULL), LOGIN_LATER);
    assert_int_equal(try_as("nobody", GOOD, "", "::2", false, NULL), LOGIN_LATER);
}

static void test_failures_of_an_account_are_limited(void **state)
{
    (void)state;
    for (int i = 0; i < ATTEMPT_PERSON - 1; i++)
        assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_DONE); /* and what failed is forgotten */
    for (int i = 0; i < ATTEMPT_PERSON; i++)
        assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_LATER);
    login_close(login); /* a restart forgets nothing */
    login = login_open(folder, &now, NULL);
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_LATER);
    struct store *accounts = store_open_accounts(folder, STORE_WRITE, NULL);
    assert_true(store_script(accounts, "UPDATE attempt SET at = at - 900", NULL)); /* fifteen minutes later */
    store_close(accounts);
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_DONE);
}

static void test_failures_of_an_address_are_limited(void **state)
{
    (void)state;
    for (int i = 0; i < ATTEMPT_ADDRESS; i++)
        assert_int_equal(try_as(arena_printf(arena, "somebody%d", i), BAD, "", "10.0.0.1", false, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", GOOD, "", "10.0.0.1", true, NULL), LOGIN_LATER);
    assert_int_equal(try_as("an", GOOD, "", "10.0.0.2", true, NULL), LOGIN_DONE);
}

static void test_a_restart_keeps_sessions_a_boot_ends_them(void **state)
{
    static const struct {
        const char *sql;
        bool lives;
    } cases[] = {
        {"SELECT 1", true},
        {"UPDATE session SET last = last - 60", true},
        {"UPDATE session SET last = last - 1800", false},
        {"UPDATE session SET made = made - 43200", false},
        {"UPDATE session SET boot = 'another'", false},
        {"UPDATE session SET last = last + 1000, made = made + 1000", false}, /* of a boot that the kernel does not name */
    };
    char token[SESSION_TOKEN_TEXT];
    struct session session;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_int_equal(try_as("an", GOOD, "", "::1", true, token), LOGIN_DONE);
        login_close(login);
        struct store *accounts = store_open_accounts(folder, STORE_WRITE, NULL);
        assert_true(store_script(accounts, cases[i].sql, NULL));
        store_close(accounts);
        clock_move(&now, clock_now(&now) + 86400 * 400); /* a set clock that leaps ends nobody's session */
        login = login_open(folder, &now, NULL);
        assert_non_null(login);
        if (is_logged_in(token, &session) != cases[i].lives)
            fail_msg("%s", cases[i].sql);
        assert_true(login_end_others(login, "an", 0, NULL, NULL));
    }
}

static void test_sessions_are_ended_in_the_file_too(void **state)
{
    char token[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT];
    struct session session;
    bool found;
    (void)state;
    assert_int_equal(try_as("an", GOOD, "", "::1", true, token), LOGIN_DONE);
    assert_int_equal(try_as("an", GOOD, "", "::1", true, other), LOGIN_DONE);
    assert_true(is_logged_in(token, &session));
    assert_true(login_end_session(login, session.id, "binh", &found, NULL));
    assert_false(found);
    assert_true(login_end_session(login, session.id, "an", &found, NULL));
    assert_true(found);
    login_close(login);
    login = login_open(folder, &now, NULL);
    assert_false(is_logged_in(token, &session));
    assert_true(is_logged_in(other, &session));
    /* A new password ends the others', not the one that set it. */
    assert_int_equal(try_as("an", GOOD, "", "::1", true, token), LOGIN_DONE);
    assert_true(is_logged_in(token, &session));
    assert_true(login_set_password(login, arena, "an", BAD, false, session.id, NULL, NULL));
    assert_true(is_logged_in(token, &session));
    assert_false(is_logged_in(other, &session));
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_DONE);
    assert_true(login_forget(login, "an", NULL));
    assert_int_equal(try_as("an", BAD, "", "::1", true, NULL), LOGIN_REFUSED);
    assert_false(is_logged_in(token, &session));
}

static bool is_an(const void *owner, const char *person)
{
    (void)owner;
    return strcmp(person, "an") == 0;
}

/* Who is not known any more leaves nothing that a later person of that name could inherit. */
static void test_strangers_are_forgotten(void **state)
{
    (void)state;
    assert_true(login_set_password(login, arena, "binh", GOOD, false, 0, NULL, NULL));
    assert_int_equal(try_as("binh", GOOD, "", "::1", true, NULL), LOGIN_DONE);
    assert_true(login_forget_strangers(login, arena, is_an, NULL, NULL));
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_DONE);
    assert_int_equal(try_as("binh", GOOD, "", "::1", true, NULL), LOGIN_REFUSED);
}

/* ---- at the same time ---- */

static void *log_in(void *argument)
{
    struct arena *own = arena_create();
    struct login_try try = {"an", GOOD, "", "::1", "Firefox", true, NULL};
    char token[SESSION_TOKEN_TEXT];
    (void)argument;
    assert_int_equal(login_try(login, own, &try, token, NULL), LOGIN_DONE);
    arena_destroy(own);
    return NULL;
}

static void wait_for_hashes(int free_places)
{
    int places;
    do
        sem_getvalue(&login->hashes, &places);
    while (places != free_places);
}

/* Sessions are ended in the moment in which one begins, again and again: what is in memory is what the file has. */
static void test_a_session_begins_in_memory_and_file_at_once(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, log_in, NULL), 0);
        wait_for_hashes(LOGIN_HASHES - 1);
        wait_for_hashes(LOGIN_HASHES); /* the password is right: the session is being written */
        assert_true(login_end_others(login, "an", 0, NULL, NULL));
        pthread_join(thread, NULL);
        const struct value *rows = store_rows(login->store, arena, NULL, QUERY_SESSION_LIST, "t", clock_mark_now(&now).boot);
        assert_int_equal(value_len(sessions_list(login_sessions(login), arena, NULL, clock_since_boot())), value_len(rows));
    }
}

/* ---- the second factor ---- */

static const char *code_of(const char *key, int64_t offset)
{
    char *secret, code[TOTP_DIGITS + 1];
    size_t len;
    assert_int_equal(oath_base32_decode(key, strlen(key), &secret, &len), OATH_OK);
    assert_int_equal(oath_hotp_generate(secret, len, (uint64_t)(time(NULL) / TOTP_STEP + offset), TOTP_DIGITS, false,
                                        OATH_HOTP_DYNAMIC_TRUNCATION, code), OATH_OK);
    free(secret);
    return arena_strdup(arena, code);
}

static void test_a_second_factor(void **state)
{
    const char *key;
    struct value *codes;
    struct err err = {0};
    (void)state;
    assert_false(login_second_confirm(login, arena, "an", "123456", 0, NULL, &codes, &err)); /* no key was shown */
    err_clear(&err);
    assert_false(login_second_begin(login, arena, "binh", &key, &err)); /* without a password there is no second */
    err_clear(&err);
    assert_true(login_second_begin(login, arena, "an", &key, NULL));
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_DONE); /* it does not count yet */
    assert_false(login_second_confirm(login, arena, "an", "12345", 0, NULL, &codes, &err));
    err_clear(&err);
    assert_true(login_second_confirm(login, arena, "an", code_of(key, 0), 0, NULL, &codes, NULL));
    assert_int_equal(value_len(codes), TOTP_RECOVERY);
    assert_false(login_second_begin(login, arena, "an", &key, &err)); /* one has it */
    err_clear(&err);
    assert_int_equal(value_get_int(login_show(login, arena, "an", NULL), "recovery", 0), TOTP_RECOVERY);

    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_REFUSED);
    const char *first = value_as_text(value_at(codes, 0));
    assert_int_equal(try_as("an", BAD, first, "::1", true, NULL), LOGIN_REFUSED); /* and the code is not used up */
    assert_int_equal(try_as("an", GOOD, first, "::1", true, NULL), LOGIN_DONE);
    assert_int_equal(try_as("an", GOOD, first, "::1", true, NULL), LOGIN_REFUSED); /* it counts once */
    assert_int_equal(value_get_int(login_show(login, arena, "an", NULL), "recovery", 0), TOTP_RECOVERY - 1);

    assert_true(login_second_remove(login, "an", 0, NULL, NULL));
    assert_int_equal(try_as("an", GOOD, "", "::1", true, NULL), LOGIN_DONE);
    assert_int_equal(value_get_int(login_show(login, arena, "an", NULL), "recovery", 1), 0);
}

static void test_a_code_counts_once(void **state)
{
    const char *key;
    struct value *codes;
    char token[SESSION_TOKEN_TEXT];
    struct session session;
    (void)state;
    assert_true(login_second_begin(login, arena, "an", &key, NULL));
    assert_true(login_second_confirm(login, arena, "an", code_of(key, 0), 0, NULL, &codes, NULL));
    const char *code = code_of(key, 1); /* the next one: a step begins in between at most once */
    assert_int_equal(try_as("an", GOOD, code, "::1", true, token), LOGIN_DONE);
    assert_true(is_logged_in(token, &session));
    assert_true(session.second);
    assert_int_equal(try_as("an", GOOD, code, "::1", true, NULL), LOGIN_REFUSED);
    assert_int_equal(try_as("an", GOOD, code_of(key, 0), "::1", true, NULL), LOGIN_REFUSED); /* nor an earlier one */
}

/* ---- the key that signs papers ---- */

/* RFC 8032, section 7.1, test 2; each changed bit of what is signed, of the signature and of the key is found. */
static void test_signatures_are_those_of_the_standard(void **state)
{
    static const char key[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    unsigned char message = 0x72, signature[SIGNATURE_BYTES] = {
        0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40, 0xa2, 0xb2, 0x7b, 0x54, 0x16, 0x50,
        0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda, 0x08, 0x5a, 0xc1, 0xe4, 0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13,
        0xd0, 0xf1, 0x1d, 0x8c, 0x38, 0x7b, 0x2e, 0xae, 0xb4, 0x30, 0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00};
    (void)state;
    assert_true(signing_holds(key, &message, 1, signature));
    for (size_t bit = 0; bit < 8 * sizeof signature; bit++) {
        signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_false(signing_holds(key, &message, 1, signature));
        signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    message = 0x73;
    assert_false(signing_holds(key, &message, 1, signature));
    message = 0x72;
    assert_false(signing_holds("4d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", &message, 1, signature));
    assert_false(signing_holds("", &message, 1, signature));
}

static void test_the_key_is_made_once(void **state)
{
    unsigned char signature[SIGNATURE_BYTES];
    (void)state;
    const char *key = signing_public(signing_key_of(login), arena);
    signing_sign(signing_key_of(login), GOOD, strlen(GOOD), signature);
    assert_true(signing_holds(key, GOOD, strlen(GOOD), signature));
    login_close(login);
    login = login_open(folder, &now, NULL);
    assert_string_equal(signing_public(signing_key_of(login), arena), key);
    assert_int_equal(signing_key_of(login)->made_at, clock_now(&now));
    login_close(login); /* a folder of before there were keys gets one */
    struct store *accounts = store_open_accounts(folder, STORE_WRITE, NULL);
    assert_true(store_script(accounts, "DELETE FROM signing_key", NULL));
    store_close(accounts);
    login = login_open(folder, &now, NULL);
    assert_string_not_equal(signing_public(signing_key_of(login), arena), key);
    login_close(login); /* a damaged one signs nothing */
    accounts = store_open_accounts(folder, STORE_WRITE, NULL);
    assert_true(store_script(accounts, "UPDATE signing_key SET seed = replace(seed, substr(seed, 9, 1), 'z')", NULL));
    store_close(accounts);
    struct err err = {0};
    login = login_open(folder, &now, &err);
    assert_null(login);
    assert_non_null(strstr(err.en, "the key that signs papers is damaged"));
    err_clear(&err);
}

int main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, login_setup, login_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_taken_for_a_password, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_leaked_passwords_are_found_by_bisection, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_password_is_right_however_it_is_put_together, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_codes_follow_the_standard, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_recovery_codes_are_read_as_people_type_them, store_case_setup, store_case_teardown),
        cmocka_unit_test(test_how_long_a_session_lives),
        cmocka_unit_test_setup_teardown(test_sessions_are_found_until_they_end, store_case_setup, store_case_teardown),
        cmocka_unit_test(test_of_too_many_the_longest_idle_goes),
        cmocka_unit_test(test_tokens),
        ROW(test_who_may_log_in),
        ROW(test_nobody_learns_who_has_an_account),
        ROW(test_failures_of_an_account_are_limited),
        ROW(test_failures_of_an_address_are_limited),
        ROW(test_a_restart_keeps_sessions_a_boot_ends_them),
        ROW(test_sessions_are_ended_in_the_file_too),
        ROW(test_strangers_are_forgotten),
        ROW(test_a_session_begins_in_memory_and_file_at_once),
        ROW(test_a_second_factor),
        ROW(test_a_code_counts_once),
        cmocka_unit_test(test_signatures_are_those_of_the_standard),
        ROW(test_the_key_is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
