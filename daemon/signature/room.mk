# signature: the program thidua-signatures, which alone links poppler-glib; a worker of the daemon (register/copy_signature.c starts it)
pkglibexec_PROGRAMS += thidua-signatures
thidua_signatures_CPPFLAGS = $(AM_CPPFLAGS) $(POPPLER_CFLAGS) $(NSS_CFLAGS) $(QPDF_CFLAGS)
thidua_signatures_SOURCES = \
	daemon/signature/main.c daemon/signature/signature.c daemon/signature/signature.h \
	daemon/signature/signature_check.c daemon/signature/signature_check.h \
	daemon/signature/signature_range.c daemon/signature/signature_range.h
thidua_signatures_LDADD = $(WORKER_LIBS) $(POPPLER_LIBS) $(NSS_LIBS) $(QPDF_LIBS)
