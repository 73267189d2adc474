-- expect: rule
-- Doubles a text.
SELECT hex(hex('x'))
