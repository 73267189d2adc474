# script: floor 1, rules in a fenced Lua state; the one room that sees lua
noinst_LIBRARIES += daemon/libscript.a
daemon_libscript_a_CPPFLAGS = $(AM_CPPFLAGS) $(LUA_CFLAGS)
daemon_libscript_a_SOURCES = \
	daemon/script/lua_value.c daemon/script/lua_value.h \
	daemon/script/lua_message.c daemon/script/lua_message.h \
	daemon/script/budget.c daemon/script/budget.h \
	daemon/script/rule_error.c daemon/script/rule_error.h \
	daemon/script/upvalue.c daemon/script/upvalue.h \
	daemon/script/library.c daemon/script/library.h \
	daemon/script/sandbox.c daemon/script/sandbox.h \
	daemon/script/script.c daemon/script/script.h daemon/script/script_limits.h \
	daemon/script/stray_character.c daemon/script/stray_character.h \
	daemon/script/trace.c daemon/script/trace.h

SCRIPT_LIBS = daemon/libscript.a $(LUA_LIBS)

check_PROGRAMS += tests/unit/test_script
tests_unit_test_script_SOURCES = tests/unit/test_script.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_script_LDADD = $(SCRIPT_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_script
