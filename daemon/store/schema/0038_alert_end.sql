-- How an alert ended, beside when: resolved, made final by the seal of its phase, or closed with its unit (workflow/workflow_table.c, alert).
-- NULL: it did not end, or an older version resolved it.
ALTER TABLE alert ADD COLUMN ended_as TEXT;
CREATE INDEX alert_of_kind ON alert (kind, period);

-- What stood open of phases that were sealed before alerts became final: of the seal's instant. A phase whose seal was re-opened waits for its next one.
CREATE TEMP TABLE final_alert AS
SELECT alert.id, max(seal.sealed_at) AS sealed_at
  FROM seal
  JOIN performed ON performed.kind = 'seal' AND performed.period = seal.phase
  JOIN alert ON alert.kind = 'target' AND alert.resolved_at IS NULL
   AND (alert.period = seal.phase OR alert.period IN (SELECT key FROM json_each(seal.content, '$.months')))
 GROUP BY alert.id;
UPDATE alert
   SET ended_as = 'concluded', resolved_at = (SELECT sealed_at FROM final_alert WHERE final_alert.id = alert.id)
 WHERE id IN (SELECT id FROM final_alert);
INSERT INTO workflow_event (kind, object, at, event, state, actor)
SELECT 'alert', CAST(id AS TEXT), sealed_at, 'concluded', 'concluded', 'thiduad' FROM final_alert;
DROP TABLE final_alert;
