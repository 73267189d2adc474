#include "door/http_client.h"

#include "door/http_head.h"

#include <string.h>
#include <strings.h>

/* From the end, for each proxy adds whom it saw behind what was there: the rest a client may have made up. */
static struct sockaddr_storage nearest(const struct net_addresses *proxies, const struct sockaddr_storage *peer, const char *forwarded)
{
    struct sockaddr_storage found = *peer;
    const char *end = forwarded + strlen(forwarded);
    while (net_addresses_have(proxies, &found) && end > forwarded) {
        const char *begin = end;
        while (begin > forwarded && begin[-1] != ',')
            begin--;
        const char *word = begin + strspn(begin, " \t");
        size_t len = strcspn(word, ", \t");
        if (word > end || !net_address_read(word, len, &found))
            break;
        end = begin > forwarded ? begin - 1 : begin;
    }
    return found;
}

struct http_client http_client_of(const struct net_addresses *proxies, const struct sockaddr_storage *peer, bool tls,
                                  const struct http_head *head)
{
    struct http_client client = {.address = *peer, .host = head ? head->host : NULL, .secure = tls};
    if (!head || !net_addresses_have(proxies, peer))
        return client;
    if (head->forwarded_for)
        client.address = nearest(proxies, peer, head->forwarded_for);
    if (head->forwarded_proto)
        client.secure = strcasecmp(head->forwarded_proto, "https") == 0;
    if (head->forwarded_host)
        client.host = head->forwarded_host;
    return client;
}

/* Bytes of a host before its port; SIZE_MAX when what follows is no port. */
static size_t name_len(const char *host)
{
    const char *end = *host == '[' ? strchr(host, ']') : host + strcspn(host, ":");
    if (!end)
        return SIZE_MAX;
    end += *end == ']';
    bool good = !*end || (*end == ':' && end[1 + strspn(end + 1, "0123456789")] == '\0');
    return good ? (size_t)(end - host) : SIZE_MAX;
}

static bool is_one(const char *host, size_t len, const char *name, size_t wanted)
{
    if (wanted > 2 && strncmp(name, "*.", 2) == 0) {
        size_t label = strcspn(host, ".:[");
        return label > 0 && label < len && len - label == wanted - 1 && strncasecmp(host + label, name + 1, wanted - 1) == 0;
    }
    return len == wanted && strncasecmp(host, name, len) == 0;
}

bool http_client_is_named(const char *host, const char *names)
{
    size_t len = host ? name_len(host) : 0;
    if (len == 0 || len == SIZE_MAX)
        return false;
    for (const char *at = names ? names : ""; *at; at += strspn(at, ", \t")) {
        size_t wanted = strcspn(at, ", \t");
        if (wanted > 0 && is_one(host, len, at, wanted))
            return true;
        at += wanted;
    }
    return false;
}
