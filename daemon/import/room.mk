# import: floor 2, records come in from files
noinst_LIBRARIES += daemon/libimport.a
daemon_libimport_a_SOURCES = \
	daemon/import/batch.c daemon/import/batch.h \
	daemon/import/cell.c daemon/import/cell.h \
	daemon/import/check.c daemon/import/check.h \
	daemon/import/head.c daemon/import/head.h \
	daemon/import/house.c daemon/import/house.h \
	daemon/import/import.c daemon/import/import.h \
	daemon/import/reference.c daemon/import/reference.h \
	daemon/import/standing.c daemon/import/standing.h \
	daemon/import/stored.c daemon/import/stored.h \
	daemon/import/text_index.c daemon/import/text_index.h \
	daemon/import/touch.c daemon/import/touch.h

IMPORT_LIBS = daemon/libimport.a $(SHEET_LIBS) $(STORE_LIBS) $(CALENDAR_LIBS) $(PACKAGE_LIBS) $(RECORD_LIBS) $(BASE_LIBS)

IMPORT_TRIAL = tests/unit/import_trial.c tests/unit/import_trial.h
check_PROGRAMS += tests/unit/test_import tests/unit/test_import_write
tests_unit_test_import_SOURCES = tests/unit/test_import.c $(IMPORT_TRIAL)
tests_unit_test_import_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_import_write_SOURCES = tests/unit/test_import_write.c $(IMPORT_TRIAL)
tests_unit_test_import_write_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_import tests/unit/test_import_write
