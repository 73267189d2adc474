-- What made the keys of lists (listing.h).

-- name: LISTING_TABLE
-- The statement that made table ?1.
SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1;

-- name: LISTING_MADE
-- What made the keys of a type (?1).
SELECT made FROM listing WHERE type = ?1;

-- name: LISTING_NOTE
-- Type, what made its keys.
INSERT OR REPLACE INTO listing (type, made) VALUES (?1, ?2);

-- name: LISTING_FORGET
-- The keys of a type (?1) are gone.
DELETE FROM listing WHERE type = ?1;
