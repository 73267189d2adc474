#include "door/http_head.h"

#include "base/arena.h"
#include "base/err.h"
#include "door/http_form.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static int refuse(int status, struct err *err, const char *vi, const char *en)
{
    err_set(err, "%s%.0s", "%.0s%s", vi, en);
    return status;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 9110 §5.6.2, tchar */
static bool is_token(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_letter(text[i]) && !is_digit(text[i]) && !(text[i] && strchr("!#$%&'*+-.^_`|~", text[i])))
            return false;
    return len > 0;
}

bool http_head_end(const char *bytes, size_t len, size_t from, size_t *ret_len, int *ret_status, struct err *err)
{
    size_t most = len < HTTP_HEAD_MAX ? len : HTTP_HEAD_MAX;
    *ret_len = 0;
    for (size_t i = from; i < most; i++) {
        unsigned char c = (unsigned char)bytes[i];
        bool after_cr = i > 0 && bytes[i - 1] == '\r';
        if (after_cr != (c == '\n') || (c < ' ' && c != '\r' && c != '\n' && c != '\t') || c == 0x7f) {
            *ret_status = refuse(400, err, "phần đầu của yêu cầu có ký tự điều khiển hoặc dòng không kết thúc bằng CR LF",
                                 "the request's head has a control character or a line that does not end in CR LF");
            return false;
        }
        if (c == '\n' && (i == 1 || (i >= 3 && bytes[i - 2] == '\n'))) {
            *ret_len = i + 1;
            return true;
        }
    }
    if (len < HTTP_HEAD_MAX)
        return true;
    *ret_status = refuse(431, err, "phần đầu của yêu cầu dài quá 16 KiB", "the request's head is longer than 16 KiB");
    return false;
}

/* Origin form only (RFC 9112 §3.2.1); "//host/…" and "http://host/…" are taken for another host by some. */
bool http_head_is_target(const char *target)
{
    if (target[0] != '/' || target[1] == '/')
        return false;
    for (const char *at = target; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("\"<>\\^`{|}#", *at) || (*at == '%' && http_form_hex(at + 1) <= 0))
            return false;
    return true;
}

/* "HTTP/1.1": exactly eight bytes. */
static int read_version(const char *text, struct http_head *head, struct err *err)
{
    bool formed = strlen(text) == 8 && strncmp(text, "HTTP/", 5) == 0 && is_digit(text[5]) && text[6] == '.' &&
                  is_digit(text[7]);
    if (!formed)
        return refuse(400, err, "dòng đầu phải là: PHƯƠNG-THỨC /đường-dẫn HTTP/1.1",
                      "the first line must be: METHOD /path HTTP/1.1");
    if (text[5] != '1' || text[7] > '1')
        return refuse(505, err, "chỉ nhận HTTP/1.1 và HTTP/1.0", "only HTTP/1.1 and HTTP/1.0 are taken");
    head->http_1_0 = text[7] == '0';
    head->keep_alive = !head->http_1_0;
    return 200;
}

static int read_first_line(char *line, struct http_head *head, struct err *err)
{
    char *target = strchr(line, ' '), *version = target ? strchr(target + 1, ' ') : NULL;
    if (!version || !is_token(line, (size_t)(target - line)))
        return refuse(400, err, "dòng đầu phải là: PHƯƠNG-THỨC /đường-dẫn HTTP/1.1",
                      "the first line must be: METHOD /path HTTP/1.1");
    *target++ = *version++ = '\0';
    if (strlen(target) > HTTP_TARGET_MAX)
        return refuse(414, err, "địa chỉ dài quá 8 KiB", "the address is longer than 8 KiB");
    int status = read_version(version, head, err);
    if (status != 200)
        return status;
    if (!http_head_is_target(target))
        return refuse(400, err, "địa chỉ phải bắt đầu bằng một dấu / và chỉ gồm ký tự cho phép",
                      "the address must begin with one / and hold only the characters of an address");
    char *query = strchr(target, '?');
    if (query)
        *query++ = '\0';
    head->get = strcmp(line, "GET") == 0;
    head->post = strcmp(line, "POST") == 0;
    head->path = target;
    head->query = query;
    return 200;
}

