-- expect: harmless
-- What is no instant has no minute.
SELECT minute_of_day('x')
