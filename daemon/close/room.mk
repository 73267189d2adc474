# close: floor 2, the close of a phase: its seal, and which papers are drafted when; no library of its own
noinst_LIBRARIES += daemon/libclose.a
daemon_libclose_a_SOURCES = \
	daemon/close/decision.c daemon/close/decision.h daemon/close/duty_paper.c daemon/close/duty_paper.h daemon/close/duty_paper_demand.c daemon/close/duty_paper_plan.c \
	daemon/close/duty_paper_plan.h daemon/close/period_paper.c daemon/close/period_paper.h daemon/close/nominated.c daemon/close/nominated.h daemon/close/phase_paper.c \
	daemon/close/phase_paper.h daemon/close/redraft.c daemon/close/redraft.h daemon/close/redraft_foresee.c daemon/close/redraft_store.c \
	daemon/close/reopening.c daemon/close/reopening.h daemon/close/seal_alert.c daemon/close/seal_alert.h daemon/close/seal_content.c daemon/close/seal_content.h daemon/close/seal_due.c daemon/close/seal_due.h \
	daemon/close/seal_phase.c daemon/close/seal_phase.h \
	daemon/close/seal_wait.c daemon/close/seal_wait.h
