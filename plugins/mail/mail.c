#include "mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    WORD_BYTES = 42, /* of a text in one encoded word: 75 characters with its frame (RFC 2047, 2) */
    LINE = 1024,
};

/* A growing text in the call's memory. */
struct text {
    const struct thidua_host *host;
    struct thidua_call *call;
    char *bytes;
    size_t len, size;
};

static void put(struct text *text, const char *bytes, size_t len)
{
    if (text->len + len + 1 > text->size) {
        size_t size = 2 * (text->len + len) + LINE;
        char *more = text->host->alloc(text->call, size);
        if (text->len)
            memcpy(more, text->bytes, text->len);
        text->bytes = more;
        text->size = size;
    }
    memcpy(text->bytes + text->len, bytes, len);
    text->len += len;
    text->bytes[text->len] = '\0';
}

static void puts_(struct text *text, const char *bytes)
{
    put(text, bytes, strlen(bytes));
}

static void put_base64(struct text *text, const unsigned char *bytes, size_t len)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        unsigned group = (unsigned)bytes[i] << 16 | (i + 1 < len ? (unsigned)bytes[i + 1] << 8 : 0) | (i + 2 < len ? bytes[i + 2] : 0u);
        char four[] = {letters[group >> 18 & 63], letters[group >> 12 & 63], i + 1 < len ? letters[group >> 6 & 63] : '=',
                       i + 2 < len ? letters[group & 63] : '='};
        put(text, four, sizeof four);
    }
}

static bool is_plain(const char *value)
{
    for (; *value; value++)
        if ((unsigned char)*value < 0x20 || (unsigned char)*value > 0x7e)
            return false;
    return true;
}

/* How many bytes of whole letters fit. */
static size_t whole_letters(const char *value, size_t most)
{
    size_t len = strlen(value);
    if (len <= most)
        return len;
    for (len = most; len && ((unsigned char)value[len] & 0xc0) == 0x80; len--)
        ;
    return len;
}

/* As encoded words; `between`: what parts them. */
static void put_words(struct text *text, const char *value, const char *between)
{
    for (bool first = true; *value; first = false) {
        size_t len = whole_letters(value, WORD_BYTES);
        puts_(text, first ? "" : between);
        puts_(text, "=?UTF-8?B?");
        put_base64(text, (const unsigned char *)value, len);
        puts_(text, "?=");
        value += len;
    }
}

/* The value of a header. Line breaks and other control characters become blanks: nobody adds a header by a subject. */
static void put_value(struct text *text, const char *value)
{
    char *clean = text->host->alloc(text->call, strlen(value) + 1);
    strcpy(clean, value);
    for (char *c = clean; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = ' ';
    if (is_plain(clean) && strlen(clean) < 200)
        puts_(text, clean);
    else
        put_words(text, clean, "\r\n ");
}

static void add(struct mail *mail, struct text *line)
{
    mail->headers = curl_slist_append(mail->headers, line->bytes);
}

static void header(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *name, const char *value)
{
    struct text line = {host, call, NULL, 0, 0};
    puts_(&line, name);
    puts_(&line, ": ");
    put_value(&line, value);
    add(mail, &line);
}

static void sender(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *from, const char *name)
{
    struct text line = {host, call, NULL, 0, 0};
    puts_(&line, "From: ");
    if (*name)
        put_words(&line, name, "\r\n ");
    puts_(&line, *name ? " <" : "<");
    puts_(&line, from);
    puts_(&line, ">");
    add(mail, &line);
}

/* "2025-02-10T17:00:00+07:00" as a mail has it: the message's own time, whenever it is sent. */
static void date(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *at)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm tm = {0};
    char line[64];
    if (!at || sscanf(at, "%d-%d-%dT%d:%d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec) != 6 || tm.tm_mon < 1 ||
        tm.tm_mon > 12)
        return;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    time_t day = timegm(&tm);
    gmtime_r(&day, &tm); /* for the day of the week */
    snprintf(line, sizeof line, "%s, %02d %s %d %02d:%02d:%02d +0700", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900,
             tm.tm_hour, tm.tm_min, tm.tm_sec);
    header(host, call, mail, "Date", line);
}

/* One address and nothing that could be a second, or a command. */
static bool is_address(const char *address)
{
    const char *at = address ? strchr(address, '@') : NULL;
    return at && at > address && at[1] && !strchr(at + 1, '@') && is_plain(address) && !strpbrk(address, " <>,;:\"\\()[]") && strlen(address) < 255;
}

/* Lines end as a mail's do. */
static const char *with_ends(const struct thidua_host *host, struct thidua_call *call, const char *text)
{
    struct text out = {host, call, NULL, 0, 0};
    puts_(&out, "");
    for (; *text; text++)
        if (*text == '\n')
            puts_(&out, "\r\n");
        else if (*text != '\r')
            put(&out, text, 1);
    return out.bytes;
}

static void put_percent(struct text *text, const char *name)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *name; name++) {
        char code[4];
        if (strchr(plain, *name))
            put(text, name, 1);
        else
            put(text, code, (size_t)snprintf(code, sizeof code, "%%%02X", (unsigned char)*name));
    }
}

