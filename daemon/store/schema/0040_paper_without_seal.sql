-- A paper that closes nothing (of a duty: a plan, an urging letter) freezes its dossier alone: no seal. A NOT NULL goes by another column; what was, stays.
ALTER TABLE draft ADD COLUMN frozen TEXT REFERENCES seal (id);
UPDATE draft SET frozen = seal;
DROP INDEX draft_once;
ALTER TABLE draft DROP COLUMN seal;
ALTER TABLE draft RENAME COLUMN frozen TO seal;
CREATE UNIQUE INDEX draft_once ON draft (kind, subject, ifnull(seal, ''), dossier, ifnull(sha256, refusal));
