/*
 * How often somebody whom nobody knows may ask for what costs work: so many times a minute from one address. In memory; an address may share its place with
 * others, who then share its measure. Any thread.
 */
#ifndef LOGIN_THROTTLE_H
#define LOGIN_THROTTLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum { THROTTLE_ASKS = 30, THROTTLE_SECONDS = 60, THROTTLE_PLACES = 1024 };

struct throttle {
    pthread_mutex_t lock;
    struct {
        int64_t since;
        int asked;
    } places[THROTTLE_PLACES];
};

void throttle_init(struct throttle *throttle);
void throttle_finish(struct throttle *throttle);
/* Counts it. now: seconds since the boot (clock_since_boot). */
bool throttle_admit(struct throttle *throttle, const char *address, int64_t now);

#endif
