# agenda: floor 2, what is due and performing it; the only one that knows all the others; no library of its own
noinst_LIBRARIES += daemon/libagenda.a
daemon_libagenda_a_SOURCES = \
	daemon/agenda/agenda.c daemon/agenda/agenda.h daemon/agenda/clock_watch.c daemon/agenda/clock_watch.h \
	daemon/agenda/consequence.c daemon/agenda/consequence.h \
	daemon/agenda/deadline.c daemon/agenda/deadline.h \
	daemon/agenda/due_move.c daemon/agenda/due_move.h daemon/agenda/due_task.c daemon/agenda/due_task.h \
	daemon/agenda/overdue.c daemon/agenda/overdue.h daemon/agenda/owed_run.c daemon/agenda/owed_run.h daemon/agenda/paper_change.c daemon/agenda/paper_change.h \
	daemon/agenda/record_change.c daemon/agenda/record_change.h \
	daemon/agenda/period_run.c daemon/agenda/period_run.h \
	daemon/agenda/erase_due.c daemon/agenda/erase_due.h daemon/agenda/run_packing.c daemon/agenda/run_packing.h daemon/agenda/waiting.c daemon/agenda/waiting.h

AGENDA_LIBS = daemon/libagenda.a daemon/libdrill.a daemon/libamendment.a daemon/libdescribed.a daemon/librewrite.a daemon/libcriterion.a daemon/libmessage.a daemon/libedit.a daemon/libdiff.a daemon/libclose.a daemon/libteam.a daemon/libaward.a daemon/libtrial.a daemon/libduty.a daemon/libdocument.a daemon/libperson.a daemon/libregister.a daemon/libalert.a daemon/libalert_kind.a \
	$(CAUSE_LIBS) daemon/librun.a daemon/libmirror.a daemon/libdialect.a daemon/libcriterion.a $(SCRIPT_LIBS) daemon/libgrammar.a daemon/librewrite.a daemon/libcontest.a $(PARSE_LIBS) $(PLUGIN_LIBS) $(WORKER_LIBS) $(CALENDAR_LIBS) $(PACKAGE_LIBS) $(STORE_LIBS) \
	$(RECORD_LIBS) $(TEMPLATE_LIBS) $(MEDIA_LIBS) $(BASE_LIBS)

CONTEST_TESTS = tests/unit/test_agenda tests/unit/test_alert tests/unit/test_batch tests/unit/test_quarantine tests/unit/test_live tests/unit/test_redraft \
	tests/unit/test_result tests/unit/test_run tests/unit/test_seal tests/unit/test_seal_wait tests/unit/test_reopening
CONTEST_CASE = tests/unit/contest_case.c tests/unit/contest_case.h tests/unit/contest_tests.h tests/unit/unit.h
check_PROGRAMS += $(CONTEST_TESTS) tests/unit/test_clock_watch tests/unit/test_comparison tests/unit/test_due tests/unit/test_document tests/unit/test_period_change tests/unit/test_report
tests_unit_test_batch_SOURCES = tests/unit/test_batch.c tests/unit/unit.h
tests_unit_test_batch_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_agenda_SOURCES = tests/unit/test_agenda.c $(CONTEST_CASE)
tests_unit_test_agenda_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_alert_SOURCES = tests/unit/test_alert.c $(CONTEST_CASE)
tests_unit_test_alert_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_quarantine_SOURCES = tests/unit/test_quarantine.c $(CONTEST_CASE)
tests_unit_test_quarantine_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_live_SOURCES = tests/unit/test_live.c $(CONTEST_CASE)
tests_unit_test_live_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_redraft_SOURCES = tests/unit/test_redraft.c $(CONTEST_CASE)
tests_unit_test_redraft_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_result_SOURCES = tests/unit/test_result.c $(CONTEST_CASE)
tests_unit_test_result_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_run_SOURCES = tests/unit/test_run.c $(CONTEST_CASE)
tests_unit_test_run_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_seal_SOURCES = tests/unit/test_seal.c $(CONTEST_CASE)
tests_unit_test_seal_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_reopening_SOURCES = tests/unit/test_reopening.c $(CONTEST_CASE)
tests_unit_test_reopening_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_seal_wait_SOURCES = tests/unit/test_seal_wait.c $(CONTEST_CASE)
tests_unit_test_seal_wait_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_comparison_SOURCES = tests/unit/test_comparison.c
tests_unit_test_comparison_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_clock_watch_SOURCES = tests/unit/test_clock_watch.c
tests_unit_test_clock_watch_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_due_SOURCES = tests/unit/test_due.c $(PACKAGE_CASE)
tests_unit_test_due_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_document_SOURCES = tests/unit/test_document.c $(PACKAGE_CASE)
tests_unit_test_document_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_period_change_SOURCES = tests/unit/test_period_change.c $(PACKAGE_FILES) tests/unit/unit.h
tests_unit_test_period_change_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_report_SOURCES = tests/unit/test_report.c $(PACKAGE_CASE)
tests_unit_test_report_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += $(CONTEST_TESTS) tests/unit/test_clock_watch tests/unit/test_comparison tests/unit/test_due tests/unit/test_document tests/unit/test_period_change tests/unit/test_report
