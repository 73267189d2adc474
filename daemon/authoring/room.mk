# authoring: floor 3, what an editor does with a package's folder, without a daemon; no library of its own
noinst_LIBRARIES += daemon/libauthoring.a
daemon_libauthoring_a_SOURCES = \
	daemon/authoring/authoring.h \
	daemon/authoring/authoring_backup.c daemon/authoring/authoring_check.c \
	daemon/authoring/authoring_coverage.c \
	daemon/authoring/authoring_folder.c daemon/authoring/authoring_folder.h \
	daemon/authoring/authoring_new.c \
	daemon/authoring/authoring_plugin.c \
	daemon/authoring/authoring_restore.c \
	daemon/authoring/authoring_test.c \
	daemon/authoring/rule_case.c daemon/authoring/rule_case.h daemon/authoring/rule_case_targets.c \
	daemon/authoring/rule_trial.c daemon/authoring/rule_trial.h daemon/authoring/rule_trial_compare.c \
	daemon/authoring/skeleton.c daemon/authoring/skeleton.h

AUTHORING_LIBS = daemon/libauthoring.a $(IMPORT_LIBS) $(AGENDA_LIBS)

check_PROGRAMS += tests/unit/test_authoring
tests_unit_test_authoring_SOURCES = tests/unit/test_authoring.c $(PACKAGE_CASE) tests/unit/unit.h
tests_unit_test_authoring_LDADD = $(AUTHORING_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_authoring
