# Whether tests notice when a statement is another one (docs/reliability.md), and which lines of each room they run. Both by hand: minutes to hours.
MUTATION_TESTS = tests/mutation/test_mutant.py
ROOM = store
SAMPLE = 40
SEED = 1
FRESH =
check-mutation:
	THIDUA_BUILD='$(abs_builddir)' ROOM='$(ROOM)' SAMPLE='$(SAMPLE)' SEED='$(SEED)' $(PYTHON3) -B $(srcdir)/tests/mutation/campaign.py
coverage:
	THIDUA_BUILD='$(abs_builddir)' FRESH='$(FRESH)' $(PYTHON3) -B $(srcdir)/tests/mutation/coverage.py
.PHONY: check-mutation coverage
