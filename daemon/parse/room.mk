# parse: floor 2, files from outside are read in a locked-down worker
noinst_LIBRARIES += daemon/libparse.a
daemon_libparse_a_SOURCES = \
	daemon/parse/package_job.c daemon/parse/package_job.h \
	daemon/parse/parse_fault.c daemon/parse/parse_fault.h \
	daemon/parse/parse_job.c daemon/parse/parse_job.h \
	daemon/parse/parse_package.c daemon/parse/parse_package.h \
	daemon/parse/parse_preview.c daemon/parse/parse_preview.h \
	daemon/parse/parse_sheet.c daemon/parse/parse_sheet.h \
	daemon/parse/parse_template.c daemon/parse/parse_template.h \
	daemon/parse/preview_cache.c daemon/parse/preview_cache.h \
	daemon/parse/template_job.c daemon/parse/template_job.h

PARSE_LIBS = daemon/libparse.a $(DRAFT_LIBS) $(PACKAGE_LIBS) $(SHEET_LIBS) $(WORKER_LIBS)

check_PROGRAMS += tests/unit/test_parse
tests_unit_test_parse_SOURCES = tests/unit/test_parse.c
tests_unit_test_parse_LDADD = $(PARSE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_parse

check_PROGRAMS += tests/unit/test_preview
tests_unit_test_preview_SOURCES = tests/unit/test_preview.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_preview_LDADD = $(PARSE_LIBS) $(CMOCKA_LIBS)
EXTRA_tests_unit_test_preview_DEPENDENCIES = thidua-render
TESTS += tests/unit/test_preview
