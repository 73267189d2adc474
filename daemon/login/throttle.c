#include "login/throttle.h"

#include <string.h>

void throttle_init(struct throttle *throttle)
{
    memset(throttle->places, 0, sizeof throttle->places);
    pthread_mutex_init(&throttle->lock, NULL);
}

void throttle_finish(struct throttle *throttle)
{
    pthread_mutex_destroy(&throttle->lock);
}

/* FNV-1a, 32 bits. */
static size_t place_of(const char *address)
{
    uint32_t hash = 2166136261u;
    for (; *address; address++)
        hash = (hash ^ (unsigned char)*address) * 16777619u;
    return hash % THROTTLE_PLACES;
}

bool throttle_admit(struct throttle *throttle, const char *address, int64_t now)
{
    size_t at = place_of(address);
    pthread_mutex_lock(&throttle->lock);
    if (now < throttle->places[at].since || now - throttle->places[at].since >= THROTTLE_SECONDS) {
        throttle->places[at].since = now;
        throttle->places[at].asked = 0;
    }
    bool admitted = throttle->places[at].asked < THROTTLE_ASKS;
    throttle->places[at].asked += admitted;
    pthread_mutex_unlock(&throttle->lock);
    return admitted;
}
