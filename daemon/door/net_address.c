#include "door/net_address.h"

#include "base/arena.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static const struct in_addr *four_of(const struct sockaddr_storage *address)
{
    return &((const struct sockaddr_in *)address)->sin_addr;
}

static const struct in6_addr *six_of(const struct sockaddr_storage *address)
{
    return &((const struct sockaddr_in6 *)address)->sin6_addr;
}

static struct sockaddr_storage of_four(const void *bytes)
{
    struct sockaddr_storage address = {.ss_family = AF_INET};
    memcpy(&((struct sockaddr_in *)&address)->sin_addr, bytes, sizeof(struct in_addr));
    return address;
}

static struct sockaddr_storage of_six(const struct in6_addr *six)
{
    struct sockaddr_storage address = {.ss_family = AF_INET6};
    if (IN6_IS_ADDR_V4MAPPED(six))
        return of_four(six->s6_addr + 12);
    ((struct sockaddr_in6 *)&address)->sin6_addr = *six;
    return address;
}

struct sockaddr_storage net_address_plain(const struct sockaddr *address, size_t len)
{
    struct sockaddr_storage whole = {0};
    memcpy(&whole, address, len < sizeof whole ? len : sizeof whole);
    if (whole.ss_family == AF_INET)
        return of_four(four_of(&whole));
    return whole.ss_family == AF_INET6 ? of_six(six_of(&whole)) : (struct sockaddr_storage){0};
}

bool net_address_read(const char *text, size_t len, struct sockaddr_storage *ret_address)
{
    char plain[INET6_ADDRSTRLEN];
    struct in6_addr six;
    struct in_addr four;
    bool bracketed = len > 2 && text[0] == '[' && text[len - 1] == ']';
    if (bracketed)
        text++, len -= 2;
    if (len >= sizeof plain)
        return false;
    memcpy(plain, text, len);
    plain[len] = '\0';
    if (!bracketed && inet_pton(AF_INET, plain, &four) == 1) {
        *ret_address = of_four(&four);
        return true;
    }
    if (inet_pton(AF_INET6, plain, &six) != 1)
        return false;
    *ret_address = of_six(&six);
    return true;
}

bool net_address_is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET)
        return ntohl(four_of(address)->s_addr) >> 24 == 127;
    return address->ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(six_of(address));
}

bool net_address_is_any(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET)
        return four_of(address)->s_addr == INADDR_ANY;
    return address->ss_family == AF_INET6 && IN6_IS_ADDR_UNSPECIFIED(six_of(address));
}

static bool is_same(const struct sockaddr_storage *one, const struct sockaddr_storage *other)
{
    if (one->ss_family != other->ss_family)
        return false;
    return one->ss_family == AF_INET ? four_of(one)->s_addr == four_of(other)->s_addr
                                     : memcmp(six_of(one), six_of(other), sizeof(struct in6_addr)) == 0;
}

bool net_addresses_read(const char *text, struct net_addresses *ret_addresses)
{
    struct net_addresses found = {0};
    for (const char *at = text + strspn(text, ", \t"); *at; at += strspn(at, ", \t")) {
        size_t len = strcspn(at, ", \t");
        if (found.len == NET_ADDRESSES_MAX || !net_address_read(at, len, &found.items[found.len]) ||
            net_address_is_any(&found.items[found.len]))
            return false;
        found.len++;
        at += len;
    }
    *ret_addresses = found;
    return found.len > 0;
}

bool net_addresses_have(const struct net_addresses *addresses, const struct sockaddr_storage *address)
{
    for (size_t i = 0; i < addresses->len; i++)
        if (is_same(&addresses->items[i], address))
            return true;
    return false;
}

void net_address_site(const struct sockaddr_storage *address, unsigned char site[NET_ADDRESS_SITE])
{
    memset(site, 0, NET_ADDRESS_SITE);
    site[0] = (unsigned char)address->ss_family;
    if (address->ss_family == AF_INET)
        memcpy(site + 1, four_of(address), sizeof(struct in_addr));
    else if (address->ss_family == AF_INET6)
        memcpy(site + 1, six_of(address), 8);
}

const char *net_address_text(struct arena *arena, const struct sockaddr_storage *address)
{
    char text[INET6_ADDRSTRLEN] = "?";
    if (address->ss_family == AF_INET) {
        inet_ntop(AF_INET, four_of(address), text, sizeof text);
        return arena_strdup(arena, text);
    }
    if (address->ss_family != AF_INET6)
        return arena_strdup(arena, text);
    struct in6_addr six = *six_of(address);
    if (IN6_IS_ADDR_LOOPBACK(&six))
        return "::1";
    memset(six.s6_addr + 8, 0, 8);
    inet_ntop(AF_INET6, &six, text, sizeof text);
    return arena_printf(arena, "%s/64", text);
}
