# parameter: floor 2, what a command's parameters may be given as, and reading it; in the daemon and in thiduactl
noinst_LIBRARIES += daemon/libparameter.a
daemon_libparameter_a_SOURCES = \
	daemon/parameter/form.c daemon/parameter/form.h \
	daemon/parameter/many.c daemon/parameter/many.h

check_PROGRAMS += tests/unit/test_many
tests_unit_test_many_SOURCES = tests/unit/test_many.c
tests_unit_test_many_LDADD = daemon/libparameter.a $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_many
