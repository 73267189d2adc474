# record: declared record types and the SQL that follows from them; texts only, no library
noinst_LIBRARIES += daemon/librecord.a
daemon_librecord_a_SOURCES = \
	daemon/record/record_name.c \
	daemon/record/record_sql.c daemon/record/record_sql.h \
	daemon/record/record_type.c daemon/record/record_type.h

RECORD_LIBS = daemon/librecord.a $(WORKFLOW_LIBS) $(BASE_LIBS)

# Its SQL is tested where it is run: in a store.
check_PROGRAMS += tests/unit/test_record
tests_unit_test_record_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_record_SOURCES = tests/unit/test_record.c
tests_unit_test_record_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_record
