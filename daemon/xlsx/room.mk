# xlsx: the program thidua-workbook, which alone links libxlsxwriter; a worker of the daemon (workbook/workbook_file.h starts it).
# libminizip: the archive is written into memory (xlsx_memory.c).
pkglibexec_PROGRAMS += thidua-workbook
thidua_workbook_CPPFLAGS = $(AM_CPPFLAGS) $(XLSXWRITER_CFLAGS) $(MINIZIP_CFLAGS)
thidua_workbook_SOURCES = \
	daemon/xlsx/main.c daemon/xlsx/xlsx.h \
	daemon/xlsx/xlsx_book.c daemon/xlsx/xlsx_format.c daemon/xlsx/xlsx_memory.c daemon/xlsx/xlsx_rule.c \
	daemon/xlsx/xlsx_sheet.c daemon/xlsx/xlsx_text.c
thidua_workbook_LDADD = $(WORKER_LIBS) $(XLSXWRITER_LIBS) $(MINIZIP_LIBS)
