-- expect: rule
-- As a word.
SELECT current_timestamp
