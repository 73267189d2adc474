-- A password that somebody else set is temporary: its person changes it at the first log-in, and it ends by itself. temporary_until:
-- seconds since 1970 by the machine's own clock, which no set clock moves; NULL: it is the person's own.
ALTER TABLE secret ADD COLUMN temporary_until INTEGER;
