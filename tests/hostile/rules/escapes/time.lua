-- expect: rule
-- The date is data.
return os.time() > 0 and "met" or "missed"
