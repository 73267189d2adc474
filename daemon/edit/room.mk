# edit: floor 2, papers that people edited in Word: read, compared with the machine's text, kept; no library of its own
noinst_LIBRARIES += daemon/libedit.a
daemon_libedit_a_SOURCES = \
	daemon/edit/draft_edit.c daemon/edit/draft_edit.h \
	daemon/edit/edit_difference.c daemon/edit/edit_difference.h

check_PROGRAMS += tests/unit/test_diff
tests_unit_test_diff_SOURCES = tests/unit/test_diff.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_diff_LDADD = daemon/libedit.a daemon/libdiff.a $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_diff
