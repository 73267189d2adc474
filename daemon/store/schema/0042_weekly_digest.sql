-- What a weekly digest told (message/weekly_digest.h): its figures as they were that day, of which its text and its picture are made.
CREATE TABLE weekly_digest (
    day     TEXT PRIMARY KEY, -- 2024-11-04
    at      INTEGER NOT NULL,
    figures TEXT NOT NULL     -- JSON (message/digest_figures.h)
) STRICT, WITHOUT ROWID;
