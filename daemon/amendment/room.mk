# amendment: floor 2, a change of the contest's rules: proposal, preview, activation, quarantine; no library of its own
noinst_LIBRARIES += daemon/libamendment.a
daemon_libamendment_a_SOURCES = \
	daemon/amendment/activation.c daemon/amendment/activation.h daemon/amendment/criteria_trial.c daemon/amendment/criteria_trial.h daemon/amendment/package_trial.c daemon/amendment/paper_standing.c daemon/amendment/paper_standing.h \
	daemon/amendment/package_trial.h daemon/amendment/period_change.c daemon/amendment/period_change.h \
	daemon/amendment/period_move.c daemon/amendment/period_move.h \
	daemon/amendment/preview.c daemon/amendment/preview.h \
	daemon/amendment/preview_money.c daemon/amendment/proposal.c \
	daemon/amendment/proposal.h daemon/amendment/proposal_carry.c daemon/amendment/proposal_carry.h daemon/amendment/proposal_file.c daemon/amendment/proposal_file.h \
	daemon/amendment/proposal_rule.c daemon/amendment/proposal_rule.h daemon/amendment/quarantine.c \
	daemon/amendment/quarantine.h daemon/amendment/quarantine_end.c daemon/amendment/quarantine_end.h \
	daemon/amendment/record_limit.c daemon/amendment/record_limit.h \
	daemon/amendment/record_limit_sql.c daemon/amendment/record_limit_sql.h \
	daemon/amendment/type_change.c daemon/amendment/type_change.h \
	daemon/amendment/unit_change.c daemon/amendment/unit_change.h \
	daemon/amendment/unit_count.c daemon/amendment/unit_count.h \
	daemon/amendment/unit_foresee.c daemon/amendment/unit_foresee.h \
	daemon/amendment/unit_history.c daemon/amendment/unit_history.h \
	daemon/amendment/unit_record.c daemon/amendment/unit_record.h \
	daemon/amendment/unit_target.c daemon/amendment/unit_target.h daemon/amendment/uses_check.c daemon/amendment/uses_check.h \
	daemon/amendment/version.c daemon/amendment/version.h

check_PROGRAMS += tests/unit/test_paper_standing
tests_unit_test_paper_standing_SOURCES = tests/unit/test_paper_standing.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_paper_standing_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_paper_standing

AMENDMENT_TESTS = tests/unit/test_kept_check tests/unit/test_type_change tests/unit/test_unit_change
check_PROGRAMS += $(AMENDMENT_TESTS)
tests_unit_test_kept_check_SOURCES = tests/unit/test_kept_check.c tests/unit/unit.h
tests_unit_test_kept_check_LDADD = $(AGENDA_LIBS) $(EVALUATE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_type_change_SOURCES = tests/unit/test_type_change.c $(PACKAGE_FILES)
tests_unit_test_type_change_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_unit_change_SOURCES = tests/unit/test_unit_change.c $(PACKAGE_FILES)
tests_unit_test_unit_change_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += $(AMENDMENT_TESTS)
check_PROGRAMS += tests/unit/test_unit_record
tests_unit_test_unit_record_SOURCES = tests/unit/test_unit_record.c $(CONTEST_CASE)
tests_unit_test_unit_record_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_unit_record
