/* What follows in a rule's file from its ready comparison and its target: examples at the boundary, the verdict that stands early, a sentence. Pure. */
#ifndef REWRITE_RULE_EXAMPLE_H
#define REWRITE_RULE_EXAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* How a rule judges: judge, share_judge are names of ready comparisons. A rule of teams judges each of them, and the unit by their share. */
struct rule_example_of {
    const char *judge, *target; /* the target's value */
    bool teams;
    const char *share_judge, *share_target; /* of teams */
    const char *level;                      /* the id of the judged level, which has that share */
};

struct rule_example {
    const char *level; /* of a rule of teams: the unit's share; NULL: of the subject itself */
    bool share;   /* it has a den */
    int64_t num, den;
    const char *target, *verdict;
    bool reported, at_end;
};

struct rule_examples {
    const struct rule_example *items;
    size_t len; /* 0: a target is no number of its comparison's kind, or a function judges */
};

/* judge: the name of a ready comparison; anything else: false. */
bool rule_example_is_ready(const char *judge);
bool rule_example_is_share(const char *judge);
/* What a target of the comparison is called: share, most, least; NULL: a function judges. */
const char *rule_example_target(const char *judge);
/* missed where more records can only make it worse, met where they can only make it better; "" where neither, and of teams. */
const char *rule_example_early(const struct rule_example_of *of);
/* Of a figure, of a share with den > 0; NULL: a function judges, or the target is no such number. */
const char *rule_example_verdict(const char *judge, const char *target, int64_t num, int64_t den, bool at_end);
/* At the target, beside it, with returns missing. */
struct rule_examples rule_example_list(struct arena *arena, const struct rule_example_of *of);
/* Their table in Lua. */
char *rule_example_lua(struct arena *arena, const struct rule_examples *examples);
/* “{{ value }} vụ (mức giao: {{ target }})”, or of a share: Vietnamese, as papers say it. */
char *rule_example_says(struct arena *arena, bool share, const char *counts);

#endif
