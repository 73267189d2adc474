# draft: Word templates (.docx) compiled and filled; libraries: libxml2 (trees), libzip (package)
noinst_LIBRARIES += daemon/libdraft.a
daemon_libdraft_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ZIP_CFLAGS)
daemon_libdraft_a_SOURCES = \
	daemon/draft/docx.h daemon/draft/docx_template.h \
	daemon/draft/docx_check.c daemon/draft/docx_check.h \
	daemon/draft/docx_compile.c \
	daemon/draft/docx_fill.c \
	daemon/draft/docx_package.c daemon/draft/docx_package.h \
	daemon/draft/docx_packed.c daemon/draft/docx_packed.h \
	daemon/draft/docx_tag.h daemon/draft/docx_tag_block.h daemon/draft/docx_tag_join.c \
	daemon/draft/docx_tag_move.c daemon/draft/docx_tag_scope.c \
	daemon/draft/docx_tree.c daemon/draft/docx_tree.h \
	daemon/draft/docx_write.c daemon/draft/docx_write.h

DRAFT_LIBS = daemon/libdraft.a $(XML_LIBS) $(ZIP_LIBS) $(TEMPLATE_LIBS)

check_PROGRAMS += tests/unit/test_draft
tests_unit_test_draft_SOURCES = tests/unit/test_draft.c
tests_unit_test_draft_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ZIP_CFLAGS)
tests_unit_test_draft_LDADD = $(DRAFT_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_draft
