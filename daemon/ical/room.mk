# ical: floor 1 (base), recurrence rules of iCalendar; library: libical
noinst_LIBRARIES += daemon/libical.a
daemon_libical_a_CPPFLAGS = $(AM_CPPFLAGS) $(ICAL_CFLAGS)
daemon_libical_a_SOURCES = \
	daemon/ical/recurrence.c daemon/ical/recurrence.h

CALENDAR_RULE_LIBS = daemon/libical.a $(ICAL_LIBS)

check_PROGRAMS += tests/unit/test_recurrence
tests_unit_test_recurrence_SOURCES = tests/unit/test_recurrence.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_recurrence_LDADD = $(CALENDAR_RULE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_recurrence
