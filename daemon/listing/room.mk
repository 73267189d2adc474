# listing: floor 2, the records themselves as lists: found, ordered and paged by SQLite
noinst_LIBRARIES += daemon/liblisting.a
daemon_liblisting_a_SOURCES = \
	daemon/listing/record_list.c daemon/listing/record_list.h \
	daemon/listing/record_list_query.h \
	daemon/listing/record_list_sql.c daemon/listing/record_list_sql.h

LISTING_LIBS = daemon/liblisting.a $(STORE_LIBS) $(CALENDAR_LIBS) $(PACKAGE_LIBS)

# On the trial of import/: real records of a real package.
check_PROGRAMS += tests/unit/test_record_list
tests_unit_test_record_list_SOURCES = tests/unit/test_record_list.c tests/unit/import_trial.c tests/unit/import_trial.h
tests_unit_test_record_list_LDADD = daemon/libperson.a $(LISTING_LIBS) $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_record_list
