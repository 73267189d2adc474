# run: floor 2, a period judged: jobs for the workers, results written and read back, replay; no library of its own
noinst_LIBRARIES += daemon/librun.a
daemon_librun_a_SOURCES = \
	daemon/run/brief.c daemon/run/brief.h daemon/run/comparison.c daemon/run/comparison.h daemon/run/figure.c daemon/run/figure.h daemon/run/live.c daemon/run/live.h daemon/run/live_list.c daemon/run/run_measure.c daemon/run/run_measure.h \
	daemon/run/conclusion.c daemon/run/conclusion.h daemon/run/unit_rule.c daemon/run/unit_rule.h daemon/run/merge.c daemon/run/merge.h daemon/run/quarantined.c daemon/run/quarantined.h daemon/run/ranking.c daemon/run/ranking.h daemon/run/replay.c \
	daemon/run/replay.h daemon/run/replay_compare.c daemon/run/replay_compare.h daemon/run/result.c \
	daemon/run/result.h daemon/run/result_board.c daemon/run/result_list.c daemon/run/result_now.c daemon/run/result_trend.c daemon/run/stored_run.c daemon/run/stored_run.h daemon/run/reuse.c daemon/run/reuse.h \
	daemon/run/roster.c daemon/run/roster.h daemon/run/run.c daemon/run/run.h daemon/run/run_compare.c daemon/run/run_compare.h daemon/run/run_stage.c daemon/run/run_stage.h daemon/run/run_explain.c daemon/run/run_explain.h daemon/run/run_job.c \
	daemon/run/run_job.h daemon/run/shortfall_text.c daemon/run/shortfall_text.h daemon/run/suggested.c daemon/run/suggested.h daemon/run/sweep.c daemon/run/sweep.h daemon/run/sweep_value.c
