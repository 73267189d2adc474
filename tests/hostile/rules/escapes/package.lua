-- expect: rule
-- Shared objects.
package.loadlib("libc.so.6", "system")
error("ESCAPED")
