# ical: floor 1 (base), recurrence rules of iCalendar, calendars that phones subscribe to; library: libical
noinst_LIBRARIES += daemon/libical.a
daemon_libical_a_CPPFLAGS = $(AM_CPPFLAGS) $(ICAL_CFLAGS)
daemon_libical_a_SOURCES = \
	daemon/ical/ical_feed.c daemon/ical/ical_feed.h \
	daemon/ical/recurrence.c daemon/ical/recurrence.h

CALENDAR_RULE_LIBS = daemon/libical.a $(ICAL_LIBS)

check_PROGRAMS += tests/unit/test_recurrence
tests_unit_test_recurrence_SOURCES = tests/unit/test_recurrence.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_recurrence_LDADD = $(CALENDAR_RULE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_recurrence

check_PROGRAMS += tests/unit/test_ical_feed
tests_unit_test_ical_feed_CPPFLAGS = $(AM_CPPFLAGS) $(ICAL_CFLAGS)
tests_unit_test_ical_feed_SOURCES = tests/unit/test_ical_feed.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_ical_feed_LDADD = $(CALENDAR_RULE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_ical_feed
