/*
 * Which paper a code or a file is, and how it stands: issued or not, by which number, replaced or not, with which sealed figures. What is not issued is nobody's
 * business but those with an account: others hear that it is not, and no more.
 */
#ifndef PROOF_VERIFICATION_H
#define PROOF_VERIFICATION_H

struct command_call;
struct err;
struct file;
struct value;

/*
 * {found, is_issued, code, paper, title, issuer, subject, phase, state, version, newest, issue_number, symbol, issued_on, newer, rows: [{criterion, title, num, den, value,
 * verdict}…]}. found: code (the stamp's), file (byte for byte: a version, or a signed copy), figures (its figures are those of a stamped paper), changed (it bears the code of a paper whose figures
 * are others), none. newest: no later version of the paper was approved. newer: a later paper of its kind, unit and phase that was issued; null: none.
 * Of a paper that is not issued strangers get {found, is_issued}.
 */
struct value *verification_by_code(struct command_call *call, const char *typed, struct err *err);
struct value *verification_by_file(struct command_call *call, const struct file *file, struct err *err);

#endif
