# evaluate: floor 2, figures and verdicts, in the worker; libraries: none of its own
noinst_LIBRARIES += daemon/libevaluate.a
daemon_libevaluate_a_SOURCES = \
	daemon/evaluate/beyond.c daemon/evaluate/beyond.h daemon/evaluate/beyond_rows.c daemon/evaluate/beyond_rows.h \
	daemon/evaluate/addend.c daemon/evaluate/addend.h daemon/evaluate/addend_row.c daemon/evaluate/addend_row.h daemon/evaluate/answer.c daemon/evaluate/answer.h \
	daemon/evaluate/criterion_check.c daemon/evaluate/criterion_check.h daemon/evaluate/criterion_check_sql.c \
	daemon/evaluate/coverage.c daemon/evaluate/coverage.h daemon/evaluate/coverage_weave.c \
	daemon/evaluate/evaluate.c daemon/evaluate/evaluate.h \
	daemon/evaluate/incremental.c daemon/evaluate/incremental.h \
	daemon/evaluate/explain.c daemon/evaluate/explain.h daemon/evaluate/forecast.c daemon/evaluate/forecast.h daemon/evaluate/judge_again.c daemon/evaluate/judge_again.h \
	daemon/evaluate/confinement.h \
	daemon/evaluate/measure.c daemon/evaluate/measure.h \
	daemon/evaluate/measure_each.c daemon/evaluate/measure_each.h \
	daemon/evaluate/measure_free.c daemon/evaluate/measure_free.h \
	daemon/evaluate/measure_scan.c daemon/evaluate/measure_scan.h daemon/evaluate/measure_used.c daemon/evaluate/measure_used.h \
	daemon/evaluate/measure_group.c daemon/evaluate/measure_group.h \
	daemon/evaluate/measure_plugin.c daemon/evaluate/measure_plugin.h \
	daemon/evaluate/outcome.c daemon/evaluate/outcome.h daemon/evaluate/explanation.c \
	daemon/evaluate/plugin_job.c daemon/evaluate/plugin_job.h \
	daemon/evaluate/return_status.c daemon/evaluate/return_status.h \
	daemon/evaluate/rule_lint.c daemon/evaluate/rule_lint.h \
	daemon/evaluate/standard.c daemon/evaluate/standard.h daemon/evaluate/work.h \
	daemon/evaluate/attribution.c daemon/evaluate/attribution.h \
	daemon/evaluate/touched.c daemon/evaluate/touched.h daemon/evaluate/try.c daemon/evaluate/try.h

EVALUATE_LIBS = daemon/libstanding.a daemon/libevaluate.a daemon/libdialect.a daemon/libcriterion.a $(PLUGIN_LIBS) $(SCRIPT_LIBS) $(STORE_LIBS) $(PACKAGE_LIBS) $(TEMPLATE_LIBS) $(WORKER_LIBS)

EVALUATE_TESTS = \
	tests/unit/test_evaluate tests/unit/test_evaluate_batch tests/unit/test_evaluate_returns tests/unit/test_evaluate_rule \
	tests/unit/test_incremental tests/unit/test_shortfall tests/unit/test_mean tests/unit/test_coverage tests/unit/test_measure_word tests/unit/test_incremental_word tests/unit/test_member_result tests/unit/test_conclude tests/unit/test_uses tests/unit/test_grade
EVALUATE_CASE = tests/unit/evaluate_case.c tests/unit/evaluate_case.h
EVALUATE_RANDOM = $(EVALUATE_CASE) tests/unit/evaluate_random.c tests/unit/evaluate_random.h
check_PROGRAMS += $(EVALUATE_TESTS)
TESTS += $(EVALUATE_TESTS)
tests_unit_test_evaluate_SOURCES = tests/unit/test_evaluate.c $(EVALUATE_CASE)
tests_unit_test_evaluate_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_evaluate_batch_SOURCES = tests/unit/test_evaluate_batch.c $(EVALUATE_CASE)
tests_unit_test_evaluate_batch_LDADD = $(EVALUATE_LIBS) $(GRAMMAR_LIBS) $(CMOCKA_LIBS)
tests_unit_test_evaluate_returns_SOURCES = tests/unit/test_evaluate_returns.c $(EVALUATE_CASE)
tests_unit_test_evaluate_returns_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_evaluate_rule_SOURCES = tests/unit/test_evaluate_rule.c $(EVALUATE_CASE)
tests_unit_test_evaluate_rule_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_incremental_SOURCES = tests/unit/test_incremental.c
tests_unit_test_incremental_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_mean_SOURCES = tests/unit/test_mean.c
tests_unit_test_mean_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_shortfall_SOURCES = tests/unit/test_shortfall.c
tests_unit_test_shortfall_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_coverage_SOURCES = tests/unit/test_coverage.c
tests_unit_test_coverage_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_incremental_word_SOURCES = tests/unit/test_incremental_word.c $(EVALUATE_RANDOM)
tests_unit_test_incremental_word_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_measure_word_SOURCES = tests/unit/test_measure_word.c $(EVALUATE_RANDOM)
tests_unit_test_measure_word_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_member_result_SOURCES = tests/unit/test_member_result.c $(EVALUATE_CASE)
tests_unit_test_member_result_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_uses_SOURCES = tests/unit/test_uses.c $(EVALUATE_CASE)
tests_unit_test_uses_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_grade_SOURCES = tests/unit/test_grade.c $(EVALUATE_CASE)
tests_unit_test_grade_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_conclude_SOURCES = tests/unit/test_conclude.c $(EVALUATE_CASE)
tests_unit_test_conclude_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
