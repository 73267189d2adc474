# cleaner: the program thidua-cleaner, which alone links qpdf; a worker of the daemon (attachment/attachment_clean.c starts it)
pkglibexec_PROGRAMS += thidua-cleaner
thidua_cleaner_CPPFLAGS = $(AM_CPPFLAGS) $(QPDF_CFLAGS)
thidua_cleaner_SOURCES = \
	daemon/cleaner/main.c daemon/cleaner/cleaner.c daemon/cleaner/cleaner.h \
	daemon/cleaner/cleaner_pdf.c daemon/cleaner/cleaner_pdf.h \
	daemon/cleaner/cleaner_walk.c daemon/cleaner/cleaner_walk.h
thidua_cleaner_LDADD = $(MEDIA_LIBS) $(WORKER_LIBS) $(QPDF_LIBS)
