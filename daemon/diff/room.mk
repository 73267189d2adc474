# diff: floor 1, what differs between two texts, by lines and by words; pure; no library of its own
noinst_LIBRARIES += daemon/libdiff.a
daemon_libdiff_a_SOURCES = \
	daemon/diff/sequence.c daemon/diff/sequence.h \
	daemon/diff/text_diff.c daemon/diff/text_diff.h \
	daemon/diff/word_diff.c daemon/diff/word_diff.h
