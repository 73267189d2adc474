/*
 * A change of a package as a person describes it, written into its files: a parameter's value from a day, fields of a criterion, a new criterion
 * like another one, the text of a file; or they go. Everything else of a file stays byte for byte (rewrite/). Pure.
 */
#ifndef DESCRIBED_DESCRIBED_CHANGE_H
#define DESCRIBED_DESCRIBED_CHANGE_H

#include "base/file.h"

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct value;

/*
 * rows: a list of maps of texts, done one after the other:
 *   {target, from, value, reference}      targets.ini or rates.ini: from that day; a new parameter also says title and type (range)
 *   {criterion, FIELD…}                   fields of rewrite/rule_file.h; conditions where.N.PART, num.N.PART, otherwise.N.PART, PART one of field, how,
 *                                         value, text; set: records or a word of the set, add: count, sum or a word of the record
 *                                         (criterion/measure_word.h), which take the other words out; fields in cells: latest.N, within.N, weights.CHOICE,
 *                                         reports.N, periods.N, grades.N.PART (title, id, target: a parameter or a value, drop); first_day, last_day: the fields from, last (of all versions);
 *                                         also from: as a version from that day on, made of the one in force then (of 1.1@DAY: of that one)
 *   {criterion, copy, value, reference, FIELD…} a new one, like `copy`, with a target of its own
 *   {document, copy, title}               a new kind of paper like `copy`, its template documents/KIND.docx: that of `copy` where the package has none of
 *                                         this path; bodies.ini: the sign of `copy`
 *   {file, section, key.NAME…, more.N.key, more.N.value} keys of a section of a file of sections, an empty value takes its key out; also new: one that is
 *                                         not there yet, drop: it goes
 *   {file, text}                          the whole text of a file, its lines ended as they were
 *   {criterion, remove}                   all files of a criterion (of 1.1@DAY: of that version alone) and its tests go
 *   {document, remove}                    a kind of paper: its section in documents.ini, its template and SELECT unless another kind uses them
 *   {file, remove}                        a file; of tests also a folder, tests/1.1/case/
 * What still speaks of what goes is for the check to say. *ret_files: the files that differ now, without bytes those that go, for proposal_overlay; none where all is
 * in force already. False with err: a row that cannot be done, with its remedy;
 * *ret_cell (NULL: not asked for): the cell of the first row that it is about, NULL where there is no single one.
 */
bool described_change(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, const char **ret_cell, struct err *err);
/* The same of rows that are still being filled in: they may lack something, and change nothing. */
bool described_draft(struct arena *arena, const struct package *base, const struct value *rows, struct file_list *ret_files, const char **ret_cell, struct err *err);
#endif
