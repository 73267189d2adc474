# What a failing machine does to a state folder (docs/reliability.md): samples in `make check`, whole campaigns by
# hand or in `make check-long`.
FAULT_LIFE = tests/fault/disk.c tests/fault/disk.h tests/fault/disk_inside.h tests/fault/disk_power.c \
	tests/fault/life.c tests/fault/life.h tests/fault/records.c tests/fault/records.h
FAULT_CAMPAIGNS = tests/fault/power tests/fault/failing
FAULT_LIBS = $(COMMAND_LIBS) $(EVALUATE_LIBS) $(AGENDA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

check_PROGRAMS += $(FAULT_CAMPAIGNS)
tests_fault_power_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_fault_power_SOURCES = tests/fault/power.c $(FAULT_LIFE)
tests_fault_power_LDADD = $(FAULT_LIBS)
tests_fault_failing_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_fault_failing_SOURCES = tests/fault/failing.c $(FAULT_LIFE)
tests_fault_failing_LDADD = $(FAULT_LIBS)

# The power goes at every write and every sync; the disk fails at operations of every kind.
check-power: all tests/fault/power
	tests/fault/power --all
check-fault: all tests/fault/failing
	tests/fault/failing --all
# kill -9 of the daemon at a thousand random moments; of it and of the worker that reads, while 100,000 rows are imported.
check-kill: all
	THIDUA_KILLED_ROWS=$${THIDUA_KILLED_ROWS:-100000} THIDUA_IMPORT_KILLS=$${THIDUA_IMPORT_KILLS:-24} THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s $(srcdir)/tests/whole/test_kill_import.py
	THIDUA_KILLS=$${THIDUA_KILLS:-1000} THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) $(srcdir)/tests/whole/test_kill.py
# 83 wards send in the last ten minutes before a month is locked, with forty kills.
check-storm: all
	THIDUA_LONG=1 THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s $(srcdir)/tests/whole/test_storm.py
# Slow readers, a large import, a month's end and previews at once in a district; for a machine that does nothing else.
check-load: all
	THIDUA_LONG=1 THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s $(srcdir)/tests/whole/test_load.py
# A district's months on a machine of 128 MB and one core (control groups: root); THIDUA_MONTHS of them, 12.
check-small-machine: all
	THIDUA_LONG=1 THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s -rs $(srcdir)/tests/whole/test_small_machine.py
# A thousand bits of the database file turned over, one at a time.
check-flip: all
	THIDUA_FLIPS=$${THIDUA_FLIPS:-1000} THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s $(srcdir)/tests/whole/test_flip.py
# Memory runs out at four hundred allocations of each thing that a daemon does; ten thousand requests and a thousand imports leave nothing behind.
check-memory: all
	THIDUA_STARVE_POINTS=$${THIDUA_STARVE_POINTS:-400} THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) -s $(srcdir)/tests/whole/test_memory.py
	THIDUA_LONG=1 THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) $(AM_PY_LOG_FLAGS) $(srcdir)/tests/whole/test_rest.py
.PHONY: check-power check-fault check-kill check-storm check-load check-small-machine check-flip check-memory
