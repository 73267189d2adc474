-- Which period a seal froze for its report (month, week, quarter); NULL: it is a phase's. Its content says the same, and is megabytes: lists of seals read the index alone.
ALTER TABLE seal ADD COLUMN frozen TEXT;
UPDATE seal
   SET frozen = content ->> '$.kind';
CREATE INDEX seal_list ON seal (frozen, sealed_at, phase, number, sequence, hash);