/* Fields that decide something may stand once only. The first ones are read here, the others kept as texts. */
enum field { FIELD_HOST, FIELD_LENGTH, FIELD_CODING, FIELD_EXPECT, FIELD_READ, FIELD_ONCE = FIELD_READ + 9 };

static const struct once {
    const char *name;
    size_t place; /* in struct http_head */
} once[FIELD_ONCE] = {
    [FIELD_HOST] = {"Host", 0},
    [FIELD_LENGTH] = {"Content-Length", 0},
    [FIELD_CODING] = {"Transfer-Encoding", 0},
    [FIELD_EXPECT] = {"Expect", 0},
    [FIELD_READ] = {"Cookie", offsetof(struct http_head, cookie)},
    {"Authorization", offsetof(struct http_head, authorization)},
    {"Origin", offsetof(struct http_head, origin)},
    {"Content-Type", offsetof(struct http_head, content_type)},
    {"Sec-Fetch-Site", offsetof(struct http_head, fetch_site)},
    {"Accept", offsetof(struct http_head, accept)},
    {"If-None-Match", offsetof(struct http_head, none_match)},
    {"X-Forwarded-Proto", offsetof(struct http_head, forwarded_proto)},
    {"X-Forwarded-Host", offsetof(struct http_head, forwarded_host)},
};

struct fields {
    struct arena *arena;
    bool seen[FIELD_ONCE];
    size_t count;
    bool chunked;
};

static int read_host(struct http_head *head, const char *value, struct err *err)
{
    for (const char *at = value; *at; at++)
        if (!is_letter(*at) && !is_digit(*at) && !strchr(".-_:[]", *at))
            return refuse(400, err, "dòng Host sai", "the Host line is wrong");
    if (!*value)
        return refuse(400, err, "dòng Host trống", "the Host line is empty");
    head->host = value;
    return 200;
}

static int read_length(struct http_head *head, const char *value, struct err *err)
{
    size_t len = strlen(value);
    if (len == 0 || len > 15 || strspn(value, "0123456789") != len)
        return refuse(400, err, "Content-Length phải là một số nguyên không dấu",
                      "Content-Length must be a number without a sign");
    for (const char *at = value; *at; at++)
        head->body = head->body * 10 + (uint64_t)(*at - '0');
    return 200;
}

static int read_expect(struct http_head *head, const char *value, struct err *err)
{
    if (strcasecmp(value, "100-continue") != 0)
        return refuse(417, err, "Expect chỉ nhận 100-continue", "Expect takes only 100-continue");
    head->continues = !head->http_1_0;
    return 200;
}

static bool has_word(const char *list, const char *word)
{
    for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',') {
        at += strspn(at, " \t");
        size_t len = strcspn(at, ", \t");
        if (len == strlen(word) && strncasecmp(at, word, len) == 0)
            return true;
    }
    return false;
}

static bool is_printable(const char *text)
{
    while ((*text >= ' ' && *text <= '~') || *text == '\t')
        text++;
    return !*text;
}

/* A text that is read later; one outside of printable ASCII would be understood differently by others. */
static int keep_field(struct http_head *head, const struct once *field, const char *value, struct err *err)
{
    if (!is_printable(value)) {
        err_set(err, "dòng %s có ký tự ngoài ASCII", "the line %s has a character outside of ASCII", field->name);
        return 400;
    }
    memcpy((char *)head + field->place, &value, sizeof value);
    return 200;
}

static int read_once(struct http_head *head, struct fields *fields, size_t field, const char *value, struct err *err)
{
    switch (field) {
    case FIELD_HOST:
        return read_host(head, value, err);
    case FIELD_LENGTH:
        return read_length(head, value, err);
    case FIELD_CODING:
        fields->chunked = strcasecmp(value, "chunked") == 0;
        return 200;
    case FIELD_EXPECT:
        return read_expect(head, value, err);
    default:
        return keep_field(head, &once[field], value, err);
    }
}

