/* Heads of requests: what a good one says, and that no bytes whatever make the reader do more than refuse. The table of
 * abuses is tests/whole/test_http.py's. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "door/http_head.h"

#include <stdlib.h>
#include <string.h>

static int read_head(struct arena *arena, const char *text, size_t len, struct http_head *ret_head)
{
    struct err err = {0};
    size_t end = 0;
    int status = 200;
    if (http_head_end(text, len, 0, &end, &status, &err) && end > 0)
        status = http_head_read(arena, text, end, ret_head, &err);
    else if (status == 200)
        status = 0; /* not whole yet */
    assert_int_equal(status == 200 || status == 0, err.vi == NULL);
    assert_int_equal(err.vi == NULL, err.en == NULL);
    err_clear(&err);
    return status;
}

static void a_good_head(void **state)
{
    static const char text[] = "POST /api/import?type=tip&dry-run=true HTTP/1.1\r\nhOST:\t localhost:8799 \r\nConnection: a, b\r\n"
                               "Content-Length: 000012\r\nExpect: 100-Continue\r\nX-Empty:\r\n\r\nbody";
    struct arena *arena = arena_create();
    struct http_head head;
    (void)state;
    assert_int_equal(read_head(arena, text, sizeof text - 1, &head), 200);
    assert_true(head.post && !head.get && head.keep_alive && head.continues && !head.http_1_0);
    assert_string_equal(head.path, "/api/import");
    assert_string_equal(head.query, "type=tip&dry-run=true");
    assert_string_equal(head.host, "localhost:8799");
    assert_int_equal(head.body, 12);
    arena_destroy(arena);
}

/* Wherever the bytes are cut, looking again from there finds the same end. */
static void an_end_found_piece_by_piece(void **state)
{
    static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET";
    (void)state;
    for (size_t cut = 0; cut < sizeof text; cut++) {
        size_t end = 0;
        int status = 0;
        assert_true(http_head_end(text, cut, 0, &end, &status, NULL));
        assert_int_equal(end, cut >= 27 ? 27 : 0);
        assert_true(http_head_end(text, sizeof text - 1, end ? 0 : cut, &end, &status, NULL));
        assert_int_equal(end, 27);
    }
}

static void only_1_0_may_leave_out_the_host(void **state)
{
    static const char old[] = "GET / HTTP/1.0\r\n\r\n", new[] = "GET / HTTP/1.1\r\n\r\n";
    struct arena *arena = arena_create();
    struct http_head head;
    (void)state;
    assert_int_equal(read_head(arena, old, sizeof old - 1, &head), 200);
    assert_true(head.http_1_0 && !head.keep_alive && !head.host);
    assert_int_equal(read_head(arena, new, sizeof new - 1, &head), 400);
    arena_destroy(arena);
}

/* Cookie, Authorization and what else decides who asks: once each, kept as it stands. */
static void fields_that_decide(void **state)
{
    static const struct {
        const char *lines;
        int status;
    } cases[] = {
        {"Cookie: a=1; thidua_session=x\r\nAuthorization: Bearer y\r\nOrigin: http://localhost\r\nContent-Type: text/plain; a=b\r\n"
         "Sec-Fetch-Site: same-origin\r\nAccept: text/html, */*\r\nIf-None-Match: \"1\"\r\n", 200},
        {"Cookie: a=1\r\ncookie: b=2\r\n", 400},
        {"Authorization: Bearer a\r\nAuthorization: Bearer b\r\n", 400},
        {"Origin: http://a\r\nOrigin: http://a\r\n", 400},
        {"Content-Type: a/b\r\nContent-Type: a/b\r\n", 400},
        {"Sec-Fetch-Site: none\r\nSec-Fetch-Site: none\r\n", 400},
        {"If-None-Match: \"1\"\r\nIf-None-Match: \"1\"\r\n", 400},
        {"Cookie: a=\xc4\x90\r\n", 400},
        {"Content-Type: multipart/form-data; boundary=\xff\r\n", 400},
        {"User-Agent: \xc4\x90\r\n", 200}, /* nobody reads it */
    };
    struct arena *arena = arena_create();
    struct http_head head;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = arena_printf(arena, "GET / HTTP/1.1\r\nHost: localhost\r\n%s\r\n", cases[i].lines);
        if (read_head(arena, text, strlen(text), &head) != cases[i].status)
            fail_msg("%s", cases[i].lines);
        if (i > 0)
            continue;
        assert_string_equal(head.cookie, "a=1; thidua_session=x");
        assert_string_equal(head.authorization, "Bearer y");
        assert_string_equal(head.origin, "http://localhost");
        assert_string_equal(head.content_type, "text/plain; a=b");
        assert_string_equal(head.fetch_site, "same-origin");
        assert_string_equal(head.accept, "text/html, */*");
        assert_string_equal(head.none_match, "\"1\"");
    }
    arena_destroy(arena);
}

/* Good heads with bytes changed, left out and put in; the seed is fixed. Under the sanitizers this says that nothing is
 * read or written beyond its place; and a head that is taken means one thing. */
static void changed_bytes(void **state)
{
    static const char good[] = "POST /api/contest/load?a=b%20c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                               "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    static const char bytes[] = "\r\n\0 :,;\t%/?#aZ09\x7f\xff-+";
    size_t taken = 0, refused = 0;
    (void)state;
    srand(20241101);
    for (int i = 0; i < 20000; i++) {
        struct arena *arena = arena_create();
        struct http_head head = {0};
        char text[sizeof good + 8];
        size_t len = sizeof good - 1;
        memcpy(text, good, len);
        for (int changes = rand() % 6; changes > 0; changes--) {
            size_t place = (size_t)rand() % len;
            if (rand() % 3 == 0) {
                memmove(text + place, text + place + 1, len - place - 1);
                len--;
            } else {
                text[place] = bytes[(size_t)rand() % (sizeof bytes - 1)];
            }
        }
        char *exact = malloc(len); /* so that a byte too far is seen */
        memcpy(exact, text, len);
        int status = read_head(arena, exact, len, &head);
        taken += status == 200;
        refused += status >= 400;
        if (status == 200)
            assert_true(head.path[0] == '/' && head.path[1] != '/' && (head.host || head.http_1_0));
        free(exact);
        arena_destroy(arena);
    }
    assert_true(taken > 0 && refused > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_head),
        cmocka_unit_test(an_end_found_piece_by_piece),
        cmocka_unit_test(only_1_0_may_leave_out_the_host),
        cmocka_unit_test(fields_that_decide),
        cmocka_unit_test(changed_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
