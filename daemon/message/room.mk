# message: floor 2, who is told what: causes to messages, the outbox, channels; no library of its own
noinst_LIBRARIES += daemon/libmessage.a
daemon_libmessage_a_SOURCES = \
	daemon/message/digest_ahead.c daemon/message/digest_ahead.h \
	daemon/message/digest_figures.c daemon/message/digest_figures.h \
	daemon/message/digest_picture.c daemon/message/digest_picture.h \
	daemon/message/message_address.c daemon/message/message_address.h daemon/message/message_foresee.c daemon/message/message_foresee.h \
	daemon/message/addressee.c daemon/message/addressee.h \
	daemon/message/channel.c daemon/message/channel.h \
	daemon/message/message_body.c daemon/message/message_body.h \
	daemon/message/message_group.c daemon/message/message_group.h \
	daemon/message/message_hold.c daemon/message/message_hold.h \
	daemon/message/message_plan.c daemon/message/message_plan.h \
	daemon/message/message_send.c daemon/message/message_send.h \
	daemon/message/message_settings.h \
	daemon/message/message_text.c daemon/message/message_text.h \
	daemon/message/outbox.c daemon/message/outbox.h \
	daemon/message/quiet_hours.c daemon/message/quiet_hours.h \
	daemon/message/nomination_reminder.c daemon/message/nomination_reminder.h \
	daemon/message/return_reminder.c daemon/message/return_reminder.h \
	daemon/message/weekly_digest.c daemon/message/weekly_digest.h

check_PROGRAMS += tests/unit/test_digest tests/unit/test_message tests/unit/test_message_plan tests/unit/test_outbox
tests_unit_test_digest_SOURCES = tests/unit/test_digest.c $(CONTEST_CASE)
tests_unit_test_digest_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_message_SOURCES = tests/unit/test_message.c $(PACKAGE_CASE)
tests_unit_test_message_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_message_plan_SOURCES = tests/unit/test_message_plan.c $(CONTEST_CASE)
tests_unit_test_message_plan_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
tests_unit_test_outbox_SOURCES = tests/unit/test_outbox.c $(CONTEST_CASE)
tests_unit_test_outbox_LDADD = $(AGENDA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_digest tests/unit/test_message tests/unit/test_message_plan tests/unit/test_outbox
