/*
 * Who signs for whom: the signature block of a paper that a deputy approves, made from the block of whom it is signed for (Nghị định 30/2020/NĐ-CP, Phụ
 * lục I, phần I, mục II.7). Pure.
 */
#ifndef DOCUMENT_SIGNING_H
#define DOCUMENT_SIGNING_H

#include <stdbool.h>

struct arena;
struct err;
struct value;

struct signing {
    const char *signs;     /* kt, q, tl, tuq; head: nobody signs for another */
    const char *title;     /* the deputy's own; NULL: a blank is marked */
    const char *office;    /* below the signature, where the head's stands there; NULL: a blank is marked */
    const char *person, *name; /* the deputy: account and full name */
    const char *deputy_of, *basis;
};

/* Whether there is such a way of signing. */
bool signing_is_way(const char *signs);
/* The block with its lines and name in the deputy's words; `signatory` is a dossier's. NULL with err: it is a way in which nobody signs for a
 * collective (TM.). */
struct value *signing_block(struct arena *arena, const struct value *signatory, const struct signing *signing, struct err *err);

#endif
