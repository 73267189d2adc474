/* Forms as browsers send them, the header fields that go with them, and bytes that are none: each is read in one way or refused. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"

#include <stdlib.h>
#include <string.h>

/* "name=value|…", with the files behind as "name(bytes)"; NULL when it is refused. */
static const char *said(struct arena *arena, const struct http_form *form)
{
    const char *text = "";
    for (size_t i = 0; i < value_len(form->fields); i++)
        text = arena_printf(arena, "%s%s=%s|", text, value_get_text(value_at(form->fields, i), "name", "?"),
                            value_get_text(value_at(form->fields, i), "value", "?"));
    for (size_t i = 0; i < form->files.len; i++)
        text = arena_printf(arena, "%s%s(%.*s)|", text, form->files.items[i].path, (int)form->files.items[i].len,
                            form->files.items[i].bytes);
    return text;
}

static void check(const char *name, bool good, const struct http_form *form, struct err *err, const char *expected)
{
    struct arena *arena = arena_create();
    if (good != (expected != NULL) || (good && strcmp(said(arena, form), expected) != 0))
        fail_msg("%s: %s", name, good ? said(arena, form) : err->en);
    assert_int_equal(good, err->vi == NULL);
    assert_int_equal(good, err->en == NULL);
    err_clear(err);
    arena_destroy(arena);
}

/* ---- name=value&… ---- */

static void forms_sent_as_text(void **state)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"", ""},
        {"a=1", "a=1|"},
        {"a=&b=x+y", "a=|b=x y|"},
        {"a=1&a=2", "a=1|a=2|"}, /* who may stand twice is the command's concern */
        {"t%C3%AAn=%C4%90%E1%BB%A3t+1", "tên=Đợt 1|"},
        {"a=x%0D%0Ay%0Az", "a=x\ny\nz|"},
        {"next=/unit?id=a", "next=/unit?id=a|"},
        {"a=b==", "a=b==|"},
        {"a", NULL},
        {"=1", NULL},
        {"a=1&&b=2", NULL},
        {"&a=1", NULL},
        {"a=%", NULL},
        {"a=%4", NULL},
        {"a=%zz", NULL},
        {"a=%00", NULL},
        {"a=%FF", NULL},
        {"%FF=1", NULL},
        {"a=x y", NULL},
        {"a=\xc4\x90", NULL},
        {"a=1\r\n", NULL},
        {"a=1\t", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct http_form form;
        struct err err = {0};
        bool good = http_form_read_text(arena, cases[i].body, strlen(cases[i].body), &form, &err);
        check(cases[i].body, good, &form, &err, cases[i].expected);
        arena_destroy(arena);
    }
}

static void a_zero_byte_ends_nothing(void **state)
{
    struct arena *arena = arena_create();
    struct http_form form;
    struct err err = {0};
    (void)state;
    assert_false(http_form_read_text(arena, "a=1\0&b=2", 8, &form, &err));
    err_clear(&err);
    arena_destroy(arena);
}

static void a_query_is_decoded(void **state)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    (void)state;
    const struct value *pairs = http_form_query(arena, "a=%C4%90%E1%BB%A3t+1&b==&c=", &err);
    assert_int_equal(value_len(pairs), 3);
    assert_string_equal(value_get_text(value_at(pairs, 0), "value", ""), "Đợt 1");
    assert_string_equal(value_get_text(value_at(pairs, 1), "value", ""), "=");
    assert_string_equal(value_get_text(value_at(pairs, 2), "value", "?"), "");
    assert_int_equal(value_len(http_form_query(arena, NULL, &err)), 0);
    assert_null(http_form_query(arena, "a=1&&b=2", &err));
    err_clear(&err);
    assert_null(http_form_query(arena, "a=%FF", &err));
    err_clear(&err);
    arena_destroy(arena);
}

/* ---- parts ---- */

#define CD "Content-Disposition: form-data; name="
#define FIELD(name, value) "--B\r\n" CD "\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(file, bytes) \
    "--B\r\n" CD "\"file\"; filename=\"" file "\"\r\nContent-Type: application/octet-stream\r\n\r\n" bytes "\r\n"
#define END "--B--\r\n"

