/*
 * Answers that workers gave before, taken instead of asking once more (docs/decisions/0113-answers-that-are-kept.md). What a worker makes of a job follows from the job alone, so
 * the key is all that is sent to it, with two exceptions that it says itself: of the contest's parameters only those that it looked at (`noted`).
 * Nothing is kept but where settings->kept is set: what decides asks anew. A job with a database names its data version, of which nothing
 * changes any more. Kept is only what is whole: no failure, which may be the machine's, no answer with an error in it, none of an evaluator.
 */
#ifndef WORKER_KEPT_ANSWER_H
#define WORKER_KEPT_ANSWER_H

#include <stddef.h>

struct arena;
struct value;
struct worker_settings;
struct worker_stream;

/* As worker_run, asking only for what is not known; or as another function of that form does. */
typedef void kept_answer_ask(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers);
void kept_answer_run(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers);
void kept_answer_through(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers,
                         kept_answer_ask *ask);
/* As worker_stream; its parts are kept too, where they are few. */
const struct value *kept_answer_stream(const struct worker_settings *settings, struct arena *arena, const struct value *job, const struct worker_stream *stream);

#endif
