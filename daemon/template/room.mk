# template: floor 1, text with holes compiled and filled: explanations, alerts, pages, Word parts
noinst_LIBRARIES += daemon/libtemplate.a
daemon_libtemplate_a_SOURCES = \
	daemon/template/template.h daemon/template/template_internal.h \
	daemon/template/template_compile.c daemon/template/template_expression.c \
	daemon/template/template_filter.c daemon/template/template_render.c

TEMPLATE_LIBS = daemon/libtemplate.a $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_template
tests_unit_test_template_SOURCES = tests/unit/test_template.c
tests_unit_test_template_LDADD = $(TEMPLATE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_template
