-- One value a name: what the daemon must know before it knows anything else.

-- name: META_GET
-- The value of name ?1, as "value"; no row when it was never set.
SELECT value FROM meta WHERE name = ?1;

-- name: META_SET
-- Sets name ?1 to value ?2.
INSERT INTO meta (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
