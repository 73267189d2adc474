-- Sealed bundles of units below (received/received_note.h).

-- name: BUNDLE_INSERT
-- The seal ?1 of the unit ?2, contest ?3, phase ?4, called ?5, at its data version ?6, sealed at ?7, signed by the key ?8, in content ?9, by the change ?10. Taken again after it was undone: the file of now stands behind it.
INSERT INTO received_bundle (hash, unit, contest, phase, seal, seal_sequence, sealed_at, key, content, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (unit, phase, contest, hash) DO UPDATE
   SET seal = excluded.seal, seal_sequence = excluded.seal_sequence, sealed_at = excluded.sealed_at, key = excluded.key, content = excluded.content, sequence = excluded.sequence;

-- name: BUNDLE_OF_PHASE
-- Of the unit ?1, phase ?2, contest ?3 (null: any), seal ?4 (null: any): the latest seal first.
SELECT hash, unit, contest, phase, seal, seal_sequence, sealed_at, key, content, sequence
  FROM received_bundle
 WHERE unit = ?1 AND phase = ?2 AND (?3 IS NULL OR contest = ?3) AND (?4 IS NULL OR hash = ?4)
 ORDER BY seal_sequence DESC, sealed_at DESC, sequence DESC;

-- name: BUNDLE_LIST
-- All, by unit and phase, the latest of each first.
SELECT received_bundle.hash, unit, contest, phase, seal, sealed_at, key, content, received_bundle.sequence, at
  FROM received_bundle JOIN audit ON audit.sequence = received_bundle.sequence
 ORDER BY unit, contest, phase, seal_sequence DESC, received_bundle.sealed_at DESC;
