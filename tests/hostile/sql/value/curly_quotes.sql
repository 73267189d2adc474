-- expect: rule
-- Quotes from a word processor.
SELECT count(*) FROM tip WHERE channel = ‘force’
