# rewrite: floor 1, a package's text files with one thing changed and all else as it was; no library of its own
noinst_LIBRARIES += daemon/librewrite.a
daemon_librewrite_a_SOURCES = \
	daemon/rewrite/condition.c daemon/rewrite/condition.h daemon/rewrite/condition_word.c daemon/rewrite/condition_word.h daemon/rewrite/condition_write.c \
	daemon/rewrite/ini_line.h daemon/rewrite/ini_section.c \
	daemon/rewrite/ini_text.c daemon/rewrite/ini_text.h \
	daemon/rewrite/lua_text.c daemon/rewrite/lua_text.h daemon/rewrite/lua_token.c daemon/rewrite/lua_token.h \
	daemon/rewrite/rule_example.c daemon/rewrite/rule_example.h \
	daemon/rewrite/rule_file.c daemon/rewrite/rule_file.h daemon/rewrite/rule_file_example.c daemon/rewrite/rule_file_field.c \
	daemon/rewrite/rule_grade.c daemon/rewrite/rule_grade.h \
	daemon/rewrite/rule_list.c daemon/rewrite/rule_list.h

REWRITE_LIBS = daemon/librewrite.a $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_rewrite
tests_unit_test_rewrite_SOURCES = tests/unit/test_rewrite.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_rewrite_LDADD = $(REWRITE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_rewrite
