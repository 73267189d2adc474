# grammar: floor 1, which rules are data alone; no library of its own
noinst_LIBRARIES += daemon/libgrammar.a
daemon_libgrammar_a_SOURCES = \
	daemon/grammar/closed_rule.c daemon/grammar/closed_rule.h \
	daemon/grammar/closed_sql.c daemon/grammar/closed_sql.h

GRAMMAR_LIBS = daemon/libgrammar.a daemon/librewrite.a $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_grammar
tests_unit_test_grammar_SOURCES = tests/unit/test_grammar.c
tests_unit_test_grammar_LDADD = $(GRAMMAR_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_grammar
