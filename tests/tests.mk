# What `make check` runs: the rooms' unit tests (their room.mk), the house's own rules, the whole daemon.
# Python tests are pytest files; each file is one test to automake, so that they run side by side.
HOUSE_TESTS = \
	tests/house/floors.py \
	tests/house/circles.py \
	tests/house/docs.py \
	tests/house/commands.py \
	tests/house/field_kinds.py \
	tests/house/names.py \
	tests/house/headers.py \
	tests/house/strings.py \
	tests/house/words.py \
	tests/house/states.py \
	tests/house/adding.py \
	tests/house/pages.py \
	tests/house/globals.py \
	tests/house/migrations.py \
	tests/house/plans.py \
	tests/house/manual.py

# Each room's commands, pages and papers in a real daemon.
WHOLE_TESTS = \
	tests/whole/test_adversary.py \
	tests/whole/test_oracle.py \
	tests/whole/test_live.py \
	tests/whole/test_board.py \
	tests/whole/test_kept.py \
	tests/whole/test_today.py \
	tests/whole/test_duty.py \
	tests/whole/test_duty_told.py \
	tests/whole/test_feed.py \
	tests/whole/test_backup.py \
	tests/whole/test_drill.py \
	tests/whole/test_proof.py \
	tests/whole/test_upgrade.py \
	tests/whole/test_workflow.py \
	tests/whole/test_paper_life.py \
	tests/whole/test_records.py \
	tests/whole/test_lives.py \
	tests/whole/test_forms.py \
	tests/whole/test_entry.py \
	tests/whole/test_entry_page.py \
	tests/whole/test_review.py \
	tests/whole/test_attachment.py \
	tests/whole/test_lock.py \
	tests/whole/test_cause.py \
	tests/whole/test_blank.py \
	tests/whole/test_nominations.py \
	tests/whole/test_trial.py \
	tests/whole/test_http.py \
	tests/whole/test_account.py \
	tests/whole/test_bundle.py \
	tests/whole/test_received.py \
	tests/whole/test_scan.py \
	tests/whole/test_deputy.py \
	tests/whole/test_paper_change.py \
	tests/whole/test_awards.py \
	tests/whole/test_templates.py \
	tests/whole/test_tls.py \
	tests/whole/test_page.py \
	tests/whole/test_sample.py

