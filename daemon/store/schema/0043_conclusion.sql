-- How a unit stands by its targets, as the package's own rule (conclusion.lua) said it with the run: {class, title, rank, met, arose,
-- figures, says}, or {class: "error", error: {kind, vi, en}} of a rule that failed. NULL: the package had no such rule, the house's holds
-- (run/conclusion.h), or the row is of no judged unit.
ALTER TABLE result ADD COLUMN conclusion TEXT CHECK (conclusion IS NULL OR json_valid(conclusion));
ALTER TABLE live_result ADD COLUMN conclusion TEXT CHECK (conclusion IS NULL OR json_valid(conclusion));
