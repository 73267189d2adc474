# form: floor 3, forms of the pages: what stands in their fields, what was typed; the pages' templates draw; no library of its own
noinst_LIBRARIES += daemon/libform.a
daemon_libform_a_SOURCES = \
	daemon/form/refused_cell.c daemon/form/refused_cell.h \
	daemon/form/rule_form.c daemon/form/rule_form.h daemon/form/rule_form_word.c daemon/form/rule_form_word.h \
	daemon/form/section_form.c daemon/form/section_form.h \
	daemon/form/text_edits.c daemon/form/text_edits.h \
	daemon/form/tried_rows.c daemon/form/tried_rows.h
