/*
 * What of a record type is private (records.ini, in [type]): `private`, who may read it beside those who enter and confirm records, and
 * `private_fields`, which fields; without these the whole record is. Internal to package/.
 */
#ifndef PACKAGE_RECORD_PRIVATE_H
#define PACKAGE_RECORD_PRIVATE_H

struct record_type;
struct setting;

/* After the type's fields and key are known. */
void record_private_read(const struct setting *setting, struct record_type *type);

#endif
