-- How a quarantine ends beside another version of the rule: the plugin's or program's file is another one, or two people lift it.
ALTER TABLE quarantine ADD COLUMN evaluator TEXT; -- sha256 of the file of the plugin or program that failed; NULL: the rule has none
ALTER TABLE quarantine ADD COLUMN asked_by TEXT;  -- who asked for it to be lifted, the first of the two; NULL: nobody
