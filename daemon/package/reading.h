/*
 * How a package is read: one reader a file, each fills its part of the package and adds its problems.
 * They run in the order of package_read.c, so that later ones may look at what earlier ones found.
 * Internal to package/.
 */
#ifndef PACKAGE_READING_H
#define PACKAGE_READING_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct ini;
struct package;
struct problems;

struct package_reading {
    struct arena *arena;
    struct package *package; /* being filled */
    struct problems *problems;
};

/* The file as INI; false, with a problem, when the package has none of that name. */
bool reading_ini(const struct package_reading *reading, const char *path, struct ini *ret_ini);

/* [levels] of contest.ini. */
void level_file_read(const struct package_reading *reading, const struct ini *ini);
void contest_file_read(const struct package_reading *reading);  /* contest.ini */
void calendar_file_read(const struct package_reading *reading); /* calendar.ini */
void unit_file_read(const struct package_reading *reading);     /* units.csv, successions.csv */
void record_file_read(const struct package_reading *reading);   /* records.ini */
void param_file_read(const struct package_reading *reading);    /* targets.ini, rates.ini */
/* documents.ini, bodies.ini, legal.ini, texts.ini */
void document_file_read(const struct package_reading *reading);
void message_route_file_read(const struct package_reading *reading);     /* routes.ini */
void alert_setting_read(const struct package_reading *reading);          /* alerts.ini, which may be absent */
void certificate_file_read(const struct package_reading *reading); /* certificates.ini, which may be absent */
void duty_file_read(const struct package_reading *reading);     /* duties.ini, which may be absent */
void criterion_file_read(const struct package_reading *reading); /* criteria/ */
/* criteria/ID.ini (criterion_ini.c): fills table and evaluator of the source. */
struct criterion_source;
void criterion_ini_read(const struct package_reading *reading, const struct ini *ini,
                        struct criterion_source *criterion);
void case_file_read(const struct package_reading *reading);      /* tests/: only their names */

#endif
