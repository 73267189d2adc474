# outlook: floor 3, the functions behind the commands that ask what would come of a value or a rule; part of the one library of the commands (command/room.mk)
OUTLOOK_SOURCES = \
	daemon/outlook/command_sweep.c
