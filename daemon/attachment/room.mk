# attachment: floor 2, the files that records carry; cleaned by a worker of thidua-cleaner (cleaner/)
noinst_LIBRARIES += daemon/libattachment.a
daemon_libattachment_a_SOURCES = \
	daemon/attachment/attachment.c daemon/attachment/attachment.h \
	daemon/attachment/attachment_clean.c daemon/attachment/attachment_clean.h \
	daemon/attachment/attachment_limits.h

ATTACHMENT_LIBS = daemon/libattachment.a $(MEDIA_LIBS) $(WORKER_LIBS) $(STORE_LIBS)

check_PROGRAMS += tests/unit/test_attachment
tests_unit_test_attachment_CPPFLAGS = $(AM_CPPFLAGS) $(ZLIB_CFLAGS)
tests_unit_test_attachment_SOURCES = tests/unit/test_attachment.c tests/unit/media_files.c tests/unit/media_files.h $(STORE_CASE)
tests_unit_test_attachment_LDADD = $(ATTACHMENT_LIBS) $(CMOCKA_LIBS)
EXTRA_tests_unit_test_attachment_DEPENDENCIES = thidua-cleaner
TESTS += tests/unit/test_attachment
