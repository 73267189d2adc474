-- expect: rule
-- The usual way out.
os.execute("touch /tmp/thidua-escaped")
error("ESCAPED")
