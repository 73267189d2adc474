# described: floor 2, a change of the rules as a person describes it, written into the package's files; no library of its own
noinst_LIBRARIES += daemon/libdescribed.a
daemon_libdescribed_a_SOURCES = \
	daemon/described/described_change.c daemon/described/described_change.h \
	daemon/described/described_condition.c daemon/described/described_condition.h \
	daemon/described/described_document.c daemon/described/described_document.h \
	daemon/described/described_grade.c daemon/described/described_grade.h \
	daemon/described/described_measure.c daemon/described/described_measure.h \
	daemon/described/described_rule.c daemon/described/described_rule.h \
	daemon/described/described_section.c daemon/described/described_section.h \
	daemon/described/describing.c daemon/described/describing.h
