-- expect: rule
-- A WITH that has the view's name.
WITH tip AS (SELECT * FROM record_tip) SELECT count(*) FROM tip