static const struct {
    const char *name, *body, *expected;
} parts[] = {
    {"a field", FIELD("a", "1") END, "a=1|"},
    {"two", FIELD("a", "1") FIELD("b", "Đợt 1") END, "a=1|b=Đợt 1|"},
    {"nothing in it", FIELD("a", "") END, "a=|"},
    {"the end without a line end", FIELD("a", "1") "--B--", "a=1|"},
    {"lines", FIELD("a", "x\r\ny\r\n") END, "a=x\ny\n|"},
    {"a file", FIELD("a", "1") FILE_PART("tin.csv", "x,y\r\n1,2\r\n") END, "a=1|tin.csv(x,y\r\n1,2\r\n)|"},
    {"no file chosen", FILE_PART("", "") END, ""},
    {"a file in a folder", FILE_PART("C:/a/tin.csv", "x") END, "tin.csv(x)|"},
    {"a name with a quote", FILE_PART("a%22b.csv", "x") END, "a\"b.csv(x)|"},
    {"a percent sign stays", FILE_PART("100%.csv", "x") END, "100%.csv(x)|"},
    {"an empty file", FILE_PART("a.csv", "") END, "a.csv()|"},
    {"almost the end", FIELD("a", "\r\n-B\r\n--A--") END, "a=\n-B\n--A--|"},
    {"names in any case", "--B\r\ncontent-DISPOSITION: Form-Data; name=\"a\"\r\n\r\n1\r\n" END, "a=1|"},
    {"empty", "", NULL},
    {"no part", "--B--\r\n", NULL},
    {"another boundary", "--A\r\n" CD "\"a\"\r\n\r\n1\r\n--A--\r\n", NULL},
    {"something in front", "x\r\n" FIELD("a", "1") END, NULL},
    {"something behind", FIELD("a", "1") END "x", NULL},
    {"no end", FIELD("a", "1"), NULL},
    {"half an end", FIELD("a", "1") "--B-", NULL},
    {"cut in the head", "--B\r\n" CD "\"a\"\r\n", NULL},
    {"no name", "--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END, NULL},
    {"an empty name", FIELD("", "1") END, NULL},
    {"a name without quotes", "--B\r\n" CD "a\r\n\r\n1\r\n" END, NULL},
    {"a backslash in a name", FIELD("a\\\"b", "1") END, NULL},
    {"a name twice", "--B\r\n" CD "\"a\"\r\n" CD "\"b\"\r\n\r\n1\r\n" END, NULL},
    {"another disposition", "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END, NULL},
    {"a starred file name", "--B\r\n" CD "\"a\"; filename*=UTF-8''x\r\n\r\n1\r\n" END, NULL},
    {"a coding", "--B\r\n" CD "\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n" END, NULL},
    {"a folded line", "--B\r\n" CD "\"a\";\r\n filename=\"x\"\r\n\r\n1\r\n" END, NULL},
    {"a bare LF", "--B\n" CD "\"a\"\n\n1\n--B--\n", NULL},
    {"no UTF-8", FIELD("a", "\xff") END, NULL},
    {"two files of a name", FILE_PART("a.csv", "1") FILE_PART("a.csv", "2") END, NULL},
    {"a file without a name", FILE_PART("", "x") END, NULL},
    {"a folder for a file", FILE_PART("a/", "x") END, NULL},
    {"a name that turns the reading round", FILE_PART("a\xe2\x80\xaegpj.exe", "x") END, NULL},
};

static bool read_parts(struct arena *arena, const char *body, size_t len, struct http_form *form, struct err *err)
{
    char *exact = malloc(len ? len : 1); /* so that a byte too far is seen */
    memcpy(exact, body, len);
    bool good = http_form_read_parts(arena, "B", exact, len, form, err);
    for (size_t i = 0; good && i < form->files.len; i++)
        form->files.items[i].bytes = arena_strndup(arena, form->files.items[i].bytes, form->files.items[i].len);
    free(exact);
    return good;
}

static void forms_sent_in_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(parts); i++) {
        struct arena *arena = arena_create();
        struct http_form form;
        struct err err = {0};
        bool good = read_parts(arena, parts[i].body, strlen(parts[i].body), &form, &err);
        check(parts[i].name, good, &form, &err, parts[i].expected);
        arena_destroy(arena);
    }
}

