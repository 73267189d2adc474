-- expect: rule
-- A text that grows in one call.
SELECT length(replace(replace('aaaa', 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa'))
