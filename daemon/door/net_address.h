/*
 * An address of the network, without a port: read, compared, shown. An IPv4 address that came in IPv6's clothes (::ffff:192.0.2.1) is the
 * IPv4 address. Whoever is counted by an address is counted by its site: of IPv6 a /64, for one site has as many below as it likes. Pure.
 */
#ifndef DOOR_NET_ADDRESS_H
#define DOOR_NET_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

struct arena;

enum { NET_ADDRESS_SITE = 16, NET_ADDRESSES_MAX = 16 };

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]"; nothing beside it. */
bool net_address_read(const char *text, size_t len, struct sockaddr_storage *ret_address);
/* Without the port, and IPv4 as IPv4. */
struct sockaddr_storage net_address_plain(const struct sockaddr *address, size_t len);
bool net_address_is_loopback(const struct sockaddr_storage *address);
bool net_address_is_any(const struct sockaddr_storage *address); /* 0.0.0.0, :: */

/* Comma-separated addresses of single machines. */
struct net_addresses {
    struct sockaddr_storage items[NET_ADDRESSES_MAX];
    size_t len;
};
bool net_addresses_read(const char *text, struct net_addresses *ret_addresses);
bool net_addresses_have(const struct net_addresses *addresses, const struct sockaddr_storage *address);

/* What makes two addresses one site's; zeroes for no address. */
void net_address_site(const struct sockaddr_storage *address, unsigned char site[NET_ADDRESS_SITE]);
/* The site, for people and for counting: 192.0.2.1, 2001:db8:0:1::/64. */
const char *net_address_text(struct arena *arena, const struct sockaddr_storage *address);

#endif
