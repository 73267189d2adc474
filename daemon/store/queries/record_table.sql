-- What the database already has of a declared record type (record_table.h).

-- name: RECORD_TABLE_COLUMNS
-- The columns of table record_<type>, ?1 = that name, in their order; none when there is no such table.
SELECT name FROM pragma_table_info(?1) ORDER BY cid;

-- name: RECORD_TABLE_MADE
-- The statements that made record_<type> (?1), history_<type> (?2) and their indexes, but not the indexes of measures.
SELECT sql
  FROM sqlite_schema
 WHERE tbl_name IN (?1, ?2) AND sql IS NOT NULL AND name NOT GLOB 'measure_*'
 ORDER BY rowid;

-- name: RECORD_TABLE_KEY
-- The fields of the primary key of table record_<type>, ?1 = that name, as a JSON list in their order.
SELECT json_group_array(name) AS fields
  FROM (SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk);

-- name: KEY_CHANGE_INSERT
-- Type, sequence, the fields of the key before.
INSERT INTO key_change (type, sequence, fields) VALUES (?1, ?2, ?3);

-- name: KEY_CHANGES
-- The keys that a type (?1) had, oldest first.
SELECT sequence, fields FROM key_change WHERE type = ?1 ORDER BY sequence;
