-- The house's own tables. Record tables (record_<type>, history_<type>) follow from the package (record_sql.h).
-- Instants are seconds since 1970 UTC, days are days since 1970-01-01.

-- One value a name: "package" (hash of the snapshot in force), "clock" (a set clock's instant), "contest" (its id).
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT;

-- A row a transaction that decided something; the chain of hashes shows any later change (change.h).
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    via      TEXT NOT NULL CHECK (via IN ('socket', 'http', 'timer', 'start')),
    action   TEXT NOT NULL,
    reason   TEXT,
    detail   TEXT NOT NULL CHECK (json_valid(detail)),
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;

-- Bytes by their SHA-256: files of packages, imported files, drafts. Never changed, never deleted.
CREATE TABLE content (
    hash  TEXT PRIMARY KEY CHECK (length(hash) = 64),
    bytes BLOB NOT NULL
) STRICT;

-- A contest package as it was loaded: a snapshot named by its hash.
CREATE TABLE package (
    hash      TEXT PRIMARY KEY,
    sequence  INTEGER NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    loaded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE package_file (
    package TEXT NOT NULL REFERENCES package (hash),
    path    TEXT NOT NULL,
    content TEXT NOT NULL REFERENCES content (hash),
    PRIMARY KEY (package, path)
) STRICT, WITHOUT ROWID;
-- What a criterion says of itself, found when it was checked: title, subject, reports (record types whose
-- return it needs), counts, target name … as JSON.
CREATE TABLE criterion (
    package  TEXT NOT NULL REFERENCES package (hash),
    id       TEXT NOT NULL,
    position INTEGER NOT NULL,
    rule     TEXT NOT NULL,
    facts    TEXT NOT NULL CHECK (json_valid(facts)),
    PRIMARY KEY (package, id)
) STRICT, WITHOUT ROWID;

-- One evaluation of all criteria for one period. A run belongs to a period whoever starts it and whenever.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    period   TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage IN ('provisional', 'final')),
    cause    TEXT NOT NULL CHECK (cause IN ('schedule', 'manual', 'late')),
    adjusted INTEGER NOT NULL DEFAULT 0 CHECK (adjusted IN (0, 1)), -- made after the period's seal
    package  TEXT NOT NULL REFERENCES package (hash),
    sequence INTEGER NOT NULL, -- the data version it read
    at       INTEGER NOT NULL,
    receipt  TEXT NOT NULL CHECK (json_valid(receipt)) -- {criterion: {rule, params: […], error?}}
) STRICT;
CREATE INDEX run_latest ON run (period, stage, id);
-- One row a (run, subject), its cells packed: {criterion: {num, den, value, target, verdict, short, says}}.
CREATE TABLE result (
    run     INTEGER NOT NULL REFERENCES run (id),
    subject TEXT NOT NULL,
    level   TEXT NOT NULL,
    cells   TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (run, subject)
) STRICT, WITHOUT ROWID;
-- A person may open the file with any SQLite and read the results one by one.
CREATE VIEW result_cell AS
SELECT run.period, cell.key AS criterion, result.subject, result.level, run.stage, run.id AS run,
       cell.value ->> 'num' AS num, cell.value ->> 'den' AS den, cell.value ->> 'value' AS value,
       cell.value ->> 'target' AS target, cell.value ->> 'verdict' AS verdict
  FROM run JOIN result ON result.run = run.id, json_each(result.cells) AS cell;

-- Periods that owe a run because data changed after their final run; written with the change itself, deleted
-- with the run, so a crash between the two loses nothing.
CREATE TABLE rerun (
    period   TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage = 'final'),
    sequence INTEGER NOT NULL, -- of the change that asked for it
    PRIMARY KEY (period, stage)
) STRICT, WITHOUT ROWID;

-- What of the timetable was performed: each (kind, period) once, for ever.
CREATE TABLE performed (
    kind   TEXT NOT NULL CHECK (kind IN ('provisional', 'final', 'seal', 'decision', 'return')),
    period TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;

-- An alert belongs to (kind, criterion, subject, period); open at most once at a time. Acknowledged means
-- acknowledged_until has not passed; nothing needs to happen for it to expire.
CREATE TABLE alert (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT NOT NULL CHECK (kind IN ('target', 'return', 'nomination', 'draft')),
    criterion          TEXT,          -- of a target alert
    subject            TEXT NOT NULL, -- a ward, or the district for administrators' alerts
    period             TEXT NOT NULL,
    opened_at          INTEGER NOT NULL,
    text               TEXT NOT NULL, -- the sentence, kept up to date while open
    acknowledged_until INTEGER,       -- a day, inclusive
    resolved_at        INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_open_once ON alert (kind, ifnull(criterion, ''), subject, period) WHERE resolved_at IS NULL;
CREATE TABLE alert_event (
    id    INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alert (id),
    at    INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('opened', 'changed', 'acknowledged', 'resolved')),
    actor TEXT NOT NULL,
    until INTEGER, -- day, of an acknowledgement
    note  TEXT
) STRICT;
CREATE INDEX alert_event_of ON alert_event (alert);

-- An immutable snapshot at phase close: canonical JSON and its hash (contest.md §7).
CREATE TABLE seal (
    id        TEXT PRIMARY KEY, -- phase-1-1: the phase and the count of its seals
    phase     TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at INTEGER NOT NULL,
    content   TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;
-- What a draft needs beside the seal: nominations, flags, issuer, signatory, rates, legal bases of that day.
CREATE TABLE dossier (
    hash    TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;
-- A draft freezes a seal and a dossier; it is never changed, only marked.
CREATE TABLE draft (
    id       TEXT PRIMARY KEY, -- phase-1-a-1, phase-1-e-trang-cat-1
    kind     TEXT NOT NULL CHECK (kind IN ('a', 'a_ward', 'b1', 'b2', 'c', 'd', 'e', 'f1', 'f2', 't21')),
    subject  TEXT NOT NULL,
    phase    TEXT NOT NULL,
    seal     TEXT NOT NULL REFERENCES seal (id),
    dossier  TEXT NOT NULL REFERENCES dossier (hash),
    state    TEXT NOT NULL CHECK (state IN ('drafted', 'refused', 'stale')),
    template TEXT NOT NULL,      -- hash of the Word template
    sha256   TEXT REFERENCES content (hash), -- the file; NULL when refused
    content_sha256 TEXT,         -- over its parts
    refusal  TEXT,               -- why it could not be drafted, Vietnamese
    made_at  INTEGER NOT NULL,
    CHECK ((sha256 IS NULL) = (refusal IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX draft_once ON draft (kind, subject, seal, dossier);

-- Files that were imported: the same bytes of the same type a second time change nothing.
CREATE TABLE imported (
    sequence INTEGER NOT NULL,
    type     TEXT NOT NULL,
    file     TEXT NOT NULL,
    content  TEXT NOT NULL REFERENCES content (hash),
    rows     INTEGER NOT NULL,
    PRIMARY KEY (sequence, file)
) STRICT, WITHOUT ROWID;
