-- expect: deadline
-- Without a loop's keyword.
::again:: goto again
