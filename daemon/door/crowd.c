#include "door/crowd.h"

#include "base/memory.h"
#include "door/http_connection.h"
#include "door/net_address.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = NET_ADDRESS_SITE + sizeof(uid_t) };

/* What makes two peers one, in the same number of bytes for all kinds. */
static void key_of(const struct http_connection_peer *peer, unsigned char key[KEY_BYTES])
{
    net_address_site(&peer->address, key);
    memcpy(key + NET_ADDRESS_SITE, &peer->uid, sizeof peer->uid);
}

/* A peer among the members: an open table, twice as large as there are members. */
struct holder {
    unsigned char key[KEY_BYTES];
    size_t places;  /* that it holds; 0 = no holder */
    size_t longest; /* its member that has waited longest */
    bool waits;     /* there is such a one */
};

static struct holder *holder_of(struct holder *table, size_t size, const struct http_connection_peer *peer)
{
    unsigned char key[KEY_BYTES];
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    key_of(peer, key);
    for (size_t i = 0; i < KEY_BYTES; i++)
        hash = (hash ^ key[i]) * 1099511628211u;
    size_t at = hash % size;
    while (table[at].places && memcmp(table[at].key, key, KEY_BYTES) != 0)
        at = (at + 1) % size;
    memcpy(table[at].key, key, KEY_BYTES);
    return &table[at];
}

static void count(struct holder *table, size_t size, const struct crowd_member *members, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        struct holder *holder = holder_of(table, size, members[i].peer);
        holder->places++;
        if (members[i].waits && (!holder->waits || members[i].since < members[holder->longest].since)) {
            holder->longest = i;
            holder->waits = true;
        }
    }
}

static enum crowd_answer swap(const struct holder *holder, size_t *ret_goes)
{
    if (!holder || !holder->waits)
        return CROWD_FULL;
    *ret_goes = holder->longest;
    return CROWD_SWAP;
}

/* The one with most places that can give one up; of equals the one whose member has waited longest. */
static const struct holder *greatest(const struct holder *table, size_t size, const struct crowd_member *members)
{
    const struct holder *found = NULL;
    for (size_t i = 0; i < size; i++)
        if (table[i].waits && (!found || table[i].places > found->places ||
                               (table[i].places == found->places && members[table[i].longest].since < members[found->longest].since)))
            found = &table[i];
    return found;
}

enum crowd_answer crowd_admit(const struct crowd_member *members, size_t len, size_t places, size_t per_peer,
                              const struct http_connection_peer *newcomer, size_t *ret_goes)
{
    size_t size = 2 * len + 2;
    struct holder *table = calloc(size, sizeof *table);
    if (!table)
        memory_out();
    count(table, size, members, len);
    const struct holder *own = holder_of(table, size, newcomer);
    enum crowd_answer answer = own->places >= per_peer ? swap(own, ret_goes)
                               : len < places          ? CROWD_ROOM
                                                       : swap(greatest(table, size, members), ret_goes);
    free(table);
    return answer;
}
