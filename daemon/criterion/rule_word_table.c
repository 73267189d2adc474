/* The tables alone. */
#include "criterion/rule_word.h"

#include "base/array.h"

const char *const criterion_keys[] = {
    "title",   "subject", "reports", "target",    "counts",      "decimals", "measure",     "judge",        "early",
    "roll_up", "params",  "says",    "team_says", "target_says", "share_judge", "share_target", "examples", "grows",
    "from",    "last",    "uses",    "own",       "periods",     "grades",      "member_says",  "team_grades", "member_grades",
};
const size_t criterion_key_count = LEN(criterion_keys);

const char *const roll_up_names[ROLL_UPS] = {"sum", "every", "max", "min", "mean", "none"};
const char *const growth_names[GROWTH_NAMES] = {"both", "num"};
const char *const early_names[EARLIES] = {"met", "missed"};
