/*
 * Replay: computes a stored result, or all results of a seal, again from history with the package and at the data
 * version of their own runs, and compares them with what is stored. Reads only, so it may be asked for years later and
 * by anybody. When a replay cannot be made, the answer says why; that is not an error.
 */
#ifndef RUN_REPLAY_H
#define RUN_REPLAY_H

struct err;
struct turn;
struct value;

/*
 * id: a seal ("phase-1-1") or a result ("phase-1/1.1/cat-bi/final", "…/final@12" of an older run).
 * {id, replay: identical | different | not_replayable, compared: results that agreed, before the first that
 * did not, difference: {where, key, stored, computed} or null, erased: true when criteria alone differ that read what was
 * erased since (contest/erasure.h), why, why_en: a sentence or null, notes,
 * notes_en: [sentences]} A difference's `where` is a result's id, or the seal's; its key a figure's (num,
 * verdict …), or rule, params, error of the receipt, or hash. NULL with err when there is no such seal or
 * result.
 */
struct value *replay(struct turn *turn, const char *id, struct err *err);

#endif
