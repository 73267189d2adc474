# dialect: floor 2, the SQL of declared measures in PostgreSQL's words; libraries: none of its own
noinst_LIBRARIES += daemon/libdialect.a
daemon_libdialect_a_SOURCES = \
	daemon/dialect/dialect_call.c daemon/dialect/dialect_call.h \
	daemon/dialect/dialect_piece.c daemon/dialect/dialect_piece.h \
	daemon/dialect/expression.c daemon/dialect/expression.h \
	daemon/dialect/statement.c daemon/dialect/statement.h \
	daemon/dialect/translated.c daemon/dialect/translated.h

check_PROGRAMS += tests/unit/test_dialect
tests_unit_test_dialect_SOURCES = tests/unit/test_dialect.c $(EVALUATE_CASE)
tests_unit_test_dialect_LDADD = $(EVALUATE_LIBS) $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_dialect
