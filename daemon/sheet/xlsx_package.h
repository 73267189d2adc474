/*
 * A workbook as a package of parts (ISO/IEC 29500-2): opened, its parts found by relationship and read as events. Says what is no
 * workbook, or one of a kind that is not taken (macros, binary, another program's), with what to do instead.
 */
#ifndef SHEET_XLSX_PACKAGE_H
#define SHEET_XLSX_PACKAGE_H

#include "sheet/sheet_reader.h"
#include "xml/xml_stream.h"

#include <stdbool.h>
#include <stddef.h>

struct archive_reader;
struct err;

struct xlsx_package {
    const struct sheet_reading *reading;
    struct arena *arena; /* of what is kept while the file is read */
    struct archive_reader *archive;
};

struct xlsx_relation {
    const char *id, *type, *target; /* rId1, "worksheet" (the last word of the type), xl/worksheets/sheet1.xml */
};

struct xlsx_relations {
    struct xlsx_relation *items;
    size_t len, size;
};

/* False with a problem. Close it in either case. */
bool xlsx_package_open(struct xlsx_package *package, const struct sheet_reading *reading, struct arena *arena);
void xlsx_package_close(struct xlsx_package *package);

/* The internal relationships of a part ("" = of the package), none when it has none. */
bool xlsx_package_relations(const struct xlsx_package *package, const char *source, struct xlsx_relations *ret_relations);
const struct xlsx_relation *xlsx_relation_of_type(const struct xlsx_relations *relations, const char *type); /* the first */
const struct xlsx_relation *xlsx_relation_of_id(const struct xlsx_relations *relations, const char *id);

/* The workbook's part; NULL with a problem. */
const char *xlsx_package_workbook(const struct xlsx_package *package);

/* Reads a part; *stream is set before its first event, for a handler that wants to stop. False with a problem in the list. */
bool xlsx_package_read(const struct xlsx_package *package, const char *part, const struct xml_events *events,
                       struct xml_stream **stream, struct problems *problems);

/* Whether an element is one of spreadsheets, by either edition of the standard. */
bool xlsx_is_main(const char *space);
/* "1", "true", "on". False when the attribute is absent. */
bool xlsx_flag(const struct xml_element *element, const char *local);
/* An integer attribute; the fallback when it is absent, -1 when it is none. */
int xlsx_number(const struct xml_element *element, const char *local, int fallback);

#endif
