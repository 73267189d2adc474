/* The words of a difference (difference.h): Vietnamese by the package's texts, English beside it. Internal to the room. */
#ifndef EXPLAIN_DIFFERENCE_TEXT_H
#define EXPLAIN_DIFFERENCE_TEXT_H

#include <stdbool.h>

struct arena;
struct command_call;
struct err;
struct package;
struct value;

/* What moved a figure. */
#define DIFFERENCE_RECORDS "records" /* a step; its parts are the next five */
#define DIFFERENCE_CAME "came"
#define DIFFERENCE_GONE "gone"
#define DIFFERENCE_CORRECTED "corrected"
#define DIFFERENCE_RELATED "related" /* its own record is as it was, another one is not */
#define DIFFERENCE_RETURNS "returns"
#define DIFFERENCE_USED "used" /* the figures of the criteria that it is made of */
#define DIFFERENCE_STAGE "stage"
#define DIFFERENCE_TARGET "target"
#define DIFFERENCE_RULE "rule"
#define DIFFERENCE_PACKAGE "package"
#define DIFFERENCE_UNATTRIBUTED "unattributed"

struct difference_words {
    const struct package *package; /* whose texts they are */
    const char *counts;            /* what the criterion counts; NULL: it does not say */
    bool late;                     /* the earlier figure was final: what came since came late */
};

bool difference_words_read(struct command_call *call, const struct package *package, const char *criterion, bool late, struct difference_words *ret_words,
                           struct err *err);

/* "1.1.share: 80 % → 75 %", of two answers of a worker; NULL: they read the same. Values of one unit are told of that one (`ward`; NULL: of all). */
const char *difference_text_params(struct arena *arena, const struct value *before, const struct value *after, const char *ward);

/* "1: 17/20 → 18/20": what the figures that it is made of were and are, of two jobs about the ward; NULL: they are the same. */
const char *difference_text_used(struct arena *arena, const struct value *before, const struct value *after, const char *ward);

/* Sets of the answer parts (finished), because, text and both in English. */
bool difference_text_set(struct command_call *call, const struct difference_words *words, const struct value *parts, const struct value *was,
                         const struct value *is, struct value *answer, struct err *err);

#endif
