# door: floor 4, what can wake the daemon, and the daemon itself; libraries: libevent, OpenSSL, libsystemd
noinst_LIBRARIES += daemon/libdoor.a
daemon_libdoor_a_CPPFLAGS = $(AM_CPPFLAGS) $(EVENT_CFLAGS) $(SYSTEMD_CFLAGS)
daemon_libdoor_a_SOURCES = \
	daemon/door/address.h \
	daemon/door/door.h daemon/door/door_internal.c daemon/door/door_internal.h \
	daemon/door/crowd.c daemon/door/crowd.h \
	daemon/door/http_client.c daemon/door/http_client.h \
	daemon/door/net_address.c daemon/door/net_address.h \
	daemon/door/http_act.c daemon/door/http_act.h \
	daemon/door/http_answer.c daemon/door/http_answer.h \
	daemon/door/http_connection.c daemon/door/http_connection.h \
	daemon/door/http.c daemon/door/http.h daemon/door/http_field.c daemon/door/http_field.h \
	daemon/door/health.c daemon/door/health.h daemon/door/http_login.c daemon/door/http_login.h \
	daemon/door/http_gate.c daemon/door/http_gate.h daemon/door/http_reply.c daemon/door/http_reply.h \
	daemon/door/http_form.c daemon/door/http_form.h daemon/door/http_head.c daemon/door/http_head.h \
	daemon/door/work_queue.c daemon/door/work_queue.h \
	daemon/door/due_timer.c daemon/door/due_timer.h \
	daemon/door/configure.c daemon/door/configure.h \
	daemon/door/message_timer.c daemon/door/message_timer.h \
	daemon/door/live_timer.c daemon/door/live_timer.h \
	daemon/door/loop.c \
	daemon/door/tls.c daemon/door/tls.h \
	daemon/door/openapi.c daemon/door/openapi.h \
	daemon/door/mailbox.c daemon/door/mailbox.h \
	daemon/door/visitor.c daemon/door/visitor.h \
	daemon/door/http_perform.c daemon/door/http_perform.h \
	daemon/door/http_request.c daemon/door/http_request.h \
	daemon/door/route.c daemon/door/route.h \
	daemon/door/settings.c daemon/door/settings.h \
	daemon/door/state.c daemon/door/state.h

DOOR_LIBS = daemon/libdoor.a $(UPGRADE_LIBS) $(PAGE_LIBS) $(EVENT_LIBS) $(SYSTEMD_LIBS) -lpthread

sbin_PROGRAMS += thiduad
thiduad_SOURCES = daemon/main.c
thiduad_LDADD = $(AUTHORING_LIBS) $(DOOR_LIBS) $(EVALUATE_LIBS) $(AGENDA_LIBS)

check_PROGRAMS += tests/unit/test_door tests/unit/test_http_client tests/unit/test_http_form tests/unit/test_http_head
tests_unit_test_door_SOURCES = tests/unit/test_door.c
tests_unit_test_door_LDADD = $(DOOR_LIBS) $(CMOCKA_LIBS)
tests_unit_test_http_client_SOURCES = tests/unit/test_http_client.c
tests_unit_test_http_client_LDADD = $(DOOR_LIBS) $(CMOCKA_LIBS)
tests_unit_test_http_form_SOURCES = tests/unit/test_http_form.c
tests_unit_test_http_form_LDADD = $(DOOR_LIBS) $(CMOCKA_LIBS)
tests_unit_test_http_head_SOURCES = tests/unit/test_http_head.c
tests_unit_test_http_head_LDADD = $(DOOR_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_door tests/unit/test_http_client tests/unit/test_http_form tests/unit/test_http_head
