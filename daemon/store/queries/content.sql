-- Bytes by their SHA-256.

-- name: CONTENT_PUT
-- Keeps bytes ?2 under hash ?1; nothing happens when they are already there.
INSERT OR IGNORE INTO content (hash, bytes) VALUES (?1, ?2);

-- name: CONTENT_GET
-- The bytes of hash ?1 (store_blob).
SELECT bytes FROM content WHERE hash = ?1;
