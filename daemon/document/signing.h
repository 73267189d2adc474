/*
 * Who signs for whom: the signature block of a paper that a deputy approves, made from the block of whom it is signed for (Nghị định 30/2020/NĐ-CP, Phụ
 * lục I, phần I, mục II.7). Pure.
 */
#ifndef DOCUMENT_SIGNING_H
#define DOCUMENT_SIGNING_H

struct arena;
struct err;
struct value;

struct signing {
    const char *signs;     /* kt, q, tl, tuq */
    const char *title;     /* the deputy's own; NULL: a blank is marked */
    const char *person, *name; /* the deputy: account and full name */
    const char *deputy_of, *basis;
};

/* The block with its lines and name in the deputy's words; `signatory` is a dossier's. NULL with err: it is a way in which nobody signs for a
 * collective (TM.). */
struct value *signing_block(struct arena *arena, const struct value *signatory, const struct signing *signing, struct err *err);

#endif
