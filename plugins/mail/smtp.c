/*
 * smtp: a message becomes an e-mail, handed to the office's mail server (libcurl). A refusal of the recipient or of the mail itself (5xx)
 * is final; a server that is away, busy, or does not know our password is tried again.
 */
#include "mail.h"

#include <stdio.h>
#include <string.h>

#define PARAMETER(variable, kind, key, standard, vi, en) \
    static const struct thidua_parameter variable = {.size = sizeof variable, .type = kind, .name = key, .fallback = standard, .title = {vi, en}}

PARAMETER(server, THIDUA_TEXT, "server", NULL, "tên máy chủ thư: smtp.coquan.vn", "the mail server: smtp.office.vn");
static const struct thidua_parameter port = {.size = sizeof port, .type = THIDUA_INTEGER, .name = "port", .fallback = "587", .min = 1, .max = 65535,
                                             .title = {"cổng: 587 (starttls), 465 (tls), 25", "the port: 587 (starttls), 465 (tls), 25"}};
static const struct thidua_parameter security = {.size = sizeof security, .type = THIDUA_CHOICE, .name = "security", .fallback = "starttls",
                                                 .choices = "starttls|tls|none",
                                                 .title = {"mã hóa đường truyền; none chỉ dùng cho máy chủ thư ngay trên máy này",
                                                           "how the way is encrypted; none only for a mail server on this machine"}};
PARAMETER(user, THIDUA_TEXT, "user", "", "tên đăng nhập máy chủ thư (không có: không đăng nhập)", "the log-in at the mail server (none: no log-in)");
PARAMETER(password, THIDUA_SECRET, "password", "", "mật khẩu của tên ấy", "its password");
PARAMETER(from, THIDUA_TEXT, "from", NULL, "địa chỉ gửi: thidua@coquan.vn", "the address that sends: thidua@office.vn");
PARAMETER(name, THIDUA_TEXT, "name", "", "tên người gửi mà người nhận thấy", "the sender's name as recipients see it");
PARAMETER(authority, THIDUA_TEXT, "authority", "", "chứng thư PEM của tổ chức chứng thực riêng của cơ quan (không có: của hệ thống)",
          "a certificate authority of the office's own, in PEM (none: the system's)");
static const struct thidua_parameter *const parameters[] = {&server, &port, &security, &user, &password, &from, &name, &authority, NULL};

static void connect_as(const struct thidua_host *host, struct thidua_call *call, CURL *curl)
{
    const char *secure = host->parameter(call, "security"), *login = host->parameter(call, "user");
    char url[400];
    snprintf(url, sizeof url, "%s://%.300s:%d", strcmp(secure, "tls") == 0 ? "smtps" : "smtp", host->parameter(call, "server"),
             (int)host->parameter_integer(call, "port"));
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(strcmp(secure, "none") == 0 ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)host->left_ms(call));
    if (*login) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, login);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, host->parameter(call, "password"));
    }
}

/* The headers of the parts stay the mail's. */
static curl_mime *mime_of(CURL *curl, const struct mail *mail)
{
    curl_mime *mime = curl_mime_init(curl);
    for (const struct mail_part *part = mail->parts; part; part = part->next) {
        curl_mimepart *of = curl_mime_addpart(mime);
        curl_mime_headers(of, part->headers, 0);
        curl_mime_data(of, part->bytes, part->len);
        curl_mime_encoder(of, "base64");
    }
    return mime;
}

enum { REPLY_BYTES = 300 };

/* What the server said last: its own words are why. */
static size_t keep_reply(char *bytes, size_t size, size_t count, void *reply)
{
    size_t len = size * count < REPLY_BYTES - 1 ? size * count : REPLY_BYTES - 1;
    memcpy(reply, bytes, len);
    ((char *)reply)[len] = '\0';
    ((char *)reply)[strcspn(reply, "\r\n")] = '\0';
    return size * count;
}

static const char *why_of(const char *reply, const char *said, CURLcode got)
{
    bool refused = reply[0] == '4' || reply[0] == '5';
    return refused ? reply : *said ? said : curl_easy_strerror(got);
}

/* A refusal by code; a login or a way that the server does not take is the administrator's to mend, and then all goes out. */
static bool is_final(CURLcode got, long code)
{
    return code >= 500 && code < 600 && got != CURLE_LOGIN_DENIED && got != CURLE_USE_SSL_FAILED;
}

static enum thidua_outcome hand_over(const struct thidua_host *host, struct thidua_call *call, CURL *curl, const struct mail *mail)
{
    char said[CURL_ERROR_SIZE] = "", reply[REPLY_BYTES] = "";
    long code = 0;
    struct curl_slist *recipients = curl_slist_append(NULL, mail->recipient);
    curl_mime *mime = mime_of(curl, mail);
    connect_as(host, call, curl);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep_reply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, reply);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, host->parameter(call, "from"));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, mail->headers);
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime);
    CURLcode got = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_mime_free(mime);
    curl_slist_free_all(recipients);
    return got == CURLE_OK ? THIDUA_DONE
                           : mail_refused(host, call, is_final(got, code), host->parameter(call, "server"), why_of(reply, said, got));
}

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    struct mail mail;
    enum thidua_outcome outcome = THIDUA_FAILED;
    CURL *curl = curl_easy_init();
    if (mail_begin(host, call, &mail, host->parameter(call, "from"), host->parameter(call, "name")) &&
        mail_trust(host, call, curl, host->parameter(call, "authority")))
        outcome = hand_over(host, call, curl, &mail);
    curl_easy_cleanup(curl);
    mail_end(&mail);
    return outcome;
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_NOTIFIER,
        .name = "smtp",
        .version = "1.0",
        .title = {"gửi tin bằng thư điện tử qua máy chủ thư", "sends messages as e-mail by a mail server"},
        .parameters = parameters,
        .run = run,
    };
    return &plugin;
}
