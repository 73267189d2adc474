# received: floor 3, what units below have sealed and sent: whose it is, its rows as records, the way from a total down to them; part of the one library of the commands (command/room.mk)
RECEIVED_SOURCES = \
	daemon/received/command_received.c \
	daemon/received/received_check.c daemon/received/received_check.h \
	daemon/received/received_live.c daemon/received/received_live.h \
	daemon/received/received_note.c daemon/received/received_note.h \
	daemon/received/received_sender.c daemon/received/received_sender.h \
	daemon/received/received_sheet.c daemon/received/received_sheet.h \
	daemon/received/received_walk.c daemon/received/received_walk.h
