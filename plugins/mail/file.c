/*
 * file: for trials. The mail that smtp would send is written into a folder (.eml, which mail programs open), and nothing leaves the machine.
 */
#include "mail.h"

#include <string.h>

enum { LINE_BYTES = 76 }; /* RFC 2045, 6.8 */

#define BOUNDARY "=_thidua_part"

static const struct thidua_parameter folder = {.size = sizeof folder,
                                               .type = THIDUA_TEXT,
                                               .name = "folder",
                                               .title = {"thư mục ghi các thư .eml", "the folder for the .eml files"}};
static const struct thidua_parameter from = {.size = sizeof from,
                                             .type = THIDUA_TEXT,
                                             .name = "from",
                                             .fallback = "thidua@localhost.localdomain",
                                             .title = {"địa chỉ gửi", "the address that sends"}};
static const struct thidua_parameter name = {
    .size = sizeof name, .type = THIDUA_TEXT, .name = "name", .fallback = "", .title = {"tên người gửi", "the sender's name"}};
static const struct thidua_parameter *const parameters[] = {&folder, &from, &name, NULL};

struct page {
    char *bytes; /* has room for all of it (size_of) */
    size_t len;
};

static void put(struct page *page, const char *text, size_t len)
{
    memcpy(page->bytes + page->len, text, len);
    page->len += len;
}

static void put_line(struct page *page, const char *text)
{
    put(page, text, strlen(text));
    put(page, "\r\n", 2);
}

static void put_headers(struct page *page, const struct curl_slist *headers)
{
    for (; headers; headers = headers->next)
        put_line(page, headers->data);
}

static void put_part(struct page *page, const struct mail_part *part, const char *base64)
{
    put_line(page, "--" BOUNDARY);
    put_headers(page, part->headers);
    put_line(page, "Content-Transfer-Encoding: base64\r\n");
    for (size_t left = strlen(base64), len; left; left -= len, base64 += len) {
        len = left < LINE_BYTES ? left : LINE_BYTES;
        put(page, base64, len);
        put(page, "\r\n", 2);
    }
}

static size_t size_of(const struct mail *mail)
{
    size_t size = 1024;
    for (const struct curl_slist *header = mail->headers; header; header = header->next)
        size += strlen(header->data) + 2;
    for (const struct mail_part *part = mail->parts; part; part = part->next) {
        for (const struct curl_slist *header = part->headers; header; header = header->next)
            size += strlen(header->data) + 2;
        size += 2 * part->len + 256;
    }
    return size;
}

static const char *name_of(const struct thidua_host *host, struct thidua_call *call)
{
    const char *key = host->context(call, "key");
    char *file = host->alloc(call, strlen(key ? key : "") + 16);
    strcpy(file, key ? key : "mail");
    file[strcspn(file, "@")] = '\0';
    return strcat(file, ".eml");
}

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    struct mail mail;
    enum thidua_outcome outcome = THIDUA_FAILED;
    if (mail_begin(host, call, &mail, host->parameter(call, "from"), host->parameter(call, "name"))) {
        struct page page = {host->alloc(call, size_of(&mail)), 0};
        put_headers(&page, mail.headers);
        put_line(&page, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" BOUNDARY "\"\r\n");
        for (const struct mail_part *part = mail.parts; part; part = part->next)
            put_part(&page, part, mail_base64(host, call, part->bytes, part->len));
        put_line(&page, "--" BOUNDARY "--");
        outcome = host->keep(call, name_of(host, call), page.bytes, page.len)
                      ? THIDUA_DONE
                      : host->fail(call, "thư dài quá mức giữ được", "the mail is longer than can be kept");
    }
    mail_end(&mail);
    return outcome;
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_NOTIFIER,
        .name = "file",
        .version = "1.0",
        .title = {"ghi thư ra thư mục thay vì gửi, để chạy thử", "writes mails into a folder instead of sending them, for trials"},
        .parameters = parameters,
        .run = run,
    };
    return &plugin;
}
