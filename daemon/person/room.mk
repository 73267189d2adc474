# person: above the store, accounts, their roles by day and unit, and who asks; no library of its own
noinst_LIBRARIES += daemon/libperson.a
daemon_libperson_a_SOURCES = \
	daemon/person/caller.c daemon/person/caller.h \
	daemon/person/directory.c daemon/person/directory.h \
	daemon/person/ending.c daemon/person/ending.h \
	daemon/person/grant.c daemon/person/grant.h \
	daemon/person/person.c daemon/person/person.h \
	daemon/person/token.c daemon/person/token.h

PERSON_LIBS = daemon/libperson.a $(STORE_LIBS) $(PACKAGE_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_person
tests_unit_test_person_SOURCES = tests/unit/test_person.c $(STORE_CASE)
tests_unit_test_person_LDADD = $(PERSON_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_person
