-- The register of outgoing papers (register/register.h).

-- name: REGISTER_PUT
-- An entry: issuer, issuer_name, symbol, year, number, day, subject, draft, title, signer, recipients, keeper, copies, note, source, reason, registered_at, registered_by.
INSERT INTO outgoing (issuer, issuer_name, symbol, year, number, day, subject, draft, title, signer, recipients, keeper, copies, note, source, reason, registered_at, registered_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: REGISTER_FIND
-- The entry of an issuer as it is called, symbol, year and number.
SELECT draft, title
  FROM outgoing
 WHERE issuer_name = ?1 AND symbol = ?2 AND year = ?3 AND number = ?4;

-- name: REGISTER_BY_NUMBER
-- The entries of a number (?1) with a symbol (?2 not NULL) of a year (?3 not 0), whoever issued them.
SELECT draft, title, issuer_name, symbol, year, number, day, subject
  FROM outgoing
 WHERE number = ?1 AND (?2 IS NULL OR symbol = ?2) AND (?3 = 0 OR year = ?3)
 ORDER BY year, issuer_name, symbol;

-- name: REGISTER_SERIES
-- Where a number (?4) would stand among those of an issuer as it is called, symbol and year: the greatest, and the day of the one below it.
SELECT (SELECT max(number) FROM outgoing WHERE issuer_name = ?1 AND symbol = ?2 AND year = ?3) AS newest,
       (SELECT day FROM outgoing WHERE issuer_name = ?1 AND symbol = ?2 AND year = ?3 AND number < ?4 ORDER BY number DESC LIMIT 1) AS day_before;

-- name: REGISTER_LIST
-- All entries, or those of an issuer (?1 not NULL) or a year (?2 not 0).
SELECT outgoing.id, outgoing.issuer, outgoing.issuer_name, outgoing.symbol, outgoing.year, outgoing.number, outgoing.day, outgoing.subject, outgoing.draft, draft.kind, draft.state,
       outgoing.title, outgoing.signer, outgoing.recipients, outgoing.keeper, outgoing.copies, outgoing.note, outgoing.source, outgoing.reason,
       outgoing.registered_at, outgoing.registered_by
  FROM outgoing LEFT JOIN draft ON draft.id = outgoing.draft
 WHERE (?1 IS NULL OR outgoing.issuer = ?1) AND (?2 = 0 OR outgoing.year = ?2)
 ORDER BY outgoing.issuer, outgoing.issuer_name, outgoing.year, outgoing.symbol, outgoing.number;

-- name: SIGNED_COPY_PUT
-- A signed copy: draft, number, name, media, size, sha256, attached_at, attached_by, note.
INSERT INTO signed_copy (draft, number, name, media, size, sha256, attached_at, attached_by, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: SIGNED_COPY_READ
-- What was read of the signatures of a signed copy: draft, number, fault, signatures.
INSERT INTO signed_copy_reading (draft, number, fault, signatures) VALUES (?1, ?2, ?3, ?4);

-- name: SIGNED_COPY_BEFORE
-- The number of the newest copy of a draft, and that of the one with this hash (?2); null where there is none.
SELECT (SELECT max(number) FROM signed_copy WHERE draft = ?1) AS number, (SELECT number FROM signed_copy WHERE draft = ?1 AND sha256 = ?2) AS same;

-- name: SIGNED_COPY_LIST
-- The signed copies of a draft, as they were attached.
SELECT signed_copy.draft, signed_copy.number, name, media, size, sha256, attached_at, attached_by, note, fault, signatures
  FROM signed_copy LEFT JOIN signed_copy_reading AS reading ON reading.draft = signed_copy.draft AND reading.number = signed_copy.number
 WHERE signed_copy.draft = ?1
 ORDER BY signed_copy.number;
