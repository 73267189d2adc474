-- What the hashes of stored rows are taken from and held against (store/row_digest.h).

-- name: DIGEST_SCHEMA_COOKIE
-- A number that changes whenever the schema does.
SELECT schema_version AS cookie FROM pragma_schema_version;

-- name: DIGEST_COLUMNS
-- The columns of every stored table, table by table, in their order.
SELECT stored.name AS "table", info.name AS column
  FROM pragma_table_list() AS stored JOIN pragma_table_info(stored.name) AS info
 WHERE stored.schema = 'main' AND stored.type = 'table' AND stored.name NOT GLOB 'sqlite_*'
 ORDER BY stored.name, info.cid;

-- name: DIGEST_SCHEMA
-- The schema, and what of the file's header decides how it is read. An index that a table brings with it follows from the
-- table; one that says otherwise is a row more.
SELECT type, name, tbl_name, sql
  FROM sqlite_schema AS own
 WHERE (sql IS NOT NULL AND name NOT GLOB 'sqlite_*')
    OR (sql IS NULL
        AND (type <> 'index'
             OR substr(name, 1, length('sqlite_autoindex__') + length(tbl_name)) <> 'sqlite_autoindex_' || tbl_name || '_'
             OR NOT EXISTS (SELECT 1 FROM sqlite_schema AS brings WHERE brings.type = 'table' AND brings.name = own.tbl_name)))
 UNION ALL
SELECT 'pragma', 'user_version', NULL, CAST(user_version AS TEXT)
  FROM pragma_user_version
 UNION ALL
SELECT 'pragma', 'application_id', NULL, CAST(application_id AS TEXT)
  FROM pragma_application_id;

-- name: DIGEST_LOGGED
-- What each change wrote: table, hash; oldest first.
SELECT entry.key AS "table", entry.value AS digest
  FROM audit, json_each(audit.detail, '$.tables') AS entry
 ORDER BY audit.sequence;
