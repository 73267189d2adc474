# studio: floor 3, the rules as people read and change them on a page; part of the one library of the commands (command/room.mk)
STUDIO_SOURCES = \
	daemon/studio/command_studio.c \
	daemon/studio/studio.h \
	daemon/studio/studio_file.c \
	daemon/studio/studio_form.c \
	daemon/studio/studio_parameters.c \
	daemon/studio/studio_sentence.c
