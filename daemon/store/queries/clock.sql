-- When the daemon was alive, when it was not, and whether its clock is believed.

-- name: OUTAGE_INSERT
-- Nothing ran from ?1 to ?2. What began at the same instant and was noted already ended later.
INSERT INTO outage (began_at, ended_at) VALUES (?1, ?2)
ON CONFLICT (began_at) DO UPDATE SET ended_at = max(ended_at, excluded.ended_at);

-- name: OUTAGE_LIST
-- All of them, oldest first.
SELECT began_at, ended_at FROM outage ORDER BY began_at;

-- name: CLOCK_MARK_GET
-- When the daemon was last alive; no row before it was ever noted.
SELECT at, boot, steady FROM clock_mark;

-- name: CLOCK_MARK_SET
-- It is alive: at, boot, steady.
INSERT INTO clock_mark (one, at, boot, steady) VALUES (1, ?1, ?2, ?3)
ON CONFLICT (one) DO UPDATE SET at = excluded.at, boot = excluded.boot, steady = excluded.steady;

-- name: CLOCK_HOLD_GET
-- The jump that nobody has confirmed; no row when the clock is believed.
SELECT from_at, seen_at FROM clock_hold;

-- name: CLOCK_HOLD_SET
-- The clock jumped from ?1 to ?2.
INSERT INTO clock_hold (one, from_at, seen_at) VALUES (1, ?1, ?2);

-- name: CLOCK_HOLD_CLEAR
-- It is believed again.
DELETE FROM clock_hold;
