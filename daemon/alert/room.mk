# alert: floor 2, what should be open, opened, acknowledged, resolved, and as people read it; no library of its own
# The table of kinds stands alone because thiduactl links only that.
noinst_LIBRARIES += daemon/libalert.a daemon/libalert_kind.a
daemon_libalert_kind_a_SOURCES = daemon/alert/alert_kind.c daemon/alert/alert_kind.h
daemon_libalert_a_SOURCES = \
	daemon/alert/alert.c daemon/alert/alert.h daemon/alert/alert_english.c daemon/alert/alert_group.c daemon/alert/alert_group.h \
	daemon/alert/alert_holder.c daemon/alert/alert_holder.h daemon/alert/ending_alert.c daemon/alert/ending_alert.h daemon/alert/succession.c daemon/alert/succession.h \
	daemon/alert/alert_hold.c daemon/alert/alert_hold.h daemon/alert/alert_list.c daemon/alert/alert_plan.c \
	daemon/alert/alert_plan.h daemon/alert/alert_short.c daemon/alert/alert_tend.c daemon/alert/alert_tend.h daemon/alert/missing_return.c \
	daemon/alert/missing_return.h daemon/alert/return_list.c daemon/alert/return_list.h daemon/alert/run_alert.c daemon/alert/run_alert.h \
	daemon/alert/silence.c daemon/alert/silence.h \
	daemon/alert/early_warning.c daemon/alert/early_warning.h daemon/alert/foreseen.c daemon/alert/foreseen.h daemon/alert/foresight.c daemon/alert/foresight.h \
	daemon/alert/gone_period.c daemon/alert/gone_period.h \
	daemon/alert/outstanding.c daemon/alert/outstanding.h daemon/alert/outstanding_name.c daemon/alert/outstanding_name.h \
	daemon/alert/taken_record.c daemon/alert/taken_record.h daemon/alert/zero_tolerance.c daemon/alert/zero_tolerance.h
