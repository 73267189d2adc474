-- A provisional run is packed once its period is sealed: it keeps the rows that differ from those of the period's final run, which is later
-- (docs/decisions/0120-years.md). So a base is any other run of the period; the check of 0048 knew earlier ones alone. A run's views stay what they were.
DROP VIEW result_cell;
DROP VIEW result_row;
ALTER TABLE run ADD COLUMN rests_on INTEGER REFERENCES run (id) CHECK (rests_on <> id);
UPDATE run
   SET rests_on = base
 WHERE base IS NOT NULL;
ALTER TABLE run DROP COLUMN base;
ALTER TABLE run RENAME COLUMN rests_on TO base;
CREATE VIEW result_row AS
SELECT run.id AS run, result.subject, result.level, result.cells, result.conclusion, result.place, result.home
  FROM run JOIN result ON result.run IN (run.id, run.base)
 WHERE result.run = run.id
    OR NOT EXISTS (SELECT 1 FROM result AS own WHERE own.run = run.id AND own.subject = result.subject);
CREATE VIEW result_cell AS
SELECT run.period, cell.key AS criterion, result_row.subject, result_row.level, run.stage, run.id AS run,
       cell.value ->> 'num' AS num, cell.value ->> 'den' AS den, cell.value ->> 'value' AS value,
       cell.value ->> 'target' AS target, cell.value ->> 'verdict' AS verdict
  FROM run JOIN result_row ON result_row.run = run.id, json_each(result_row.cells) AS cell;
-- Contests that have seals already are looked at with the next change.
INSERT INTO meta (name, value)
SELECT 'pack', max(sequence)
  FROM seal
HAVING count(*) > 0;
