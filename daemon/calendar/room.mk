# calendar: floor 1 (package), periods, working days, the timetable
noinst_LIBRARIES += daemon/libcalendar.a
daemon_libcalendar_a_SOURCES = \
	daemon/calendar/due.c daemon/calendar/due.h \
	daemon/calendar/period.c daemon/calendar/period.h \
	daemon/calendar/working_day.c daemon/calendar/working_day.h

CALENDAR_LIBS = daemon/libcalendar.a $(PACKAGE_LIBS)

check_PROGRAMS += tests/unit/test_calendar
tests_unit_test_calendar_SOURCES = tests/unit/test_calendar.c $(PACKAGE_CASE)
tests_unit_test_calendar_LDADD = $(CALENDAR_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_calendar
