-- The register of outgoing papers by issuer and year (Nghị định 30/2020/NĐ-CP, Phụ lục IV; register/register.h). A number stands once in an issuer's series of a
-- year. What was drafted here has no title of its own: it is its kind's.
CREATE TABLE outgoing (
    id            INTEGER PRIMARY KEY,
    issuer        TEXT NOT NULL, -- a section of bodies.ini; each ward may have one
    issuer_name   TEXT NOT NULL, -- as it was called on that day
    symbol        TEXT NOT NULL, -- QĐ-UBND; '' none
    year          INTEGER NOT NULL,
    number        INTEGER NOT NULL CHECK (number > 0),
    day           INTEGER NOT NULL,
    subject       TEXT NOT NULL, -- the unit whose paper it is
    draft         TEXT UNIQUE REFERENCES draft (id),
    title         TEXT,
    signer        TEXT,
    recipients    TEXT,
    keeper        TEXT,          -- who keeps the copy
    copies        INTEGER CHECK (copies > 0),
    note          TEXT,
    source        TEXT NOT NULL, -- own, entered, imported
    reason        TEXT,          -- of a gap, a late number
    registered_at INTEGER NOT NULL,
    registered_by TEXT NOT NULL,
    CHECK ((title IS NULL) = (draft IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX outgoing_once ON outgoing (issuer, issuer_name, symbol, year, number);
INSERT INTO outgoing (issuer, issuer_name, symbol, year, number, day, subject, draft, signer, recipients, source, registered_at, registered_by)
SELECT ifnull(content ->> '$.issuer.id', ''), ifnull(content ->> '$.issuer.name', ifnull(content ->> '$.issuer.id', '')), ifnull(content ->> '$.issuer.symbol', ''),
       CAST(strftime('%Y', draft.issued_on * 86400, 'unixepoch') AS INTEGER), draft.issue_number, draft.issued_on, draft.subject, draft.id,
       ifnull(content ->> '$.signed.name', content ->> '$.signatory.sign_name'), content ->> '$.recipient.name', 'own',
       ifnull(workflow_event.at, draft.made_at), ifnull(workflow_event.actor, 'thiduad')
  FROM draft JOIN draft_version AS version
    ON version.draft = draft.id AND version.number = (SELECT max(number) FROM draft_version AS one WHERE one.draft = draft.id AND one.dropped_at IS NULL)
  JOIN dossier ON dossier.hash = version.dossier
  LEFT JOIN workflow_event ON workflow_event.kind = 'draft' AND workflow_event.object = draft.id AND workflow_event.event = 'issued'
 WHERE draft.issue_number IS NOT NULL;
