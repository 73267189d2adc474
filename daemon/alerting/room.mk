# alerting: floor 3, the functions behind the commands of alerts and silences; part of the one library of the commands (command/room.mk)
ALERTING_SOURCES = \
	daemon/alerting/command_alert.c \
	daemon/alerting/command_silence.c
