-- Files that records carry.

-- name: ATTACHMENT_INSERT
-- A file: type, key, name, media, content, size, facts (JSON), original, sequence.
INSERT INTO attachment (type, key, name, media, content, size, facts, original, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: ATTACHMENT_DETACH
-- The file ?1 is detached by the change ?2.
UPDATE attachment
   SET detached = ?2
 WHERE id = ?1;

-- name: ATTACHMENT_MOVE
-- A record of the type ?1 moved from the key ?2 to ?3 by the change ?4: its files are the new one's too.
INSERT INTO attachment (type, key, name, media, content, size, facts, original, sequence)
SELECT type, ?3, name, media, content, size, facts, original, ?4
  FROM attachment
 WHERE type = ?1 AND key = ?2 AND detached IS NULL
 ORDER BY id;

-- name: ATTACHMENT_LIST
-- All files of the record (type, key), detached ones too, with who attached and detached them and why; erased_at: the content is gone.
SELECT attachment.id, attachment.name, attachment.media, attachment.size, attachment.facts, attachment.content AS sha256,
       attachment.original, came.at AS attached_at, came.actor AS attached_by, came.reason AS attach_reason,
       gone.at AS detached_at, gone.actor AS detached_by, gone.reason AS detach_reason,
       (SELECT erased.at FROM erased_content JOIN audit AS erased ON erased.sequence = erased_content.sequence
         WHERE erased_content.hash = attachment.content) AS erased_at
  FROM attachment
  JOIN audit AS came ON came.sequence = attachment.sequence
  LEFT JOIN audit AS gone ON gone.sequence = attachment.detached
 WHERE attachment.type = ?1 AND attachment.key = ?2
 ORDER BY attachment.id;

-- name: ATTACHMENT_KEYS
-- How many files each record of the type ?1 carries.
SELECT key, count(*) AS files
  FROM attachment
 WHERE type = ?1 AND detached IS NULL
 GROUP BY key;

-- name: ATTACHMENT_TOTAL
-- The bytes of all that is kept, each content once.
SELECT coalesce(sum(size), 0) AS bytes
  FROM (SELECT max(size) AS size FROM attachment WHERE content NOT IN (SELECT hash FROM erased_content) GROUP BY content);
