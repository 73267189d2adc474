# Readers of hostile bytes, given what nobody thought of (docs/reliability.md). `make check` reads every kept input once; `make check-fuzz`
# lets libFuzzer look for new ones, FUZZ_SECONDS a target, in a build folder of clang's (fuzz.sh).
FUZZ_SOURCES = tests/fuzz/fuzz.c tests/fuzz/fuzz.h tests/fuzz/fuzz_sheet.c tests/fuzz/fuzz_sheet.h \
	tests/fuzz/fuzz_csv.c tests/fuzz/fuzz_docx.c tests/fuzz/fuzz_frame.c tests/fuzz/fuzz_http.c tests/fuzz/fuzz_ini.c \
	tests/fuzz/fuzz_lua.c tests/fuzz/fuzz_package.c tests/fuzz/fuzz_plugin.c tests/fuzz/fuzz_xlsx.c
FUZZ_LIBS = $(DOOR_LIBS) $(PARSE_LIBS) $(SCRIPT_LIBS) $(PLUGIN_LIBS) $(BASE_LIBS)
FUZZ_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/plugins
FUZZ_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=program_run

check_PROGRAMS += tests/fuzz/corpora
tests_fuzz_corpora_SOURCES = tests/fuzz/corpora.c $(FUZZ_SOURCES)
tests_fuzz_corpora_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_corpora_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_corpora_LDADD = $(FUZZ_LIBS)
TESTS += tests/fuzz/corpora

# Only clang links it, with what fuzz.sh says: a Makefile that names a sanitizer is one of a build with sanitizers (tests/whole/stock.py).
FUZZ_MAIN =
EXTRA_PROGRAMS = tests/fuzz/fuzzer
tests_fuzz_fuzzer_SOURCES = tests/fuzz/libfuzzer.c $(FUZZ_SOURCES)
tests_fuzz_fuzzer_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_fuzzer_LDFLAGS = $(FUZZ_LDFLAGS) $(FUZZ_MAIN)
tests_fuzz_fuzzer_LDADD = $(FUZZ_LIBS)
fuzzer: $(BUILT_SOURCES)
	$(MAKE) $(AM_MAKEFLAGS) tests/fuzz/fuzzer FUZZ_MAIN='$(FUZZ_MAIN)'

FUZZ_SECONDS = 3600
FUZZ_TARGETS =
check-fuzz:
	$(SHELL) $(srcdir)/tests/fuzz/fuzz.sh $(abs_srcdir) $(abs_builddir)-fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)
.PHONY: fuzzer check-fuzz
