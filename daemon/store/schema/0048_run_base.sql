-- A run after late data says nearly all that the one before it said. It keeps the rows that differ from those of an earlier run, its base, which is
-- whole (docs/decisions/0119-runs-by-difference.md). NULL: the run is whole itself.
ALTER TABLE run ADD COLUMN base INTEGER REFERENCES run (id) CHECK (base < id);
-- Every row of every run, wherever it is kept.
CREATE VIEW result_row AS
SELECT run.id AS run, result.subject, result.level, result.cells, result.conclusion, result.place, result.home
  FROM run JOIN result ON result.run IN (run.id, run.base)
 WHERE result.run = run.id
    OR NOT EXISTS (SELECT 1 FROM result AS own WHERE own.run = run.id AND own.subject = result.subject);
-- A person may open the file with any SQLite and read the results one by one.
DROP VIEW result_cell;
CREATE VIEW result_cell AS
SELECT run.period, cell.key AS criterion, result_row.subject, result_row.level, run.stage, run.id AS run,
       cell.value ->> 'num' AS num, cell.value ->> 'den' AS den, cell.value ->> 'value' AS value,
       cell.value ->> 'target' AS target, cell.value ->> 'verdict' AS verdict
  FROM run JOIN result_row ON result_row.run = run.id, json_each(result_row.cells) AS cell;
