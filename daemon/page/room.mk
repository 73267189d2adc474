# page: floor 4, what people look at: templates, words and pictures around the commands' answers; no library of its own
noinst_LIBRARIES += daemon/libpage.a
daemon_libpage_a_SOURCES = \
	daemon/page/asset.h \
	daemon/page/chart.c \
	daemon/page/page.c daemon/page/page.h \
	daemon/page/page_moved.c daemon/page/page_moved.h daemon/page/page_address.c daemon/page/page_address.h daemon/page/page_table.c daemon/page/page_table.h daemon/page/page_part.c daemon/page/page_part.h daemon/page/page_frame.c daemon/page/page_frame.h \
	daemon/page/page_alone.c daemon/page/page_alone.h daemon/page/page_file.c daemon/page/page_file.h daemon/page/page_tag.c daemon/page/page_tag.h \
	daemon/page/page_account.c daemon/page/page_paper.c daemon/page/page_paper.h daemon/page/page_board.c daemon/page/page_compare.c daemon/page/page_compare.h daemon/page/page_entry.c daemon/page/page_evidence.c \
	daemon/page/page_grid.c daemon/page/page_import.c daemon/page/page_list.c daemon/page/page_live.c daemon/page/page_today.c daemon/page/page_today.h daemon/page/page_may.c daemon/page/page_may.h daemon/page/page_met.c daemon/page/page_met.h \
	daemon/page/page_returns.c daemon/page/page_studio.c daemon/page/page_studio.h \
	daemon/page/page_alert.c daemon/page/page_history.h daemon/page/page_data.c daemon/page/page_data.h daemon/page/page_english.c daemon/page/page_english.h daemon/page/page_query.c daemon/page/page_query.h \
	daemon/page/page_visit.c daemon/page/page_visit.h
nodist_daemon_libpage_a_SOURCES = daemon/page/asset.c

# the editor of the rules' texts: CodeMirror 5, as Debian packages it
EDITOR_FILES = $(CODEMIRROR)/lib/codemirror.js $(CODEMIRROR)/lib/codemirror.css $(CODEMIRROR)/mode/lua/lua.js $(CODEMIRROR)/mode/properties/properties.js $(CODEMIRROR)/mode/sql/sql.js $(CODEMIRROR)/addon/hint/show-hint.js $(CODEMIRROR)/addon/hint/show-hint.css
PAGE_FILES = \
	$(srcdir)/daemon/page/html/frame-head.html $(srcdir)/daemon/page/html/frame-foot.html \
	$(srcdir)/daemon/page/html/board.html $(srcdir)/daemon/page/html/compare.html $(srcdir)/daemon/page/html/brief.html $(srcdir)/daemon/page/html/live.html $(srcdir)/daemon/page/html/forecast.html $(srcdir)/daemon/page/html/today.html $(srcdir)/daemon/page/html/why.html $(srcdir)/daemon/page/html/search.html $(srcdir)/daemon/page/html/unit.html $(srcdir)/daemon/page/html/result.html \
	$(srcdir)/daemon/page/html/alerts.html $(srcdir)/daemon/page/html/alert.html $(srcdir)/daemon/page/html/outbox.html \
	$(srcdir)/daemon/page/html/drafts.html $(srcdir)/daemon/page/html/draft.html \
	$(srcdir)/daemon/page/html/seals.html $(srcdir)/daemon/page/html/seals-taken.html $(srcdir)/daemon/page/html/verify.html $(srcdir)/daemon/page/html/seal.html $(srcdir)/daemon/page/html/templates.html $(srcdir)/daemon/page/html/people.html $(srcdir)/daemon/page/html/readings.html $(srcdir)/daemon/page/html/nominations.html $(srcdir)/daemon/page/html/register.html $(srcdir)/daemon/page/html/awards.html $(srcdir)/daemon/page/html/paper-certificates.html \
	$(srcdir)/daemon/page/html/records.html $(srcdir)/daemon/page/html/records-type.html \
	$(srcdir)/daemon/page/html/records-entry.html $(srcdir)/daemon/page/html/records-grid.html $(srcdir)/daemon/page/html/records-import.html $(srcdir)/daemon/page/html/records-imported.html $(srcdir)/daemon/page/html/review.html $(srcdir)/daemon/page/html/records-completeness.html $(srcdir)/daemon/page/html/records-receipt.html \
	$(srcdir)/daemon/page/html/rules.html $(srcdir)/daemon/page/html/rules-targets.html $(srcdir)/daemon/page/html/rules-target.html $(srcdir)/daemon/page/html/rules-criterion.html $(srcdir)/daemon/page/html/rules-new.html $(srcdir)/daemon/page/html/rules-proposal.html $(srcdir)/daemon/page/html/rules-lint.html $(srcdir)/daemon/page/html/templates-fields.html $(srcdir)/daemon/page/html/rules-files.html $(srcdir)/daemon/page/html/rules-file.html \
	$(srcdir)/daemon/page/html/schedule.html $(srcdir)/daemon/page/html/duties.html $(srcdir)/daemon/page/html/duty.html $(srcdir)/daemon/page/html/refusal.html \
	$(srcdir)/daemon/page/html/login.html $(srcdir)/daemon/page/html/once.html $(srcdir)/daemon/page/html/working.html $(srcdir)/daemon/page/html/account.html \
	$(srcdir)/daemon/page/html/metrics.txt $(srcdir)/daemon/page/html/healthz.txt \
	daemon/page/style.css $(srcdir)/daemon/page/table.js $(srcdir)/daemon/page/keys.js $(srcdir)/daemon/page/rules.js $(EDITOR_FILES) $(srcdir)/daemon/page/icon.svg
