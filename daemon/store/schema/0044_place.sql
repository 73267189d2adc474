-- In which place a unit stands, as the package's own rule (ranking.lua) said it with the run: {place, tied, basis}, or {error: {kind, vi, en}}.
-- NULL: the package had no such rule, the house's holds (run/ranking.h), or the row is of no judged unit.
ALTER TABLE result ADD COLUMN place TEXT CHECK (place IS NULL OR json_valid(place));
