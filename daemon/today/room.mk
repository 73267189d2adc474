# today: floor 3, what waits for whoever asks, by the roles that they hold; the functions behind the commands of duties; part of the one library of the commands (command/room.mk)
TODAY_SOURCES = \
	daemon/today/command_duty.c daemon/today/command_feed.c \
	daemon/today/today.h \
	daemon/today/today_change.c \
	daemon/today/today_duty.c daemon/today/today_house.c \
	daemon/today/today_feed.c daemon/today/today_feed.h \
	daemon/today/today_item.c \
	daemon/today/today_paper.c \
	daemon/today/today_record.c
