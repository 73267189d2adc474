-- What every connection is told before it does anything else, and the ends of transactions.

-- name: DATABASE_KEYS
-- REFERENCES are checked (SQLite leaves them alone unless told).
PRAGMA foreign_keys = ON;

-- name: DATABASE_TEMP
-- Sorting and temporary tables stay in memory: nothing of the records is written beside the database.
PRAGMA temp_store = MEMORY;

-- name: DATABASE_WAL
-- Readers see a finished state while the writer writes; says the mode that is in force.
PRAGMA journal_mode = WAL;

-- name: DATABASE_SYNC
-- A commit is answered only when it is on the disk: NORMAL loses answered commits at a power loss.
PRAGMA synchronous = FULL;

-- name: DATABASE_CACHE
-- Of the writer: a file of a month's records fits, and is written to the log once, not page by page in between.
PRAGMA cache_size = -32768;

-- name: DATABASE_WAL_LIMIT
-- After a large import the log file shrinks again, to 64 MiB.
PRAGMA journal_size_limit = 67108864;

-- name: BACKUP_ALONE
-- A copy stands alone, without a log beside it; says the mode that is in force.
PRAGMA journal_mode = DELETE;

-- name: DATABASE_READS_ONLY
PRAGMA query_only = ON;

-- name: SCHEMA_VERSION
-- The number of the last migration that was applied, and whether the file holds any table at all.
SELECT (SELECT user_version FROM pragma_user_version) AS version,
       EXISTS (SELECT 1 FROM sqlite_schema) AS used;

-- name: BEGIN_WRITE
-- Takes the one place of a writer at once, so that what is read inside stays true until the commit.
BEGIN IMMEDIATE;

-- name: BEGIN_READ
BEGIN;

-- name: READ_FIRST
-- A read transaction sees the state of its first read: the least there is to read.
PRAGMA schema_version;

-- name: COMMIT
COMMIT;

-- name: ROLLBACK
ROLLBACK;