static void limits(void **state)
{
    struct arena *arena = arena_create();
    struct http_form form;
    struct err err = {0};
    const char *fields = "a=1";
    (void)state;
    for (int i = 1; i < 13; i++)
        fields = arena_printf(arena, "%s&%s", fields, fields); /* 4096 */
    assert_true(http_form_read_text(arena, fields, strlen(fields), &form, &err));
    fields = arena_printf(arena, "%s&a=1", fields);
    assert_false(http_form_read_text(arena, fields, strlen(fields), &form, &err));
    err_clear(&err);

    char *name = arena_alloc(arena, HTTP_FORM_NAME + 2);
    memset(name, 'n', HTTP_FORM_NAME);
    assert_true(http_form_read_text(arena, arena_printf(arena, "%s=1", name), HTTP_FORM_NAME + 2, &form, &err));
    assert_false(http_form_read_text(arena, arena_printf(arena, "%sn=1", name), HTTP_FORM_NAME + 3, &form, &err));
    err_clear(&err);

    const char *files = "";
    for (int i = 0; i <= HTTP_FORM_FILES; i++)
        files = arena_printf(arena, "%s--B\r\n" CD "\"f\"; filename=\"%d\"\r\n\r\nx\r\n", files, i);
    files = arena_printf(arena, "%s" END, files);
    assert_false(http_form_read_parts(arena, "B", files, strlen(files), &form, &err));
    err_clear(&err);
    const char *second = strstr(files + 1, "--B\r\n");
    assert_true(http_form_read_parts(arena, "B", second, strlen(second), &form, &err));
    assert_int_equal(form.files.len, HTTP_FORM_FILES);
    arena_destroy(arena);
}

/* Good forms with bytes changed, left out and cut off; the seed is fixed. Under the sanitizers this says that nothing is read
 * beyond its place. */
static void changed_bytes(void **state)
{
    static const char bytes[] = "\r\n\0 -:;\"%=B\\/\xff";
    size_t taken = 0, refused = 0;
    (void)state;
    srand(20241101);
    for (int i = 0; i < 20000; i++) {
        struct arena *arena = arena_create();
        struct http_form form;
        struct err err = {0};
        const char *good = parts[(size_t)rand() % LEN(parts)].body;
        size_t len = strlen(good);
        char *text = arena_strndup(arena, good, len);
        for (int changes = rand() % 4; changes > 0 && len > 1; changes--) {
            size_t at = (size_t)rand() % len;
            if (rand() % 4 == 0)
                memmove(text + at, text + at + 1, --len - at);
            else if (rand() % 8 == 0)
                len = at;
            else
                text[at] = bytes[(size_t)rand() % (sizeof bytes - 1)];
        }
        bool read = read_parts(arena, text, len, &form, &err);
        taken += read;
        refused += !read;
        assert_int_equal(read, err.vi == NULL);
        err_clear(&err);
        read = http_form_read_text(arena, text, len, &form, &err);
        assert_int_equal(read, err.vi == NULL);
        err_clear(&err);
        arena_destroy(arena);
    }
    assert_true(taken > 1000 && refused > 1000);
}

/* ---- header fields ---- */

static void cookies(void **state)
{
    static const struct {
        const char *cookies, *expected;
    } cases[] = {
        {NULL, NULL}, {"", NULL}, {"s=1", "1"}, {"a=2; s=1; b=3", "1"}, {"a=2;s=1", "1"}, {"xs=1", NULL}, {"s", NULL},
        {"s=", ""},   {"s=1; s=1", NULL} /* another program of this host set one */, {"a=s=1", NULL}, {"s=\"1\"", "\"1\""}, {"S=1", NULL},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *found = http_field_cookie(arena, cases[i].cookies, "s");
        if ((found == NULL) != (cases[i].expected == NULL) || (found && strcmp(found, cases[i].expected) != 0))
            fail_msg("%s: %s", cases[i].cookies, found ? found : "none");
    }
    arena_destroy(arena);
}

