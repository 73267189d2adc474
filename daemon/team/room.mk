# team: floor 2, what papers about teams are made from beside the seal; no library of its own
noinst_LIBRARIES += daemon/libteam.a
daemon_libteam_a_SOURCES = \
	daemon/team/team_list.c daemon/team/team_list.h daemon/team/team_sql.c daemon/team/team_sql.h
