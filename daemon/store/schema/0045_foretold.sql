-- Where the figures of an open period lead by its end (outlook/foretell.h), an estimate beside them: {criterion: {pace, low, high, months}} of a
-- ward. NULL: the row is of no ward. It rests on the figures, on the day and on the runs of earlier months; `foretold_from` says which two of
-- these it rests on.
ALTER TABLE live ADD COLUMN foretold_from TEXT NOT NULL DEFAULT '';
ALTER TABLE live_result ADD COLUMN foretold TEXT CHECK (foretold IS NULL OR json_valid(foretold));
