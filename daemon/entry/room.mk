# entry: floor 2, what people fill in: the form of a record type for a unit and a period, and their files given back with marks
noinst_LIBRARIES += daemon/libentry.a
daemon_libentry_a_SOURCES = \
	daemon/entry/earlier_form.c daemon/entry/earlier_form.h \
	daemon/entry/entry_field.c daemon/entry/entry_field.h \
	daemon/entry/entry_form.c daemon/entry/entry_form.h \
	daemon/entry/entry_grid.c daemon/entry/entry_grid.h \
	daemon/entry/entry_key.c daemon/entry/entry_key.h \
	daemon/entry/entry_marked.c daemon/entry/entry_marked.h \
	daemon/entry/entry_page.c daemon/entry/entry_page.h \
	daemon/entry/entry_paste.c daemon/entry/entry_paste.h \
	daemon/entry/entry_rows.c daemon/entry/entry_rows.h \
	daemon/entry/entry_scope.c daemon/entry/entry_scope.h \
	daemon/entry/entry_sheet.c daemon/entry/entry_sheet.h \
	daemon/entry/entry_twin.c daemon/entry/entry_twin.h \
	daemon/entry/entry_unsent.c daemon/entry/entry_unsent.h \
	daemon/entry/entry_unusual.c daemon/entry/entry_unusual.h \
	daemon/entry/entry_waiting.c daemon/entry/entry_waiting.h

ENTRY_LIBS = daemon/libentry.a $(LISTING_LIBS) $(WORKBOOK_LIBS) $(IMPORT_LIBS)

check_PROGRAMS += tests/unit/test_entry_paste
tests_unit_test_entry_paste_SOURCES = tests/unit/test_entry_paste.c tests/unit/unit.h
tests_unit_test_entry_paste_LDADD = $(ENTRY_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_entry_paste

check_PROGRAMS += tests/unit/test_entry_twin
tests_unit_test_entry_twin_SOURCES = tests/unit/test_entry_twin.c tests/unit/unit.h
tests_unit_test_entry_twin_LDADD = $(ENTRY_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_entry_twin