# What the sanitizers would only make slower: sources and packages looked at, a shell and a browser in front of the same
# daemon, every cell of who may what, kills at random moments, bits turned over, disks that fail, lists in a spreadsheet program, a form filled
# in with one, nginx in front, measuring, papers and days once more, another contest, what was computed computed again.
PLAIN_TESTS = \
	tests/whole/test_storm.py \
	tests/whole/test_load.py \
	$(HOUSE_TESTS) \
	$(PACKAGE_TESTS) \
	$(MUTATION_TESTS) \
	tests/whole/test_studio.py \
	tests/whole/test_rule_form.py \
	tests/whole/test_studio_text.py \
	tests/whole/test_studio_many.py \
	tests/whole/test_browser.py \
	tests/whole/test_board_page.py \
	tests/whole/test_entry_browser.py \
	tests/whole/test_entry_walk.py \
	tests/whole/test_walk.py \
	tests/whole/test_month_walk.py \
	tests/whole/test_two_phases.py \
	tests/whole/test_completion.py \
	tests/whole/test_weeks.py \
	tests/whole/test_decimal.py \
	tests/whole/test_cli.py \
	tests/whole/test_editor.py \
	tests/whole/test_days.py \
	tests/whole/test_permission.py \
	tests/whole/test_private.py \
	tests/whole/test_successor.py \
	tests/whole/test_figure.py \
	tests/whole/test_difference.py \
	tests/whole/test_rows.py \
	tests/whole/test_touched.py \
	tests/whole/test_rules.py \
	tests/whole/test_results.py \
	tests/whole/test_openapi.py \
	tests/whole/test_combined.py \
	tests/whole/test_papers.py \
	tests/whole/test_report.py \
	tests/whole/test_login.py \
	tests/whole/test_close.py \
	tests/whole/test_fault.py \
	tests/whole/test_every_call.py \
	tests/whole/test_time.py \
	tests/whole/test_clock.py \
	tests/whole/test_alerts.py \
	tests/whole/test_alert_end.py \
	tests/whole/test_foresee.py \
	tests/whole/test_outlook.py \
	tests/whole/test_contest_new.py \
	tests/whole/test_levels.py \
	tests/whole/test_health.py \
	tests/whole/test_message.py \
	tests/whole/test_contest_messages.py \
	tests/whole/test_silence.py \
	tests/whole/test_silence_rules.py \
	tests/whole/test_told.py \
	tests/whole/test_package.py \
	tests/whole/test_rule_change.py \
	tests/whole/test_unit_target.py \
	tests/whole/test_type_change.py \
	tests/whole/test_units.py \
	tests/whole/test_seal_wait.py \
	tests/whole/test_record_life.py \
	tests/whole/test_kill.py \
	tests/whole/test_kill_import.py \
	tests/whole/test_paper_kill.py \
	tests/whole/test_account_kill.py \
	tests/whole/test_second_contest.py \
	tests/whole/test_school.py \
	tests/whole/test_incremental.py \
	tests/whole/test_failed_rule.py \
	tests/whole/test_conclusion.py \
	tests/whole/test_uses.py tests/whole/test_persons.py \
	tests/whole/test_grade.py \
	tests/whole/test_duty_paper.py \
	tests/whole/test_replay.py \
	tests/whole/test_tamper.py \
	tests/whole/test_crash.py \
	tests/whole/test_memory.py \
	tests/whole/test_rest.py \
	tests/whole/test_small_machine.py \
	tests/whole/test_flip.py \
	tests/whole/test_lists.py \
	tests/whole/test_clerk.py \
	tests/whole/test_deploy.py \
	tests/whole/test_proxy.py \
	tests/bench/test_bench.py \
	tests/bench/test_smoke.py

# What is about memory alone: hostile files and rules.
SANITIZED_TESTS = \
	tests/sheet/test_hostile_files.py \
	tests/whole/test_hostile.py

# Hostile rules and SQL in real workers (tests/hostile/hostile.c); a file there is a case.
check_PROGRAMS += tests/hostile/hostile
tests_hostile_hostile_SOURCES = tests/hostile/hostile.c
tests_hostile_hostile_LDADD = $(EVALUATE_LIBS) $(BASE_LIBS)
TESTS += tests/hostile/hostile
# A program that tries every system call from inside `exec` (tests/whole/test_every_call.py).
check_PROGRAMS += tests/hostile/every_call
tests_hostile_every_call_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS)
tests_hostile_every_call_SOURCES = tests/hostile/every_call.c
tests_hostile_every_call_LDADD = $(SECCOMP_LIBS)

# Templates and packages that mean ill (tests/hostile/hostile_templates.py, hostile_packages.py), in workers, by a program of its own.
check_PROGRAMS += tests/hostile/outside
tests_hostile_outside_SOURCES = tests/hostile/outside.c
tests_hostile_outside_LDADD = $(PARSE_LIBS)

# Word templates as people and programs make them (tests/word/word_templates.py), filled by a program of its own.
check_PROGRAMS += tests/word/fill
tests_word_fill_SOURCES = tests/word/fill.c
tests_word_fill_LDADD = $(DRAFT_LIBS)

# Tables as people's programs write them and as nobody should (tests/sheet/), read in a worker by a program of its own.
check_PROGRAMS += tests/sheet/read
tests_sheet_read_SOURCES = tests/sheet/read.c
tests_sheet_read_LDADD = $(PARSE_LIBS)
SHEET_TESTS = tests/sheet/test_writers.py

