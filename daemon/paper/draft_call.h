/* What commands about one paper share. Internal to the room. */
#ifndef PAPER_DRAFT_CALL_H
#define PAPER_DRAFT_CALL_H

#include <stdbool.h>

struct change;
struct command_call;
struct document_kind;
struct err;
struct package;
struct value;

/* What whoever asks is for the unit that a draft is about. */
bool draft_call_roles(struct command_call *call, const struct value *draft, unsigned *ret_roles, struct err *err);
/* A change by the call's command. */
bool draft_call_begin(struct command_call *call, struct change *change, struct err *err);
/* Sets `signers` of a paper (draft_show): who may sign it today (document/signatory.h). */
bool draft_call_signers(struct command_call *call, const struct package *package, const struct document_kind *kind, struct value *draft, struct err *err);
/* The paper that the call names as draft_show gives it. */
struct value *draft_call_show(struct command_call *call, struct err *err);

#endif
