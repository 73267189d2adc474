# picture: floor 3, where the things of a picture lie: integers only, the pages' templates draw; no library of its own
noinst_LIBRARIES += daemon/libpicture.a
daemon_libpicture_a_SOURCES = \
	daemon/picture/bullet.c daemon/picture/bullet.h \
	daemon/picture/sweep_picture.c daemon/picture/sweep_picture.h
