-- Sealed bundles of units below that were taken (docs/replay.md): which seal stands behind the records that the change `sequence` wrote; its bytes are in content.
CREATE TABLE received_bundle (
    hash          TEXT NOT NULL,    -- of the seal's content, in which neither unit nor contest stands
    unit          TEXT NOT NULL,    -- who sealed it
    contest       TEXT NOT NULL,    -- the unit's
    phase         TEXT NOT NULL,    -- of that contest
    seal          TEXT NOT NULL,    -- its name there
    seal_sequence INTEGER NOT NULL, -- the unit's data version: of two seals of a phase the greater is the later
    sealed_at     TEXT NOT NULL,
    key           TEXT NOT NULL,    -- that signed it
    content       TEXT NOT NULL REFERENCES content (hash),
    sequence      INTEGER NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (unit, phase, contest, hash)
) STRICT;
