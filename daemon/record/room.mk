# record: declared record types and the SQL that follows from them; texts only, no library
noinst_LIBRARIES += daemon/librecord.a
daemon_librecord_a_SOURCES = \
	daemon/record/cell_read.c daemon/record/cell_read.h \
	daemon/record/choice_match.c daemon/record/choice_match.h \
	daemon/record/field.c daemon/record/field.h \
	daemon/record/field_declare.c daemon/record/field_declare.h \
	daemon/record/field_kind.c daemon/record/field_kind.h \
	daemon/record/field_read.c daemon/record/field_read.h \
	daemon/record/level.c daemon/record/level.h \
	daemon/record/record_folded.c daemon/record/record_folded.h \
	daemon/record/record_key.c daemon/record/record_key.h \
	daemon/record/named_id.c daemon/record/named_id.h \
	daemon/record/record_name.c \
	daemon/record/record_sql.c daemon/record/record_sql.h \
	daemon/record/record_type.c daemon/record/record_type.h \
	daemon/record/sql_compare.c daemon/record/sql_compare.h \
	daemon/record/sql_domain.c daemon/record/sql_domain.h \
	daemon/record/sql_expression.c \
	daemon/record/sql_finding.c daemon/record/sql_finding.h \
	daemon/record/sql_function.c daemon/record/sql_function.h \
	daemon/record/sql_lint.c daemon/record/sql_lint.h \
	daemon/record/sql_reader.h \
	daemon/record/sql_scope.c daemon/record/sql_scope.h \
	daemon/record/sql_select.c daemon/record/sql_select.h \
	daemon/record/sql_token.c daemon/record/sql_token.h \
	daemon/record/version_sql.c daemon/record/version_sql.h \
	daemon/record/written_answer.c daemon/record/written_answer.h \
	daemon/record/written_clock.c daemon/record/written_clock.h \
	daemon/record/written_date.c daemon/record/written_date.h \
	daemon/record/written_day.c daemon/record/written_day.h \
	daemon/record/written_month.c daemon/record/written_month.h \
	daemon/record/written_number.c daemon/record/written_number.h \
	daemon/record/written_token.c daemon/record/written_token.h

RECORD_LIBS = daemon/librecord.a $(WORKFLOW_LIBS) $(BASE_LIBS)

# Its SQL is tested where it is run: in a store.
check_PROGRAMS += tests/unit/test_record
tests_unit_test_record_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_record_SOURCES = tests/unit/test_record.c
tests_unit_test_record_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_record

check_PROGRAMS += tests/unit/test_sql_lint
tests_unit_test_sql_lint_SOURCES = tests/unit/test_sql_lint.c
tests_unit_test_sql_lint_LDADD = $(RECORD_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_sql_lint

check_PROGRAMS += tests/unit/test_cell_read
tests_unit_test_cell_read_SOURCES = tests/unit/test_cell_read.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_cell_read_LDADD = $(RECORD_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_cell_read
