/* What the functions behind the commands share. Internal to the room; dispatch.c calls them by the table. */
#ifndef COMMAND_PERFORM_H
#define COMMAND_PERFORM_H

#include "command/dispatch.h"
#include "contest/turn.h"

#include <stdbool.h>

struct package;
struct period;
struct period_list;
struct problems;
struct record_type;

typedef struct value *command_function(struct command_call *call, struct err *err);

command_function command_status, command_schedule;                /* command_run.c */
command_function command_evaluate, command_clock_advance;         /* command_run.c, command_clock.c */
command_function command_contest_load, command_contest_show;                            /* command_contest.c */
command_function command_import;                                  /* command_record.c */
command_function command_records_list, command_records_show, command_records_template; /* command_type.c */
command_function command_results, command_board, command_trend, command_unit, command_explain; /* command_result.c, command_explain.c */
command_function command_alerts, command_alerts_show, command_alerts_ack, command_alerts_short; /* command_alert.c */
command_function command_rules_list, command_rules_show, command_rules_history, command_rules_diff; /* command_rule.c */
command_function command_rules_propose, command_rules_preview, command_rules_activate; /* command_rule_change.c */
command_function command_rules_withdraw, command_rules_restore;
command_function command_seals, command_drafts, command_drafts_show, command_drafts_export; /* command_draft.c */
command_function command_rules_try, command_rules_sql;                     /* command_try.c */
command_function command_replay;                                           /* command_replay.c */
command_function command_plugins_list, command_plugins_show;               /* command_plugin.c */
command_function command_audit_verify, command_metrics; /* command_audit.c, command_metrics.c */

const char *call_text(const struct command_call *call, const char *name); /* NULL when not given */
bool call_flag(const struct command_call *call, const char *name);
/* Says it to whoever waits; harmless without a listener. */
void call_progress(const struct command_call *call, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* The package in force; call_contest refuses when none was loaded, with what to do. */
bool call_package(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err);
bool call_contest(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err);
/* A turn of the engine for this call; package NULL when none was loaded. */
bool call_turn(struct command_call *call, struct turn *ret_turn, struct err *err);
/* The argument as a period of the contest; NULL with err, naming the known ones. */
const struct period *call_period(struct command_call *call, const struct period_list *periods,
                                 const char *name, struct err *err);
/* The declared record type of this name; NULL with err, naming the nearest one. */
const struct record_type *call_type(struct command_call *call, const struct package *package, const char *name,
                                    struct err *err);
/* Refuses with a list: err counts the errors, call->problems says each. Returns NULL. */
struct value *call_refuse(struct command_call *call, struct problems *problems, struct err *err);

/* An error that a worker said, in its own two texts. */
void call_error(struct err *err, const char *vi, const char *en);

/* An instant as JSON shows it, null for INT64_MAX. */
struct value *call_instant(struct command_call *call, int64_t instant);

#endif
