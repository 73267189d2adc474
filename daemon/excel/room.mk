# excel: the program thidua-workbook, which alone links libxlsxwriter; a worker of the daemon (workbook/workbook_file.h starts it).
# libminizip: the archive is written into memory (excel_memory.c).
pkglibexec_PROGRAMS += thidua-workbook
thidua_workbook_CPPFLAGS = $(AM_CPPFLAGS) $(XLSXWRITER_CFLAGS) $(MINIZIP_CFLAGS)
thidua_workbook_SOURCES = \
	daemon/excel/main.c daemon/excel/excel.h \
	daemon/excel/excel_book.c daemon/excel/excel_format.c daemon/excel/excel_memory.c daemon/excel/excel_rule.c \
	daemon/excel/excel_sheet.c daemon/excel/excel_text.c
thidua_workbook_LDADD = $(WORKER_LIBS) $(XLSXWRITER_LIBS) $(MINIZIP_LIBS)
