# engine: floor 2, when, and what then: schedule, runs, alerts, seals, drafts; no library of its own
noinst_LIBRARIES += daemon/libengine.a
daemon_libengine_a_SOURCES = \
	daemon/engine/activation.c daemon/engine/activation.h \
	daemon/engine/alert.c daemon/engine/alert.h daemon/engine/alert_list.c daemon/engine/alert_short.c \
	daemon/engine/alert_plan.c daemon/engine/alert_plan.h \
	daemon/engine/decision.c daemon/engine/decision.h \
	daemon/engine/document.c daemon/engine/document.h daemon/engine/document_internal.h \
	daemon/engine/document_appraisal.c daemon/engine/document_award.c daemon/engine/document_body.c \
	daemon/engine/document_decision.c daemon/engine/document_figure.c daemon/engine/document_figure.h \
	daemon/engine/document_list.c daemon/engine/document_nomination.c daemon/engine/document_notice.c \
	daemon/engine/document_annex.c daemon/engine/document_recipient.c daemon/engine/document_report.c daemon/engine/document_target.c \
	daemon/engine/document_trial.c daemon/engine/document_trial.h \
	daemon/engine/document_trigger.c daemon/engine/document_trigger.h \
	daemon/engine/draft.c daemon/engine/draft.h \
	daemon/engine/evidence.c daemon/engine/evidence.h \
	daemon/engine/lacking.c daemon/engine/lacking.h \
	daemon/engine/merge.c daemon/engine/merge.h \
	daemon/engine/nomination.c daemon/engine/nomination.h \
	daemon/engine/redraft.c daemon/engine/redraft.h daemon/engine/request.c daemon/engine/request.h \
	daemon/engine/replay.c daemon/engine/replay.h \
	daemon/engine/replay_compare.c daemon/engine/replay_compare.h \
	daemon/engine/plausible.c daemon/engine/plausible.h \
	daemon/engine/preview.c daemon/engine/preview.h daemon/engine/preview_compare.c daemon/engine/preview_money.c \
	daemon/engine/proposal.c daemon/engine/proposal.h daemon/engine/proposal_rule.c \
	daemon/engine/quarantine.c daemon/engine/quarantine.h \
	daemon/engine/result.c daemon/engine/result_board.c daemon/engine/result_trend.c daemon/engine/result.h \
	daemon/engine/returns.c daemon/engine/returns.h \
	daemon/engine/recall.c daemon/engine/recall.h \
	daemon/engine/roster.c daemon/engine/roster.h \
	daemon/engine/run.c daemon/engine/run.h daemon/engine/run_job.c daemon/engine/run_job.h daemon/engine/run_write.h \
	daemon/engine/schedule.c daemon/engine/schedule.h \
	daemon/engine/seal.c daemon/engine/seal.h \
	daemon/engine/snapshot.c daemon/engine/snapshot_keep.c daemon/engine/snapshot.h \
	daemon/engine/turn.c daemon/engine/turn.h \
	daemon/engine/version.c daemon/engine/version.h \
	daemon/engine/wording.c daemon/engine/wording.h

ENGINE_LIBS = daemon/libengine.a $(WORKER_LIBS) $(DRAFT_LIBS) $(CALENDAR_LIBS) $(PACKAGE_LIBS) $(STORE_LIBS) \
	$(RECORD_LIBS) $(TEMPLATE_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_engine tests/unit/test_document tests/unit/test_report
tests_unit_test_engine_SOURCES = tests/unit/test_engine.c tests/unit/engine_contest.c tests/unit/engine_contest.h
tests_unit_test_engine_LDADD = $(ENGINE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_document_SOURCES = tests/unit/test_document.c $(PACKAGE_CASE)
tests_unit_test_document_LDADD = $(ENGINE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_report_SOURCES = tests/unit/test_report.c $(PACKAGE_CASE)
tests_unit_test_report_LDADD = $(ENGINE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_engine tests/unit/test_document tests/unit/test_report
