# store: the database; library: sqlite3. Its named queries and migrations become C at build (generate.sh), which
# writes a file only when it would change, so that it may be asked every time.
STORE_MADE = daemon/store/query.h daemon/store/query.c daemon/store/schema.c

noinst_LIBRARIES += daemon/libstore.a
daemon_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
daemon_libstore_a_SOURCES = \
	daemon/store/backup.c daemon/store/backup.h \
	daemon/store/change.c daemon/store/change.h \
	daemon/store/commit_mark.c daemon/store/commit_mark.h \
	daemon/store/database.c daemon/store/database.h \
	daemon/store/listing.c daemon/store/listing.h \
	daemon/store/restore.c daemon/store/restore.h \
	daemon/store/record_cells.c daemon/store/record_cells.h \
	daemon/store/record_written.c daemon/store/record_written.h \
	daemon/store/text_function.c daemon/store/text_function.h \
	daemon/store/integrity.c daemon/store/integrity.h \
	daemon/store/migration.c daemon/store/migration.h \
	daemon/store/read_transaction.c daemon/store/read_transaction.h \
	daemon/store/record_digest.c daemon/store/record_digest.h \
	daemon/store/record_history.c daemon/store/record_history.h \
	daemon/store/record_table.c daemon/store/record_table.h \
	daemon/store/row_digest.c daemon/store/row_digest_check.c daemon/store/row_digest.h \
	daemon/store/row_table.c daemon/store/row_table.h \
	daemon/store/rule_authorizer.c daemon/store/rule_coverage.h daemon/store/rule_function.c \
	daemon/store/rule_reader.c daemon/store/rule_reader.h daemon/store/rule_reader_internal.h \
	daemon/store/rule_rows.c daemon/store/rule_rows.h daemon/store/rule_schema.c \
	daemon/store/rule_sql.h daemon/store/rule_sql_error.c \
	daemon/store/rule_text.c daemon/store/rule_text.h \
	daemon/store/rule_vfs.c daemon/store/rule_vfs.h \
	daemon/store/sql_message.c daemon/store/sql_message.h \
	daemon/store/statement.c \
	daemon/store/store.c daemon/store/store.h \
	daemon/store/store_open.c daemon/store/store_open.h
nodist_daemon_libstore_a_SOURCES = $(STORE_MADE)

BUILT_SOURCES += $(STORE_MADE)
CLEANFILES += $(STORE_MADE)

.PHONY: store-made
store-made:
	@AWK='$(AWK)' $(srcdir)/daemon/store/generate.sh $(srcdir)/daemon/store daemon/store
$(STORE_MADE): store-made ; @:

STORE_LIBS = daemon/libstore.a $(SQLITE_LIBS) $(RECORD_LIBS) $(COLLATION_LIBS)

STORE_CASE = tests/unit/store_case.c tests/unit/store_case.h tests/unit/unit.h
STORE_TESTS = \
	tests/unit/test_change tests/unit/test_record_key tests/unit/test_restore tests/unit/test_row_digest tests/unit/test_sql_message tests/unit/test_store tests/unit/test_store_disk tests/unit/test_store_open
check_PROGRAMS += $(STORE_TESTS)
tests_unit_test_change_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_change_SOURCES = tests/unit/test_change.c $(STORE_CASE)
tests_unit_test_change_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_record_key_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_record_key_SOURCES = tests/unit/test_record_key.c $(STORE_CASE)
tests_unit_test_record_key_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

tests_unit_test_restore_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_restore_SOURCES = tests/unit/test_restore.c $(STORE_CASE)
tests_unit_test_restore_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

tests_unit_test_row_digest_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_row_digest_SOURCES = tests/unit/test_row_digest.c $(STORE_CASE)
tests_unit_test_row_digest_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_sql_message_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_sql_message_SOURCES = tests/unit/test_sql_message.c tests/unit/unit.h
tests_unit_test_sql_message_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_store_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_SOURCES = tests/unit/test_store.c $(STORE_CASE)
tests_unit_test_store_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_store_disk_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_disk_SOURCES = tests/unit/test_store_disk.c $(STORE_CASE)
tests_unit_test_store_disk_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_store_open_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_open_SOURCES = tests/unit/test_store_open.c $(STORE_CASE)
tests_unit_test_store_open_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
TESTS += $(STORE_TESTS)