/* Fields that may stand more than once. Each proxy of a chain may add a line of X-Forwarded-For: the last is the nearest. */
static void read_repeated(struct http_head *head, const struct fields *fields, const char *name, const char *value)
{
    if (strcasecmp(name, "Connection") == 0 && has_word(value, "close"))
        head->keep_alive = false;
    if (strcasecmp(name, "User-Agent") == 0 && is_printable(value))
        head->agent = value;
    if (strcasecmp(name, "X-Forwarded-For") == 0)
        head->forwarded_for = head->forwarded_for ? arena_printf(fields->arena, "%s, %s", head->forwarded_for, value) : value;
}

static int read_field(struct http_head *head, struct fields *fields, const char *name, const char *value, struct err *err)
{
    size_t field = 0;
    while (field < FIELD_ONCE && strcasecmp(name, once[field].name) != 0)
        field++;
    if (field == FIELD_ONCE) {
        read_repeated(head, fields, name, value);
        return 200;
    }
    if (fields->seen[field]) {
        err_set(err, "dòng %s đứng hai lần", "the line %s stands twice", once[field].name);
        return 400;
    }
    fields->seen[field] = true;
    return read_once(head, fields, field, value, err);
}

/* "Name: value", without blanks before the colon or in front of the name (no folded lines, RFC 9112 §5). */
static int read_line(struct http_head *head, struct fields *fields, char *line, struct err *err)
{
    char *colon = strchr(line, ':');
    if (++fields->count > HTTP_FIELDS_MAX)
        return refuse(431, err, "yêu cầu có hơn 64 dòng đầu", "the request has more than 64 header lines");
    if (!colon || !is_token(line, (size_t)(colon - line)))
        return refuse(400, err, "một dòng đầu không có dạng Tên: giá trị", "a header line is not of the form Name: value");
    *colon = '\0';
    char *value = colon + 1 + strspn(colon + 1, " \t"), *end = value + strlen(value);
    while (end > value && strchr(" \t", end[-1]))
        *--end = '\0';
    return read_field(head, fields, line, value, err);
}

/* What only shows when all fields are read: how long the body is must have one meaning (RFC 9112 §6). */
static int check_whole(const struct http_head *head, const struct fields *fields, struct err *err)
{
    if (!fields->seen[FIELD_HOST] && !head->http_1_0)
        return refuse(400, err, "thiếu dòng Host", "the Host line is missing");
    if (!fields->seen[FIELD_CODING])
        return 200;
    if (fields->seen[FIELD_LENGTH] || head->http_1_0)
        return refuse(400, err, "không được vừa có Transfer-Encoding vừa có Content-Length, hay dùng nó với HTTP/1.0",
                      "Transfer-Encoding stands beside Content-Length, or in HTTP/1.0");
    if (fields->chunked)
        return refuse(411, err, "phải ghi độ dài nội dung (Content-Length)", "the body's length must be given (Content-Length)");
    return refuse(501, err, "không nhận kiểu Transfer-Encoding này", "this Transfer-Encoding is not taken");
}

int http_head_read(struct arena *arena, const char *bytes, size_t len, struct http_head *ret_head, struct err *err)
{
    struct http_head head = {0};
    struct fields fields = {.arena = arena};
    char *rest = arena_strndup(arena, bytes, len), *line = strsep(&rest, "\n");
    line[strcspn(line, "\r")] = '\0';
    int status = read_first_line(line, &head, err);
    while (status == 200 && rest && (line = strsep(&rest, "\n"))) {
        line[strcspn(line, "\r")] = '\0';
        if (!*line)
            break;
        status = read_line(&head, &fields, line, err);
    }
    if (status == 200)
        status = check_whole(&head, &fields, err);
    if (status == 200)
        *ret_head = head;
    return status;
}