# What things cost, as ratios in one run: `make bench`, `make bench WARDS=8` (a district), `make bench WARDS=3321 ROUNDS=1` (the
# country). In `make check` four wards are measured, only to know that the benchmark works, and ratios of eight are held to recorded ones (bench-smoke).
check_PROGRAMS += tests/bench/bench
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) $(LUA_CFLAGS) $(SQLITE_CFLAGS)
tests_bench_bench_SOURCES = \
	tests/bench/bench.c tests/bench/bench.h tests/bench/bench_draft.c tests/bench/bench_evaluate.c tests/bench/bench_script.c
tests_bench_bench_LDADD = $(EVALUATE_LIBS) $(AGENDA_LIBS) $(SCRIPT_LIBS) $(BASE_LIBS)
WARDS = 83
ROUNDS = 3
bench: all tests/bench/bench
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/bench/bench.py --wards $(WARDS) --rounds $(ROUNDS)
RECORD =
bench-smoke: all tests/bench/bench # whether it has become much slower (a test of make check too); RECORD=--record: as it is now is right
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/bench/smoke.py $(RECORD)
bench-pages: all # each page's time, on the demo's contest and on one of so many wards
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/bench/pages.py --wards $(WARDS)
bench-bundles: all # a city takes the sealed bundles of so many districts, beside plain SQL of the same rows
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/bench/bundles.py
MONTHS = 60
THIN = 10
bench-growth: WARDS = 3300
bench-growth: all # what months leave behind, measured and drawn; a short one: make bench-growth WARDS=83 MONTHS=6 THIN=1
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/bench/growth.py --wards $(WARDS) --months $(MONTHS) --thin $(THIN)
.PHONY: bench bench-smoke bench-pages bench-bundles bench-growth

# Power loss, failing disks, kill -9, clocks that jump.
include $(srcdir)/tests/fault/fault.mk

# Statements changed one by one, and whether tests notice; which lines tests run.
include $(srcdir)/tests/mutation/mutation.mk

# Bytes that nobody thought of.
include $(srcdir)/tests/fuzz/fuzz.mk

# Plugins: wrong ones, a contest that uses them, and docs/plugins.md followed step by step.
PLUGIN_TESTS = \
	tests/plugins/test_plugins.py \
	tests/plugins/test_constructor.py \
	tests/plugins/test_ordinary.py \
	tests/plugins/test_guide.py

# What is installed, and Debian's packages of it; the long form is make check-deb.
PACKAGE_TESTS = tests/package/test_service.py

# What programs of the office read that ours wrote, in the build without sanitizers (AM_PY_LOG_FLAGS).
OFFICE_TESTS = tests/word/test_word.py tests/workbook/test_workbook.py tests/whole/test_preview.py $(SHEET_TESTS)

if !SANITIZERS
TESTS += $(PLAIN_TESTS) $(FAULT_CAMPAIGNS)
else
TESTS += $(SANITIZED_TESTS)
endif
TESTS += $(WHOLE_TESTS) $(PLUGIN_TESTS) $(OFFICE_TESTS) tests/render/test_render.py tests/signature/test_signature.py tests/hostile/test_outside.py

# What `./bootstrap check` runs in each build: with the sanitizers all that they look into, without them the rest. `make check` runs in each all that it can.
if !SANITIZERS
check-once:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(PLAIN_TESTS) $(FAULT_CAMPAIGNS) $(OFFICE_TESTS)' \
		check_PROGRAMS='$(FAULT_CAMPAIGNS) tests/hostile/every_call tests/bench/bench tests/word/fill tests/sheet/read'
else
check-once: check
endif
.PHONY: check-once

TEST_EXTENSIONS = .py .sh
PY_LOG_COMPILER = $(PYTHON3)
AM_PY_LOG_FLAGS = -B -m pytest -q -p no:cacheprovider
if SANITIZERS # LibreOffice reads what the plain build wrote
AM_PY_LOG_FLAGS += -k 'not libreoffice'
endif
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = \
	THIDUA_BUILD='$(abs_builddir)'; export THIDUA_BUILD; \
	PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE; \
	ASAN_OPTIONS=detect_leaks=1:abort_on_error=0; export ASAN_OPTIONS; \
	UBSAN_OPTIONS=print_stacktrace=1; export UBSAN_OPTIONS;

