# studio: floor 3, the rules as people read and change them on a page; part of the one library of the commands (command/room.mk)
STUDIO_SOURCES = \
	daemon/studio/candidate.c daemon/studio/candidate.h \
	daemon/studio/command_candidate.c daemon/studio/command_reach.c daemon/studio/command_studio.c \
	daemon/studio/rule_draft.c daemon/studio/rule_draft.h \
	daemon/studio/studio.h \
	daemon/studio/studio_choice.c \
	daemon/studio/studio_condition.c \
	daemon/studio/studio_file.c \
	daemon/studio/studio_form.c \
	daemon/studio/studio_parameters.c \
	daemon/studio/studio_says.c \
	daemon/studio/studio_section.c \
	daemon/studio/studio_sentence.c \
	daemon/studio/studio_term.c \
	daemon/studio/studio_word.c \
	daemon/studio/written_statement.c daemon/studio/written_statement.h

check_PROGRAMS += tests/unit/test_written_statement
tests_unit_test_written_statement_SOURCES = tests/unit/test_written_statement.c daemon/studio/written_statement.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_written_statement_LDADD = $(REWRITE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_written_statement

check_PROGRAMS += tests/unit/test_studio
tests_unit_test_studio_SOURCES = tests/unit/test_studio.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_studio_LDADD = $(COMMAND_LIBS) $(EVALUATE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_studio
