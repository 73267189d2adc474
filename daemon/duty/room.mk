# duty: floor 2, the plan's duties: when they occur, who has them, what becomes of them; no library of its own
noinst_LIBRARIES += daemon/libduty.a
daemon_libduty_a_SOURCES = \
	daemon/duty/duty_alarm.c daemon/duty/duty_alarm.h \
	daemon/duty/duty_check.c daemon/duty/duty_check.h \
	daemon/duty/duty_facts.c daemon/duty/duty_facts.h \
	daemon/duty/duty_foresee.c daemon/duty/duty_foresee.h \
	daemon/duty/duty_holder.c daemon/duty/duty_holder.h \
	daemon/duty/duty_list.c daemon/duty/duty_output.c daemon/duty/duty_output.h \
	daemon/duty/duty_move.c daemon/duty/duty_move.h \
	daemon/duty/duty_plan.c daemon/duty/duty_plan.h \
	daemon/duty/duty_record.c daemon/duty/duty_record.h \
	daemon/duty/duty_return.c daemon/duty/duty_return.h \
	daemon/duty/duty_settled.c daemon/duty/duty_settled.h \
	daemon/duty/duty_task.c daemon/duty/duty_task.h \
	daemon/duty/duty_turn.c daemon/duty/duty_turn.h

check_PROGRAMS += tests/unit/test_duty
tests_unit_test_duty_SOURCES = tests/unit/test_duty.c $(PACKAGE_CASE)
tests_unit_test_duty_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_duty
