# import: floor 2, records come in from files
noinst_LIBRARIES += daemon/libimport.a
daemon_libimport_a_SOURCES = \
	daemon/import/batch.c daemon/import/batch.h \
	daemon/import/by_hand.c daemon/import/by_hand.h \
	daemon/import/row_check.c daemon/import/row_check.h \
	daemon/import/header_row.c daemon/import/header_row.h \
	daemon/import/cross_check.c daemon/import/cross_check.h \
	daemon/import/import.c daemon/import/import.h daemon/import/import_call.h \
	daemon/import/import_file.c daemon/import/import_file.h \
	daemon/import/filled_form.c daemon/import/filled_form.h \
	daemon/import/good_rows.c daemon/import/good_rows.h \
	daemon/import/import_pass.c daemon/import/import_pass.h \
	daemon/import/import_report.c daemon/import/import_report.h \
	daemon/import/outdated_row.c daemon/import/outdated_row.h \
	daemon/import/contest_span.c daemon/import/contest_span.h \
	daemon/import/id_check.c daemon/import/id_check.h \
	daemon/import/move_check.c daemon/import/move_check.h \
	daemon/import/neighbour.c daemon/import/neighbour.h \
	daemon/import/life.c daemon/import/life.h \
	daemon/import/nil_return.c daemon/import/nil_return.h \
	daemon/import/stored_life.c daemon/import/stored_life.h \
	daemon/import/package_unit.c daemon/import/package_unit.h \
	daemon/import/left_out_row.c daemon/import/left_out_row.h \
	daemon/import/named.c daemon/import/named.h \
	daemon/import/resolve.c daemon/import/resolve.h \
	daemon/import/other_unit.c daemon/import/other_unit.h \
	daemon/import/row.c daemon/import/row.h \
	daemon/import/unit_name.c daemon/import/unit_name.h \
	daemon/import/reference.c daemon/import/reference.h \
	daemon/import/unit_validity.c daemon/import/unit_validity.h \
	daemon/import/stored_record.c daemon/import/stored_record.h \
	daemon/import/touched_days.c daemon/import/touched_days.h

IMPORT_LIBS = daemon/libimport.a $(LOCK_LIBS) $(SHEET_LIBS) $(STORE_LIBS) $(CALENDAR_LIBS) $(PACKAGE_LIBS) $(RECORD_LIBS) $(BASE_LIBS)
