# authoring: floor 3, what an editor does with a package's folder, without a daemon; no library of its own
noinst_LIBRARIES += daemon/libauthoring.a
daemon_libauthoring_a_SOURCES = \
	daemon/authoring/authoring.h \
	daemon/authoring/authoring_backup.c daemon/authoring/authoring_check.c \
	daemon/authoring/authoring_contest.c daemon/authoring/authoring_coverage.c \
	daemon/authoring/new_folder.c daemon/authoring/new_folder.h \
	daemon/authoring/next_year.c daemon/authoring/next_year.h \
	daemon/authoring/starter.c daemon/authoring/starter.h \
	daemon/authoring/year_file.c daemon/authoring/year_file.h daemon/authoring/year_text.c daemon/authoring/year_text.h \
	daemon/authoring/authoring_drill.c \
	daemon/authoring/authoring_folder.c daemon/authoring/authoring_folder.h \
	daemon/authoring/authoring_new.c \
	daemon/authoring/authoring_plugin.c \
	daemon/authoring/authoring_restore.c \
	daemon/authoring/authoring_test.c \
	daemon/authoring/skeleton.c daemon/authoring/skeleton.h

nodist_daemon_libauthoring_a_SOURCES = daemon/authoring/starter_text.c

# the package that a contest begins as
STARTER = $(srcdir)/daemon/authoring/starter
STARTER_FILES = $(STARTER)/README.md $(STARTER)/bodies.ini $(STARTER)/calendar.ini $(STARTER)/contest.ini $(STARTER)/criteria/1.lua $(STARTER)/documents.ini \
	$(STARTER)/legal.ini $(STARTER)/rates.ini $(STARTER)/records.ini $(STARTER)/routes.ini $(STARTER)/successions.csv $(STARTER)/targets.ini $(STARTER)/texts.ini \
	$(STARTER)/units.csv $(STARTER)/paper/content_types.xml $(STARTER)/paper/document.xml $(STARTER)/paper/document_rels.xml $(STARTER)/paper/rels.xml \
	$(STARTER)/paper/styles.xml
daemon/authoring/starter_text.c: $(srcdir)/daemon/authoring/starter.awk $(STARTER_FILES)
	$(AM_V_GEN)$(MKDIR_P) daemon/authoring && $(AWK) -v root=/authoring/starter/ -f $(srcdir)/daemon/authoring/starter.awk $(STARTER_FILES) >$@.new && mv $@.new $@
CLEANFILES += daemon/authoring/starter_text.c

AUTHORING_LIBS = daemon/libauthoring.a $(TESTING_LIBS) $(IMPORT_LIBS) $(AGENDA_LIBS)

check_PROGRAMS += tests/unit/test_authoring
tests_unit_test_authoring_SOURCES = tests/unit/test_authoring.c $(PACKAGE_CASE) tests/unit/unit.h
tests_unit_test_authoring_LDADD = $(AUTHORING_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_authoring
