-- When nothing ran: from the instant at which the daemon was last known to be alive until it was there again. Only what
-- is longer than an hour is noted (contest/outage.h); a kill and a restart leave no row.
CREATE TABLE outage (
    began_at INTEGER PRIMARY KEY,
    ended_at INTEGER NOT NULL CHECK (ended_at > began_at)
) STRICT;

-- The one row that says when the daemon was last alive: by the machine's clock, and by the kernel's count of seconds
-- since the boot `boot` (contest/clock_watch.h). Brought up to date every few minutes, without an audit row.
CREATE TABLE clock_mark (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    at     INTEGER NOT NULL,
    boot   TEXT NOT NULL,
    steady INTEGER NOT NULL
) STRICT;

-- There is a row while the machine's clock is not believed: it jumped from from_at to seen_at, and a person has not yet
-- said that it is right. What falls due behind from_at waits.
CREATE TABLE clock_hold (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    from_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL CHECK (seen_at > from_at)
) STRICT;
