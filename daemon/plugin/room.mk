# plugin: floor 1, evaluators, notifiers and engines built apart from the daemon; library: dlfcn
noinst_LIBRARIES += daemon/libplugin.a
daemon_libplugin_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/plugins
daemon_libplugin_a_SOURCES = \
	daemon/plugin/engine.c daemon/plugin/engine.h \
	daemon/plugin/evaluator.c daemon/plugin/evaluator.h \
	daemon/plugin/evaluator_file.c daemon/plugin/evaluator_file.h \
	daemon/plugin/exchange.c daemon/plugin/exchange.h \
	daemon/plugin/exec.c daemon/plugin/exec.h \
	daemon/plugin/exec_notifier.c daemon/plugin/exec_notifier.h \
	daemon/plugin/notifier.c daemon/plugin/notifier.h \
	daemon/plugin/parameter.c daemon/plugin/parameter.h \
	daemon/plugin/plugin.c daemon/plugin/plugin.h daemon/plugin/plugin_example.c daemon/plugin/plugin_host.c \
	daemon/plugin/program.c daemon/plugin/program.h daemon/plugin/program_runner.c

PLUGIN_LIBS = daemon/libplugin.a $(BASE_LIBS) -ldl

check_PROGRAMS += tests/unit/test_plugin
tests_unit_test_plugin_SOURCES = tests/unit/test_plugin.c tests/unit/arena_case.h tests/unit/unit.h plugins/template/template.c
tests_unit_test_plugin_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/plugins
tests_unit_test_plugin_LDADD = $(PLUGIN_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_plugin
