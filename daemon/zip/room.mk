# zip: floor 1, zip archives; library: libzip
noinst_LIBRARIES += daemon/libzip.a
daemon_libzip_a_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
daemon_libzip_a_SOURCES = \
	daemon/zip/archive.c daemon/zip/archive.h \
	daemon/zip/archive_deflate.c daemon/zip/archive_deflate.h \
	daemon/zip/archive_header.c daemon/zip/archive_header.h \
	daemon/zip/archive_reader.c daemon/zip/archive_reader.h \
	daemon/zip/deflated.c daemon/zip/deflated.h

ARCHIVE_LIBS = daemon/libzip.a $(ZIP_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_archive
tests_unit_test_archive_SOURCES = tests/unit/test_archive.c
tests_unit_test_archive_LDADD = $(ARCHIVE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_archive
