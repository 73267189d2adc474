# workflow: the lowest of floor 1, life cycles as one table of data, and whether an act may be done; base only, no library
noinst_LIBRARIES += daemon/libworkflow.a
daemon_libworkflow_a_SOURCES = \
	daemon/workflow/role.c daemon/workflow/role.h \
	daemon/workflow/workflow.c daemon/workflow/workflow.h daemon/workflow/workflow_table.c \
	daemon/workflow/workflow_sentence.c daemon/workflow/workflow_sentence.h \
	daemon/workflow/workflow_step.c daemon/workflow/workflow_step.h \
	daemon/workflow/workflow_value.c daemon/workflow/workflow_value.h \
	daemon/workflow/workflow_picture.c daemon/workflow/workflow_picture.h

WORKFLOW_LIBS = daemon/libworkflow.a $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_workflow
tests_unit_test_workflow_SOURCES = tests/unit/test_workflow.c
tests_unit_test_workflow_LDADD = $(WORKFLOW_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_workflow
