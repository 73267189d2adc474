# mirror: floor 2, the records in a database elsewhere: handed over and asked in a worker; libraries: none of its own
noinst_LIBRARIES += daemon/libmirror.a
daemon_libmirror_a_SOURCES = \
	daemon/mirror/mirror.c daemon/mirror/mirror.h \
	daemon/mirror/mirror_job.c daemon/mirror/mirror_job.h \
	daemon/mirror/mirror_sql.c daemon/mirror/mirror_sql.h

MIRROR_LIBS = daemon/libmirror.a daemon/libdialect.a $(PLUGIN_LIBS) $(STORE_LIBS) $(WORKER_LIBS)
