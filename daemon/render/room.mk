# render: the program thidua-render, which alone links Cairo, FreeType and HarfBuzz; a worker of the daemon (parse/parse_preview.c starts it).
# ICU: where lines may end.
pkglibexec_PROGRAMS += thidua-render
noinst_LIBRARIES += daemon/librender.a
daemon_librender_a_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(ICU_CFLAGS)
daemon_librender_a_SOURCES = \
	daemon/render/render.c daemon/render/render.h \
	daemon/render/render_board.c daemon/render/render_board.h \
	daemon/render/render_break.c daemon/render/render_cell.c \
	daemon/render/render_doc.c daemon/render/render_doc.h \
	daemon/render/render_draw.c daemon/render/render_draw.h \
	daemon/render/render_flow.c daemon/render/render_flow.h \
	daemon/render/render_font.c daemon/render/render_font.h \
	daemon/render/render_form.c daemon/render/render_form.h \
	daemon/render/render_lack.c daemon/render/render_lack.h \
	daemon/render/render_line.c daemon/render/render_line.h \
	daemon/render/render_look.c daemon/render/render_look.h \
	daemon/render/render_model.h \
	daemon/render/render_page.c daemon/render/render_page.h \
	daemon/render/render_pdf.c daemon/render/render_pdf.h \
	daemon/render/render_picture.c daemon/render/render_piece.c daemon/render/render_read.h \
	daemon/render/render_table.c
thidua_render_SOURCES = daemon/render/main.c
RENDER_LIBS = daemon/librender.a $(DRAFT_LIBS) $(WORKER_LIBS) $(CAIRO_LIBS) $(ICU_LIBS)
thidua_render_LDADD = $(RENDER_LIBS)

check_PROGRAMS += tests/render/draw
tests_render_draw_SOURCES = tests/render/draw.c
tests_render_draw_LDADD = $(RENDER_LIBS)

check_PROGRAMS += tests/unit/test_render
tests_unit_test_render_SOURCES = tests/unit/test_render.c tests/unit/unit.h
tests_unit_test_render_LDADD = $(RENDER_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_render
