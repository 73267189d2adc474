# cause: floor 2, why targets were missed and what is done about it, as people write it; no library of its own
noinst_LIBRARIES += daemon/libcause.a
daemon_libcause_a_SOURCES = daemon/cause/cause.c daemon/cause/cause.h

CAUSE_LIBS = daemon/libcause.a $(LOCK_LIBS)
