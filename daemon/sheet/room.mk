# sheet: floor 1, tables that people made: CSV, XLSX
noinst_LIBRARIES += daemon/libsheet.a
daemon_libsheet_a_SOURCES = \
	daemon/sheet/csv.c daemon/sheet/csv.h \
	daemon/sheet/encoding.c daemon/sheet/encoding.h \
	daemon/sheet/foreign.c daemon/sheet/foreign.h \
	daemon/sheet/legacy_font.c daemon/sheet/legacy_font.h \
	daemon/sheet/legacy_reading.c daemon/sheet/legacy_reading.h \
	daemon/sheet/legacy_text.c daemon/sheet/legacy_text.h \
	daemon/sheet/mangled_id.c daemon/sheet/mangled_id.h \
	daemon/sheet/recode.c daemon/sheet/recode.h \
	daemon/sheet/spoilt_sheet.c daemon/sheet/spoilt_sheet.h \
	daemon/sheet/spoilt_text.c daemon/sheet/spoilt_text.h \
	daemon/sheet/sheet.c daemon/sheet/sheet.h daemon/sheet/sheet_reader.h \
	daemon/sheet/sheet_foot.c daemon/sheet/sheet_foot.h \
	daemon/sheet/sheet_head.c daemon/sheet/sheet_head.h \
	daemon/sheet/syllable.c daemon/sheet/syllable.h \
	daemon/sheet/xlsx.c daemon/sheet/xlsx.h \
	daemon/sheet/xlsx_book.c daemon/sheet/xlsx_book.h \
	daemon/sheet/xlsx_cell.c daemon/sheet/xlsx_cell.h \
	daemon/sheet/xlsx_notice.c daemon/sheet/xlsx_notice.h \
	daemon/sheet/xlsx_package.c daemon/sheet/xlsx_package.h \
	daemon/sheet/xlsx_place.c daemon/sheet/xlsx_place.h \
	daemon/sheet/xlsx_sheet.c daemon/sheet/xlsx_sheet.h \
	daemon/sheet/xlsx_shown.c daemon/sheet/xlsx_shown.h \
	daemon/sheet/xlsx_strings.c daemon/sheet/xlsx_strings.h \
	daemon/sheet/xlsx_styles.c daemon/sheet/xlsx_styles.h \
	daemon/sheet/xlsx_text.c daemon/sheet/xlsx_text.h \
	daemon/sheet/xlsx_value.c daemon/sheet/xlsx_value.h

SHEET_LIBS = daemon/libsheet.a $(ARCHIVE_LIBS) $(XML_TREE_LIBS)

check_PROGRAMS += tests/unit/test_sheet
tests_unit_test_sheet_SOURCES = tests/unit/test_sheet.c
tests_unit_test_sheet_LDADD = $(SHEET_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test_xlsx
tests_unit_test_xlsx_SOURCES = tests/unit/test_xlsx.c
tests_unit_test_xlsx_LDADD = $(SHEET_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_sheet tests/unit/test_xlsx

check_PROGRAMS += tests/unit/test_legacy_text
tests_unit_test_legacy_text_SOURCES = tests/unit/test_legacy_text.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_legacy_text_LDADD = $(SHEET_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_legacy_text
