# lock: floor 2, months that are locked, and leave to change their records; no library of its own
noinst_LIBRARIES += daemon/liblock.a
daemon_liblock_a_SOURCES = \
	daemon/lock/lock_exception.c daemon/lock/lock_exception.h \
	daemon/lock/month_lock.c daemon/lock/month_lock.h

LOCK_LIBS = daemon/liblock.a daemon/libcontest.a
