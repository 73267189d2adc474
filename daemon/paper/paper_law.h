/* The law that a paper cites, and what is known of it. Internal to the room. */
#ifndef PAPER_PAPER_LAW_H
#define PAPER_PAPER_LAW_H

struct command_call;
struct document_kind;
struct package;
struct value;

/* Of a dossier: [{id (null: not known any more), text, from, until, now, now_from}…] as the paper cites them. Its words are the dossier's; since and until when
 * each holds, and what stands in its place today (null: it still holds, or nothing does), the package's. kind NULL: not known any more. */
struct value *paper_law(struct command_call *call, const struct package *package, const struct document_kind *kind, const struct value *content);

#endif
