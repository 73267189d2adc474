-- What people have not sent yet.

-- name: UNSENT_PUT
-- Keeps it in the place of what was kept there before: actor, place, at, content.
INSERT INTO unsent (actor, place, at, content)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (actor, place) DO UPDATE SET at = excluded.at, content = excluded.content;

-- name: UNSENT_GET
-- What is kept: actor, place.
SELECT at, content
  FROM unsent
 WHERE actor = ?1 AND place = ?2;

-- name: UNSENT_DELETE
-- It was sent, or is not wanted any more: actor, place.
DELETE FROM unsent
 WHERE actor = ?1 AND place = ?2;

-- name: UNSENT_FORGET_OLD
-- What nobody touched since ?1.
DELETE FROM unsent
 WHERE at < ?1;
