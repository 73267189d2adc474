# contest: floor 2, the contest in force, its words, its seals, and the context of a turn; no library of its own
noinst_LIBRARIES += daemon/libcontest.a
daemon_libcontest_a_SOURCES = \
	daemon/contest/erasure.c daemon/contest/erasure.h daemon/contest/outage.c daemon/contest/outage.h \
	daemon/contest/message_kind.c daemon/contest/message_kind.h \
	daemon/contest/receipt.c daemon/contest/receipt.h \
	daemon/contest/record_refit.c daemon/contest/record_refit.h \
	daemon/contest/record_taken.c daemon/contest/record_taken.h \
	daemon/contest/schedule.c daemon/contest/schedule.h daemon/contest/seal.c daemon/contest/seal.h daemon/contest/settled.h \
	daemon/contest/snapshot.c daemon/contest/snapshot.h daemon/contest/snapshot_keep.c \
	daemon/contest/transition.c daemon/contest/transition.h daemon/contest/turn.c \
	daemon/contest/turn.h daemon/contest/used_figure.c daemon/contest/used_figure.h daemon/contest/vocabulary.c daemon/contest/vocabulary.h \
	daemon/contest/wording.c daemon/contest/wording.h

check_PROGRAMS += tests/unit/test_receipt
tests_unit_test_receipt_SOURCES = tests/unit/test_receipt.c tests/unit/unit.h
tests_unit_test_receipt_LDADD = daemon/libcontest.a $(BASE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_receipt
