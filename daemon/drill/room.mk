# drill: floor 2, whether what is kept could be put back: a backup restored on trial, what the house notes of it and when it asks for the next; no library of its own
noinst_LIBRARIES += daemon/libdrill.a
daemon_libdrill_a_SOURCES = \
	daemon/drill/drill.c daemon/drill/drill.h \
	daemon/drill/drill_alert.c daemon/drill/drill_alert.h \
	daemon/drill/drill_folder.c daemon/drill/drill_folder.h \
	daemon/drill/drill_note.c daemon/drill/drill_note.h \
	daemon/drill/seal_replay.c daemon/drill/seal_replay.h \
	daemon/drill/whole.c daemon/drill/whole.h
