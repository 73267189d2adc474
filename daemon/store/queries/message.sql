-- What people are told: causes, the outbox, addresses (message/).

-- name: MESSAGE_CAUSE_ADD
-- A cause, when messages are in use: kind, object, sequence, at, actor, note. Once a change.
INSERT OR IGNORE INTO message_cause (kind, object, sequence, at, actor, note)
SELECT ?1, ?2, ?3, ?4, ?5, ?6
 WHERE EXISTS (SELECT 1 FROM meta WHERE name = 'messages');

-- name: MESSAGE_CAUSE_UNPLANNED
-- The oldest causes whose messages are not in the outbox yet; at most ?1.
SELECT id, kind, object, sequence, at, actor, note
  FROM message_cause
 WHERE planned = 0
 ORDER BY id
 LIMIT ?1;

-- name: MESSAGE_CAUSE_PLANNED
-- Its messages are in the outbox: id.
UPDATE message_cause
   SET planned = 1
 WHERE id = ?1;

-- name: MESSAGES_OFF
-- Messages are not in use any more.
DELETE FROM meta
 WHERE name = 'messages';

-- name: MESSAGE_WAS_TOLD
-- Whether an addressee ?3 was told, or is going to be, of a kind ?1 about an object ?2 of the life cycle ?4, since that began (events ?5, ?6) last, by the change
-- ?7, by another cause than ?10; ?8 and ?9: the states of a message that was dropped, or could not be delivered. A line of a digest is told with it.
SELECT 1 AS told
  FROM message_cause
  JOIN outbox ON outbox.cause = message_cause.id AND outbox.addressee = ?3
  LEFT JOIN outbox AS digest ON digest.id = outbox.digest
 WHERE message_cause.kind = ?1 AND message_cause.object = ?2 AND message_cause.id <> ?10 AND coalesce(digest.state, outbox.state) NOT IN (?8, ?9)
   AND message_cause.sequence >= (SELECT ifnull(max(event.sequence), 0) FROM workflow_event AS event
                                   WHERE event.kind = ?4 AND event.object = ?2 AND event.event IN (?5, ?6) AND event.sequence <= ?7)
 LIMIT 1;

-- name: OUTBOX_OF_ALERTS
-- What waits about a thing of the life cycle ?2 since that began (events ?3, ?4) last, in state ?1, and was never tried: what was told of an earlier
-- beginning has its own end, which is told too.
SELECT outbox.id, outbox.cause, outbox.kind, message_cause.object
  FROM outbox
  JOIN message_cause ON message_cause.id = outbox.cause
 WHERE outbox.state = ?1 AND outbox.attempts = 0
   AND message_cause.sequence >= (SELECT ifnull(max(event.sequence), 0) FROM workflow_event AS event
                                   WHERE event.kind = ?2 AND event.object = message_cause.object AND event.event IN (?3, ?4))
 ORDER BY outbox.cause, outbox.id;

-- name: OUTBOX_ADD
-- A message: cause, kind, route, addressee, channel, address, language, key, subject, text, link, paper, alone, state, made_at, due_at. Whoever asks has looked for its key.
INSERT INTO outbox (cause, kind, route, addressee, channel, address, language, key, subject, text, link, paper, alone, state, made_at, due_at, next_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16);

-- name: OUTBOX_OF_KEY
-- The message with a key.
SELECT id
  FROM outbox
 WHERE key = ?1;

-- name: OUTBOX_GROUPS
-- To whom several messages that may be one digest are due by ?2, in state ?1: never tried, due on one instant.
SELECT addressee, channel, address, language, due_at, count(*) AS messages
  FROM outbox
 WHERE state = ?1 AND next_at <= ?2 AND alone = 0 AND attempts = 0
 GROUP BY addressee, channel, address, language, due_at
HAVING count(*) > 1;

-- name: OUTBOX_GROUP
-- The messages of one such group, oldest first, with what brought each about: state, addressee, channel, address, language, due_at.
SELECT outbox.id, outbox.kind, route, key, subject, text, made_at, message_cause.object, message_cause.at, message_cause.note
  FROM outbox
  LEFT JOIN message_cause ON message_cause.id = outbox.cause
 WHERE state = ?1 AND addressee = ?2 AND channel = ?3 AND address = ?4 AND language = ?5 AND due_at = ?6 AND alone = 0 AND attempts = 0
 ORDER BY outbox.id;

-- name: OUTBOX_GATHER
-- A message becomes a line of a digest: id, state, digest.
UPDATE outbox
   SET state = ?2, digest = ?3
 WHERE id = ?1;

