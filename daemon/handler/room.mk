# handler: floor 3, the functions behind the commands; one library with the table that names them (command/room.mk)
HANDLER_SOURCES = \
	daemon/handler/command_message.c \
	daemon/handler/command_attachment.c \
	daemon/handler/command_contest.c \
	daemon/handler/command_entry.c daemon/handler/command_entry_grid.c daemon/handler/command_entry_page.c \
	daemon/handler/command_exception.c \
	daemon/handler/command_explain.c \
	daemon/handler/command_factor.c \
	daemon/handler/command_daemon.c \
	daemon/handler/command_login.c daemon/handler/command_nomination.c \
	daemon/handler/command_people.c \
	daemon/handler/command_people_change.c \
	daemon/handler/own_account.c daemon/handler/own_account.h \
	daemon/handler/people_change.c \
	daemon/handler/people_change.h \
	daemon/handler/command_plugin.c \
	daemon/handler/command_record.c \
	daemon/handler/command_record_log.c \
	daemon/handler/command_result.c \
	daemon/handler/command_rule.c \
	daemon/handler/command_rule_change.c \
	daemon/handler/command_run.c \
	daemon/handler/command_show.c \
	daemon/handler/command_today.c \
	daemon/handler/command_try.c \
	daemon/handler/command_type.c \
	daemon/handler/command_unit.c \
	daemon/handler/command_workflow.c \
	daemon/handler/record_call.c \
	daemon/handler/record_call.h