/* A part behind the others. Its bytes may be gone with the next row, so they are copied. */
static void add_part(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, struct curl_slist *headers, const void *bytes, size_t len)
{
    struct mail_part **last = &mail->parts, *part = host->alloc(call, sizeof *part);
    void *copy = host->alloc(call, len + 1);
    if (len)
        memcpy(copy, bytes, len);
    *part = (struct mail_part){NULL, headers, copy, len};
    while (*last)
        last = &(*last)->next;
    *last = part;
}

static void attach(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *name, const char *media, const void *bytes,
                   size_t len)
{
    struct text kind = {host, call, NULL, 0, 0}, place = {host, call, NULL, 0, 0};
    puts_(&kind, "Content-Type: ");
    puts_(&kind, media);
    puts_(&kind, ";\r\n name=\"");
    put_words(&kind, name, "\r\n ");
    puts_(&kind, "\"");
    /* A picture is seen below the text where the reader's program shows pictures. */
    puts_(&place, strncmp(media, "image/", strlen("image/")) == 0 ? "Content-Disposition: inline;\r\n filename*=UTF-8''" : "Content-Disposition: attachment;\r\n filename*=UTF-8''");
    put_percent(&place, name);
    add_part(host, call, mail, curl_slist_append(curl_slist_append(NULL, kind.bytes), place.bytes), bytes, len);
}

static void attach_all(const struct thidua_host *host, struct thidua_call *call, struct mail *mail)
{
    int name = host->column(call, "name"), media = host->column(call, "media"), bytes = host->column(call, "bytes");
    while (host->next(call)) {
        size_t len;
        const void *content = host->bytes(call, bytes, &len);
        attach(host, call, mail, host->text(call, name), host->text(call, media), content, len);
    }
}

bool mail_begin(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *from, const char *name)
{
    const char *recipient = host->context(call, "recipient"), *text = host->context(call, "text"), *key = host->context(call, "key");
    *mail = (struct mail){.recipient = NULL};
    if (host->size < sizeof *host) {
        host->fail(call, "thiduad cũ hơn trình cắm này; hãy nâng cấp thiduad", "thiduad is older than this plugin; upgrade thiduad");
        return false;
    }
    if (!is_address(recipient) || !is_address(from)) {
        host->fail(call, "địa chỉ thư không hợp lệ; ghi như ten@coquan.vn", "an address is no e-mail address; write it as name@office.vn");
        return false;
    }
    mail->recipient = recipient;
    date(host, call, mail, host->context(call, "at"));
    sender(host, call, mail, from, name);
    header(host, call, mail, "To", recipient);
    header(host, call, mail, "Subject", host->context(call, "subject") ? host->context(call, "subject") : "");
    struct text id = {host, call, NULL, 0, 0};
    puts_(&id, "Message-ID: <");
    puts_(&id, key ? key : "");
    puts_(&id, ">");
    add(mail, &id);
    header(host, call, mail, "Auto-Submitted", "auto-generated");
    header(host, call, mail, "Content-Language", host->context(call, "language") ? host->context(call, "language") : "vi");
    const char *body = with_ends(host, call, text ? text : "");
    add_part(host, call, mail, curl_slist_append(NULL, "Content-Type: text/plain; charset=utf-8"), body, strlen(body));
    attach_all(host, call, mail);
    return true;
}

void mail_end(struct mail *mail)
{
    curl_slist_free_all(mail->headers);
    for (struct mail_part *part = mail->parts; part; part = part->next)
        curl_slist_free_all(part->headers);
}

const char *mail_base64(const struct thidua_host *host, struct thidua_call *call, const void *bytes, size_t len)
{
    struct text text = {host, call, NULL, 0, 0};
    puts_(&text, "");
    put_base64(&text, bytes, len);
    return text.bytes;
}

bool mail_trust(const struct thidua_host *host, struct thidua_call *call, CURL *curl, const char *authority)
{
    static const char begin[] = "-----BEGIN CERTIFICATE-----", end[] = "-----END CERTIFICATE-----";
    struct text pem = {host, call, NULL, 0, 0};
    if (!*authority)
        return true;
    const char *from = strstr(authority, begin), *until = strstr(authority, end);
    if (!from || !until)
        return host->fail(call, "authority phải là một chứng thư PEM", "authority must be a certificate in PEM") == THIDUA_DONE;
    puts_(&pem, begin);
    puts_(&pem, "\n");
    for (const char *c = from + strlen(begin); c < until; c++)
        if (!strchr(" \t\r\n", *c))
            put(&pem, c, 1);
        else if (pem.bytes[pem.len - 1] != '\n')
            puts_(&pem, "\n");
    puts_(&pem, end);
    puts_(&pem, "\n");
    struct curl_blob blob = {pem.bytes, pem.len, CURL_BLOB_COPY};
    curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &blob);
    return true;
}

enum thidua_outcome mail_refused(const struct thidua_host *host, struct thidua_call *call, bool never, const char *where, const char *said)
{
    char vi[LINE], en[LINE];
    snprintf(vi, sizeof vi, "%s không nhận: %.600s", where, said);
    snprintf(en, sizeof en, "%s did not take it: %.600s", where, said);
    return never ? host->fail(call, vi, en) : host->later(call, vi, en);
}
