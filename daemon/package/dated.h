/*
 * Dated sections: [1.1.share 2024-11-01] holds from that day until the next section of the same name, or
 * until its key `until` (inclusive). One reader for all files that are made of them: targets, rates, bodies,
 * legal bases. Internal to package/.
 */
#ifndef PACKAGE_DATED_H
#define PACKAGE_DATED_H

#include <stddef.h>
#include <stdint.h>

struct ini;
struct ini_section;
struct package_reading;
struct value;

struct dated {
    int32_t from;
    int32_t last; /* inclusive; DAY_NEVER = open */
    const struct ini_section *section;
};

struct dated_group {
    const char *name;
    struct dated *entries; /* ascending, not overlapping */
    size_t len;
};

struct dated_list {
    struct dated_group *items; /* in the file's order of first appearance */
    size_t len;
};

struct dated_list dated_read(const struct package_reading *reading, const struct ini *ini);

/* {name: [{from: "2024-11-01", until: "2025-06-30" or null, …all other keys as texts}…]} */
struct value *dated_to_value(const struct package_reading *reading, const struct dated_list *list);

#endif
