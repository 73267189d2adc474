/*
 * The calendar that a person's phone subscribes to: the duties of their bodies, and what everybody has to know: phases, final runs, seals, the days by which returns and nominations are
 * due. A pure function of the stored state and of who asks, so that the same state is the same bytes; what was handed over or does not apply is not in it any more.
 */
#ifndef TODAY_TODAY_FEED_H
#define TODAY_TODAY_FEED_H

struct command_call;
struct err;

/* The file's text in the call's arena; NULL with err. */
char *today_feed(struct command_call *call, struct err *err);

#endif
