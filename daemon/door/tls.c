#include "door/tls.h"

#include "base/buffer.h"
#include "base/err.h"
#include "base/memory.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct tls {
    SSL_CTX *context;
    struct tls_certificate certificate;
    char *path, *names;
};

/* ---- the files ---- */

static FILE *open_pem(const char *path, struct err *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        err_set(err, "%s: không đọc được: %s; tệp này người dùng chạy thiduad phải đọc được (chown root:thidua, chmod 640)",
                "%s: cannot be read: %s; the user that thiduad runs as must be able to (chown root:thidua, chmod 640)", path, strerror(errno));
    return file;
}

static const char *openssl_reason(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason ? reason : "?";
}

static bool take_certificate(SSL_CTX *context, const char *path, struct err *err)
{
    FILE *file = open_pem(path, err);
    if (!file)
        return false;
    fclose(file);
    return SSL_CTX_use_certificate_chain_file(context, path) == 1 ||
           err_set(err, "%s: không phải chứng thư dùng được (%s); cần tệp PEM bắt đầu bằng -----BEGIN CERTIFICATE-----",
                   "%s: no certificate that can be used (%s); it takes a PEM file that begins with -----BEGIN CERTIFICATE-----", path,
                   openssl_reason());
}

/* A daemon has nobody to ask for a passphrase. */
static int no_passphrase(char *place, int size, int write, void *asked)
{
    (void)place, (void)size, (void)write;
    *(bool *)asked = true;
    return -1;
}

static EVP_PKEY *read_key(const char *path, struct err *err)
{
    bool asked = false;
    FILE *file = open_pem(path, err);
    if (!file)
        return NULL;
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, no_passphrase, &asked);
    fclose(file);
    if (!key && asked)
        err_set(err, "%s: khóa có mật khẩu, máy chủ không có ai để hỏi; hãy gỡ mật khẩu: openssl pkey -in %s -out KHÓA-MỚI",
                "%s: the key has a passphrase, and a daemon has nobody to ask; take it off: openssl pkey -in %s -out NEW-KEY", path, path);
    else if (!key)
        err_set(err, "%s: không phải khóa riêng dùng được (%s); cần tệp PEM bắt đầu bằng -----BEGIN PRIVATE KEY-----",
                "%s: no private key that can be used (%s); it takes a PEM file that begins with -----BEGIN PRIVATE KEY-----", path,
                openssl_reason());
    return key;
}

static bool take_key(SSL_CTX *context, const char *certificate, const char *path, struct err *err)
{
    EVP_PKEY *key = read_key(path, err);
    if (!key)
        return false;
    bool good = X509_check_private_key(SSL_CTX_get0_certificate(context), key) == 1;
    if (!good)
        err_set(err, "%s: khóa này không phải của chứng thư %s; hãy ghi khóa đi cùng chứng thư ấy",
                "%s: this key does not belong to the certificate %s; name the key that was made with it", path, certificate);
    else if (SSL_CTX_use_PrivateKey(context, key) != 1)
        good = err_set(err, "%s: OpenSSL không nhận khóa này: %s", "%s: OpenSSL refuses this key: %s", path, openssl_reason());
    EVP_PKEY_free(key);
    return good;
}

/* ---- what the certificate says ---- */

static void put_name(struct buffer *names, const char *name)
{
    if (names->len)
        buffer_puts(names, ", ");
    buffer_puts(names, name);
}

static void put_address(struct buffer *names, const ASN1_OCTET_STRING *address)
{
    char text[INET6_ADDRSTRLEN], bracketed[INET6_ADDRSTRLEN + 2];
    const unsigned char *bytes = ASN1_STRING_get0_data(address);
    int len = ASN1_STRING_length(address);
    if (len == 4 && inet_ntop(AF_INET, bytes, text, sizeof text)) {
        put_name(names, text);
    } else if (len == 16 && inet_ntop(AF_INET6, bytes, text, sizeof text)) {
        snprintf(bracketed, sizeof bracketed, "[%s]", text);
        put_name(names, bracketed);
    }
}

/* One that would not be read as one name (a comma, a zero byte) is none. */
static void put_host(struct buffer *names, const ASN1_IA5STRING *host)
{
    const char *text = (const char *)ASN1_STRING_get0_data(host);
    size_t len = (size_t)ASN1_STRING_length(host);
    if (len > 0 && len < 256 && strlen(text) == len && !strpbrk(text, ", \t"))
        put_name(names, text);
}

