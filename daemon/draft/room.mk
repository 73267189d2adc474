# draft: floor 1, Word templates (.docx) compiled and filled
noinst_LIBRARIES += daemon/libdraft.a
daemon_libdraft_a_SOURCES = \
	daemon/draft/docx.h daemon/draft/docx_template.h \
	daemon/draft/docx_block.c daemon/draft/docx_block.h daemon/draft/docx_block_check.c \
	daemon/draft/docx_block_move.c daemon/draft/docx_block_split.c \
	daemon/draft/docx_check.c daemon/draft/docx_check.h daemon/draft/docx_field.c \
	daemon/draft/docx_comment.c daemon/draft/docx_comment.h \
	daemon/draft/docx_compile.c daemon/draft/docx_edit.c daemon/draft/docx_edit.h daemon/draft/docx_stamp.c daemon/draft/docx_stamp.h \
	daemon/draft/docx_fill.c \
	daemon/draft/docx_id.c daemon/draft/docx_id.h \
	daemon/draft/docx_look.c daemon/draft/docx_look.h \
	daemon/draft/docx_mend.c daemon/draft/docx_mend.h \
	daemon/draft/docx_note.c daemon/draft/docx_note.h \
	daemon/draft/docx_part.c daemon/draft/docx_part.h \
	daemon/draft/docx_place.c daemon/draft/docx_place.h \
	daemon/draft/docx_policy.c daemon/draft/docx_policy.h \
	daemon/draft/docx_properties.c daemon/draft/docx_properties.h \
	daemon/draft/docx_string.c daemon/draft/docx_string.h \
	daemon/draft/docx_tag.c daemon/draft/docx_tag.h daemon/draft/docx_tag_check.c daemon/draft/docx_tag_isolate.c \
	daemon/draft/docx_tag_join.c daemon/draft/docx_tag_trim.c \
	daemon/draft/docx_text.c daemon/draft/docx_text.h \
	daemon/draft/docx_tree.c daemon/draft/docx_tree.h \
	daemon/draft/docx_write.c daemon/draft/docx_write.h \
	daemon/draft/opc.c daemon/draft/opc.h

DRAFT_LIBS = daemon/libdraft.a $(ARCHIVE_LIBS) $(XML_TREE_LIBS) $(TEMPLATE_LIBS)

check_PROGRAMS += tests/unit/test_draft
tests_unit_test_draft_SOURCES = tests/unit/test_draft.c
tests_unit_test_draft_LDADD = $(DRAFT_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_draft
