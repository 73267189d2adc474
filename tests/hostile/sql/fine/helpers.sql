-- expect: harmless
-- The small tables about the period.
SELECT count(*) FROM home h JOIN origin o ON o.ward = h.ward, period