static void bearers(void **state)
{
    (void)state;
    assert_string_equal(http_field_bearer("Bearer abc-._~+/="), "abc-._~+/=");
    assert_string_equal(http_field_bearer("bearer x"), "x");
    assert_null(http_field_bearer(NULL));
    assert_null(http_field_bearer("Bearer"));
    assert_null(http_field_bearer("Bearer "));
    assert_null(http_field_bearer("Bearer a b"));
    assert_null(http_field_bearer("Bearer a,b"));
    assert_null(http_field_bearer("Basic cm9vdDo="));
}

static void media(void **state)
{
    static const struct {
        const char *type, *boundary;
        enum http_media media;
    } cases[] = {
        {NULL, NULL, HTTP_MEDIA_NONE},
        {"application/x-www-form-urlencoded", NULL, HTTP_MEDIA_FORM_TEXT},
        {"Application/X-www-form-urlencoded; charset=UTF-8", NULL, HTTP_MEDIA_FORM_TEXT},
        {"application/x-www-form-urlencoded; charset=latin1", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data; boundary=----WebKitFormBoundaryAb1", "----WebKitFormBoundaryAb1", HTTP_MEDIA_FORM_PARTS},
        {"multipart/form-data; boundary=\"a b\"", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data; boundary=\"a:b\"", "a:b", HTTP_MEDIA_FORM_PARTS},
        {"multipart/form-data; boundary=\"a", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data; boundary=a; x=y", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data; boundary=", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data", NULL, HTTP_MEDIA_OTHER},
        {"multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL, HTTP_MEDIA_OTHER},
        {"multipart/mixed; boundary=a", NULL, HTTP_MEDIA_OTHER},
        {"application/json", NULL, HTTP_MEDIA_OTHER},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *boundary;
        enum http_media found = http_field_media(arena, cases[i].type, &boundary);
        if (found != cases[i].media || (boundary == NULL) != (cases[i].boundary == NULL) ||
            (boundary && strcmp(boundary, cases[i].boundary) != 0))
            fail_msg("%s: %d, %s", cases[i].type, found, boundary ? boundary : "none");
    }
    arena_destroy(arena);
}

static void tags(void **state)
{
    (void)state;
    assert_true(http_field_has_tag("\"a\"", "\"a\""));
    assert_true(http_field_has_tag("\"b\", W/\"a\"", "\"a\""));
    assert_false(http_field_has_tag("\"ab\"", "\"a\""));
    assert_false(http_field_has_tag("*", "\"a\""));
    assert_false(http_field_has_tag(NULL, "\"a\""));
}

static void who_sent_a_form(void **state)
{
    static const struct {
        const char *host, *origin, *site;
        bool secure, ours;
    } cases[] = {
        {"localhost:8799", "http://localhost:8799", "same-origin", false, true},
        {"localhost:8799", "http://localhost:8799", NULL, false, true},
        {"localhost:8799", NULL, "same-origin", false, true},
        {"localhost:8799", NULL, "none", false, true},
        {"localhost:8799", NULL, NULL, false, true},
        {"thidua.vn", "https://THIDUA.vn", "same-origin", true, true},
        {"thidua.vn", "http://thidua.vn", NULL, true, false},
        {"localhost:8799", "https://localhost:8799", NULL, false, false},
        {"localhost:8799", "http://localhost:8800", NULL, false, false},
        {"localhost:8799", "http://localhost", NULL, false, false},
        {"localhost:8799", "null", "same-origin", false, false},
        {"localhost:8799", "http://evil.com", "cross-site", false, false},
        {"localhost:8799", NULL, "cross-site", false, false},
        {"localhost:8799", "http://localhost:8799", "same-site", false, false},
        {NULL, "http://localhost", NULL, false, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct http_head head = {.origin = cases[i].origin, .fetch_site = cases[i].site};
        if (http_field_is_same_site(&head, cases[i].host, cases[i].secure) != cases[i].ours)
            fail_msg("%zu: %s %s %s", i, cases[i].host, cases[i].origin, cases[i].site);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_sent_as_text), cmocka_unit_test(a_zero_byte_ends_nothing),
        cmocka_unit_test(a_query_is_decoded), cmocka_unit_test(forms_sent_in_parts),
        cmocka_unit_test(limits),             cmocka_unit_test(changed_bytes),
        cmocka_unit_test(cookies),            cmocka_unit_test(bearers),
        cmocka_unit_test(media),              cmocka_unit_test(tags),
        cmocka_unit_test(who_sent_a_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
