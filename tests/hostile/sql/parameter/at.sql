-- expect: rule
-- In the manner of another language.
SELECT @from
