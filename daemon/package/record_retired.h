/*
 * Which fields of a record type are retired (records.ini, in [type]: retired_fields): new records do not take them and forms do not offer
 * them; what old records hold stays, for rules, lists and history. The same of a whole type, from a day on. Internal to package/.
 */
#ifndef PACKAGE_RECORD_RETIRED_H
#define PACKAGE_RECORD_RETIRED_H

struct record_type;
struct setting;

/* After the type's fields and key are known. A retired field is no longer required. retired_from = 2025-03-01 retires the whole type from that day on. */
void record_retired_read(const struct setting *setting, struct record_type *type);

#endif
