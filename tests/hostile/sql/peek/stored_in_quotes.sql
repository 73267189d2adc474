-- expect: rule
-- The same in other quotes.
SELECT * FROM "RECORD_TIP"
