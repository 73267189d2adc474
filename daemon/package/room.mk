# package: floor 1 (record; sheet for its CSV tables), a contest's folder read into values; library: inih
noinst_LIBRARIES += daemon/libpackage.a
daemon_libpackage_a_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
daemon_libpackage_a_SOURCES = \
	daemon/package/alert_setting.c daemon/package/alert_setting.h \
	daemon/package/calendar_file.c \
	daemon/package/case_file.c \
	daemon/package/contest.h \
	daemon/package/contest_file.c \
	daemon/package/criterion_file.c daemon/package/criterion_ini.c \
	daemon/package/criterion_source.c daemon/package/criterion_source.h \
	daemon/package/dated.c daemon/package/dated.h \
	daemon/package/certificate_file.c daemon/package/document_file.c daemon/package/document_kind.h daemon/package/document_trigger.def daemon/package/file_kind.def daemon/package/section_key.def \
	daemon/package/duty.h daemon/package/duty_file.c \
	daemon/package/field_line.c daemon/package/field_line.h \
	daemon/package/ini.c daemon/package/ini.h \
	daemon/package/level_file.c daemon/package/majority.c daemon/package/majority.h \
	daemon/package/package.c daemon/package/package.h daemon/package/package_read.c \
	daemon/package/param_file.c daemon/package/param_unit.c daemon/package/param_unit.h \
	daemon/package/range.c daemon/package/range.h \
	daemon/package/reading.c daemon/package/reading.h \
	daemon/package/record_file.c \
	daemon/package/record_private.c daemon/package/record_private.h \
	daemon/package/record_retired.c daemon/package/record_retired.h \
	daemon/package/message_route.h daemon/package/message_route_file.c \
	daemon/package/setting.c daemon/package/setting.h \
	daemon/package/soundness.c daemon/package/soundness.h \
	daemon/package/unread.c daemon/package/unread.h daemon/package/unit.c daemon/package/unit.h \
	daemon/package/unit_file.c

PACKAGE_LIBS = daemon/libpackage.a $(SHEET_LIBS) $(TEMPLATE_LIBS) $(RECORD_LIBS) $(CALENDAR_RULE_LIBS) $(INIH_LIBS)

PACKAGE_ROOM_TESTS = tests/unit/test_ini tests/unit/test_package tests/unit/test_package_mistake tests/unit/test_unit tests/unit/test_level_chain
PACKAGE_FILES = tests/unit/package_files.c tests/unit/package_files.h
check_PROGRAMS += $(PACKAGE_ROOM_TESTS)
tests_unit_test_ini_SOURCES = tests/unit/test_ini.c $(PACKAGE_FILES)
tests_unit_test_ini_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
tests_unit_test_ini_LDADD = $(PACKAGE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_package_SOURCES = tests/unit/test_package.c $(PACKAGE_FILES)
tests_unit_test_package_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
tests_unit_test_package_LDADD = $(PACKAGE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_package_mistake_SOURCES = tests/unit/test_package_mistake.c $(PACKAGE_FILES)
tests_unit_test_package_mistake_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
tests_unit_test_package_mistake_LDADD = $(PACKAGE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_level_chain_SOURCES = tests/unit/test_level_chain.c $(PACKAGE_FILES)
tests_unit_test_level_chain_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
tests_unit_test_level_chain_LDADD = $(PACKAGE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_unit_SOURCES = tests/unit/test_unit.c $(PACKAGE_FILES)
tests_unit_test_unit_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
tests_unit_test_unit_LDADD = $(PACKAGE_LIBS) $(CMOCKA_LIBS)
TESTS += $(PACKAGE_ROOM_TESTS)

# What tests of this room and of those above it read.
PACKAGE_CASE = tests/unit/package_case.c tests/unit/package_case.h
