-- When a person logged in last, and the time before that, by the daemon's clock: what changed since is said on their first page. NULL: not yet.
ALTER TABLE secret ADD COLUMN entered_at INTEGER;
ALTER TABLE secret ADD COLUMN entered_before INTEGER;
