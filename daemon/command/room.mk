# command: floor 3, what a person may ask for. The table is compiled here with the functions that perform (handler/), in ctl/ with
# those that print (command_table.c).
noinst_LIBRARIES += daemon/libcommand.a
COMMAND_TABLE_SOURCES = \
	daemon/command/command.c daemon/command/command.h \
	daemon/command/command_table.c \
	daemon/command/list_table.c daemon/command/list_table.h \
	daemon/command/list_parameters.h \
	daemon/command/rows.def \
	daemon/command/rows/alerts.def \
	daemon/command/rows/messages.def \
	daemon/command/rows/attachment.def \
	daemon/command/rows/awards.def \
	daemon/command/rows/causes.def \
	daemon/command/rows/contest.def \
	daemon/command/rows/daemon.def \
	daemon/command/rows/duties.def \
	daemon/command/rows/entry.def \
	daemon/command/rows/exception.def \
	daemon/command/rows/feed.def \
	daemon/command/rows/jobs.def \
	daemon/command/rows/nominations.def daemon/command/rows/papers.def \
	daemon/command/rows/register.def \
	daemon/command/rows/login.def daemon/command/rows/people.def \
	daemon/command/rows/plugins.def \
	daemon/command/rows/proof.def \
	daemon/command/rows/reading.def \
	daemon/command/rows/records.def \
	daemon/command/rows/results.def \
	daemon/command/rows/rules.def \
	daemon/command/rows/templates.def \
	daemon/command/rows/workflow.def
nodist_daemon_libcommand_a_SOURCES = $(PROOF_MADE)
daemon_libcommand_a_SOURCES = \
	$(COMMAND_TABLE_SOURCES) \
	daemon/command/call.h \
	$(EXPLAIN_SOURCES) \
	$(ALERTING_SOURCES) $(OUTLOOK_SOURCES) $(TODAY_SOURCES) \
	$(PAPER_SOURCES) \
	$(PROOF_SOURCES) $(RECEIVED_SOURCES) $(STUDIO_SOURCES) \
	$(HANDLER_SOURCES) \
	daemon/command/belongs.c daemon/command/belongs.h \
	daemon/command/dispatch.c daemon/command/dispatch.h \
	daemon/command/list_file.c daemon/command/list_file.h \
	daemon/command/list_order.c daemon/command/list_order.h \
	daemon/command/entry_asked.c daemon/command/entry_asked.h \
	daemon/command/file_scan.c daemon/command/file_scan.h \
	daemon/command/known.c daemon/command/known.h \
	daemon/command/perform.c daemon/command/perform.h daemon/command/waiting.c \
	daemon/command/permission.c daemon/command/permission.h \
	daemon/command/person_figure.c daemon/command/person_figure.h daemon/command/private_reading.c daemon/command/private_reading.h daemon/command/retention.h

COMMAND_LIBS = daemon/libcommand.a $(TESTING_LIBS) $(LOGIN_LIBS) daemon/libattachment.a daemon/libperson.a daemon/libparameter.a daemon/libdisplay.a daemon/libentry.a daemon/libworkbook.a $(LISTING_LIBS) $(PARSE_LIBS) $(REVISION_LIBS) $(AGENDA_LIBS) $(MEDIA_LIBS)

check_PROGRAMS += tests/unit/test_command
tests_unit_test_command_SOURCES = tests/unit/test_command.c
tests_unit_test_command_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_command

check_PROGRAMS += tests/unit/test_stamp
tests_unit_test_stamp_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_stamp_SOURCES = tests/unit/test_stamp.c $(STORE_CASE)
tests_unit_test_stamp_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_stamp

check_PROGRAMS += tests/unit/test_list_order
tests_unit_test_list_order_SOURCES = tests/unit/test_list_order.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_list_order_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_list_order
