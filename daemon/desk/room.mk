# desk: floor 3, what an editor does with a package's folder, without a daemon; no library of its own
noinst_LIBRARIES += daemon/libdesk.a
daemon_libdesk_a_SOURCES = \
	daemon/desk/desk.h \
	daemon/desk/desk_backup.c daemon/desk/desk_check.c \
	daemon/desk/desk_coverage.c \
	daemon/desk/desk_folder.c daemon/desk/desk_folder.h \
	daemon/desk/desk_new.c \
	daemon/desk/desk_plugin.c \
	daemon/desk/desk_test.c \
	daemon/desk/rule_case.c daemon/desk/rule_case.h daemon/desk/rule_case_targets.c \
	daemon/desk/rule_trial.c daemon/desk/rule_trial.h daemon/desk/rule_trial_compare.c \
	daemon/desk/skeleton.c daemon/desk/skeleton.h

DESK_LIBS = daemon/libdesk.a $(IMPORT_LIBS) $(ENGINE_LIBS)
