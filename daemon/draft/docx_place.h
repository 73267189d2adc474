/*
 * Where something stands in a template, in words: "đoạn 12, bảng 2 hàng 3 cột 1 “Điều 1. …”"; and the report that problems go
 * to. Internal to draft/.
 */
#ifndef DRAFT_DOCX_PLACE_H
#define DRAFT_DOCX_PLACE_H

#include <stdbool.h>

struct arena;
struct err;
struct problems;
struct xml_attribute;
struct xml_node;

struct docx_place {
    int paragraph; /* 1-based in its part; 0: in none */
    const char *vi, *en;
    bool complained; /* something was said of it: what follows from that need not be said */
};

/* Where problems of one part go. */
struct docx_report {
    struct arena *arena;
    struct problems *problems;
    const char *file; /* the template's */
    const char *part; /* word/document.xml */
};

/* The first words of a text, cut between characters. */
const char *docx_snippet(struct arena *arena, const char *text);

/* Gives every paragraph its place (its node's note). */
void docx_place_paragraphs(struct arena *arena, struct xml_node *root);
struct docx_place *docx_place_of(const struct xml_node *node); /* of the paragraph around it; NULL: in none */
/* The place of a text that is no paragraph's: an attribute's (NULL: the element's own text). */
struct docx_place *docx_place_string(struct arena *arena, const struct xml_node *node, const struct xml_attribute *attribute,
                                     const char *text);

/* Adds err as a problem, with its place when there is one; err is cleared. */
void docx_complain(const struct docx_report *report, struct docx_place *place, struct err *err);

#endif
