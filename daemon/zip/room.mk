# zip: floor 1, zip archives in memory; library: libzip
noinst_LIBRARIES += daemon/libzip.a
daemon_libzip_a_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
daemon_libzip_a_SOURCES = \
	daemon/zip/archive.c daemon/zip/archive.h \
	daemon/zip/archive_deflate.c daemon/zip/archive_deflate.h \
	daemon/zip/archive_header.c daemon/zip/archive_header.h \
	daemon/zip/deflated.c daemon/zip/deflated.h

ARCHIVE_LIBS = daemon/libzip.a $(ZIP_LIBS) $(BASE_LIBS)
