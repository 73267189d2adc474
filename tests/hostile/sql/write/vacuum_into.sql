-- expect: rule
-- A copy at a place of one's choice.
VACUUM INTO '/tmp/thidua-escaped.db'
