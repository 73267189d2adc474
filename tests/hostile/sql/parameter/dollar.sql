-- expect: rule
-- Of a third one.
SELECT $from::x(y)
