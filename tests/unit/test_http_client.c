/* Addresses, who is believed to be at the other end of a request, and the names by which a browser may come. */
#include "base/arena.h"
#include "base/array.h"
#include "door/http_client.h"
#include "door/http_head.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void addresses_are_read_and_shown(void **state)
{
    static const struct {
        const char *text, *shown; /* NULL: not taken */
        bool loopback;
    } cases[] = {
        {"192.0.2.1", "192.0.2.1", false},
        {"127.0.0.1", "127.0.0.1", true},
        {"127.9.9.9", "127.9.9.9", true},
        {"::1", "::1", true},
        {"[::1]", "::1", true},
        {"::ffff:192.0.2.1", "192.0.2.1", false}, /* IPv4 that came by an entrance for both */
        {"::ffff:127.0.0.1", "127.0.0.1", true},
        {"2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64", false},
        {"[2001:db8::1]", "2001:db8::/64", false},
        {"192.0.2.1:80", NULL, false},
        {"[192.0.2.1]", NULL, false},
        {"[::1]:80", NULL, false},
        {"192.0.2.01", NULL, false},
        {"192.0.2", NULL, false},
        {"unknown", NULL, false},
        {"", NULL, false},
        {"2001:db8::1%eth0", NULL, false},
        {"2001:0db8:0000:0000:0000:0000:0000:0000:0000:0001", NULL, false},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sockaddr_storage address = {0};
        bool good = net_address_read(cases[i].text, strlen(cases[i].text), &address);
        if (good != !!cases[i].shown)
            fail_msg("%s: %d", cases[i].text, good);
        if (!good)
            continue;
        assert_string_equal(net_address_text(arena, &address), cases[i].shown);
        assert_int_equal(net_address_is_loopback(&address), cases[i].loopback);
        struct sockaddr_storage again = net_address_plain((struct sockaddr *)&address, sizeof address);
        assert_string_equal(net_address_text(arena, &again), cases[i].shown);
    }
    arena_destroy(arena);
}

/* What the kernel says of a peer has a port. */
static void ports_do_not_matter(void **state)
{
    struct net_addresses addresses;
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(4711), .sin_addr.s_addr = htonl(0xc0000201)};
    (void)state;
    assert_true(net_addresses_read(" 2001:db8::1,192.0.2.1 ", &addresses) && addresses.len == 2);
    struct sockaddr_storage peer = net_address_plain((struct sockaddr *)&four, sizeof four);
    assert_true(net_addresses_have(&addresses, &peer));
    four.sin_addr.s_addr = htonl(0xc0000202);
    peer = net_address_plain((struct sockaddr *)&four, sizeof four);
    assert_false(net_addresses_have(&addresses, &peer));
    assert_false(net_addresses_read("", &addresses));
    assert_false(net_addresses_read("192.0.2.1, ::", &addresses));
    assert_false(net_addresses_read("1.1.1.1,1.1.1.2,1.1.1.3,1.1.1.4,1.1.1.5,1.1.1.6,1.1.1.7,1.1.1.8,1.1.1.9,1.1.1.10,1.1.1.11,1.1.1.12,"
                                    "1.1.1.13,1.1.1.14,1.1.1.15,1.1.1.16,1.1.1.17", &addresses));
}

