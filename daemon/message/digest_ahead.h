/*
 * What a weekly digest says of the open month and phase beyond how they stand: what each unit can no longer meet, what it still can and by how much,
 * and where the pace leads of what is at risk (outlook/foretell.h). Pure.
 */
#ifndef MESSAGE_DIGEST_AHEAD_H
#define MESSAGE_DIGEST_AHEAD_H

struct arena;
struct value;

enum { DIGEST_AHEAD_UNITS = 20 }; /* of a period: a mail is read on a telephone, the page has the others */

/* Of live_list's answer: [{title, rows: [{name, cannot: [{id}…], needs: [{id, needed, pace, pace_en: null where the pace would do}…], risk: [{id, pace, pace_en}…]: met so far, and
 * will not be at this pace}…]: units of which there is something to say, those that cannot meet a target first, more: how many beside those}…]: the month
 * before its phase, without a period of which there is nothing to say. */
struct value *digest_ahead(struct arena *arena, const struct value *live);

#endif