clean-local:
	rm -rf tests/stock # tests/whole/stock.py

# The sample contest's messages through 200 kills: minutes (tests/whole/test_contest_messages.py).
check-messages: all
	THIDUA_LONG=1 THIDUA_BUILD=$(abs_builddir) $(PY_LOG_COMPILER) -B -m pytest -q $(srcdir)/tests/whole/test_contest_messages.py
.PHONY: check-messages

# Long ones, by hand or nightly: clang, valgrind, ThreadSanitizer, many seeds.
check-long:
	$(SHELL) $(srcdir)/tests/long.sh $(abs_srcdir) $(abs_builddir)-long
.PHONY: check-long

# Its parts, each in a build folder made for it (tests/long.sh).
# Programs that a test runs are no tests. What real limits of a process do, and what holds in a process that is started anew, valgrind
# does not show: those tests start themselves by /proc/self/exe, which is valgrind there. Nor does a program that is not there fail to start:
# posix_spawn says so by memory that valgrind's vfork does not share (test_agenda).
NO_TESTS = $(FAULT_CAMPAIGNS) tests/hostile/every_call tests/bench/bench tests/hostile/outside tests/sheet/read tests/word/fill tests/render/draw
NOT_UNDER_VALGRIND = tests/unit/test_agenda tests/hostile/hostile tests/unit/test_document tests/unit/test_lock_down tests/unit/test_parse tests/unit/test_preview tests/unit/test_script tests/unit/test_worker tests/unit/test_batch tests/unit/test_answer
check-valgrind:
	THIDUA_WORKERS_BY_EXEC=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS='$(filter-out $(NO_TESTS) $(NOT_UNDER_VALGRIND),$(check_PROGRAMS))' \
		LOG_COMPILER='valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --child-silent-after-fork=yes'
# Of the whole daemon's tests those that do not wait for a clock of the wall: the tool makes all ten times as slow.
WATCHED = account attachment cli close http live message time trial
# The same with the whole daemon in valgrind, its workers outside: they lock themselves into what valgrind's calls are not.
VALGRIND_DAEMON = valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --child-silent-after-fork=yes --log-file=valgrind-%p.log
check-valgrind-daemon:
	THIDUA_THROUGH='$(VALGRIND_DAEMON)' $(MAKE) $(AM_MAKEFLAGS) check TESTS='$(WATCHED:%=tests/whole/test_%.py)'
.PHONY: check-valgrind-daemon
check-threads:
	$(MAKE) $(AM_MAKEFLAGS) check TSAN_OPTIONS='halt_on_error=1 exitcode=66' \
		TESTS='$(filter-out $(NO_TESTS),$(check_PROGRAMS)) $(WATCHED:%=tests/whole/test_%.py)'
check-outages: # the machine was off over any due moment: 1,000 random ones with the engine, some minutes
	$(MAKE) $(AM_MAKEFLAGS) check SEAL_WAIT_ROUNDS=1000 TESTS=tests/unit/test_seal_wait
check-seeds:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS="tests/whole/test_results.py tests/whole/test_hostile.py tests/whole/test_preview.py"
check-mirror: # Debian's PostgreSQL is started; some minutes
	THIDUA_LONG=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/whole/test_mirror.py
check-unseen: # attacks of known kinds that no other test has: programs, starts, databases, escapes; some minutes
	THIDUA_LONG=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/whole/test_unseen.py
.PHONY: check-valgrind check-threads check-outages check-seeds check-mirror check-unseen

# The pictures of README.md and docs/, made anew from the demo; and every page as everybody sees it, to be looked at: make review REVIEW=FOLDER.
REVIEW = $(abs_builddir)/review
pictures: all
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/sample/pictures.py '$(abs_srcdir)/docs/pictures'
review: all
	THIDUA_BUILD='$(abs_builddir)' $(PYTHON3) -B $(srcdir)/tests/sample/review.py '$(REVIEW)'
.PHONY: pictures review
