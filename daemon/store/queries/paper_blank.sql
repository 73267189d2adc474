-- What only people know of papers (document/paper_blank.h).

-- name: PAPER_BLANK_INSERT
-- A value more: kind, subject, phase, key, value, written_by, written_at.
INSERT INTO paper_blank (kind, subject, phase, key, value, written_by, written_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: PAPER_BLANK_OF_PHASE
-- All of the phase ?1 in the order they were given: the newest of a key is its last.
SELECT kind, subject, key, value
  FROM paper_blank
 WHERE phase = ?1
 ORDER BY id;

-- name: PAPER_BLANK_OF_PAPER
-- The same of the kind ?2 and the unit ?3, with who and when.
SELECT id, key, value, written_by, written_at
  FROM paper_blank
 WHERE phase = ?1 AND kind = ?2 AND subject = ?3
 ORDER BY id;
