/* One part of a package compiled (docx_part.c) for docx_compile.c. Internal to draft/. */
#ifndef DRAFT_DOCX_PART_H
#define DRAFT_DOCX_PART_H

#include "draft/docx_template.h"

struct docx_report;
struct opc_part;

/* Checks the part and compiles what is to be filled in it; entry gets the bytes of a part that is copied. `properties`: it is
 * the part of core properties. highest_id is raised to the highest w:id in it. */
void docx_part_compile(const struct docx_report *report, const struct opc_part *part, bool properties,
                       struct docx_text *ret_text, struct archive_entry *ret_entry, int *highest_id);

#endif
