/*
 * webhook: a message becomes one JSON object in the manner of CloudEvents 1.0 (structured mode), posted to an address. It is signed:
 * Thidua-Signature: v1=hex(HMAC-SHA256(secret, TIMESTAMP "." BODY)), with Thidua-Timestamp, so that whoever gets it can refuse what is not
 * ours and what is old. 2xx: taken; 408, 429, 5xx and no answer: again later; any other: never.
 */
#include "../mail/mail.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { HEX = 2 * EVP_MAX_MD_SIZE + 1 };

static const struct thidua_parameter url = {
    .size = sizeof url, .type = THIDUA_TEXT, .name = "url", .title = {"địa chỉ nhận: https://…", "the address that takes it: https://…"}};
static const struct thidua_parameter secret = {.size = sizeof secret,
                                               .type = THIDUA_SECRET,
                                               .name = "secret",
                                               .title = {"khóa dùng để ký (HMAC-SHA256)", "the key of the signature (HMAC-SHA256)"}};
static const struct thidua_parameter authority = {
    .size = sizeof authority,
    .type = THIDUA_TEXT,
    .name = "authority",
    .fallback = "",
    .title = {"chứng thư PEM của tổ chức chứng thực riêng của cơ quan (không có: của hệ thống)",
              "a certificate authority of the office's own, in PEM (none: the system's)"}};
static const struct thidua_parameter *const parameters[] = {&url, &secret, &authority, NULL};

/* As a JSON text. */
static const char *quoted(const struct thidua_host *host, struct thidua_call *call, const char *text)
{
    char *out = host->alloc(call, 6 * strlen(text ? text : "") + 5), *at = out;
    if (!text)
        return strcpy(out, "null");
    *at++ = '"';
    for (; *text; text++)
        if (*text == '"' || *text == '\\') {
            *at++ = '\\';
            *at++ = *text;
        } else if ((unsigned char)*text < 0x20) {
            at += sprintf(at, "\\u%04x", (unsigned)*text);
        } else {
            *at++ = *text;
        }
    strcpy(at, "\"");
    return out;
}

static const char *body_of(const struct thidua_host *host, struct thidua_call *call)
{
    static const char *const names[] = {"key", "kind", "at", "recipient", "subject", "text", "language", "link"};
    enum { NAMES = sizeof names / sizeof *names };
    const char *values[NAMES];
    size_t size = 400;
    for (size_t i = 0; i < NAMES; i++) {
        values[i] = quoted(host, call, host->context(call, names[i]));
        size += strlen(values[i]);
    }
    char *body = host->alloc(call, size);
    const char *kind = values[1];
    snprintf(body, size,
             "{\"specversion\":\"1.0\",\"id\":%s,\"source\":\"/thidua\",\"type\":\"vn.thidua.%s,\"time\":%s,"
             "\"datacontenttype\":\"application/json\",\"data\":{\"recipient\":%s,\"subject\":%s,\"text\":%s,\"language\":%s,\"link\":%s}}",
             values[0], kind + 1, values[2], values[3], values[4], values[5], values[6], values[7]);
    return body;
}

static void sign(const struct thidua_host *host, struct thidua_call *call, const char *stamp, const char *body, char ret_hex[HEX])
{
    const char *key = host->parameter(call, "secret");
    size_t size = strlen(stamp) + strlen(body) + 2;
    char *signed_text = host->alloc(call, size);
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    int count = snprintf(signed_text, size, "%s.%s", stamp, body);
    HMAC(EVP_sha256(), key, (int)strlen(key), (const unsigned char *)signed_text, (size_t)count, mac, &len);
    for (unsigned i = 0; i < len; i++)
        sprintf(ret_hex + (size_t)2 * i, "%02x", mac[i]);
}

static size_t forget(char *bytes, size_t size, size_t count, void *nothing)
{
    (void)bytes, (void)nothing;
    return size * count;
}

static struct curl_slist *headers_of(const struct thidua_host *host, struct thidua_call *call, const char *body)
{
    char stamp[24], hex[HEX] = "", line[HEX + 40];
    snprintf(stamp, sizeof stamp, "%lld", (long long)time(NULL));
    sign(host, call, stamp, body, hex);
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/cloudevents+json; charset=utf-8");
    snprintf(line, sizeof line, "Thidua-Timestamp: %s", stamp);
    headers = curl_slist_append(headers, line);
    snprintf(line, sizeof line, "Thidua-Signature: v1=%s", hex);
    return curl_slist_append(headers, line);
}

static enum thidua_outcome outcome_of(const struct thidua_host *host, struct thidua_call *call, CURLcode got, long code, const char *said)
{
    char answer[64];
    if (got == CURLE_OK && code >= 200 && code < 300)
        return THIDUA_DONE;
    if (got != CURLE_OK)
        return mail_refused(host, call, false, "webhook", *said ? said : curl_easy_strerror(got));
    snprintf(answer, sizeof answer, "HTTP %ld", code);
    return mail_refused(host, call, code < 500 && code != 408 && code != 429, "webhook", answer);
}

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    char said[CURL_ERROR_SIZE] = "";
    const char *body = body_of(host, call);
    CURL *curl = curl_easy_init();
    long code = 0;
    if (!curl || !mail_trust(host, call, curl, host->parameter(call, "authority")))
        return host->fail(call, "libcurl không khởi động được", "libcurl could not be started");
    struct curl_slist *headers = headers_of(host, call, body);
    curl_easy_setopt(curl, CURLOPT_URL, host->parameter(call, "url"));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, forget);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)host->left_ms(call));
    CURLcode got = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    return outcome_of(host, call, got, code, said);
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_NOTIFIER,
        .name = "webhook",
        .version = "1.0",
        .title = {"gửi tin dạng JSON có chữ ký đến một địa chỉ web", "posts messages as signed JSON to a web address"},
        .parameters = parameters,
        .run = run,
    };
    return &plugin;
}
