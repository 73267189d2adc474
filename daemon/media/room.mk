# media: floor 1, pictures cleaned without loss; library: zlib (the points of a PNG are counted)
noinst_LIBRARIES += daemon/libmedia.a
daemon_libmedia_a_CPPFLAGS = $(AM_CPPFLAGS) $(ZLIB_CFLAGS)
daemon_libmedia_a_SOURCES = \
	daemon/media/media.c daemon/media/media.h \
	daemon/media/media_bilevel.c daemon/media/media_bilevel.h \
	daemon/media/media_exif.c daemon/media/media_exif.h \
	daemon/media/media_found.c daemon/media/media_found.h \
	daemon/media/media_jpeg.c daemon/media/media_jpeg.h \
	daemon/media/media_png.c daemon/media/media_png.h

MEDIA_LIBS = daemon/libmedia.a $(ZLIB_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_media
tests_unit_test_media_CPPFLAGS = $(AM_CPPFLAGS) $(ZLIB_CFLAGS)
tests_unit_test_media_SOURCES = tests/unit/test_media.c tests/unit/media_files.c tests/unit/media_files.h
tests_unit_test_media_LDADD = $(MEDIA_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_media
