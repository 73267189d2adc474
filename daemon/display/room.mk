# display: floor 2, answers as people read them: the program's words in both languages, dates as people write them; of both programs
noinst_LIBRARIES += daemon/libdisplay.a
daemon_libdisplay_a_SOURCES = daemon/display/actor.c daemon/display/actor.h daemon/display/change_part.c daemon/display/change_part.h daemon/display/display.c daemon/display/display.h

DISPLAY_LIBS = daemon/libdisplay.a daemon/libalert_kind.a $(WORKFLOW_LIBS)