-- name: OUTBOX_DUE
-- What is to be sent by ?2, in state ?1, at most ?3.
SELECT outbox.id, outbox.kind, addressee, channel, address, language, key, subject, text, link, paper, made_at, attempts,
       weekly_digest.figures ->> ('$.picture.' || language) AS picture
  FROM outbox
  LEFT JOIN message_cause ON message_cause.id = outbox.cause
  LEFT JOIN weekly_digest ON weekly_digest.day = message_cause.object
 WHERE state = ?1 AND next_at <= ?2
 ORDER BY next_at, outbox.id
 LIMIT ?3;

-- name: OUTBOX_LATE
-- When the oldest of those was due that were tried, in vain so far; in state ?1.
SELECT min(due_at) AS due_at
  FROM outbox
 WHERE state = ?1 AND attempts > 0;

-- name: OUTBOX_NEXT
-- When the next one is to be sent, in state ?1.
SELECT min(next_at) AS next_at
  FROM outbox
 WHERE state = ?1;

-- name: OUTBOX_ATTEMPT
-- It is tried, and again at an instant unless it is said to be sent: id, next_at.
UPDATE outbox
   SET attempts = attempts + 1, next_at = ?2
 WHERE id = ?1;

-- name: OUTBOX_STATE
-- id, state, sent_at, problem, problem_en.
UPDATE outbox
   SET state = ?2, sent_at = ?3, problem = ?4, problem_en = ?5
 WHERE id = ?1;

-- name: OUTBOX_AGAIN
-- It is tried afresh: id, state, instant (from which its time counts too).
UPDATE outbox
   SET state = ?2, next_at = ?3, made_at = ?3, attempts = 0, problem = NULL, problem_en = NULL
 WHERE id = ?1;

-- name: OUTBOX_GET
-- One message.
SELECT *
  FROM outbox
 WHERE id = ?1;

-- name: OUTBOX_LIST
-- All messages, the newest first; ?1 not null: in that state.
SELECT id, kind, route, addressee, channel, address, language, subject, state, made_at, due_at, next_at, attempts, sent_at, problem, problem_en, digest
  FROM outbox
 WHERE ?1 IS NULL OR state = ?1
 ORDER BY id DESC;

-- name: OUTBOX_LINES
-- The messages that a digest holds.
SELECT id, subject
  FROM outbox
 WHERE digest = ?1
 ORDER BY id;

-- name: OUTBOX_DEAD
-- How many messages of a channel were given up: channel, state.
SELECT count(*) AS messages
  FROM outbox
 WHERE channel = ?1 AND state = ?2;

-- name: METRICS_OUTBOX
-- How many messages there are, by channel and state.
SELECT channel, state, count(*) AS messages
  FROM outbox
 GROUP BY channel, state
 ORDER BY channel, state;

-- name: ADDRESS_ADD
-- addressee, channel, address, valid_from, valid_until, sequence.
INSERT INTO address (addressee, channel, address, valid_from, valid_until, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: ADDRESS_END
-- What is valid from a day on, or on it, ends there: addressee, channel, day.
UPDATE address
   SET valid_until = max(valid_from, ?3)
 WHERE addressee = ?1 AND channel = ?2 AND valid_until > ?3;

-- name: ADDRESS_ON
-- Where somebody is reached on a day: addressee, channel, day.
SELECT address
  FROM address
 WHERE addressee = ?1 AND channel = ?2 AND valid_from <= ?3 AND valid_until > ?3
 ORDER BY id DESC
 LIMIT 1;

-- name: ADDRESS_LIST
-- All addresses, or (?1 not null) of one addressee, as they were given.
SELECT id, addressee, channel, address, valid_from, valid_until, sequence
  FROM address
 WHERE ?1 IS NULL OR addressee = ?1
 ORDER BY addressee, channel, id;

-- name: WEEKLY_DIGEST_ADD
-- The figures of a digest: day, at, figures.
INSERT INTO weekly_digest (day, at, figures)
VALUES (?1, ?2, ?3);

-- name: WEEKLY_DIGEST_SPENT
-- Those before a day that no message is made or sent of any more; of those that could not be sent they stay. Of thousands of units a week's are megabytes.
DELETE FROM weekly_digest
 WHERE day < ?1
   AND NOT EXISTS (SELECT 1
                     FROM message_cause LEFT JOIN outbox ON outbox.cause = message_cause.id
                    WHERE message_cause.kind = ?2 AND message_cause.object = weekly_digest.day
                      AND (message_cause.planned = 0 OR (outbox.id IS NOT NULL AND outbox.sent_at IS NULL)));

-- name: WEEKLY_DIGEST_GET
-- Those of a day.
SELECT at, figures
  FROM weekly_digest
 WHERE day = ?1;
