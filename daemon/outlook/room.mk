# outlook: floor 3, the functions behind the commands that ask what would come of a value or a rule; part of the one library of the commands (command/room.mk)
OUTLOOK_SOURCES = \
	daemon/outlook/choice_sql.c daemon/outlook/choice_sql.h \
	daemon/outlook/command_forecast.c daemon/outlook/command_lint.c \
	daemon/outlook/command_sweep.c \
	daemon/outlook/foretell.c daemon/outlook/foretell.h \
	daemon/outlook/month_rows.c daemon/outlook/month_rows.h \
	daemon/outlook/silent_rule.c daemon/outlook/silent_rule.h
