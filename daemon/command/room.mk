# command: floor 3, what a person may ask for; the table stands alone because thiduactl links only that
noinst_LIBRARIES += daemon/libcommand.a daemon/libcommand_table.a
daemon_libcommand_table_a_SOURCES = daemon/command/command.c daemon/command/command_table.c daemon/command/command.h daemon/command/command_id.h
daemon_libcommand_a_SOURCES = \
	daemon/command/actor.c daemon/command/actor.h \
	daemon/command/command_alert.c \
	daemon/command/command_audit.c \
	daemon/command/command_clock.c \
	daemon/command/command_contest.c \
	daemon/command/command_draft.c \
	daemon/command/command_explain.c \
	daemon/command/command_metrics.c \
	daemon/command/command_plugin.c \
	daemon/command/command_record.c \
	daemon/command/command_replay.c \
	daemon/command/command_result.c daemon/command/command_show.c \
	daemon/command/command_rule.c daemon/command/command_rule_change.c \
	daemon/command/command_run.c \
	daemon/command/command_try.c daemon/command/command_type.c \
	daemon/command/dispatch.c daemon/command/dispatch.h \
	daemon/command/perform.c daemon/command/perform.h

COMMAND_TABLE_LIBS = daemon/libcommand_table.a $(BASE_LIBS)
COMMAND_LIBS = daemon/libcommand.a daemon/libcommand_table.a $(IMPORT_LIBS) $(AGENDA_LIBS)

check_PROGRAMS += tests/unit/test_command
tests_unit_test_command_SOURCES = tests/unit/test_command.c
tests_unit_test_command_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_command
