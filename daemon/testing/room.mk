# testing: floor 3, the tests of a package's rules: read, run in a scratch state, what they reach
noinst_LIBRARIES += daemon/libtesting.a
daemon_libtesting_a_SOURCES = \
	daemon/testing/rule_case.c daemon/testing/rule_case.h daemon/testing/rule_case_targets.c \
	daemon/testing/rule_reach.c daemon/testing/rule_reach.h \
	daemon/testing/rule_trial.c daemon/testing/rule_trial.h daemon/testing/rule_trial_compare.c daemon/testing/rule_trial_units.c
TESTING_LIBS = daemon/libtesting.a
