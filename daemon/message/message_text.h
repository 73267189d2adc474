/* What a message says: what its cause is about, and its subject and text in a language. Reads the store. */
#ifndef MESSAGE_MESSAGE_TEXT_H
#define MESSAGE_MESSAGE_TEXT_H

#include "package/contest.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct message_kind;
struct turn;
struct value;

struct message_about {
    const char *unit;   /* whom it is about; NULL: the whole contest */
    const struct value *named; /* [units] of the teams and people whom the paper names; NULL: it names none */
    const char *holder; /* of a duty: the body that has it, of bodies.ini; NULL: it is about none */
    const char *about;  /* the duty, or the kind of alert or of document; NULL: neither */
    period_kinds periods; /* the kind of the period that it is about, of alerts that end together of all; 0: it is about none */
    const char *page;   /* its page: /alert?id=7; NULL: none */
    const char *paper;  /* the draft that goes with it; NULL: none */
    const struct value *told_of; /* [objects]: of a kind that is told to whom another was told, the things of that one; NULL: the cause's own */
    bool untold;        /* nobody is told: it is a part of what still holds */
    struct value *data; /* of the templates, but for what depends on the language */
    const char *what_vi, *what_en, *text_vi, *text_en;
    const char *help_vi, *help_en; /* what would still help (run/shortfall_text.h); NULL: nothing, or nobody can say */
    const struct value *paper_facts; /* of which the lines about a paper are made; NULL: it is about none */
    const struct value *waits; /* [texts] for the addressee, of a weekly digest; NULL: nothing */
    const struct value *picture; /* {vi, en}: what is drawn (render/render_board.h); NULL: nothing */
};

/* cause: {kind, object, sequence, at, actor, note}, a row of table message_cause. */
bool message_about_read(struct turn *turn, const struct message_kind *kind, const struct value *cause, struct message_about *ret_about, struct err *err);
/* One that nothing brought about, of a unit (NULL: none) and a kind of period (NULL: any): for trials of routes. about: NULL: the first there is. */
void message_about_sample(struct turn *turn, const struct message_kind *kind, const char *unit, const char *about, const char *period, struct message_about *ret_about);

/* link: NULL: none. A text that cannot be filled is replaced by what is known for certain: nobody stays untold for a mistake in a sentence. */
void message_words(struct turn *turn, const struct message_kind *kind, const struct message_about *about, bool english, const char *link,
                   const char **ret_subject, const char **ret_text);
/* A text of contest/wording.c, or a template in English; `certain` where it cannot be filled. */
const char *message_fill(const struct turn *turn, bool english, const char *key, const char *template_en, const struct value *data, const char *certain);
/* With its end cut off and marked where it is longer than so many letters (0: any); the link stays. */
const char *message_fit(struct arena *arena, const char *text, size_t letters, const char *link);

#endif
