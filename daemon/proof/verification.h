/*
 * Which paper a code or a file is, and how it stands: issued or not, by which number, replaced or not, with which sealed figures. What is not issued is nobody's
 * business but those with an account: others hear that it is not, and no more.
 */
#ifndef PROOF_VERIFICATION_H
#define PROOF_VERIFICATION_H

#include <stdint.h>

struct command_call;
struct err;
struct file;
struct value;

/*
 * {found, is_issued, code, paper, title, issuer, subject, phase, state, version, newest, issue_number, symbol, issued_on, newer, rows: [{criterion, title, num, den, value,
 * verdict}…]}. found: code (the stamp's), file (byte for byte: a version, or a signed copy), figures (its figures are those of a stamped paper), changed (it bears the code of a paper whose figures
 * are others), number (the register's), none. newest: no later version of the paper was approved. newer: a later paper of its kind, unit and phase that was issued; null: none.
 * Of a paper that is not issued strangers get {found: null, is_issued}: not even whether their file is its own.
 */
struct value *verification_by_code(struct command_call *call, const char *typed, struct err *err);
struct value *verification_by_file(struct command_call *call, const struct file *file, struct err *err);
/* By the register: "12" or "12/QĐ-UBND", of a year (0: any). found: number. Refused: no such number, several of it, and whoever has no account. Of what was not drafted
 * here there are title, issuer, number and day alone. */
struct value *verification_by_number(struct command_call *call, const char *number, int64_t year, struct err *err);

#endif
