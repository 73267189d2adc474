# ctl: thiduactl, a program of its own: the table of commands, words of life cycles and alerts, and floor 0; no library of its own
noinst_LIBRARIES += daemon/libctl.a
daemon_libctl_a_CPPFLAGS = $(AM_CPPFLAGS) -DCOMMAND_PRINTED
daemon_libctl_a_SOURCES = \
	$(COMMAND_TABLE_SOURCES) \
	daemon/ctl/daemon_client.c daemon/ctl/daemon_client.h daemon/ctl/http_ask.c daemon/ctl/http_ask.h \
	daemon/ctl/board.c daemon/ctl/contest_show.c daemon/ctl/paper_show.c daemon/ctl/workflow_show.c daemon/ctl/person_show.c \
	daemon/ctl/completion.c daemon/ctl/completion.h \
	daemon/ctl/answer_column.c daemon/ctl/answer_column.h \
	daemon/ctl/fit.c daemon/ctl/fit.h \
	daemon/ctl/listed.c daemon/ctl/listed.h \
	daemon/ctl/help.c daemon/ctl/help.h \
	daemon/ctl/command_line.c daemon/ctl/command_line.h \
	daemon/ctl/man.c daemon/ctl/man.h \
	daemon/ctl/print.c daemon/ctl/print.h \
	daemon/ctl/secret_input.c daemon/ctl/secret_input.h \
	daemon/ctl/change_report.c daemon/ctl/consequence_report.c daemon/ctl/record_report.c daemon/ctl/record_report.h daemon/ctl/sweep_report.c \
	daemon/ctl/table.c daemon/ctl/table.h

CTL_LIBS = daemon/libctl.a daemon/libparameter.a $(DISPLAY_LIBS) $(BASE_LIBS)

bin_PROGRAMS += thiduactl
thiduactl_SOURCES = daemon/ctl/main.c
thiduactl_LDADD = $(CTL_LIBS)

check_PROGRAMS += tests/unit/test_ctl
tests_unit_test_ctl_SOURCES = tests/unit/test_ctl.c
tests_unit_test_ctl_LDADD = $(CTL_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_ctl
