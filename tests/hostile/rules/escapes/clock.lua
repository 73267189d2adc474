-- expect: rule
-- So is the time that passes.
return os.clock() > 0 and "met" or "missed"
