-- expect: rule
-- Another file.
SELECT writefile('/tmp/thidua-escaped', 'x')
