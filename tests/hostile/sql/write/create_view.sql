-- expect: rule
-- A view of one's own.
CREATE TEMP VIEW x AS SELECT * FROM record_tip
