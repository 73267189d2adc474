/* Files that are the same for everybody, as texts (text.awk makes them at build). */
#ifndef PROOF_PROOF_TEXT_H
#define PROOF_PROOF_TEXT_H

extern const char proof_verify[]; /* verify.py */
extern const char proof_verify_bundle[]; /* verify_bundle.py, beside that one */
extern const char proof_guide[];  /* guide.txt */
extern const char proof_check[];  /* check.html: @KEY@ stands for the public key */

#endif
