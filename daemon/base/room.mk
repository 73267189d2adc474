# base: floor 0, what every room stands on; libraries: jansson (json), libsodium (digest), libunistring (text), ICU (collation)
noinst_LIBRARIES += daemon/libbase.a
daemon_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) $(ICU_CFLAGS)
daemon_libbase_a_SOURCES = \
	daemon/base/account.c daemon/base/account.h \
	daemon/base/arena.c daemon/base/arena.h \
	daemon/base/array.h \
	daemon/base/base64.c daemon/base/base64.h \
	daemon/base/buffer.c daemon/base/buffer.h \
	daemon/base/byte_cache.c daemon/base/byte_cache.h \
	daemon/base/byte_source.c daemon/base/byte_source.h \
	daemon/base/clock.c daemon/base/clock.h \
	daemon/base/collation.c daemon/base/collation.h \
	daemon/base/day.c daemon/base/day.h \
	daemon/base/decimal.c daemon/base/decimal.h \
	daemon/base/text_fold.c daemon/base/text_fold.h \
	daemon/base/digest.c daemon/base/digest.h \
	daemon/base/err.c daemon/base/err.h \
	daemon/base/fault.c daemon/base/fault.h \
	daemon/base/folder_lock.c daemon/base/folder_lock.h \
	daemon/base/translation.c daemon/base/translation.h \
	daemon/base/file.c daemon/base/file.h \
	daemon/base/frame.c daemon/base/frame.h \
	daemon/base/json.c daemon/base/json.h \
	daemon/base/memory.c daemon/base/memory.h \
	daemon/base/litter.c daemon/base/litter.h \
	daemon/base/log.c daemon/base/log.h \
	daemon/base/param.c daemon/base/param.h \
	daemon/base/pipe.c daemon/base/pipe.h \
	daemon/base/random.c daemon/base/random.h \
	daemon/base/problem.c daemon/base/problem.h \
	daemon/base/terminal.c daemon/base/terminal.h \
	daemon/base/text.c daemon/base/text.h \
	daemon/base/text_index.c daemon/base/text_index.h \
	daemon/base/value.c daemon/base/value.h

# With $(COLLATION_LIBS) behind it where something is put in order: thiduactl and the worker that writes workbooks need no ICU.
COLLATION_LIBS = $(ICU_LIBS)
BASE_LIBS = daemon/libbase.a $(JANSSON_LIBS) $(SODIUM_LIBS) $(UNISTRING_LIBS) -lm

check_PROGRAMS += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/test_base.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_base_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_base_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc
tests_unit_test_base_LDADD = $(BASE_LIBS) $(COLLATION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_base
