-- expect: rule
-- Another file.
ATTACH '/tmp/thidua-escaped.db' AS x