static void who_is_believed(void **state)
{
    static const struct {
        const char *proxies, *peer, *forwarded, *proto, *host;
        const char *address, *is_host;
        bool secure;
    } cases[] = {
        {NULL, "192.0.2.9", NULL, NULL, NULL, "192.0.2.9", "own", false},
        {NULL, "192.0.2.9", "203.0.113.7", "https", "thidua.vn", "192.0.2.9", "own", false}, /* no proxy of ours */
        {"10.0.0.1", "10.0.0.2", "203.0.113.7", "https", "thidua.vn", "10.0.0.2", "own", false},
        {"10.0.0.1", "10.0.0.1", "203.0.113.7", "https", "thidua.vn", "203.0.113.7", "thidua.vn", true},
        {"10.0.0.1", "10.0.0.1", "203.0.113.7", "HTTPS", NULL, "203.0.113.7", "own", true},
        {"10.0.0.1", "10.0.0.1", "203.0.113.7", "http", NULL, "203.0.113.7", "own", false},
        {"10.0.0.1", "10.0.0.1", "203.0.113.7", "https, http", NULL, "203.0.113.7", "own", false},
        {"10.0.0.1", "10.0.0.1", NULL, NULL, NULL, "10.0.0.1", "own", false},
        {"10.0.0.1", "10.0.0.1", "", NULL, NULL, "10.0.0.1", "own", false},
        /* what the client said of itself stands in front of what the proxy saw */
        {"10.0.0.1", "10.0.0.1", "198.51.100.1, 203.0.113.7", NULL, NULL, "203.0.113.7", "own", false},
        {"10.0.0.1", "10.0.0.1", "203.0.113.7,  203.0.113.8", NULL, NULL, "203.0.113.8", "own", false},
        {"10.0.0.1", "10.0.0.1", "unknown, 203.0.113.8", NULL, NULL, "203.0.113.8", "own", false},
        {"10.0.0.1", "10.0.0.1", "203.0.113.8, unknown", NULL, NULL, "10.0.0.1", "own", false},
        {"10.0.0.1", "10.0.0.1", "203.0.113.8,", NULL, NULL, "10.0.0.1", "own", false},
        /* a chain: the nearest that is no proxy of ours */
        {"10.0.0.1, 10.0.0.2", "10.0.0.1", "198.51.100.1, 203.0.113.7, 10.0.0.2", NULL, NULL, "203.0.113.7", "own", false},
        {"10.0.0.1, 10.0.0.2", "10.0.0.1", "10.0.0.2,10.0.0.1", NULL, NULL, "10.0.0.2", "own", false},
        {"::1", "::1", "2001:db8:0:1:2:3:4:5", "https", NULL, "2001:db8:0:1::/64", "own", true},
        {"127.0.0.1", "::ffff:127.0.0.1", "::ffff:203.0.113.7", NULL, NULL, "203.0.113.7", "own", false},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct net_addresses proxies = {0};
        struct sockaddr_storage peer;
        struct http_head head = {.host = "own", .forwarded_for = cases[i].forwarded, .forwarded_proto = cases[i].proto, .forwarded_host = cases[i].host};
        assert_true(!cases[i].proxies || net_addresses_read(cases[i].proxies, &proxies));
        assert_true(net_address_read(cases[i].peer, strlen(cases[i].peer), &peer));
        struct http_client client = http_client_of(&proxies, &peer, false, &head);
        const char *address = net_address_text(arena, &client.address);
        if (strcmp(address, cases[i].address) != 0 || strcmp(client.host, cases[i].is_host) != 0 || client.secure != cases[i].secure)
            fail_msg("%zu: %s %s %d", i, address, client.host, client.secure);
        assert_true(http_client_of(&proxies, &peer, true, NULL).secure);
    }
    arena_destroy(arena);
}

/* HAProxy adds a line of its own behind the client's. */
static void lines_of_a_chain_are_one_list(void **state)
{
    static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.1\r\nX-Forwarded-Proto: https\r\n"
                               "x-forwarded-for: 203.0.113.7, 10.0.0.2\r\nX-Forwarded-Host: thidua.vn\r\n\r\n";
    static const char twice[] = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n\r\n";
    struct arena *arena = arena_create();
    struct http_head head;
    (void)state;
    assert_int_equal(http_head_read(arena, text, sizeof text - 1, &head, NULL), 200);
    assert_string_equal(head.forwarded_for, "198.51.100.1, 203.0.113.7, 10.0.0.2");
    assert_string_equal(head.forwarded_proto, "https");
    assert_string_equal(head.forwarded_host, "thidua.vn");
    assert_int_equal(http_head_read(arena, twice, sizeof twice - 1, &head, NULL), 400);
    arena_destroy(arena);
}

static void names_of_this_machine(void **state)
{
    static const char names[] = "thidua.vn, *.phuong.vn,192.0.2.1 [2001:db8::1]";
    static const struct {
        const char *host;
        bool ours;
    } cases[] = {
        {"thidua.vn", true},          {"THIDUA.vn:8443", true},      {"192.0.2.1:8443", true}, {"[2001:db8::1]", true}, {"[2001:DB8::1]:443", true},
        {"a.phuong.vn", true},        {"a.phuong.vn:443", true},     {"phuong.vn", false},     {".phuong.vn", false},   {"b.a.phuong.vn", false},
        {"evil.com", false},          {"thidua.vn.evil.com", false}, {"xthidua.vn", false},    {"", false},             {NULL, false},
        {"thidua.vn:", true},         {"thidua.vn:80x", false},      {"thidua.vn:80:90", false}, {"[2001:db8::1", false}, {"[2001:db8::1]x", false},
        {"thidua", false},            {"*.phuong.vn", true},         {"thidua.vn, x", false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        if (http_client_is_named(cases[i].host, names) != cases[i].ours)
            fail_msg("%s", cases[i].host);
    assert_false(http_client_is_named("thidua.vn", NULL));
    assert_false(http_client_is_named("thidua.vn", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read_and_shown), cmocka_unit_test(ports_do_not_matter), cmocka_unit_test(who_is_believed),
        cmocka_unit_test(lines_of_a_chain_are_one_list), cmocka_unit_test(names_of_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
