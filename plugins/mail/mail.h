/*
 * A message of thidua as an e-mail: what the notifiers smtp and file share. Headers in other than ASCII are encoded words (RFC 2047),
 * names of files both as RFC 2231 says and as an encoded word, which is what Outlook and Gmail between them understand.
 * Here are its headers and parts; smtp has libcurl put them together (curl_mime), file writes them.
 */
#ifndef MAIL_H
#define MAIL_H

#include <thidua_plugin.h>

#include <curl/curl.h>

struct mail_part { /* goes as base64 */
    struct mail_part *next;
    struct curl_slist *headers; /* Content-Type, Content-Disposition */
    const void *bytes;
    size_t len;
};

struct mail {
    const char *recipient;
    struct curl_slist *headers; /* of the mail, but for what says that it has parts */
    struct mail_part *parts;    /* the text, then the files */
};

/* from: the address that sends; name: whose, may be "". False after host->fail was called. */
bool mail_begin(const struct thidua_host *host, struct thidua_call *call, struct mail *mail, const char *from, const char *name);
void mail_end(struct mail *mail);

/* As base64, without line ends, in the call's memory. */
const char *mail_base64(const struct thidua_host *host, struct thidua_call *call, const void *bytes, size_t len);

/* A certificate authority of the office's own, given as PEM with any blanks between its lines; "" = the system's. */
bool mail_trust(const struct thidua_host *host, struct thidua_call *call, CURL *curl, const char *authority);

/* host->later or host->fail with what libcurl says; `where` is the server. */
enum thidua_outcome mail_refused(const struct thidua_host *host, struct thidua_call *call, bool never, const char *where, const char *said);

#endif
