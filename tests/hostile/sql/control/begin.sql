-- expect: rule
-- A transaction of one's own.
BEGIN IMMEDIATE
