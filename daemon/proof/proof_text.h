/* Files of a dossier that are the same in each, as texts (text.awk makes them at build). */
#ifndef PROOF_PROOF_TEXT_H
#define PROOF_PROOF_TEXT_H

extern const char proof_verify[]; /* verify.py */
extern const char proof_guide[];  /* guide.txt */

#endif
