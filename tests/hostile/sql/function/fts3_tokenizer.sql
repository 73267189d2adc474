-- expect: rule
-- A pointer into the process.
SELECT hex(fts3_tokenizer('simple'))
