# workbook: floor 1, workbooks described as values; as CSV, and as .xlsx by a worker of a program of its own (excel/); no library
noinst_LIBRARIES += daemon/libworkbook.a
daemon_libworkbook_a_SOURCES = \
	daemon/workbook/workbook.c daemon/workbook/workbook.h \
	daemon/workbook/workbook_csv.c daemon/workbook/workbook_csv.h \
	daemon/workbook/workbook_file.c daemon/workbook/workbook_file.h

WORKBOOK_LIBS = daemon/libworkbook.a $(WORKER_LIBS)

check_PROGRAMS += tests/unit/test_workbook
tests_unit_test_workbook_SOURCES = tests/unit/test_workbook.c tests/unit/unit.h
tests_unit_test_workbook_LDADD = $(WORKBOOK_LIBS) $(CMOCKA_LIBS)
EXTRA_tests_unit_test_workbook_DEPENDENCIES = thidua-workbook
TESTS += tests/unit/test_workbook
