# award: floor 2, whom issued decisions commend: the list for the ceremony, totals, what stands on a certificate; no library of its own
noinst_LIBRARIES += daemon/libaward.a
daemon_libaward_a_SOURCES = \
	daemon/award/award.c daemon/award/award.h \
	daemon/award/certificate.c daemon/award/certificate.h
