# upgrade: floor 2, a newer program on the folder of an older one: every seal is computed again on a copy before anything of the folder is touched; no library of its own
noinst_LIBRARIES += daemon/libupgrade.a
daemon_libupgrade_a_SOURCES = \
	daemon/upgrade/build_mark.c daemon/upgrade/build_mark.h \
	daemon/upgrade/upgrade.c daemon/upgrade/upgrade.h \
	daemon/upgrade/waiting_room.c daemon/upgrade/waiting_room.h

UPGRADE_LIBS = daemon/libupgrade.a