/* Browsers look at the alternative names alone, never at the subject (RFC 9525 §2). */
static char *names_of(X509 *certificate)
{
    struct buffer names = {0};
    GENERAL_NAMES *list = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int i = 0; i < sk_GENERAL_NAME_num(list); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(list, i);
        if (name->type == GEN_DNS)
            put_host(&names, name->d.dNSName);
        else if (name->type == GEN_IPADD)
            put_address(&names, name->d.iPAddress);
    }
    GENERAL_NAMES_free(list);
    char *text = strdup(buffer_text(&names));
    buffer_finish(&names);
    return text;
}

static int64_t instant_of(const ASN1_TIME *time)
{
    struct tm tm;
    return ASN1_TIME_to_tm(time, &tm) == 1 ? (int64_t)timegm(&tm) : 0;
}

static void describe(struct tls *tls, const char *path)
{
    X509 *certificate = SSL_CTX_get0_certificate(tls->context);
    tls->path = strdup(path);
    tls->names = names_of(certificate);
    if (!tls->path || !tls->names)
        memory_out();
    tls->certificate = (struct tls_certificate){tls->path, tls->names, instant_of(X509_get0_notBefore(certificate)),
                                                instant_of(X509_get0_notAfter(certificate))};
}

/* ---- how it is spoken ---- */

/* RFC 9325: TLS 1.2 with ephemeral keys and AEAD only; of TLS 1.3 all is good. Sessions are not resumed: no ticket's key is worth a theft, and
 * connections are kept open. */
static bool set_rules(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_security_level(context, 2); /* no RSA below 2,048 bits, no SHA-1 */
    return SSL_CTX_set_num_tickets(context, 0) == 1 && SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

struct tls *tls_create(const char *certificate, const char *key, struct err *err)
{
    struct tls *tls = calloc(1, sizeof *tls);
    if (!tls || !(tls->context = SSL_CTX_new(TLS_server_method())))
        memory_out();
    ERR_clear_error();
    bool good = (set_rules(tls->context) || err_set(err, "OpenSSL không nhận cách mã hóa: %s", "OpenSSL takes no such rules: %s", openssl_reason())) &&
                take_certificate(tls->context, certificate, err) && take_key(tls->context, certificate, key, err);
    ERR_clear_error();
    if (good) {
        describe(tls, certificate);
        return tls;
    }
    tls_destroy(tls);
    return NULL;
}

void tls_destroy(struct tls *tls)
{
    if (!tls)
        return;
    SSL_CTX_free(tls->context);
    free(tls->path);
    free(tls->names);
    free(tls);
}

const struct tls_certificate *tls_certificate(const struct tls *tls)
{
    return tls ? &tls->certificate : NULL;
}

/* ---- streams ---- */

/* Deferred, for a decrypted byte may be there before the event loop is asked: a callback would come in the middle of another. */
struct bufferevent *tls_stream_create(struct tls *tls, struct event_base *base, int fd)
{
    SSL *ssl = SSL_new(tls->context);
    struct bufferevent *stream = ssl ? bufferevent_openssl_socket_new(base, fd, ssl, BUFFEREVENT_SSL_ACCEPTING,
                                                                      BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS)
                                     : NULL;
    if (!stream) {
        SSL_free(ssl);
        memory_out();
    }
    bufferevent_openssl_set_allow_dirty_shutdown(stream, 1); /* each request says how long it is */
    return stream;
}

bool tls_stream_is(struct bufferevent *stream)
{
    return bufferevent_openssl_get_ssl(stream);
}

void tls_stream_shut(struct bufferevent *stream)
{
    SSL *ssl = bufferevent_openssl_get_ssl(stream);
    if (ssl && SSL_is_init_finished(ssl))
        SSL_shutdown(ssl);
    ERR_clear_error();
}

bool tls_stream_met_http(struct bufferevent *stream)
{
    bool http = false;
    unsigned long code;
    while (tls_stream_is(stream) && (code = bufferevent_get_openssl_error(stream)))
        http = http || (ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) == SSL_R_HTTP_REQUEST);
    return http;
}