# what others include
PAGE_PARTS = $(srcdir)/daemon/page/html/chart.html $(srcdir)/daemon/page/html/board-table.html $(srcdir)/daemon/page/html/board-head.html $(srcdir)/daemon/page/html/period-picker.html $(srcdir)/daemon/page/html/board-cell.html $(srcdir)/daemon/page/html/board-change.html \
	$(srcdir)/daemon/page/html/draft-versions.html $(srcdir)/daemon/page/html/draft-changes.html $(srcdir)/daemon/page/html/draft-copies.html $(srcdir)/daemon/page/html/written-records.html $(srcdir)/daemon/page/html/attention.html $(srcdir)/daemon/page/html/attention-more.html $(srcdir)/daemon/page/html/unit-choice.html $(srcdir)/daemon/page/html/today-item.html $(srcdir)/daemon/page/html/said.html $(srcdir)/daemon/page/html/paper-differs.html $(srcdir)/daemon/page/html/difference.html \
	$(srcdir)/daemon/page/html/ahead.html $(srcdir)/daemon/page/html/live-ahead.html $(srcdir)/daemon/page/html/live-lacking.html $(srcdir)/daemon/page/html/paper-blanks.html $(srcdir)/daemon/page/html/paper-preview.html $(srcdir)/daemon/page/html/paper-acts.html $(srcdir)/daemon/page/html/paper-text.html $(srcdir)/daemon/page/html/paper-basis.html $(srcdir)/daemon/page/html/paper-legal.html $(srcdir)/daemon/page/html/draft-row.html $(srcdir)/daemon/page/html/paper-related.html $(srcdir)/daemon/page/html/draft-revoke.html \
	$(srcdir)/daemon/page/html/rules-try.html $(srcdir)/daemon/page/html/rules-tried.html \
	$(srcdir)/daemon/page/html/rules-preview.html $(srcdir)/daemon/page/html/rules-propose.html $(srcdir)/daemon/page/html/rules-remove.html $(srcdir)/daemon/page/html/rules-fields.html $(srcdir)/daemon/page/html/rules-condition.html $(srcdir)/daemon/page/html/rules-word.html $(srcdir)/daemon/page/html/rules-grades.html $(srcdir)/daemon/page/html/rules-wrong.html $(srcdir)/daemon/page/html/rules-section.html $(srcdir)/daemon/page/html/rules-sections.html $(srcdir)/daemon/page/html/rules-draft.html $(srcdir)/daemon/page/html/rules-text.html $(srcdir)/daemon/page/html/rules-editor.html $(srcdir)/daemon/page/html/rules-file-row.html \
	$(srcdir)/daemon/page/html/record-cells.html $(srcdir)/daemon/page/html/grid-row.html \
	$(srcdir)/daemon/page/html/trial-counts.html $(srcdir)/daemon/page/html/trial-records.html \
	$(srcdir)/daemon/page/html/plan-picture.html $(srcdir)/daemon/page/html/plain-head.html $(srcdir)/daemon/page/html/plain-foot.html
# one sheet of style of all pages, in this order: what stands later goes before
PAGE_STYLES = base frame verdict table form board compare live today duty unit result alert paper entry list review grid account rule print
daemon/page/style.css: $(PAGE_STYLES:%=$(srcdir)/daemon/page/style/%.css)
	$(AM_V_GEN)$(MKDIR_P) daemon/page && cat $^ >$@.new && mv $@.new $@
PAGE_WORDS = $(srcdir)/daemon/page/vi.po $(srcdir)/daemon/page/en.po
daemon/page/asset.c: $(srcdir)/daemon/page/asset.awk $(PAGE_FILES) $(PAGE_PARTS) $(PAGE_WORDS)
	$(AM_V_GEN)$(MKDIR_P) daemon/page && tags= && for file in $(filter-out %.html %.txt,$(PAGE_FILES)); do \
	  tags="$$tags $${file##*/}=$$(sha256sum <$$file | cut -c1-16)"; done && \
	$(AWK) -v tags="$$tags" -f $(srcdir)/daemon/page/asset.awk $(PAGE_FILES) $(PAGE_WORDS) >$@.new && mv $@.new $@
CLEANFILES += daemon/page/asset.c daemon/page/style.css

PAGE_LIBS = daemon/libpage.a daemon/libpicture.a daemon/libform.a $(COMMAND_LIBS) $(TEMPLATE_LIBS)

check_PROGRAMS += tests/unit/test_page
tests_unit_test_page_SOURCES = tests/unit/test_page.c tests/unit/arena_case.h tests/unit/unit.h
tests_unit_test_page_LDADD = $(PAGE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_page
