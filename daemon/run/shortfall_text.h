/*
 * Says in words what a missed or open target would still take (contest.md §6: "còn thiếu 01 tin"; it can no longer be
 * met; "needs 4 of the next 5"). The figures come from the worker.
 */
#ifndef RUN_SHORTFALL_TEXT_H
#define RUN_SHORTFALL_TEXT_H

struct arena;
struct value;

/* Sets lacking and lacking_en of a result that has needed, short, den, reachable (as result_note_end leaves it), of_next
 * and level. `short` counts within what is there, `needed` new records: where they differ the sentence says both and
 * why; with the decimals of a result that has them (1,2). counts: what is counted, in words ("tin"). Both null when nothing is missing or nobody can say.
 */
void shortfall_text_add(struct arena *arena, struct value *result, const char *counts);

#endif
