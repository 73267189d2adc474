-- What is erased when its time is over (contest/erasure.h).

-- name: ERASURE_PUT
-- Versions of the type ?1 that the change ?2 wrote: ?3 of them are gone, ?4 is the hash of what stays, by the change ?5.
INSERT INTO erasure (type, written, versions, hash, sequence)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (type, written) DO UPDATE SET versions = versions + excluded.versions, hash = excluded.hash, sequence = excluded.sequence;

-- name: ERASURE_LIST
-- All of them.
SELECT type, written, versions, hash
  FROM erasure
 ORDER BY written, type;

-- name: ERASURE_TYPES
-- Of which something was erased.
SELECT DISTINCT type
  FROM erasure
 ORDER BY type;

-- name: ERASURE_AT
-- When something of the type ?1 was erased last, of any type when it is NULL; no row: never.
SELECT audit.at
  FROM audit
 WHERE audit.sequence = (SELECT max(sequence) FROM erasure WHERE ?1 IS NULL OR type = ?1);

-- name: ERASURE_CONTENTS
-- Bytes that are still there: of files that records carry and of files of the types ?1 (JSON) that were imported, unless a package or a
-- paper has the same.
SELECT hash
  FROM (SELECT content AS hash FROM attachment
         UNION
        SELECT content FROM imported WHERE type IN (SELECT value FROM json_each(?1)))
 WHERE hash NOT IN (SELECT hash FROM erased_content)
   AND hash NOT IN (SELECT content FROM package_file)
   AND hash NOT IN (SELECT sha256 FROM draft WHERE sha256 IS NOT NULL)
   AND hash NOT IN (SELECT sha256 FROM draft_version)
   AND hash NOT IN (SELECT sha256 FROM signed_copy)
   AND hash NOT IN (SELECT sha256 FROM duty_output WHERE sha256 IS NOT NULL)
 ORDER BY hash;

-- name: ERASURE_CONTENT_PUT
-- The bytes ?1 are gone by the change ?2.
INSERT INTO erased_content (hash, sequence)
VALUES (?1, ?2);

-- name: ERASURE_CONTENT
-- Takes the bytes ?1 away.
UPDATE content
   SET bytes = x''
 WHERE hash = ?1;

-- name: ERASURE_BLANKS_LEFT
-- How many values that people filled into papers are still there.
SELECT count(value) AS filled
  FROM paper_blank;

-- name: ERASURE_BLANKS
-- They go; who gave them, when and for what stays.
UPDATE paper_blank
   SET value = NULL
 WHERE value IS NOT NULL;

-- name: ERASURE_PEOPLE_LEFT
-- How many addresses of people are still there: where they are reached, and in messages that are no longer in the state ?1 (waiting).
SELECT (SELECT count(*) FROM address WHERE addressee LIKE 'person:%')
     + (SELECT count(*) FROM outbox WHERE addressee LIKE 'person:%' AND address <> '' AND state <> ?1) AS addresses;

-- name: ERASURE_ADDRESSES
-- Where people are reached; who wrote it and when is in the log.
DELETE FROM address
 WHERE addressee LIKE 'person:%';

-- name: ERASURE_MESSAGES
-- The addresses in messages to people, but for those in the state ?1; that they were told, what and when stays.
UPDATE outbox
   SET address = ''
 WHERE addressee LIKE 'person:%' AND address <> '' AND state <> ?1;

-- name: ERASURE_CARRIED
-- That records of the type ?1 carried files: a key may say as much as the record did.
DELETE FROM attachment
 WHERE type = ?1;
