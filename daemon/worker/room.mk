# worker: processes that compute and cannot act; library: libseccomp (and the kernel's Landlock)
noinst_LIBRARIES += daemon/libworker.a
daemon_libworker_a_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS) -DTHIDUA_PLUGINS='"$(libdir)/thidua/plugins"' -DTHIDUA_LIBEXEC='"$(pkglibexecdir)"'
daemon_libworker_a_SOURCES = \
	daemon/worker/answer_count.c daemon/worker/answer_count.h \
	daemon/worker/answer_form.c daemon/worker/answer_form.h \
	daemon/worker/answer_kind.c daemon/worker/answer_kind.h \
	daemon/worker/answer_part.c daemon/worker/answer_part.h \
	daemon/worker/kept_answer.c daemon/worker/kept_answer.h \
	daemon/worker/no_answer.c daemon/worker/no_answer.h \
	daemon/worker/child.c daemon/worker/child.h \
	daemon/worker/memory_file.c daemon/worker/memory_file.h \
	daemon/worker/process.c daemon/worker/process.h \
	daemon/worker/landlock.c daemon/worker/landlock.h \
	daemon/worker/outside_call.c daemon/worker/outside_call.h daemon/worker/stranger.c daemon/worker/stranger.h \
	daemon/worker/lock_down.c daemon/worker/lock_down.h \
	daemon/worker/fork_server.c daemon/worker/fork_server.h \
	daemon/worker/system_call.c daemon/worker/system_call.h \
	daemon/worker/walls.c daemon/worker/walls.h \
	daemon/worker/worker.c daemon/worker/worker.h \
	daemon/worker/worker_kind.c daemon/worker/worker_kind.h \
	daemon/worker/worker_main.c daemon/worker/worker_main.h \
	daemon/worker/worker_program.c daemon/worker/worker_program.h \
	daemon/worker/worker_settings.c daemon/worker/worker_settings.h

WORKER_LIBS = daemon/libworker.a $(SECCOMP_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_worker tests/unit/test_answer tests/unit/test_kept_answer tests/unit/test_lock_down
tests_unit_test_worker_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_worker_SOURCES = tests/unit/test_worker.c
tests_unit_test_worker_LDADD = $(WORKER_LIBS) $(STORE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_answer_SOURCES = tests/unit/test_answer.c
tests_unit_test_answer_LDADD = $(WORKER_LIBS) $(CMOCKA_LIBS)
tests_unit_test_kept_answer_SOURCES = tests/unit/test_kept_answer.c tests/unit/unit.h
tests_unit_test_kept_answer_LDADD = $(WORKER_LIBS) $(CMOCKA_LIBS)
tests_unit_test_lock_down_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(SECCOMP_CFLAGS)
tests_unit_test_lock_down_SOURCES = tests/unit/test_lock_down.c
tests_unit_test_lock_down_LDADD = $(WORKER_LIBS) $(STORE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_worker tests/unit/test_answer tests/unit/test_kept_answer tests/unit/test_lock_down
