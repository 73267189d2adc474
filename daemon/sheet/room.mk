# sheet: floor 1, tables that people made: CSV
noinst_LIBRARIES += daemon/libsheet.a
daemon_libsheet_a_SOURCES = \
	daemon/sheet/csv.c daemon/sheet/csv.h \
	daemon/sheet/encoding.c daemon/sheet/encoding.h \
	daemon/sheet/sheet.c daemon/sheet/sheet.h daemon/sheet/sheet_reader.h \
	daemon/sheet/sheet_head.c daemon/sheet/sheet_head.h

SHEET_LIBS = daemon/libsheet.a

check_PROGRAMS += tests/unit/test_sheet
tests_unit_test_sheet_SOURCES = tests/unit/test_sheet.c
tests_unit_test_sheet_LDADD = $(SHEET_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_sheet
