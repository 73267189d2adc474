# revision: floor 2, records that are stored already are undone, restored, moved; what they were. No library of its own
noinst_LIBRARIES += daemon/librevision.a
daemon_librevision_a_SOURCES = \
	daemon/revision/change_log.c daemon/revision/change_log.h \
	daemon/revision/counter_change.c daemon/revision/counter_change.h \
	daemon/revision/life_move.c daemon/revision/life_move.h \
	daemon/revision/record_act.c daemon/revision/record_act.h \
	daemon/revision/record_move.c daemon/revision/record_move.h \
	daemon/revision/record_version.c daemon/revision/record_version.h

REVISION_LIBS = daemon/librevision.a $(IMPORT_LIBS)

# The trial of both rooms: what it imports it takes back and moves.
IMPORT_TRIAL = tests/unit/import_trial.c tests/unit/import_trial.h
check_PROGRAMS += tests/unit/test_import tests/unit/test_import_undo tests/unit/test_import_write tests/unit/test_import_unit
tests_unit_test_import_SOURCES = tests/unit/test_import.c $(IMPORT_TRIAL)
tests_unit_test_import_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
tests_unit_test_import_undo_SOURCES = tests/unit/test_import_undo.c $(IMPORT_TRIAL)
tests_unit_test_import_undo_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
tests_unit_test_import_write_SOURCES = tests/unit/test_import_write.c $(IMPORT_TRIAL)
tests_unit_test_import_write_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
tests_unit_test_import_unit_SOURCES = tests/unit/test_import_unit.c $(IMPORT_TRIAL)
tests_unit_test_import_unit_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_import tests/unit/test_import_undo tests/unit/test_import_write tests/unit/test_import_unit

check_PROGRAMS += tests/unit/test_understood
tests_unit_test_understood_SOURCES = tests/unit/test_understood.c $(IMPORT_TRIAL)
tests_unit_test_understood_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_understood

# lock/, by way of the import that asks it
check_PROGRAMS += tests/unit/test_lock
tests_unit_test_lock_SOURCES = tests/unit/test_lock.c $(IMPORT_TRIAL)
tests_unit_test_lock_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_lock

check_PROGRAMS += tests/unit/test_life
tests_unit_test_life_SOURCES = tests/unit/test_life.c $(IMPORT_TRIAL)
tests_unit_test_life_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_life

check_PROGRAMS += tests/unit/test_duty_types
tests_unit_test_duty_types_SOURCES = tests/unit/test_duty_types.c $(IMPORT_TRIAL)
tests_unit_test_duty_types_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_duty_types

check_PROGRAMS += tests/unit/test_nil_return
tests_unit_test_nil_return_SOURCES = tests/unit/test_nil_return.c $(IMPORT_TRIAL)
tests_unit_test_nil_return_LDADD = daemon/libperson.a $(REVISION_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_nil_return
