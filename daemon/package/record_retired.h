/*
 * Which fields of a record type are retired (records.ini, in [type]: retired_fields): new records do not take them and forms do not offer
 * them; what old records hold stays, for rules, lists and history. Internal to package/.
 */
#ifndef PACKAGE_RECORD_RETIRED_H
#define PACKAGE_RECORD_RETIRED_H

struct record_type;
struct setting;

/* After the type's fields and key are known. A retired field is no longer required. */
void record_retired_read(const struct setting *setting, struct record_type *type);

#endif
