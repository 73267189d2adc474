# worker: processes that compute and cannot act; library: libseccomp (and the kernel's Landlock)
noinst_LIBRARIES += daemon/libworker.a
daemon_libworker_a_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS)
daemon_libworker_a_SOURCES = \
	daemon/worker/child.c daemon/worker/child.h \
	daemon/worker/lock_down.c daemon/worker/lock_down.h \
	daemon/worker/worker.c daemon/worker/worker.h \
	daemon/worker/worker_main.c

WORKER_LIBS = daemon/libworker.a $(SECCOMP_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_worker
tests_unit_test_worker_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_worker_SOURCES = tests/unit/test_worker.c
tests_unit_test_worker_LDADD = $(WORKER_LIBS) $(STORE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_worker
