-- expect: rule
-- Nil is none.
return nil
