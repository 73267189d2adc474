/*
 * At the daemon's start: the tables of records as this program understands the package in force. A package of before declares an
 * id alone as key, this program reads it as the unit's own (record/record_key.h), so the tables follow, with every version. The keys
 * of lists are made anew when other libraries made them (store/listing.h).
 */
#ifndef CONTEST_RECORD_REFIT_H
#define CONTEST_RECORD_REFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an upgrade notes in the table meta how many records another unit's file had taken over: whoever tells people clears it. */
#define RECORD_REFIT_TAKEN "records_taken"

struct arena;
struct err;
struct listing_progress;
struct store;

struct record_refit {
    bool changed;   /* the tables of records were made anew */
    size_t taken;   /* after that: how many records another unit's file had taken over (record_taken.h) */
    int64_t listed; /* of how many records the keys of lists were made */
};

/* One change ("upgrade") when the tables are otherwise, none when they are as they must be; then the keys, in pieces. */
bool record_refit(struct store *store, const struct listing_progress *progress, struct arena *arena, struct record_refit *ret_refit,
                  struct err *err);

#endif
