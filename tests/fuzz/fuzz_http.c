/* A request as it comes over the net: its head piece by piece, its fields, who sent it, its form (door/http_connection.c, http_gate.c,
 * http_act.c). What follows the head is the body. */
#include "fuzz.h"

#include "base/text.h"
#include "base/value.h"
#include "door/http_client.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"

#include <string.h>

enum { PIECE = 7 };

/* Where the head ends, or that there is none, hangs on no cut. */
static void holds_in_pieces(const char *bytes, size_t most, bool good, size_t end)
{
    size_t looked = 0, found = 0;
    bool taken = true;
    int status = 200;
    for (size_t have = PIECE < most ? PIECE : most; taken && !found; have = have + PIECE < most ? have + PIECE : most) {
        taken = http_head_end(bytes, have, looked, &found, &status, NULL);
        looked = have;
        if (have == most)
            break;
    }
    FUZZ_HOLDS(taken == good && (!good || found == end));
}

static void holds_texts(const struct value *fields)
{
    for (size_t i = 0; i < value_len(fields); i++) {
        const char *name = value_get_text(value_at(fields, i), "name", NULL), *value = value_get_text(value_at(fields, i), "value", NULL);
        FUZZ_HOLDS(name && value && text_is_utf8(name, strlen(name)) && text_is_utf8(value, strlen(value)));
    }
}

static void read_fields(struct arena *arena, const struct http_head *head)
{
    struct err err = {0};
    struct net_addresses proxies;
    struct sockaddr_storage proxy;
    FUZZ_HOLDS(net_address_read("127.0.0.1", 9, &proxy) && net_addresses_read("127.0.0.1, 192.0.2.7", &proxies));
    const struct http_client client = http_client_of(&proxies, &proxy, false, head);
    unsigned char site[NET_ADDRESS_SITE];
    net_address_site(&client.address, site);
    FUZZ_HOLDS(*net_address_text(arena, &client.address));
    http_client_is_named(client.host, "thidua.example.vn, *.example.vn");
    http_field_is_same_site(head, client.host, client.secure);
    http_field_cookie(arena, head->cookie, "thidua_session");
    http_field_bearer(head->authorization);
    http_field_takes_html(head->accept);
    http_field_has_tag(head->none_match, "\"1\"");
    const struct value *pairs = http_form_query(arena, head->query, &err);
    fuzz_holds_err(pairs != NULL, &err);
    holds_texts(pairs);
    const struct value *map = pairs ? http_form_map(arena, pairs, &err) : NULL;
    err_clear(&err);
    FUZZ_HOLDS(!map || value_len(map) == value_len(pairs));
}

static void read_body(struct arena *arena, const struct http_head *head, const char *bytes, size_t len)
{
    const char *boundary = NULL;
    struct http_form form = {0};
    struct err err = {0};
    bool good = true;
    enum http_media media = http_field_media(arena, head->content_type, &boundary);
    if (media == HTTP_MEDIA_FORM_TEXT)
        good = http_form_read_text(arena, bytes, len, &form, &err);
    else if (media == HTTP_MEDIA_FORM_PARTS)
        good = http_form_read_parts(arena, boundary, bytes, len, &form, &err);
    fuzz_holds_err(good, &err);
    if (!good)
        return;
    holds_texts(form.fields);
    for (size_t i = 0; i < form.files.len; i++) {
        const struct file *file = &form.files.items[i];
        FUZZ_HOLDS(text_is_utf8(file->path, strlen(file->path)) && !strchr(file->path, '/'));
        FUZZ_HOLDS(file->bytes >= bytes && file->len <= (size_t)(bytes + len - file->bytes));
    }
}

void fuzz_http(struct arena *arena, const char *bytes, size_t len)
{
    size_t most = len < HTTP_HEAD_MAX ? len : HTTP_HEAD_MAX, end = 0;
    struct err err = {0};
    struct http_head head = {0};
    int status = 200;
    bool good = http_head_end(bytes, most, 0, &end, &status, &err);
    fuzz_holds_err(good, &err);
    holds_in_pieces(bytes, most, good, end);
    if (!good || end == 0)
        return;
    FUZZ_HOLDS(end <= most);
    status = http_head_read(arena, bytes, end, &head, &err);
    fuzz_holds_err(status == 200, &err);
    if (status != 200)
        return;
    FUZZ_HOLDS(head.path[0] == '/' && (head.host || head.http_1_0));
    read_fields(arena, &head);
    read_body(arena, &head, bytes + end, len - end < head.body ? len - end : (size_t)head.body);
}
