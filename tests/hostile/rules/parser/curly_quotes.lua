-- expect: rule
-- Quotes from a word processor.
return “met”
